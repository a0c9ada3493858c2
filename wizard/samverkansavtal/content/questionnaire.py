"""Question files → the schema and the questions, in authored order."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import get_args

from samverkansavtal.content.builder import Builder
from samverkansavtal.content.frontmatter import Location, Source
from samverkansavtal.content.models import ConceptData, Effect, FieldData, FigureData, PartData, QuestionData
from samverkansavtal.content.records import Check, Choice, Part, Question
from samverkansavtal.language.kinds import (
    CHOICE,
    CHOICES,
    DATE,
    NUMBER,
    ROW,
    TEXT,
    YESNO,
    Kind,
    ListSchema,
    Schema,
)
from samverkansavtal.language.parse import WORDS
from samverkansavtal.language.parser import Items
from samverkansavtal.language.values import EMPTY, Value

INPUTS = {
    "text": TEXT,
    "paragraph": TEXT,
    "orgnr": TEXT,
    "email": TEXT,
    "yesno": YESNO,
    "choice": CHOICE,
    "choices": CHOICES,
    "date": DATE,
    "months": NUMBER,
    "kr": NUMBER,
    "percent": NUMBER,
    "number": NUMBER,
    "ref": ROW,
    "records": ROW,
}
EFFECTS = "avtalstexten"  # what the drafted text itself creates: rules may read it
EFFECT_GROUPS = {"utkravbar": frozenset(("prestationsplikt", "skadestand", "vite"))}
UNITS = {"kr": "kr", "months": "månader", "percent": "procent"}
Files = list[tuple[str, Source, PartData]]


def build_schema(builder: Builder) -> Files:
    """Set the builder's schema from questions, concepts and figures; return the question files."""
    files = list(builder.data("part", PartData))
    names: dict[str, Kind] = {}
    lists: dict[str, ListSchema] = {}
    asked: set[str] = set()
    for source, location, question in _questions(files):
        _one_source(builder, source, location, question.fact, {*names, *lists})
        asked.add(question.fact)
        if question.kind == "records":
            lists[question.fact] = ListSchema(
                question.item, {f.fact: _kind(builder, source, f) for f in question.fields}
            )
            asked.update(f"{question.fact}.{f.fact}" for f in question.fields)
        else:
            names[question.fact] = _kind(builder, source, question)
    _derived(builder, names, lists)
    names[EFFECTS] = Kind(
        CHOICES, choices={effect: effect for effect in get_args(Effect)}, groups=EFFECT_GROUPS
    )
    builder.schema = Schema(names, lists, frozenset(asked))
    builder.paragraphs = frozenset(q.fact for _, _, q in _questions(files) if q.kind == "paragraph")
    return files


def _questions(files: Files) -> Iterator[tuple[Source, Location, QuestionData]]:
    for _, source, data in files:
        for index, question in enumerate(data.questions):
            yield source, ("questions", index), question


def _kind(builder: Builder, source: Source, data: FieldData) -> Kind:
    labels = {choice.id: choice.label for choice in data.choices}
    groups = {name: frozenset(members) for name, members in data.groups.items()}
    for name, members in groups.items():
        for missing in sorted(members - labels.keys()):
            builder.fail(
                source,
                ("questions",),
                f"gruppen ”{name}” i ”{data.fact}” nämner valet ”{missing}” som inte finns; skriv ett av valen",
            )
        if name in labels or name in WORDS:
            builder.fail(source, ("questions",), f"gruppen ”{name}” heter som ett val; skriv ett annat namn")
    return Kind(INPUTS[data.kind], UNITS.get(data.kind, ""), labels, groups, data.of)


def _derived(builder: Builder, names: dict[str, Kind], lists: dict[str, ListSchema]) -> None:
    for concept_id, source, data in builder.data("concept", ConceptData):
        kind = Kind(YESNO) if data.when else Kind(NUMBER, data.unit)
        if data.each:
            rows = lists.get(data.each)
            if rows is not None:
                _one_source(builder, source, (), concept_id, set(rows.fields))
                lists[data.each] = ListSchema(rows.item, {**rows.fields, concept_id: kind})
            continue
        _one_source(builder, source, (), concept_id, {*names, *lists})
        names[concept_id] = kind
    for figure_id, source, figure in builder.data("figure", FigureData):
        _one_source(builder, source, (), figure_id, {*names, *lists})
        names[figure_id] = Kind(DATE) if figure.unit == "datum" else Kind(NUMBER, figure.unit)


def _one_source(builder: Builder, source: Source, location: Location, name: str, taken: set[str]) -> None:
    if name in taken or name in WORDS:
        builder.fail(source, location, f"namnet ”{name}” används redan; skriv ett annat")


def build_parts(builder: Builder, files: Files) -> tuple[tuple[Part, ...], dict[str, Question]]:
    """Return the parts in order and every question by fact (`list.field` for fields of records)."""
    parts = []
    by_path: dict[str, Question] = {}
    for number, (part_id, source, data) in enumerate(files):
        questions = []
        for index, question in enumerate(data.questions):
            location = ("questions", index)
            built = _question(builder, source, location, question, {}, (number, index, 0))
            if question.kind == "records":
                built = _records(builder, source, location, question, built)
                by_path.update({f"{built.fact}.{f.fact}": f for f in built.fields})
            by_path[built.fact] = built
            questions.append(built)
        parts.append(Part(part_id, data.part, data.screen, data.result, tuple(questions)))
    return tuple(parts), by_path


def _records(
    builder: Builder, source: Source, location: Location, data: QuestionData, built: Question
) -> Question:
    items: Items = {data.item: Kind(ROW, of=data.fact)}
    if not data.item or data.title not in {f.fact for f in data.fields}:
        builder.fail(
            source,
            location,
            f"listan ”{data.fact}” behöver item och title; skriv radnamnet och ett av fälten",
        )
    fields = tuple(
        replace(
            _question(builder, source, (*location, "fields", index), f, items, (*built.order[:2], index + 1)),
            list=data.fact,
            item=data.item,
        )
        for index, f in enumerate(data.fields)
    )
    return replace(
        built, item=data.item, title=data.title, more=data.more or "Är det någon mer?", fields=fields
    )


def _question(
    builder: Builder,
    source: Source,
    location: Location,
    data: FieldData,
    items: Items,
    order: tuple[int, int, int],
) -> Question:
    _consistent(builder, source, location, data)
    kind = Kind(ROW, of=data.fact) if data.kind == "records" else _kind(builder, source, data)
    checks = [builder.guard(check.test, source, (*location, "checks"), items) for check in data.checks]
    return Question(
        fact=data.fact,
        input=data.kind,
        kind=kind,
        ask=data.ask,
        label=data.label,
        why=data.why,
        help=data.help,
        nature=data.nature,
        who=data.who,
        timing=data.timing,
        when=builder.guards(data.when, source, (*location, "when"), items),
        choices=tuple(Choice(choice.id, choice.label, choice.help) for choice in data.choices),
        checks=tuple(Check(g.node, c.say) for g, c in zip(checks, data.checks, strict=True) if g is not None),
        of=data.of,
        none=data.none,
        least=_decimal(data.min),
        most=_decimal(data.max),
        standard=_standard(data),
        order=order,
    )


def _consistent(builder: Builder, source: Source, location: Location, data: FieldData) -> None:
    if data.kind in ("choice", "choices") and len(data.choices) < 2:
        builder.fail(source, location, f"”{data.fact}” behöver minst två val; skriv choices = [ … ]")
    if data.kind == "ref" and data.of not in builder.schema.lists:
        builder.fail(
            source,
            (*location, "of"),
            f'”{data.fact}” pekar på listan ”{data.of}” som inte finns; skriv of = "parter"',
        )
    if data.timing == "standard" and data.standard is None and not data.none:
        builder.fail(
            source, location, f"”{data.fact}” saknar standardsvar; skriv standard = … eller none = …"
        )
    if (
        data.kind == "choice"
        and data.standard is not None
        and data.standard not in {c.id for c in data.choices}
    ):
        builder.fail(
            source, (*location, "standard"), f"”{data.standard}” är inget av valen; skriv ett av dem"
        )


def _standard(data: FieldData) -> Value | None:
    if data.timing != "standard":
        return None
    if data.standard is None:
        return EMPTY
    if isinstance(data.standard, int) and not isinstance(data.standard, bool):
        return Decimal(data.standard)
    return data.standard


def _decimal(number: int | None) -> Decimal | None:
    return None if number is None else Decimal(number)
