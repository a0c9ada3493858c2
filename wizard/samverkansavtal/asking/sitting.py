"""One sitting with one draft, from the first question or where it was left to the end screen."""

from pathlib import Path

from samverkansavtal.asking.choosing import BACK, choose_draft
from samverkansavtal.asking.closing import finish, say_goodbye
from samverkansavtal.asking.interview import Ended, interview
from samverkansavtal.asking.keeping import DraftKeeper
from samverkansavtal.asking.prompter import Menu, Option, Prompter
from samverkansavtal.asking.services import Services
from samverkansavtal.asking.session import Session, stoppable
from samverkansavtal.content.records import Library
from samverkansavtal.errors import AnswerError
from samverkansavtal.planning.answers import Answers
from samverkansavtal.storing.answer_file import Draft, RawDraft, read_draft, read_raw
from samverkansavtal.storing.drafts import OpenDraft, usable_revision


def new_draft(
    prompter: Prompter, services: Services, model: str = "", layer: str = "", given: Answers | None = None
) -> None:
    """Begin a draft, with the answers *given* already; which model is asked when nobody has said.

    Raises:
        Interrupted: the user pressed Ctrl-C; what was answered is saved.
    """
    with stoppable():
        chosen = model or layer or choose_model(prompter, services)
    if chosen is None:
        return
    library = services.library(model or str(chosen), layer, None)
    draft = Draft(model=library.model.id, day=services.today, answers=given or Answers(), layer=layer)
    prompter.show(library.model.title, tone="heading")
    prompter.show(library.model.notice, tone="quiet")
    sit(prompter, services, DraftKeeper(draft, library, services), library)


def choose_model(prompter: Prompter, services: Services) -> str | None:
    """Return the model the user chooses, or None when they go back."""
    models = services.models()
    for model in models:
        prompter.show(model.title, f"  {model.about}")
    options = (*(Option(model.id, model.title) for model in models), Option(BACK, "Tillbaka"))
    chosen = prompter.choose(
        Menu("model", "Vad liknar det mest? Ni kan ändra allt sedan.", options, models[0].id)
    )
    return chosen if isinstance(chosen, str) and chosen != BACK else None


def resume_draft(prompter: Prompter, services: Services, path: Path | None = None) -> None:
    """Go on with the draft at *path*, or the one the user chooses.

    Raises:
        Interrupted: the user pressed Ctrl-C; what was answered is saved.
        StorageError: the draft is open in another window.
    """
    with stoppable():
        path = path or choose_draft(prompter, services, "Vilket utkast vill ni fortsätta med?")
    if path is None:
        return
    with OpenDraft(path) as opened:
        with stoppable():
            raw = _read(prompter, opened)
        if raw is None:
            return
        library = services.library(raw.model, raw.layer, path.parent)
        draft, dropped = read_draft(raw, library)
        if dropped:
            prompter.show(*dropped, tone="warning")
        sit(prompter, services, DraftKeeper(draft, library, services, opened), library)


def _read(prompter: Prompter, opened: OpenDraft) -> RawDraft | None:
    """Return the draft's data; a damaged one may be replaced by an older revision if the user says so."""
    try:
        return read_raw(opened.path)
    except AnswerError as error:
        revision = usable_revision(opened.path)
        if revision is None:
            raise
        prompter.show(str(error), f"Det finns en äldre kopia som går att läsa: {revision}.", tone="warning")
    options = (Option("no", "Nej, avbryt"), Option("yes", "Ja. Den skadade filen sparas bredvid"))
    if prompter.choose(Menu("restore", "Vill ni fortsätta från den äldre kopian?", options, "no")) != "yes":
        return None
    prompter.show(f"Den skadade filen finns kvar som {opened.restore(revision).name}.")
    return read_raw(opened.path)


def sit(prompter: Prompter, services: Services, keeper: DraftKeeper, library: Library) -> None:
    """Ask what is needed in one draft and show the end screen; Ctrl-C anywhere loses nothing."""
    draft = keeper.draft
    changed = services.changed_after_result(draft)
    session = Session(library, draft.answers, draft.day, prompter, keeper, services.on_result, changed)
    resumed = bool(draft.answers.values)
    try:
        with stoppable(session):
            if resumed and (news := services.since_last(draft, session.plan)):
                prompter.show("Sedan sist", tone="heading")
                prompter.show(*news)
            asked = resumed and not session.plan.waiting("now")
            if asked or interview(session) is Ended.ASKED:
                finish(session, services, keeper)
            say_goodbye(session)
    finally:
        keeper.close()
