""" "Vad kan vi ändra?" under a finding, and why a rule came out as it did."""

from starlette.responses import Response

from samverkansavtal.explaining.change import can_change, turn_text
from samverkansavtal.explaining.why import why
from samverkansavtal.web.keeping import NotHereError, Role
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Visit


def show(visit: Visit) -> Response:
    """Show what can be changed about one rule, what cannot, and what each change would cause."""
    wanted = visit.query("regel")
    planned = next((one for one in visit.kept.plan.rules if one.id == wanted), None)
    if planned is None:
        raise NotHereError("Regeln finns inte, eller gäller inte med de svar som finns nu.")
    found = can_change(planned, visit.kept.plan)
    return visit.page(
        "andra",
        found=found,
        chosen=[way for way in found.ways if way.changes],
        written=[way for way in found.ways if way.provision],
        turns=[turn_text(turn) for turn in found.turns],
        reasons=why(planned.id, visit.kept.plan),
        may=visit.may(Role.WRITE),
    )


PAGES = (Page("andra", show, Role.READ),)
