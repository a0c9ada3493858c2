"""Comments on questions and provisions, for those who may comment but not write."""

from starlette.responses import Response

from samverkansavtal.language.reading import ReadError, paragraph
from samverkansavtal.web.keeping import NotAllowedError, Role
from samverkansavtal.web.routes import Page
from samverkansavtal.web.sharing import people
from samverkansavtal.web.visit import Visit

WHOLE = ""  # about the draft as a whole
MOST = 2_000  # signs in a comment


def show(visit: Visit) -> Response:
    """Show the comments, and a form for one more."""
    return _page(visit)


def _page(visit: Visit, status: int = 200, error: str = "") -> Response:
    about = visit.form.get("om") or visit.query("om")
    comments = people(visit).comments(visit.person, visit.kept.id)
    return visit.page(
        "kommentarer",
        status,
        comments=[(one, name_of(visit, one.about)) for one in comments],
        about=about,
        about_name=name_of(visit, about),
        typed=visit.form.get("text"),
        error=error,
        may=visit.may(Role.COMMENT),
        may_settle=visit.may(Role.WRITE),
    )


def name_of(visit: Visit, about: str) -> str:
    """Return what a comment is about, in words; "" for the draft as a whole or something that is gone."""
    library = visit.kept.library
    if provision := library.provisions.get(about):
        return provision.title
    question = library.question(about) or library.questions.get(about.partition(".")[0])
    return question.label if question is not None else ""


def add(visit: Visit) -> Response:
    """Add a comment, or settle one."""
    if settled := visit.form.get("klar"):
        if not visit.may(Role.WRITE):
            raise NotAllowedError("Bara den som får skriva i utkastet får markera en kommentar som klar.")
        people(visit).settle(visit.person, visit.kept.id, settled)
        return visit.go("kommentarer")
    about = visit.form.get("om")
    try:
        if not visit.form.get("text").strip():
            raise ReadError("Kommentaren är tom. Skriv något.")
        text = paragraph(visit.form.get("text"))
        if len(text) > MOST:
            raise ReadError(f"Kommentaren är längre än {MOST} tecken. Korta den.")
    except ReadError as wrong:
        return _page(visit, 400, str(wrong).replace("Svaret", "Kommentaren"))
    people(visit).comment(visit.person, visit.kept.id, about if name_of(visit, about) else WHOLE, text)
    return visit.go("kommentarer")


PAGES = (
    Page("kommentarer", show, Role.READ, several=True),
    Page("kommentarer", add, Role.COMMENT, "POST", several=True),
)
