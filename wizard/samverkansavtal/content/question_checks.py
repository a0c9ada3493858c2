"""What must go together within one question."""

from collections.abc import Iterator

from samverkansavtal.content.builder import Builder
from samverkansavtal.content.frontmatter import Location, Source
from samverkansavtal.content.models import FieldData, QuestionData
from samverkansavtal.language.parse import WORDS

NUMBERS = ("months", "kr", "percent", "number")


def consistent(builder: Builder, source: Source, location: Location, data: FieldData) -> None:
    """Report what does not go together in *data*."""
    checks = (_choices(data), _groups(data), _standard(data), _nature(data), _lists(builder, data))
    for key, message in (problem for found in checks for problem in found):
        builder.fail(source, (*location, *key), f"”{data.fact}” {message}")
        builder.lost |= {data.fact, data.of}


Found = Iterator[tuple[Location, str]]


def _choices(data: FieldData) -> Found:
    ids = [choice.id for choice in data.choices]
    if data.kind in ("choice", "choices") and len(ids) < 2:
        yield (), "behöver minst två val; skriv choices = [ … ]"
    for index, choice in enumerate(ids):
        if choice in ids[:index]:
            yield ("choices", index), f"har valet ”{choice}” två gånger; skriv ett annat id"
    if data.min is not None and data.max is not None and data.min > data.max:
        yield ("max",), "har max under min; skriv ett större tal"


def _groups(data: FieldData) -> Found:
    ids = {choice.id for choice in data.choices}
    for name, members in data.groups.items():
        for missing in sorted(set(members) - ids):
            yield (
                ("groups",),
                f"har gruppen ”{name}” med valet ”{missing}” som inte finns; skriv ett av valen",
            )
    for name in data.group_labels.keys() - data.groups.keys():
        yield ("group_labels", name), f"har inte gruppen ”{name}”; skriv namnet på en grupp"
    for name in data.groups:
        if name in ids or name in WORDS:
            yield ("groups",), f"har gruppen ”{name}” som heter som ett val; skriv ett annat namn"


def _standard(data: FieldData) -> Found:
    if data.timing == "standard" and data.standard is None and not data.none:
        yield (), "saknar standardsvar; skriv standard = … eller none = …"
    if data.standard is None:
        return
    if data.timing != "standard":
        yield ("standard",), 'har ett standardsvar men ställs ändå; skriv timing = "standard"'
    elif data.kind == "choice":
        if data.standard not in {choice.id for choice in data.choices}:
            yield ("standard",), "har ett standardsvar som är inget av valen; skriv ett av dem"
    elif not isinstance(data.standard, {"yesno": bool}.get(data.kind, int if data.kind in NUMBERS else str)):
        yield ("standard",), "har ett standardsvar av fel slag; skriv ett som passar frågan"


def _nature(data: FieldData) -> Found:
    if data.no_way_out and data.nature == "fact":
        yield (
            ("no_way_out",),
            'är ett faktum och föreslås aldrig; ta bort raden, eller skriv nature = "choice"',
        )


def _lists(builder: Builder, data: FieldData) -> Found:
    if data.kind == "ref" and data.of not in {*builder.schema.lists, *builder.lost}:
        yield ("of",), f'pekar på listan ”{data.of}” som inte finns; skriv of = "parter"'
    if not isinstance(data, QuestionData):
        if data.kind == "records":
            yield ("kind",), "är en lista i en lista; skriv en egen fråga med records och en ref hit"
    elif data.kind == "records" and (not data.item or data.title not in {f.fact for f in data.fields}):
        yield (), "behöver item och title; skriv radnamnet och ett av fälten"
    elif data.kind != "records" and data.fields:
        yield (), 'har fält men är ingen lista; skriv kind = "records"'
