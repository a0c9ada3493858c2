"""The same answers through the terminal and through the pages, each in its own folder."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from answering import DAY, random_answer, step
from samverkansavtal.asking.interview import interview
from samverkansavtal.asking.keeping import DraftKeeper
from samverkansavtal.asking.prompter import Reply, SaveAndQuit
from samverkansavtal.asking.scripted import Scripted
from samverkansavtal.asking.session import Session
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.documents import open_answers, write_documents
from samverkansavtal.interviewing.replies import Skip
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.planning.consistency import contradictions
from samverkansavtal.planning.plan import plan
from samverkansavtal.sessions import Here
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw
from samverkansavtal.storing.drafts import OpenDraft
from samverkansavtal.web.local import ME
from web.answering_pages import MOST, Walker
from web.places import Place


@dataclass(frozen=True)
class Story:
    """A model and the answers somebody wants to give, on one day."""

    library: Library
    answers: Answers
    day: date

    @property
    def model(self) -> str:
        return self.library.model.id


def in_terminal(
    story: Story, folder: Path, *, stop: str = "", skip: Sequence[str] = (), script: Answers | None = None
) -> Path:
    """Answer in the terminal, from where the draft in *folder* is until *stop* is asked; return its file."""
    services = Here(folder, story.day)
    path = next(folder.glob("*/svar.toml"), None)
    draft = _draft(path, story) or Draft(model=story.model, day=story.day, answers=Answers())
    keeper = DraftKeeper(draft, story.library, services, OpenDraft(path) if path else None)
    replies: dict[str, list[Reply]] = {one: [Skip()] for one in skip}
    if stop:
        replies[stop] = [SaveAndQuit()]
    prompter = Scripted(script or story.answers, replies)
    prompter.keys = same_rows(draft.answers, prompter.script)
    changed = services.changed_after_result(draft)
    session = Session(story.library, draft.answers, story.day, prompter, keeper, services.on_result, changed)
    try:
        interview(session)
    finally:
        keeper.close()
    assert keeper.opened is not None
    return keeper.opened.path


def on_pages(story: Story, folder: Path, *, pages: int = 0, skip: Sequence[str] = ()) -> Path:
    """Answer on *pages* pages (0: all), from where the draft in *folder* is; return its answer file."""
    place = Place(folder, story.day)
    walker = Walker(place.visitor, story.library, story.answers)
    walker.skip = set(skip)
    known = _draft(next(folder.glob("*/svar.toml"), None), story)
    if known is None:
        here = walker.begin(story.model)
    else:
        walker.keys = same_rows(known.answers, story.answers)
        here = place.visitor.get(f"/utkast/{place.drafts.all(ME)[0].id}/nasta")
    walker.walk(here, pages or MOST)
    if not pages:
        walker.finish(f"/utkast/{place.drafts.all(ME)[0].id}")
    return next(folder.glob("*/svar.toml"))


def _draft(path: Path | None, story: Story) -> Draft | None:
    return read_draft(read_raw(path), story.library)[0] if path else None


def same_rows(known: Answers, script: Answers) -> dict[str, dict[str, str]]:
    """Return list → row in the draft → row in the script: they come in the same order."""
    return {name: dict(zip(known.keys(name), script.keys(name), strict=False)) for name in known.rows}


def words(path: Path) -> dict[str, bytes]:
    """Return the Word files made from an answer file, by name."""
    folder = path.parent / "word"
    made = write_documents(open_answers(path), folder)
    return {one.name: one.read_bytes() for one in (made.agreement, made.report)}


def random_story(seed: int) -> Story:
    """Return answers that go together, drawn by chance: known, "vet inte än", "gäller inte oss"."""
    rng = random.Random(seed)
    library = shipped_library(("samverkan", "portalen")[seed % 2])
    unsure = (0.0, 0.1, 0.35)[seed % 3]
    answers = _usual(library, Answers(), rng)
    while (current := plan(library, answers, DAY)).needs:
        path = current.next() or current.next("later")
        if path is None:
            break
        doubt = 0.0 if path == "namn" or _begins_a_row(library, path) else unsure
        tries = (step(library, answers, path, rng, doubt) for _ in range(50))
        fits = (found for found in tries if not contradictions(library, found))
        answers = next(fits, answers.put(path, NotKnown()))
    return Story(library, _one_who_knows_a_row(answers, rng), DAY)


def _begins_a_row(library: Library, path: str) -> bool:
    """Return whether *path* is the first question of a row: in the terminal it is never "vet inte än"."""
    name, _, rest = path.partition(".")
    return bool(rest) and rest.rpartition(".")[2] == library.questions[name].fields[0].fact


def _usual(library: Library, answers: Answers, rng: random.Random) -> Answers:
    for part in library.parts:
        for question in part.questions:
            if question.standard is not None and rng.random() < 0.2:
                found = random_answer(question, answers, rng, 0.0)
                trial = answers.put(question.fact, found)
                if found != question.standard and not contradictions(library, trial):
                    answers = trial
    return answers


def _one_who_knows_a_row(answers: Answers, rng: random.Random) -> Answers:
    """Return *answers* with one name a row: a row is one form, with one place to write who knows."""
    for name, keys in answers.rows.items():
        for key in keys:
            who = rng.choice(("", "kassören"))
            for path, given in list(answers.row(name, key)):
                if isinstance(given, NotKnown):
                    answers = answers.put(path, NotKnown(who))
    return answers
