"""A party's sheet that came back: what it would change in the answers. Nothing is changed here."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from samverkansavtal.content.records import Question
from samverkansavtal.drafting.agreement import title
from samverkansavtal.drafting.tree import FormField
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.sheet import PICKED, WRITTEN, YES_NO, form_fields, options
from samverkansavtal.language import swedish
from samverkansavtal.language.reading import READERS, ReadError
from samverkansavtal.language.values import EMPTY, Row
from samverkansavtal.planning.answers import Answer, Answers
from samverkansavtal.planning.consistency import contradictions
from samverkansavtal.planning.plan import Plan
from samverkansavtal.storing.answer_values import within

if TYPE_CHECKING:
    from samverkansavtal.word import FieldBack, FormBack

NOT_OURS = (
    "Filen är inget partsblad som är skapat här, eller så har uppgiften om var det hör hemma försvunnit. "
    "Skapa ett nytt partsblad och fyll i det."
)
GONE = "frågan är redan besvarad, eller gäller inte den här parten längre. Det användes inte."


class FormError(SamverkanError):
    """The file cannot be used as a sheet of this draft."""


@dataclass(frozen=True)
class Change:
    """One field that says something new; `old` is the answer so far, "" when there is none."""

    path: str
    label: str
    old: str
    new: str
    answer: Answer
    before: str = ""  # the mark of what stood in the field when the sheet was sent
    moved: bool = False  # the answer so far is another than the one the sheet was sent with


@dataclass(frozen=True)
class Returned:
    """What a sheet says: whose it is, of which agreement and version, what is new, and what could not be used."""

    sheet: "FormBack" = field(compare=False)
    party: str
    changes: tuple[Change, ...]
    refused: tuple[str, ...]

    @property
    def agreement(self) -> str:
        return self.sheet.manifest.agreement

    @property
    def version(self) -> int:
        return self.sheet.manifest.version


def returned(data: bytes, plan: Plan) -> Returned:
    """Return what the sheet *data* would change in *plan*'s answers.

    Raises:
        FormError: the file is no sheet, or of a party that is not in the draft.
        UnreadableWordError: it is no Word file, or not safe to open.
    """
    from samverkansavtal.word import read_form

    sheet = read_form(data)
    if sheet is None:
        raise FormError(NOT_OURS)
    return held(sheet, plan)


def held(sheet: "FormBack", plan: Plan, only: Collection[str] | None = None) -> Returned:
    """Return what *sheet* would change in *plan*'s answers; with *only*, what those paths alone would.

    Raises:
        FormError: it is of a party that is not in the draft.
    """
    manifest = sheet.manifest
    paper = plan.library.papers.get(manifest.paper)
    if paper is None or not paper.form or manifest.row not in plan.answers.keys(paper.each):
        raise FormError(
            "Partsbladet hör till en part som inte finns i utkastet. "
            "Kontrollera att ni har valt rätt utkast, eller skapa nya partsblad."
        )
    printer = Printer(plan.library, plan.world)
    reader = _Reader(plan, printer, Row(paper.each, manifest.row))
    for one in sheet.fields:
        if only is not None and one.path not in only:
            continue
        if one.text is None:
            reader.refused.append("Ett fält finns inte kvar i filen. Det svaret är oförändrat.")
        elif one.changed:
            reader.take(one.path, one.text, one.before)
    reader.settle()
    party = printer.row_name(Row(paper.each, manifest.row))
    return Returned(sheet, party, tuple(reader.changes), tuple(dict.fromkeys(reader.refused)))


def shown_again(
    paper: str, row: str, agreement: str, version: int, fields: Iterable["FieldBack"]
) -> "FormBack":
    """Return a sheet that has been read before, as far as its fields said something new."""
    from samverkansavtal.word import FormBack, FormManifest

    return FormBack(FormManifest(agreement, version, "", paper, row, ()), tuple(fields))


def elsewhere(found: Returned, plan: Plan) -> str:
    """Return what to say when the sheet was made for an agreement of another name, "" when it was not."""
    if found.agreement == title(plan):
        return ""
    return (
        f"Bladet gjordes för ”{found.agreement}”. Utkastet heter ”{title(plan)}”. "
        "Spara bara om det är samma samverkan."
    )


def taken(answers: Answers, changes: Iterable[Change]) -> Answers:
    """Return the answers with *changes* made."""
    for change in changes:
        answers = answers.put(change.path, change.answer)
    return answers


class _Reader:
    """Reads one field after another by the same readers and limits as typed answers, and goes on after a mistake."""

    def __init__(self, plan: Plan, printer: Printer, row: Row) -> None:
        self.plan = plan
        self.printer = printer
        self.fields = {field.path: field for field in form_fields(plan, printer, row)}
        self.changes: list[Change] = []
        self.refused: list[str] = []
        self.wrong_before = frozenset(contradictions(plan.library, plan.answers))

    def take(self, path: str, text: str, before: str) -> None:
        field, question = self.fields.get(path), self.plan.library.question(path)
        if question is None or question.input not in (*WRITTEN, *PICKED):
            self.refused.append("Ett fält i filen gäller inte den här parten längre. Det användes inte.")
            return
        try:
            answer: Answer | None = read_field(question, text, self.printer)
            why = GONE
        except ReadError as error:
            answer, why = None, str(error) if field else GONE
        if answer is not None and answer == self.plan.answers.values.get(path):
            return
        if answer is None or field is None:
            label = field.label if field else swedish.capital(question.label)
            self.refused.append(f"{label}: {why}")
            return
        change = Change(path, field.label, field.said, text, answer, before, _moved(field, before))
        self.changes.append(change)

    def settle(self) -> None:
        """Refuse what does not go with the other answers, once all of them have been read."""
        while wrong := self.wrong(self.changes):
            place, say = wrong[0]
            guilty = next((change for change in self.changes if change.path == place), None)
            if guilty is None:
                without = ((one, [c for c in self.changes if c is not one]) for one in self.changes)
                guilty = next(
                    (one for one, rest in without if wrong[0] not in self.wrong(rest)), self.changes[-1]
                )
            self.changes.remove(guilty)
            self.refused.append(f"{guilty.label}: {say}")

    def wrong(self, changes: Sequence[Change]) -> list[tuple[str, str]]:
        """Return where the answers would not go together with *changes* made, and did before."""
        now = contradictions(self.plan.library, taken(self.plan.answers, changes))
        return [one for one in now if one not in self.wrong_before]


def _moved(field: FormField, before: str) -> bool:
    from samverkansavtal.word import mark_of

    return mark_of(field) != before


def read_field(question: Question, text: str, printer: Printer) -> Answer:
    """Return the text in a field as an answer.

    Raises:
        ReadError: it cannot be one; `str()` is the sentence to show.
    """
    said = swedish.capital(text).rstrip(".")
    if question.none and said.casefold() == swedish.capital(question.none).rstrip(".").casefold():
        return EMPTY
    if question.input not in PICKED:
        return within(question, READERS[question.input](text))
    labels = options(question, printer)
    chosen = next((name for name, label in labels.items() if label.casefold() == text.casefold()), None)
    if chosen is None:
        raise ReadError(
            f"”{text[:80]}” finns inte bland valen. Välj ett av dem: {', '.join(labels.values())}."
        )
    return chosen == "ja" if labels == YES_NO and question.input == "yesno" else chosen
