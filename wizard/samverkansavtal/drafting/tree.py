"""The agreement and the reports as trees: what is said, in order, before any file format.

Everything that writes (Word, text, later HTML) reads these and nothing else.
Values from answers are always `Run`s of text; they never become structure.
"""

from dataclasses import dataclass, field
from enum import Enum


class Mark(Enum):
    """Why a run looks as it does."""

    PLAIN = "plain"  # the library's own words
    FILLED = "filled"  # an answer, printed like the words around it
    OPEN = "open"  # a placeholder or an undecided text: yellow
    TERM = "term"  # a defined term: bold
    OWN = "own"  # text the user wrote as a whole paragraph: no rule has read it


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text with one mark; `target` makes it a live reference to a bookmark."""

    text: str
    mark: Mark = Mark.PLAIN
    target: str = ""  # bookmark name; `text` is then the cached number


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `number` is "8.1" or "" when unnumbered, `bookmark` its name when referred to."""

    runs: tuple[Run, ...]
    number: str = ""
    bookmark: str = ""

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Items:
    """A list (a), (b) … under the paragraph before it."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a header row; `total` is a last row or empty; `align` holds "l" or "r" a column."""

    title: str  # caption for screen readers and heading in reports
    header: tuple[str, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    total: tuple[str, ...] = ()
    align: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Signature:
    """One party's block: up to two people, each with a line, name in print and title."""

    party: str
    through: str
    people: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """All signature blocks; never split over a page and never alone on one."""

    blocks: tuple[Signature, ...]


Block = Paragraph | Items | Table | Signatures


@dataclass(frozen=True, slots=True)
class DraftProvision:
    """A provision as drafted: where it came from, why it stands here and its blocks."""

    id: str
    variant: str
    bookmark: str
    blocks: tuple[Block, ...]
    undecided: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered section ("8", heading) or an annex ("Bilaga 1")."""

    id: str
    number: str
    title: str
    bookmark: str
    provisions: tuple[DraftProvision, ...]


class Status(Enum):
    """How far the document has come; the words are what people see."""

    WORKING = "Arbetsutkast"
    PROPOSAL = "Förslag för beslut"
    SIGNING = "För underskrift"


@dataclass(frozen=True, slots=True)
class Agreement:
    """The whole agreement, numbered and with every reference resolved."""

    title: str
    status: Status
    stamp: str  # "" or the sentence that says why it may not be signed
    version: int
    day: str  # ISO date
    references: tuple[str, ...]  # "Hyresbostäder: KS 2025/123"
    notice: str  # where the model comes from; stands in every document made from it
    sections: tuple[Section, ...]
    annexes: tuple[Section, ...] = ()
    cover: tuple[Block, ...] = ()  # "Läs det här först", drafts only, outside the contract
    model: str = ""
    library: str = ""  # fingerprint of the library the text came from
    manifest: dict[str, str] = field(default_factory=dict)  # what a copy must remember


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a report, level 1–3; level 4 is a small one, at the top of a paper that should be short."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Bullets:
    """A plain bulleted list in a report."""

    items: tuple[tuple[Run, ...], ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """A place to fill in: the answer's path, what is asked, what stands there now, and what may be chosen."""

    path: str
    label: str
    hint: str
    kind: str  # text | date | choice
    said: str  # the answer so far, "" when there is none
    choices: tuple[str, ...] = ()
    none: str = ""  # what to write when it does not apply


@dataclass(frozen=True, slots=True)
class Form:
    """Fields for one party; `id` and `row` say which sheet and whose."""

    title: str
    id: str
    row: str
    fields: tuple[FormField, ...]


ReportBlock = Heading | Paragraph | Bullets | Table
PaperBlock = ReportBlock | Form


@dataclass(frozen=True, slots=True)
class Report:
    """A report: title, what it is about, and blocks in reading order."""

    title: str
    subtitle: str
    day: str
    blocks: tuple[ReportBlock, ...]


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper beside the agreement; `name` goes into its file's name, "partsblad-abf"."""

    name: str
    title: str
    subtitle: str
    day: str
    blocks: tuple[PaperBlock, ...]
    agreement: str = ""  # the title of the agreement it goes with
    version: int = 1
    notice: str = ""  # where the model comes from; stands in every document made from it
