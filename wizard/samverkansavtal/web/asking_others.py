"""Asking others by link: who can be asked what, and the links there are."""

from starlette.responses import Response

from samverkansavtal.interviewing.own_rows import (
    left_out,
)
from samverkansavtal.interviewing.view import View
from samverkansavtal.interviewing.waiting import by_owner
from samverkansavtal.web.keeping import Role
from samverkansavtal.web.routes import Page
from samverkansavtal.web.sharing import people
from samverkansavtal.web.visit import Visit

DAYS = (7, 14, 30)


def show_links(visit: Visit) -> Response:
    """Show who can be asked, and the links there are."""
    return _links_page(visit)


def _links_page(
    visit: Visit, status: int = 200, error: str = "", made: str = "", asked: str = ""
) -> Response:
    view = visit.kept.view
    missing = {name: left_out(view, name) for name in by_owner(view, True)}
    return visit.page(
        "lankar",
        status,
        owners=_askable(view),
        missing={name: labels for name, labels in missing.items() if labels},
        links=people(visit).links(visit.person, visit.kept.id),
        now=visit.site.clock(),
        days=DAYS,
        made=made,
        asked=asked,
        error=error,
    )


def _askable(view: View) -> dict[str, int]:
    """Return who can be asked by link → about how much."""
    groups = {name: len(paths) - len(left_out(view, name)) for name, paths in by_owner(view, True).items()}
    return {name: count for name, count in groups.items() if count}


def change_links(visit: Visit) -> Response:
    """Make a link, whose address is shown this once, or revoke one."""
    if revoked := visit.form.get("stang"):
        people(visit).revoke(visit.person, visit.kept.id, revoked)
        return visit.go("lankar")
    asked, days = visit.form.get("vem"), visit.form.get("dagar")
    if asked not in _askable(visit.kept.view) or days not in map(str, DAYS):
        return _links_page(visit, 400, "Välj vem ni vill fråga, och hur länge länken ska gälla.")
    secret = people(visit).make_link(visit.person, visit.kept.id, asked, int(days))
    base = str(visit.request.base_url).rstrip("/")
    return _links_page(visit, made=f"{base}{visit.url('part', hemlig=secret)}", asked=asked)


PAGES = (
    Page("lankar", show_links, Role.WRITE, several=True),
    Page("lankar", change_links, Role.WRITE, "POST", several=True),
)
