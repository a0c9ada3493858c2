"""Two models → what the second keeps, changes, adds and drops, section by section, as a report."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from samverkansavtal.content.records import Library, Provision, SectionPlan
from samverkansavtal.drafting.tree import Bullets, Heading, Mark, Paragraph, Report, ReportBlock, Run, Table
from samverkansavtal.language import swedish

KEPT, CHANGED, ADDED, DROPPED = "Behållen", "Ändrad", "Ny", "Borttagen"
WORDS = (
    (KEPT, "behållna", "behållen"),
    (CHANGED, "ändrade", "ändrad"),
    (ADDED, "nya", "ny"),
    (DROPPED, "borttagna", "borttagen"),
)
HOLE = re.compile(r"\{\{\s*(punkt|bilaga)?\W*([a-zåäö0-9_/.-]+)[^}]*\}\}")


@dataclass(frozen=True, slots=True)
class Difference:
    """One provision: what has happened to it, and the lines that went and came."""

    provision: Provision
    what: str
    gone: tuple[str, ...] = ()
    came: tuple[str, ...] = ()
    was: str = ""  # what it was called before, when that is something else

    @property
    def title(self) -> str:
        """Its title, and the earlier one when it has been renamed."""
        return f"{self.provision.title} (förut {self.was})" if self.was else self.provision.title


def compare(before: Library, after: Library, day: str) -> Report:
    """Return the report on how the model *after* differs from *before*; *day* is an ISO date."""
    sections = list(_sections(before, after))
    found = [difference for _, differences in sections for difference in differences]
    blocks: list[ReportBlock] = [_counts(found), *_notices(before, after), *_at_a_glance(sections)]
    for title, differences in sections:
        blocks += [Heading(title, 2), _table(differences), *_texts(differences)]
    return Report(
        title=f"Jämförelse: {after.model.title}",
        subtitle=f"Jämförd med {before.model.title}",
        day=day,
        blocks=(*blocks, *_presets(before, after), *_questions(before, after)),
    )


def differences(before: Library, after: Library) -> tuple[Difference, ...]:
    """Return every provision of either model, in reading order, with what has happened to it."""
    return tuple(found for _, several in _sections(before, after) for found in several)


def _sections(before: Library, after: Library) -> Iterator[tuple[str, tuple[Difference, ...]]]:
    """Yield each section and annex of either model; one that is left out comes last among its kind."""
    standing = (set(before.model.provisions()), set(after.model.provisions()))
    for kind in ("sections", "annexes"):
        old: dict[str, SectionPlan] = {plan.id: plan for plan in getattr(before.model, kind)}
        new: dict[str, SectionPlan] = {plan.id: plan for plan in getattr(after.model, kind)}
        for name in [*new, *(name for name in old if name not in new)]:
            plan = new.get(name) or old[name]
            names = [*new[name].provisions] if name in new else []
            names += [p for p in (old[name].provisions if name in old else ()) if p not in standing[1]]
            found = tuple(_difference(p, before, after, standing[0], standing[1]) for p in names)
            if found:
                yield plan.title, found


def _difference(name: str, before: Library, after: Library, old: set[str], new: set[str]) -> Difference:
    if name not in new:
        return Difference(before.provisions[name], DROPPED)
    if name not in old:
        return Difference(after.provisions[name], ADDED, (), _lines(after, name))
    if before.provisions[name].record.text == after.provisions[name].record.text:
        return Difference(after.provisions[name], KEPT)
    gone, came = _changes(_lines(before, name), _lines(after, name))
    title = before.provisions[name].title
    return Difference(
        after.provisions[name], CHANGED, gone, came, "" if title == after.provisions[name].title else title
    )


def _changes(old: tuple[str, ...], new: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    gone: list[str] = []
    came: list[str] = []
    for tag, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            gone += old[start:end]
            came += new[first:last]
    return tuple(dict.fromkeys(gone)), tuple(dict.fromkeys(came))


def _lines(library: Library, name: str) -> tuple[str, ...]:
    """Return the sentences of a provision, with words where the answers will stand."""
    body = library.provisions[name].record.text.partition("\n+++\n")[2]
    lines = (line.removeprefix("- ").replace("**", "") for line in body.split("\n"))
    kept = [line for line in lines if line.strip() and not line.startswith(("{%", "## "))]
    return tuple(HOLE.sub(lambda hole: f"[{_named(library, hole[1], hole[2])}]", line) for line in kept)


def _named(library: Library, word: str | None, name: str) -> str:
    if word:
        found = library.provisions.get(name)
        return f"{word} om {found.title.lower()}" if found else word
    head = name.partition(".")[0]
    question, figure = library.questions.get(head), library.figures.get(head)
    if question:
        return question.label
    return figure.title.lower() if figure else head.replace("_", " ")


def _counts(found: list[Difference]) -> Paragraph:
    parts = []
    for what, many, one in WORDS:
        number = sum(1 for difference in found if difference.what == what)
        parts.append(f"{number} {one if number == 1 else many}")
    return Paragraph((Run(f"Bestämmelser: {swedish.listing(parts)}."),))


def _at_a_glance(sections: list[tuple[str, tuple[Difference, ...]]]) -> Iterator[ReportBlock]:
    """Yield a table of everything that differs, for the one who reads only the first page."""
    rows = tuple(
        ((Run(one.title),), (Run(one.what),), (Run(title),))
        for title, found in sections
        for one in found
        if one.what != KEPT
    )
    if rows:
        yield Heading("Det som skiljer", 2)
        yield Table("Det som skiljer", ("Bestämmelse", "Vad har hänt", "Avsnitt"), rows)


def _notices(before: Library, after: Library) -> Iterator[Paragraph]:
    for notice in dict.fromkeys((before.model.notice, after.model.notice)):
        yield Paragraph((Run(notice),))


def _table(found: tuple[Difference, ...]) -> Table:
    rows = tuple(((Run(one.title),), (Run(one.what),), (Run(one.provision.purpose),)) for one in found)
    return Table("Bestämmelser", ("Bestämmelse", "Vad har hänt", "Vad den är till för"), rows)


def _texts(found: tuple[Difference, ...]) -> Iterator[ReportBlock]:
    for one in found:
        for lead, lines in (("Det här är borta", one.gone), ("Det här är nytt", one.came)):
            if lines:
                yield Paragraph((Run(f"{one.provision.title}. {lead}:", Mark.TERM),))
                yield Bullets(tuple((Run(line),) for line in lines))


def _presets(before: Library, after: Library) -> Iterator[ReportBlock]:
    """Yield the answers that the two models propose, where they differ."""
    names = [
        name for name in after.questions if before.model.presets.get(name) != after.model.presets.get(name)
    ]
    rows = tuple(
        (
            (Run(swedish.capital(after.questions[name].label)),),
            (Run(_answer(before, name)),),
            (Run(_answer(after, name)),),
        )
        for name in names
    )
    if rows:
        yield Heading("Svar som modellerna föreslår", 2)
        yield Table("Föreslagna svar", ("Fråga", before.model.title, after.model.title), rows)


def _questions(before: Library, after: Library) -> Iterator[ReportBlock]:
    """Yield the questions that only one of the two models has."""
    rows = tuple(
        ((Run(question.ask),), (Run(one.model.title),))
        for one, other in ((before, after), (after, before))
        for part in one.parts
        for question in part.questions
        if question.fact not in other.questions
    )
    if rows:
        yield Heading("Frågor som bara den ena modellen har", 2)
        yield Table("Egna frågor", ("Fråga", "Modell"), rows)


def _answer(library: Library, name: str) -> str:
    answer = library.model.presets.get(name)
    question = library.questions.get(name)
    if answer is None or question is None:
        return "–"
    if isinstance(answer, bool):
        return "Ja" if answer else "Nej"
    labels = {choice.id: choice.label for choice in question.choices}
    given = answer if isinstance(answer, list) else [answer]
    return swedish.listing([labels.get(str(one), str(one)) for one in given])
