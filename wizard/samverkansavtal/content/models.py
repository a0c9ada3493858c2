"""What a content file may say: frozen pydantic models, one a kind of file. Unknown keys are errors."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, Strict, StrictBool, StrictInt

Words = tuple[str, ...]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Day = Annotated[date, Strict()]
Line = Annotated[str, Field(min_length=1, max_length=400)]
Word = Annotated[
    str, Field(pattern=r"^\*?[a-zåäöéA-ZÅÄÖ]([a-zåäöéA-ZÅÄÖ -]*[a-zåäöéA-ZÅÄÖ])?\*?$", max_length=60)
]


class Data(BaseModel):
    """Base of all content: frozen, no unknown keys, no silent conversions."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=False, str_strip_whitespace=True)


class ChoiceData(Data):
    id: Name
    label: Line
    help: str = ""
    proposed: StrictBool = True  # false: never proposed as another answer that would settle a finding


class CheckData(Data):
    test: Line
    say: Line


InputKind = Literal[
    "text", "paragraph", "yesno", "choice", "choices", "date", "months", "kr", "percent", "number",
    "orgnr", "email", "ref", "records",
]  # fmt: skip


class FieldData(Data):
    """A question about one thing; also one field of a record."""

    fact: Name
    kind: InputKind
    ask: Line
    label: Line
    why: Line
    help: str = ""
    nature: Literal["fact", "choice"]
    who: Line
    timing: Literal["now", "later", "standard"] = "now"
    standard: StrictBool | StrictInt | str | None = None
    when: Words = ()
    choices: tuple[ChoiceData, ...] = ()
    groups: dict[Name, Words] = {}
    group_labels: dict[Name, Line] = {}  # what explanations call a group, instead of its choices one by one
    checks: tuple[CheckData, ...] = ()
    of: str = ""
    none: str = ""
    no_way_out: str = ""  # of a choice: why another answer is never proposed to settle a finding
    otherwise: str = ""  # of a record's fields: the one whose answer stands in where this does not apply
    min: StrictInt | None = None
    max: StrictInt | None = None


class FullData(Data):
    """When a list needs no more rows: nobody is asked whether there are more."""

    rows: StrictInt
    when: Words


class QuestionData(FieldData):
    item: str = ""
    title: str = ""
    more: str = ""
    full: FullData | None = None
    fields: tuple[FieldData, ...] = ()


class PartData(Data):
    """One part of the questionnaire: `templates/interview/*.toml`."""

    part: Line
    screen: StrictBool = False
    result: StrictBool = False
    questions: tuple[QuestionData, ...]


Effect = Literal["prestationsplikt", "skadestand", "havning", "vite", "aterbetalning", "domstol"]


class VariantData(Data):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    when: Words = ()
    position: Literal["preferred", "fallback", ""] = ""
    creates: tuple[Effect, ...] = ()


class ProvisionData(Data):
    title: Line
    when: Words = ()
    law: Words = ()
    requires: Words = ()
    excludes: Words = ()
    creates: tuple[Effect, ...] = ()
    purpose: Line
    avoid: str = ""
    each: str = ""
    numbered: StrictBool = True
    formerly: Words = ()
    variants: tuple[VariantData, ...] = ()


Confidence = Literal["high", "medium", "low"]


class CaseData(Data):
    name: Line
    given: dict[str, Any] = {}
    unknown: Words = ()
    unfinished: Words = ()
    like: str = ""
    row: str = ""
    state: Literal["fires", "clear", "open"] | None = None
    severity: Literal["stop", "assess", "complete", "note"] | None = None  # how serious it is when it fires
    value: StrictBool | StrictInt | Literal["open"] | None = None


class RuleData(Data):
    title: Line
    severity: Literal["stop", "assess", "complete", "note"]
    stage: Literal["decision", "signing"] = "signing"
    who: Line = "bolaget"
    when: Annotated[Words, Field(min_length=1)]
    each: str = ""
    law: Words = ()
    source: Line
    confidence: Confidence
    asks: StrictBool = True
    direction: Literal["kop", "samverkan", ""] = ""
    note_when: Words = ()
    nr: str = ""
    formerly: Words = ()
    cases: Annotated[tuple[CaseData, ...], Field(min_length=3)]


class UnlessData(Data):
    id: Line
    title: str = ""  # what the exception is called in explanations
    when: Annotated[Words, Field(min_length=1)]
    law: Words = ()


class ValueData(Data):
    when: Words = ()
    value: Line


class ConceptData(Data):
    """A derived fact in one of three shapes: `when` (+ `unless`), `count`, or `values`."""

    title: Line
    each: str = ""
    when: Words = ()
    unless: tuple[UnlessData, ...] = ()
    count: Words = ()
    values: tuple[ValueData, ...] = ()
    unit: str = ""
    law: Words = ()
    source: str = ""
    confidence: Confidence | None = None
    cases: Annotated[tuple[CaseData, ...], Field(min_length=2)]


class FigureValueData(Data):
    start: Day = Field(alias="from")
    value: Day | StrictInt | None = None
    between: tuple[StrictInt, StrictInt] | None = None
    source: Line
    confidence: Confidence


class FigureData(Data):
    title: Line
    unit: Line
    at: str = ""
    law: Words = ()
    values: Annotated[tuple[FigureValueData, ...], Field(min_length=1)]


class WordsData(Data):
    title: Line  # what the words are together, after "nämner"
    words: Annotated[tuple[Word, ...], Field(min_length=1)]


class ColumnData(Data):
    title: Line
    value: Line
    format: Literal["kr", "procent", "datum", ""] = ""
    sum: StrictBool = False


class TableData(Data):
    title: Line
    rows: Name
    when: str = ""
    total: str = ""
    columns: Annotated[tuple[ColumnData, ...], Field(min_length=1)]


class SectionData(Data):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    title: Line
    provisions: Annotated[Words, Field(min_length=1)]


class AddData(Data):
    provision: Line
    after: Line


class TermData(Data):
    term: Line
    means: Line


class ModelData(Data):
    """A layer's `model.toml`."""

    title: str = ""
    about: str = ""
    derives: str = ""
    document: str = ""
    notice: str = ""
    drop: Words = ()
    add: tuple[AddData, ...] = ()
    terms: tuple[TermData, ...] = ()
    presets: dict[str, Any] = {}
    sections: tuple[SectionData, ...] = ()
    annexes: tuple[SectionData, ...] = ()
