"""What the files about which form fits may say: frozen pydantic models, unknown keys are errors."""

from typing import Annotated, Any

from pydantic import Field, StrictBool, StrictInt

from samverkansavtal.content.models import CaseData, Confidence, Data, FieldData, Line, Name, Words

Lines = tuple[Line, ...]
Conditions = Annotated[Words, Field(min_length=1)]


class AssumedData(Data):
    """What is taken for granted about the parties and what they give, while `when` holds."""

    when: Words = ()
    answers: dict[str, Any]  # as an answer file has them


class FormWordsData(Data):
    """What the results are called."""

    fits: Line
    may: Line
    no: Line
    none: Line
    limits: Line


class FormTestData(Data):
    """`forms/fragor.toml`: the questions, those that only this test needs, and what is assumed meanwhile."""

    title: Line
    about: Lines
    ask: Annotated[tuple[Name, ...], Field(min_length=1, max_length=10)]
    words: FormWordsData
    questions: tuple[FieldData, ...] = ()
    assumed: tuple[AssumedData, ...] = ()


class NoteData(Data):
    """Something to think of with a form, while `when` holds."""

    say: Line
    when: Conditions
    law: Words = ()
    source: Line
    confidence: Confidence


class ReasonData(NoteData):
    """A reason for a form or against it; one that `decides` must hold (or must not) for the form to fit."""

    decides: StrictBool = False
    denied: str = ""  # of a reason for that decides: what is said when it does not hold


class FormData(Data):
    """`forms/<form>.md`: when a kind of paper fits, and what can be drafted of it."""

    title: Line
    rank: StrictInt
    reasons_for: Annotated[tuple[ReasonData, ...], Field(min_length=1)]
    reasons_against: tuple[ReasonData, ...] = ()
    notes: tuple[NoteData, ...] = ()
    draft: Line
    models: tuple[Name, ...] = ()
    missing: str = ""  # what is said when none of the models is there
    next: Annotated[Lines, Field(min_length=1)]
    cases: Annotated[tuple[CaseData, ...], Field(min_length=3)]
