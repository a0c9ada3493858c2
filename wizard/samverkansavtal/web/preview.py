"""The agreement as it stands now: why each provision is there, what is open, what the last answer changed."""

from dataclasses import dataclass

from starlette.responses import Response

from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.numbering import bookmark
from samverkansavtal.drafting.status import standing
from samverkansavtal.drafting.tree import Agreement, DraftProvision, Section
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.behind import LISTED, Behind
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.web.asked import placeholders, question_address
from samverkansavtal.web.changes import NONE, Changes, changes
from samverkansavtal.web.keeping import Kept, Role
from samverkansavtal.web.reasons import Reason, reason
from samverkansavtal.web.routes import Page
from samverkansavtal.web.trees import Showing
from samverkansavtal.web.visit import Visit

HERE = "avtal"  # the page's own address


@dataclass(frozen=True)
class Shown:
    """A provision on the page; `news` is what the last answer did to it, "" for nothing."""

    provision: DraftProvision
    reason: Reason
    news: str


def show(visit: Visit) -> Response:
    """Show the agreement."""
    kept = visit.kept
    planned = fresh(kept)
    missing = standing(planned, kept.judged).missing
    agreement = draft(planned, judged=kept.judged)
    news = last_changes(visit, agreement)
    reasons = _reasons(planned)
    return visit.page(
        HERE,
        agreement=agreement,
        sections=[(section, _shown(section, reasons, news)) for section in agreement.sections],
        annexes=[(annex, _shown(annex, reasons, news)) for annex in agreement.annexes],
        news=_listed(agreement, planned, news),
        removed=[planned.library.provisions[name].title for name in news.removed],
        how=Showing(placeholders(visit, planned, missing, HERE)),
        missing=len(missing),
        listed=LISTED,
        answered_at=lambda behind: _answered_at(visit, behind),
    )


def fresh(kept: Kept) -> Plan:
    """Return a plan that nobody has looked at: what other pages asked of the kept one must not show here."""
    return plan(kept.library, kept.draft.answers, kept.draft.day)


def last_changes(visit: Visit, now: Agreement) -> Changes:
    """Return what the last answer changed; nothing when it cannot be told."""
    kept = visit.kept
    before = visit.site.drafts.before(visit.person, kept.id)
    if before is None or before.model != kept.draft.model:
        return NONE
    try:
        return changes(draft(plan(kept.library, before.answers, before.day), judged=kept.judged), now)
    except SamverkanError:
        return NONE


def _reasons(planned: Plan) -> dict[str, Reason]:
    printer = Printer(planned.library, planned.world)
    return {
        bookmark("p", one.provision.id, one.row.key if one.row else ""): reason(one, planned, printer)
        for one in planned.provisions
        if one.standing != "out"
    }


def _shown(section: Section, reasons: dict[str, Reason], news: Changes) -> list[Shown]:
    return [
        Shown(one, reasons[one.bookmark], news.now.get(one.bookmark, ""))
        for one in section.provisions
        if one.blocks
    ]


def _listed(agreement: Agreement, planned: Plan, news: Changes) -> list[tuple[str, str, str]]:
    """Return the changed provisions as (anchor, section and title, what happened), in reading order."""
    return [
        (one.bookmark, f"{section.number} {planned.library.provisions[one.id].title}".strip(), said)
        for section in (*agreement.sections, *agreement.annexes)
        for one in section.provisions
        if one.blocks and (said := news.now.get(one.bookmark, ""))
    ]


def _answered_at(visit: Visit, behind: Behind) -> str:
    return question_address(visit, behind.path, HERE)


PAGES = (Page(HERE, show, Role.READ),)
