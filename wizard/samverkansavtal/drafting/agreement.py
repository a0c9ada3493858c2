"""A plan → the whole agreement, with its head, its cover page for drafts, and what a copy must remember."""

from collections import Counter
from collections.abc import Iterable

from samverkansavtal.drafting.compose import Composer, merged
from samverkansavtal.drafting.flow import FlowParagraph, flow
from samverkansavtal.drafting.reviewed import plan_reviewed
from samverkansavtal.drafting.status import Standing, standing
from samverkansavtal.drafting.tables import lines
from samverkansavtal.drafting.tree import Agreement, Block, Items, Paragraph, Run, Status
from samverkansavtal.drafting.values import Printer
from samverkansavtal.language import swedish
from samverkansavtal.planning.plan import Plan
from samverkansavtal.planning.texts import REFERENCES


def draft(
    plan: Plan, version: int = 1, judged: Iterable[str] = (), changed: tuple[str, ...] = ()
) -> Agreement:
    """Return the agreement that *plan* leads to; *changed* are sentences about changes since last time.

    Raises:
        DraftError: the texts refer to something that does not stand.
    """
    place = standing(plan, judged)
    sections, annexes = Composer(plan, final=place.status is Status.SIGNING).compose()
    printer = Printer(plan.library, plan.world)
    return Agreement(
        title=title(plan),
        status=place.status,
        stamp=place.stamp,
        version=version,
        day=plan.day.isoformat(),
        references=lines(plan, printer, REFERENCES),
        notice=plan.library.model.notice,
        sections=sections,
        annexes=annexes,
        cover=() if place.status is Status.SIGNING else cover(plan, printer, place, changed),
        model=plan.library.model.title,
        library=plan.library.fingerprint,
        manifest={
            "model": plan.library.model.id,
            "library": plan.library.fingerprint,
            "version": str(version),
        },
    )


def title(plan: Plan) -> str:
    """Return the agreement's type and name."""
    composer = Composer(plan)
    blocks = flow(plan.library.model.document, plan.world, {})
    runs = [run for block in blocks if isinstance(block, FlowParagraph) for run in composer.joined(block)]
    return "".join(run.text for run in merged(runs))


def cover(plan: Plan, printer: Printer, place: Standing, changed: tuple[str, ...]) -> tuple[Block, ...]:
    """Return "Läs det här först": what waits for whom. It is not part of the contract."""
    blocks: list[Block] = [
        Paragraph(
            (Run("Sidan hör inte till avtalet. Den försvinner när utkastet är klart för underskrift."),)
        ),
    ]
    if place.stamp:
        blocks.append(Paragraph((Run(place.stamp),)))
    if place.missing:
        owners = Counter(printer.owner(path) for path in place.missing)
        blocks.append(Paragraph((Run("Det här väntar utkastet på:"),)))
        blocks.append(
            Items(
                tuple((Run(_waits(printer, place, owner, count)),) for owner, count in sorted(owners.items()))
            )
        )
    if changed:
        blocks.append(Paragraph((Run("Ändrat sedan förra versionen:"),)))
        blocks.append(Items(tuple((Run(line),) for line in changed)))
    blocks.append(Paragraph((Run(plan_reviewed(plan)),)))
    blocks.append(Paragraph((Run("Gula fält är inte ifyllda. Namnet i fältet är den som vet."),)))
    blocks.append(Paragraph((Run("Riskrapporten är ett eget dokument. Den ingår inte i avtalet."),)))
    return tuple(blocks)


def _waits(printer: Printer, place: Standing, owner: str, count: int) -> str:
    labels = [printer.label(path) for path in place.missing if printer.owner(path) == owner]
    shown = ", ".join(dict.fromkeys(labels[:4]))
    more = f" och {count - 4} till" if count > 4 else ""
    return (
        f"{owner[:1].upper()}{owner[1:]}, {swedish.counted(count, 'tomt fält', 'tomma fält')}: {shown}{more}"
    )
