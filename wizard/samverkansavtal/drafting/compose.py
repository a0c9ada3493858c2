"""A plan → the agreement as a tree: numbered, cross-referenced, every open place marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from samverkansavtal.content.body import Hole, Piece, Reference, Term, Text
from samverkansavtal.content.records import SectionPlan
from samverkansavtal.drafting.flow import (
    FlowBlock,
    FlowItems,
    FlowMaterial,
    FlowParagraph,
    FlowSignatures,
    FlowTable,
    Said,
    flow,
)
from samverkansavtal.drafting.numbering import Target, bookmark
from samverkansavtal.drafting.tables import signatures, table
from samverkansavtal.drafting.tree import (
    Block,
    DraftProvision,
    Items,
    Mark,
    Paragraph,
    Run,
    Section,
    Signatures,
    Table,
)
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import SamverkanError
from samverkansavtal.language.values import Row, Unknown
from samverkansavtal.planning.plan import Plan, PlannedProvision

OWN_TEXT = "[Egen text, inte prövad av reglerna] "
OWN_PROVISIONS = "sarskilt/"  # where a paragraph is a term of its own, not the answer to a question


class DraftError(SamverkanError):
    """The text refers to something that does not stand: found before any file is written."""


@dataclass
class _Draft:
    """A provision on its way: its blocks before numbers, one list for each possible text."""

    planned: PlannedProvision
    texts: list[list[FlowBlock]]
    bookmark: str
    section: str = ""
    numbers: list[str] = field(default_factory=list)


@dataclass
class _Section:
    plan: SectionPlan
    number: str
    bookmark: str
    drafts: list[_Draft]


class Composer:
    """Builds one agreement's sections and annexes from a plan; `final` leaves out marks meant for drafts."""

    def __init__(self, plan: Plan, *, final: bool = False) -> None:
        self.plan = plan
        self.final = final
        self.printer = Printer(plan.library, plan.world)
        self.targets: dict[str, Target] = {}

    def compose(self) -> tuple[tuple[Section, ...], tuple[Section, ...]]:
        """Return the sections and the annexes.

        Raises:
            DraftError: a text refers to a provision or an annex that does not stand.
        """
        sections = self._standing(self.plan.library.model.sections, "")
        annexes = self._standing(self.plan.library.model.annexes, "Bilaga ")
        for section in sections:
            self._number(section)
        for annex in annexes:
            for name in {draft.planned.provision.id for draft in annex.drafts}:
                first = self.targets.get(name, Target(annex.number, "", annex.bookmark, ""))
                self.targets[name] = Target(first.first, annex.number, first.bookmark, annex.bookmark)
        return tuple(map(self._section, sections)), tuple(map(self._section, annexes))

    def _standing(self, plans: tuple[SectionPlan, ...], prefix: str) -> list[_Section]:
        found: list[_Section] = []
        for plan in plans:
            drafts = [draft for name in plan.provisions for draft in self._drafts(name)]
            for row, own in _by_row(drafts) if prefix else [(None, drafts)]:
                if any(any(draft.texts) for draft in own):
                    number = f"{prefix}{len(found) + 1}"
                    title = f"{plan.title}: {self.printer.row_name(row)}" if row else plan.title
                    place = bookmark("a" if prefix else "s", plan.id, row.key if row else "")
                    found.append(_Section(replace(plan, title=title), number, place, own))
        return found

    def _drafts(self, name: str) -> Iterator[_Draft]:
        for planned in self.plan.provisions:
            if planned.provision.id == name and planned.standing != "out":
                texts = [flow(variant.body, self.plan.world, planned.items) for variant in planned.variants]
                yield _Draft(planned, texts, bookmark("p", name, planned.row.key if planned.row else ""))

    def _number(self, section: _Section) -> None:
        count = 0
        for draft in section.drafts:
            draft.section = section.number
            for block in (block for text in draft.texts for block in text):
                if draft.planned.provision.numbered and isinstance(block, FlowParagraph):
                    count += 1
                    draft.numbers.append(f"{section.number}.{count}")
            numbers = draft.numbers or [section.number]
            places = (
                [self._place(draft, n) for n in (0, len(numbers) - 1)]
                if draft.numbers
                else [section.bookmark] * 2
            )
            name = draft.planned.provision.id
            first = self.targets.get(name, Target(numbers[0], "", places[0], ""))
            self.targets[name] = Target(first.first, numbers[-1], first.bookmark, places[1])

    def _place(self, draft: _Draft, index: int) -> str:
        return bookmark(draft.bookmark, str(index + 1))

    def _section(self, section: _Section) -> Section:
        provisions = tuple(map(self._provision, section.drafts))
        return Section(section.plan.id, section.number, section.plan.title, section.bookmark, provisions)

    def _provision(self, draft: _Draft) -> DraftProvision:
        numbers = iter(enumerate(draft.numbers))
        blocks: list[Block] = []
        if draft.planned.standing == "undecided":
            blocks.append(self._note(self._doubt(draft.planned)))
        for place, text in enumerate(draft.texts, 1):
            if len(draft.texts) > 1:
                blocks.append(self._note(f"[Välj text: alternativ {place} av {len(draft.texts)}]"))
            blocks += [self._block(block, draft, numbers) for block in text]
        variant = draft.planned.variants[0].id if len(draft.planned.variants) == 1 else ""
        provision = draft.planned.provision
        return DraftProvision(provision.id, variant, draft.bookmark, tuple(blocks), draft.planned.undecided)

    def _note(self, text: str) -> Paragraph:
        return Paragraph((Run(text, Mark.OPEN),))

    def _doubt(self, planned: PlannedProvision) -> str:
        doubts = [value for _, value in planned.why if isinstance(value, Unknown)]
        paths = sorted({path for value in doubts for path in (value.needs or value.stuck)})
        labels = ", ".join(f"{self.printer.label(path)} ({self.printer.owner(path)} vet)" for path in paths)
        return f"[Ta ställning: texten nedan står kvar eller stryks. Det avgörs av {labels}.]"

    def _block(self, block: FlowBlock, draft: _Draft, numbers: Iterator[tuple[int, str]]) -> Block:
        if isinstance(block, FlowTable):
            return self._table(block)
        if isinstance(block, FlowSignatures):
            return self._signatures(block)
        assert not isinstance(block, FlowMaterial), "refused in provisions when the library is loaded"
        if isinstance(block, FlowItems):
            return Items(tuple(self.runs(said) for said in block.said))
        runs = self.joined(block)
        name = draft.planned.provision.id
        if not self.final and (name.startswith(OWN_PROVISIONS) or name in self.plan.library.own):
            runs = merged([Run(OWN_TEXT, Mark.OPEN), *runs])
        if not draft.planned.provision.numbered or draft.section == "":
            return Paragraph(runs)
        index, number = next(numbers)
        return Paragraph(runs, number, self._place(draft, index))

    def joined(self, block: FlowParagraph) -> tuple[Run, ...]:
        """Return the runs of one paragraph, its sentences a space apart."""
        runs: list[Run] = []
        for said in block.said:
            if runs:
                runs.append(Run(" "))
            runs += self.runs(said)
        return merged(runs)

    def runs(self, said: Said) -> tuple[Run, ...]:
        """Return the runs of one sentence or item; marked when it is not sure to stand."""
        runs = [run for piece in said.pieces for run in self._piece(piece, said)]
        if said.doubt is None:
            return merged(runs)
        paths = sorted(said.doubt.needs or said.doubt.stuck)
        label = self.printer.label(paths[0]) if paths else "ett svar som saknas"
        opened = [Run(f"[Gäller beroende på {label}: ", Mark.OPEN)]
        return merged([*opened, *(Run(run.text, Mark.OPEN, run.target) for run in runs), Run("]", Mark.OPEN)])

    def _piece(self, piece: Piece, said: Said) -> list[Run]:
        if isinstance(piece, Text):
            return [Run(piece.text)]
        if isinstance(piece, Term):
            return [Run(piece.text, Mark.TERM)]
        if isinstance(piece, Hole):
            run = self.printer.hole(piece, said.items)
            return [replace(run, mark=Mark.FILLED) if self.final and run.mark is Mark.OWN else run]
        return self._reference(piece)

    def _reference(self, piece: Reference) -> list[Run]:
        target = self.targets.get(piece.id)
        if target is None and self._awaits_rows(piece.id):
            return [Run("[numret sätts när raderna är kända]", Mark.OPEN)]
        if target is None:
            raise DraftError(
                f"Avtalstexten hänvisar till ”{piece.id}”, som inte står i avtalet. "
                "Felet ligger i biblioteket: meddela den som förvaltar det."
            )
        if piece.word == "bilaga":
            return _annexes(target)
        first = Run(target.first, target=target.bookmark)
        if "." not in target.first:
            return [Run("avsnitt "), first]
        if target.first == target.last:
            return [Run("punkt "), first]
        return [Run("punkterna "), first, Run("–"), Run(target.last, target=target.last_bookmark)]

    def _awaits_rows(self, name: str) -> bool:
        """Return whether a text that stands once a row has no row yet, but may get some."""
        provision = self.plan.library.provisions.get(name)
        if provision is None or not provision.each or name not in self.plan.library.model.provisions():
            return False
        rows, more = self.plan.world.rows(provision.each)
        return not rows and more is not None

    def _table(self, block: FlowTable) -> Table:
        return table(self.plan, self.printer, block.id, block.items)

    def _signatures(self, block: FlowSignatures) -> Signatures:
        return signatures(self.plan, self.printer, block.items)


def _by_row(drafts: list[_Draft]) -> list[tuple[Row | None, list[_Draft]]]:
    """Return the drafts of an annex, those of one row together: each row gets an annex of its own."""
    rows = dict.fromkeys(draft.planned.row for draft in drafts)
    return [(row, [draft for draft in drafts if draft.planned.row == row]) for row in rows]


def _annexes(target: Target) -> list[Run]:
    """Return "bilaga 2", or "bilaga 2 till och med bilaga 5" when every row has its own."""
    first = [Run("bilaga "), Run(target.first.removeprefix("Bilaga "), target=target.bookmark)]
    if target.first == target.last:
        return first
    last = Run(target.last.removeprefix("Bilaga "), target=target.last_bookmark)
    return [*first, Run(" till och med bilaga "), last]


def merged(runs: list[Run]) -> tuple[Run, ...]:
    """Return *runs* with neighbours of the same mark joined."""
    found: list[Run] = []
    for run in runs:
        if found and found[-1].text.endswith(".") and run.text.startswith("."):
            run = replace(run, text=run.text[1:])  # an answer that already ended the sentence
        if found and run.text and found[-1].mark is run.mark and not found[-1].target and not run.target:
            found[-1] = Run(found[-1].text + run.text, run.mark)
        elif run.text:
            found.append(run)
    return tuple(found)
