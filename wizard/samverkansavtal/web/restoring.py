"""A damaged draft file on one's own computer: back to its last readable revision, when the visitor says so."""

from starlette.responses import Response

from samverkansavtal.web.keeping import NotHereError
from samverkansavtal.web.local import LocalDrafts
from samverkansavtal.web.routes import Need, Page
from samverkansavtal.web.visit import Visit


def ask(visit: Visit) -> Response:
    """Ask whether to go on from the older copy."""
    problem, saved = _drafts(visit).older(visit.param("utkast"))
    return visit.page("aterstall", problem=problem, saved=saved)


def restore(visit: Visit) -> Response:
    """Make the older copy the draft; the damaged file stays beside it."""
    name = visit.param("utkast")
    _drafts(visit).restore(name)
    return visit.go("utkast", {"aterstallt": "ja"}, utkast=name)


def _drafts(visit: Visit) -> LocalDrafts:
    if not isinstance(visit.site.drafts, LocalDrafts):
        raise NotHereError("Det finns ingen äldre kopia att gå tillbaka till.")
    return visit.site.drafts


PAGES = (
    Page("aterstall", ask, Need.SIGNED, alone=True),
    Page("aterstall", restore, Need.SIGNED, "POST", alone=True),
)
