"""The result of the part about purchases: direction, for and against, value, what can be changed, what is open."""

from collections.abc import Callable
from dataclasses import replace

from starlette.responses import Response

from samverkansavtal.drafting.status import standing
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.behind import LISTED, Behind
from samverkansavtal.explaining.direction import direction
from samverkansavtal.explaining.finding import WORDS, Finding, finding
from samverkansavtal.explaining.looking import apart
from samverkansavtal.explaining.summary import first_of_all, nothing_found
from samverkansavtal.web.keeping import Kept, Role
from samverkansavtal.web.routes import Page
from samverkansavtal.web.visit import Visit

SEVERITIES = ("stop", "assess", "complete")


def show(visit: Visit) -> Response:
    """Show which way the answers point and why."""
    kept = replace(visit.kept, plan=apart(visit.kept.plan))  # other pages show the plan as it was
    printer = Printer(kept.library, kept.view.world)
    place = standing(kept.plan, kept.judged)
    return visit.page(
        "resultat",
        direction=direction(kept.plan),
        first=first_of_all(kept.plan, kept.judged),
        findings=findings(kept),
        doubts=[finding(rule, kept.plan, printer) for rule in place.doubts],
        calm=nothing_found(kept.plan),
        words=WORDS,
        listed=LISTED,
        after=visit.query("efter"),
        answerable=_answerable(kept),
        may=visit.may(Role.WRITE),
    )


def findings(kept: Kept) -> dict[str, list[Finding]]:
    """Return severity → the findings that ask for something, the most serious first."""
    printer = Printer(kept.library, kept.view.world)
    judged = set(kept.judged)
    return {
        severity: [
            finding(rule, kept.plan, printer)
            for rule in kept.plan.rules
            if rule.state == "fires" and rule.severity == severity and rule.id not in judged
        ]
        for severity in SEVERITIES
    }


def _answerable(kept: Kept) -> Callable[[Behind], tuple[str, dict[str, str]] | None]:
    """Return what gives the address of the question behind an answer, "" when there is none."""

    def where(behind: Behind) -> tuple[str, dict[str, str]] | None:
        parts = behind.path.split(".")
        question = kept.library.question(behind.path)
        if question is None or not kept.view.applies(
            behind.path if len(parts) > 1 or not question.is_list else f"{parts[0]}.+"
        ):
            return None
        if question.is_list:
            return "lista", {"lista": parts[0]}
        return (
            ("fraga", {"path": behind.path})
            if len(parts) == 1
            else ("rad", {"lista": parts[0], "rad": parts[1]})
        )

    return where


PAGES = (Page("resultat", show, Role.READ),)
