"""The risk report as a page: the same tree as the Word file, from the answers as they are now."""

from starlette.responses import Response

from samverkansavtal.drafting.agreement import title
from samverkansavtal.drafting.status import standing
from samverkansavtal.drafting.tree import Heading
from samverkansavtal.errors import StorageError
from samverkansavtal.explaining.risk_report import risk_report
from samverkansavtal.producing.papers import told_by_hand
from samverkansavtal.storing.names import file_name
from samverkansavtal.web.keeping import Role
from samverkansavtal.web.preview import fresh
from samverkansavtal.web.routes import Page
from samverkansavtal.web.trees import Showing
from samverkansavtal.web.visit import Visit

PREFIX = "rubrik-"  # of the headings' anchors


def show(visit: Visit) -> Response:
    """Show the risk report."""
    kept, planned = visit.kept, fresh(visit.kept)
    place = standing(planned, kept.judged)
    agreement = title(planned)
    by_hand = _by_hand(visit, file_name(agreement))
    changed = kept.draft.changed_after_result
    report = risk_report(planned, judgements=kept.judgements, changed=changed, by_hand=by_hand)
    headings = [
        (f"{PREFIX}{place}", block.text)
        for place, block in enumerate(report.blocks, 1)
        if isinstance(block, Heading) and block.level == 1
    ]
    return visit.page(
        "riskrapport",
        report=report,
        agreement=agreement,
        place=place,
        headings=headings,
        prefix=PREFIX,
        how=Showing(),
    )


def _by_hand(visit: Visit, base: str) -> tuple[str, ...]:
    """Return what was changed by hand in the Word files; one that is open in Word just now says so."""
    try:
        return told_by_hand(visit.site.drafts.shelf(visit.person, visit.kept.id), base)
    except StorageError as error:
        return (str(error),)


PAGES = (Page("riskrapport", show, Role.READ),)
