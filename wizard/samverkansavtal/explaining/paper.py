"""A plan → the papers beside the agreement: what a board reads, what each party gets. All words are content."""

import re
from collections.abc import Iterator
from dataclasses import replace

from samverkansavtal.content.records import PaperSection
from samverkansavtal.drafting.agreement import title
from samverkansavtal.drafting.compose import Composer, merged
from samverkansavtal.drafting.flow import FlowItems, FlowMaterial, FlowParagraph, FlowTable, flow
from samverkansavtal.drafting.tables import table
from samverkansavtal.drafting.tree import Bullets, Heading, Mark, PaperBlock, PaperDraft, Paragraph, Run
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.appendix import text
from samverkansavtal.explaining.material import Desk, material
from samverkansavtal.language.nodes import Items
from samverkansavtal.language.values import Unknown
from samverkansavtal.planning.plan import Plan
from samverkansavtal.storing.names import file_name

PLACE = re.compile(r"(\[[^\[\]]+\])")  # "[Fylls i av bolaget: …]" in a paper's own text


def papers(plan: Plan, version: int = 1, judged: tuple[str, ...] = ()) -> tuple[PaperDraft, ...]:
    """Return the papers that go with version *version* of the agreement; one whose case is not sure is left out."""
    printer = Printer(plan.library, plan.world)
    found = []
    for paper in plan.library.papers.values():
        taken: set[str] = set()
        for row in plan.world.rows(paper.each)[0] if paper.each else (None,):
            desk = Desk(plan, printer, judged, paper, row)
            if plan.world.holds(paper.when, _items(desk)) is True:
                found.append(_Writer(desk, version).paper(taken))
    return tuple(found)


def _items(desk: Desk) -> Items:
    return {desk.paper.item: desk.row} if desk.row else {}


class _Writer:
    def __init__(self, desk: Desk, version: int) -> None:
        self.desk = desk
        self.version = version
        self.composer = Composer(desk.plan)

    def paper(self, taken: set[str]) -> PaperDraft:
        desk, agreement = self.desk, title(self.desk.plan)
        whose = desk.printer.row_name(desk.row) if desk.row else ""
        status = desk.place.status.value.lower()
        return PaperDraft(
            name=self.name(whose, taken),
            title=f"{desk.paper.title}: {whose}" if whose else desk.paper.title,
            subtitle=f"Hör till {agreement}, {status}, version {self.version}",
            day=desk.plan.day.isoformat(),
            blocks=tuple(self.blocks()),
            agreement=agreement,
            version=self.version,
            notice=desk.plan.library.model.notice,
        )

    def name(self, whose: str, taken: set[str]) -> str:
        """Return what goes into the file's name; two parties of one name get two."""
        stem = f"{self.desk.paper.id}-{file_name(whose)}" if whose else self.desk.paper.id
        name = (
            stem if stem not in taken or self.desk.row is None else f"{stem}-{file_name(self.desk.row.key)}"
        )
        taken.add(name)
        return name

    def blocks(self) -> Iterator[PaperBlock]:
        yield text(self.desk.paper.about)
        if self.desk.place.stamp and self.desk.row is None:
            yield text(self.desk.place.stamp, mark=Mark.OPEN)
        for section in self.desk.paper.sections:
            yield from self.section(section)

    def section(self, section: PaperSection) -> Iterator[PaperBlock]:
        stands = self.desk.plan.world.holds(section.when, _items(self.desk))
        if stands is False:
            return
        blocks = list(self.body(section))
        if blocks and section.title:
            yield Heading(section.title, 4)
        if blocks and isinstance(stands, Unknown):
            yield text(self.doubt(stands), mark=Mark.OPEN)
        yield from blocks

    def doubt(self, unknown: Unknown) -> str:
        labels = (self.desk.printer.label(path) for path in sorted(unknown.needs or unknown.stuck))
        return f"[Ta ställning: avsnittet står kvar eller stryks. Det avgörs av {', '.join(labels)}.]"

    def body(self, section: PaperSection) -> Iterator[PaperBlock]:
        for block in flow(section.body, self.desk.plan.world, _items(self.desk)):
            if isinstance(block, FlowParagraph):
                yield Paragraph(marked(self.composer.joined(block)))
            elif isinstance(block, FlowItems):
                yield Bullets(tuple(marked(self.composer.runs(said)) for said in block.said))
            elif isinstance(block, FlowTable):
                yield table(self.desk.plan, self.desk.printer, block.id, block.items)
            elif isinstance(block, FlowMaterial):
                yield from material(block.id, self.desk)


def marked(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    """Return *runs* with the places that the paper itself leaves open marked; an answer's brackets are its own."""
    found: list[Run] = []
    for run in runs:
        if run.mark is not Mark.PLAIN:
            found.append(replace(run, mark=Mark.FILLED) if run.mark is Mark.OWN else run)
            continue
        for piece in filter(None, PLACE.split(run.text)):
            found.append(Run(piece, Mark.OPEN if PLACE.fullmatch(piece) else Mark.PLAIN))
    return merged(found)
