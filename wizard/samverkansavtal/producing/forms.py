"""A party's sheet that came back: what it would change in the answers. Nothing is changed here."""

from dataclasses import dataclass

from samverkansavtal.content.records import Question
from samverkansavtal.drafting.agreement import title
from samverkansavtal.drafting.tree import FormField
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.sheet import PICKED, YES_NO, form_fields, options
from samverkansavtal.language import swedish
from samverkansavtal.language.reading import READERS, ReadError
from samverkansavtal.language.values import EMPTY, Row
from samverkansavtal.planning.answers import Answer, Answers
from samverkansavtal.planning.consistency import contradictions
from samverkansavtal.planning.plan import Plan
from samverkansavtal.storing.answer_values import within

NOT_OURS = (
    "Filen är inget partsblad som är skapat här, eller så har uppgiften om var det hör hemma försvunnit. "
    "Skapa ett nytt partsblad och fyll i det."
)


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
    moved: bool = False  # the answer so far is another than the one the sheet was sent with


@dataclass(frozen=True)
class Returned:
    """What a sheet says: whose it is, of which agreement and version, what is new, and what could not be used."""

    party: str
    agreement: str
    version: int
    changes: tuple[Change, ...]
    refused: tuple[str, ...]


def returned(data: bytes, plan: Plan) -> Returned:
    """Return what the sheet *data* would change in *plan*'s answers.

    Raises:
        FormError: the file is no sheet, or of a party that is not in the draft.
        UnreadableWordError: it is no Word file, or not safe to open.
    """
    from samverkansavtal.word import read_form

    found = read_form(data)
    if found is None:
        raise FormError(NOT_OURS)
    manifest = found.manifest
    paper = plan.library.papers.get(manifest.paper)
    if paper is None or not paper.form or manifest.row not in plan.answers.keys(paper.each):
        raise FormError(
            "Partsbladet hör till en part som inte finns i utkastet. "
            "Kontrollera att ni har valt rätt utkast, eller skapa nya partsblad."
        )
    printer = Printer(plan.library, plan.world)
    reader = _Reader(plan, printer, Row(paper.each, manifest.row))
    for field in found.fields:
        if field.text is None:
            reader.refused.append("Ett fält finns inte kvar i filen. Det svaret är oförändrat.")
        elif field.changed:
            reader.take(field.path, field.text, field.before)
    party = printer.row_name(Row(paper.each, manifest.row))
    return Returned(
        party,
        manifest.agreement,
        manifest.version,
        tuple(reader.changes),
        tuple(dict.fromkeys(reader.refused)),
    )


def elsewhere(found: Returned, plan: Plan) -> bool:
    """Return whether the sheet was made for an agreement of another name."""
    return found.agreement != title(plan)


def taken(answers: Answers, changes: tuple[Change, ...]) -> Answers:
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

    def take(self, path: str, text: str, before: str) -> None:
        field, question = self.fields.get(path), self.plan.library.question(path)
        if field is None or question is None:
            self.refused.append("Ett fält i filen gäller inte den här parten längre. Det användes inte.")
            return
        try:
            answer = read_field(question, text, self.printer)
        except ReadError as error:
            self.refused.append(f"{field.label}: {error}")
            return
        if answer == self.plan.answers.values.get(path):
            return
        change = Change(path, field.label, field.said, text, answer, _moved(field, before))
        answers = taken(self.plan.answers, (*self.changes, change))
        wrong = [say for place, say in contradictions(self.plan.library, answers) if place == path]
        if wrong:
            self.refused.append(f"{field.label}: {wrong[0]}")
        else:
            self.changes.append(change)


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
