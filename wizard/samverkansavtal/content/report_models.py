"""What the files about sources, reports and explanations may say: frozen pydantic models, unknown keys are errors."""

from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictInt

from samverkansavtal.content.models import Confidence, Data, Day, Line, Name, Words


class SourceData(Data):
    title: Line
    read: Line
    seen: Day


class ActData(Data):
    """An act, or a kind of ruling, that `law` refers to by its short name or its SFS number."""

    title: Line
    sfs: Annotated[str, Field(pattern=r"^(\d{4}:[\w.]+( s\. ?\d+)?)?$")] = ""
    address: Line
    seen: Day | None = None  # of an act that is referred to from memory there is no copy
    confidence: Confidence


class PaperSectionData(Data):
    """A section of a paper that stands only when its lines hold; `title` is its heading in the text."""

    title: Line
    when: Annotated[Words, Field(min_length=1)]


class StepData(Data):
    """One line of the timeline: what must be done this many days before a party decides."""

    days: Annotated[StrictInt, Field(ge=0, le=365)]
    say: Line
    company: StrictBool = False  # only before the housing company's own decision


class PaperData(Data):
    """`papers/*.md`: a paper beside the agreement."""

    title: Line
    about: Line  # whom it is for, one sentence: stands under the title
    each: str = ""
    when: Words = ()
    law: Words = ()
    form: StrictBool = False  # its open places are fields to fill in and send back
    sections: tuple[PaperSectionData, ...] = ()
    steps: tuple[StepData, ...] = ()


class SourcesData(Data):
    """`rules/sources.toml`: what each rule's `source` stands for, and the acts that `law` refers to."""

    sources: dict[str, SourceData]
    acts: dict[str, ActData] = Field(default_factory=dict)


class OutcomeData(Data):
    id: Name
    when: Words = ()
    title: Line
    text: str


class ChangeData(Data):
    """`explaining/andra.toml`: what is said around "Vad kan vi ändra?"."""

    facts: Line
    choices: Line
    not_ways: Line
    provisions: Line
    amounts: Line
    none: Line


class QuickData(Data):
    """`explaining/snabbtest.toml`: which few questions say early which way it points, and what is assumed."""

    title: Line
    about: Words
    questions: Annotated[tuple[Name, ...], Field(min_length=1, max_length=7)]
    assumed: dict[str, Any]
    decided: Line
    leaning: Line
    next: Line


class AlwaysData(Data):
    nr: str
    title: Line
    text: str
    law: Words = ()


class NotTestedData(Data):
    items: Words


class ReportData(Data):
    """`templates/reports/riskrapport.toml`: the report's own words and the names of the direction."""

    title: Line
    about: Words
    value: Name
    limit: Name
    outcomes: Annotated[tuple[OutcomeData, ...], Field(min_length=1)]
    undecided: OutcomeData
    always: tuple[AlwaysData, ...] = ()
    not_tested: NotTestedData
