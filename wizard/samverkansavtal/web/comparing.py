"""Two models side by side: what the second keeps, changes, adds and drops."""

from starlette.responses import Response

from samverkansavtal.content.records import Model
from samverkansavtal.explaining.comparing import compare
from samverkansavtal.web.routes import Need, Page
from samverkansavtal.web.trees import Showing
from samverkansavtal.web.visit import Visit

PREFIX = "rubrik-"  # of the headings' anchors


def show(visit: Visit) -> Response:
    """Show the comparison of two models, once two different ones have been chosen."""
    models = visit.site.models()
    before, after = (_chosen(visit, models, name) for name in ("fran", "till"))
    report = None
    if before and after and before != after:
        day = visit.site.today.isoformat()
        report = compare(visit.site.library(before), visit.site.library(after), day)
    return visit.page(
        "jamfor_modeller",
        models=models,
        before=before,
        after=after,
        report=report,
        prefix=PREFIX,
        how=Showing(),
    )


def _chosen(visit: Visit, models: tuple[Model, ...], name: str) -> str:
    return next((model.id for model in models if model.id == visit.query(name)), "")


PAGES = (Page("jamfor_modeller", show, Need.SIGNED),)
