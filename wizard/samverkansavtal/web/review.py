"""Check your answers: every part as a list, each line with a way to change it that leads back here."""

from starlette.responses import Response

from samverkansavtal.interviewing.prompts import part_title
from samverkansavtal.interviewing.reviewing import entries, row_entries
from samverkansavtal.language.values import Row
from samverkansavtal.web.keeping import Role
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Visit


def show(visit: Visit) -> Response:
    """Show the answers, all parts or the one asked for."""
    view, only = visit.kept.view, visit.query("part")
    parts = []
    for part in view.library.parts:
        found = entries(view, part)
        if found:
            rows = {e.path: row_entries(view, Row(*e.path.split("."))) for e in found if e.kind == "row"}
            missing = sum(1 for path in view.plan.needs if view.plan.part(path) is part)
            parts.append((part, part_title(view, part), found, rows, missing))
    return visit.page(
        "svar", parts=parts, only=only, dormant=len(visit.kept.plan.dormant), may=visit.may(Role.WRITE)
    )


PAGES = (Page("svar", show, Role.READ),)
