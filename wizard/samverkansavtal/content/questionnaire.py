"""Question files → the schema and the questions, in authored order."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import get_args

from samverkansavtal.content.body import CHOICE_ITEM
from samverkansavtal.content.builder import Builder
from samverkansavtal.content.frontmatter import Location, Source
from samverkansavtal.content.models import ConceptData, Effect, FieldData, FigureData, PartData, QuestionData
from samverkansavtal.content.question_checks import consistent
from samverkansavtal.content.records import Check, Choice, Part, Question
from samverkansavtal.content.word_lists import word_lists
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
    """Set the builder's schema from questions, concepts, figures and word lists; return the question files."""
    files = list(builder.data("part", PartData))
    names: dict[str, Kind] = {}
    lists: dict[str, ListSchema] = {}
    items = {CHOICE_ITEM, EFFECTS}
    for source, location, question in _questions(files):
        _one_source(builder, source, location, question.fact, {*names, *lists, *items})
        if question.kind == "records":
            _one_source(builder, source, (*location, "item"), question.item, {*names, *lists, *items})
            items |= {question.item} - {""}
            lists[question.fact] = ListSchema(question.item, _fields(builder, source, location, question))
        else:
            names[question.fact] = kind_of_answer(question)
    asked = {*names, *lists, *(f"{name}.{field}" for name, rows in lists.items() for field in rows.fields)}
    _derived(builder, names, lists, items)
    names[EFFECTS] = Kind(
        CHOICES, choices={effect: effect for effect in get_args(Effect)}, groups=EFFECT_GROUPS
    )
    builder.schema = Schema(names, lists, frozenset(asked), word_lists(builder))
    builder.paragraphs = frozenset(_paragraphs(files))
    return files


def _paragraphs(files: Files) -> Iterator[str]:
    for _, _, question in _questions(files):
        if question.kind == "paragraph":
            yield question.fact
        yield from (f"{question.fact}.{f.fact}" for f in question.fields if f.kind == "paragraph")


def _questions(files: Files) -> Iterator[tuple[Source, Location, QuestionData]]:
    for _, source, data in files:
        for index, question in enumerate(data.questions):
            yield source, ("questions", index), question


def _fields(builder: Builder, source: Source, location: Location, question: QuestionData) -> dict[str, Kind]:
    found: dict[str, Kind] = {}
    for index, field in enumerate(question.fields):
        _one_source(builder, source, (*location, "fields", index, "fact"), field.fact, set(found))
        found[field.fact] = kind_of_answer(field)
    return found


def kind_of_answer(data: FieldData) -> Kind:
    labels = {choice.id: choice.label for choice in data.choices}
    groups = {name: frozenset(members) for name, members in data.groups.items()}
    return Kind(INPUTS[data.kind], UNITS.get(data.kind, ""), labels, groups, data.of)


def _derived(builder: Builder, names: dict[str, Kind], lists: dict[str, ListSchema], items: set[str]) -> None:
    for concept_id, source, data in builder.data("concept", ConceptData):
        _writable(builder, source, concept_id)
        kind = Kind(YESNO) if data.when else Kind(NUMBER, data.unit)
        if data.each:
            rows = lists.get(data.each)
            if rows is not None:
                _one_source(builder, source, (), concept_id, set(rows.fields))
                lists[data.each] = ListSchema(rows.item, {**rows.fields, concept_id: kind})
            continue
        _one_source(builder, source, (), concept_id, {*names, *lists, *items})
        names[concept_id] = kind
    for figure_id, source, figure in builder.data("figure", FigureData):
        _writable(builder, source, figure_id)
        _one_source(builder, source, (), figure_id, {*names, *lists, *items})
        names[figure_id] = Kind(DATE) if figure.unit == "datum" else Kind(NUMBER, figure.unit)


def _writable(builder: Builder, source: Source, name: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
        builder.fail(source, (), "filnamnet är inget namn; skriv små bokstäver a–z, siffror och understreck")


def _one_source(builder: Builder, source: Source, location: Location, name: str, taken: set[str]) -> None:
    if name in taken or name in WORDS:
        builder.fail(source, location, f"namnet ”{name}” används redan; skriv ett annat", "SA102")
        builder.lost.add(name)


def build_parts(builder: Builder, files: Files) -> tuple[tuple[Part, ...], dict[str, Question]]:
    """Return the parts in order and every question by fact (`list.field` for fields of records)."""
    parts = []
    by_path: dict[str, Question] = {}
    for number, (part_id, source, data) in enumerate(files):
        questions = []
        for index, question in enumerate(data.questions):
            location = ("questions", index)
            built = question_of(builder, source, location, question, {}, (number, index, 0))
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
    fields = tuple(
        replace(
            question_of(
                builder, source, (*location, "fields", index), f, items, (*built.order[:2], index + 1)
            ),
            list=data.fact,
            item=data.item,
        )
        for index, f in enumerate(data.fields)
    )
    names = {field.fact for field in data.fields}
    for index, field in enumerate(data.fields):
        if field.otherwise and field.otherwise not in names:
            place = (*location, "fields", index, "otherwise")
            builder.fail(source, place, f"fältet ”{field.otherwise}” finns inte; skriv ett av radens fält")
    full = data.full.when if data.full else ()
    return replace(
        built,
        item=data.item,
        title=data.title,
        more=data.more or "Är det någon mer?",
        full_at=data.full.rows if data.full else 0,
        full_when=builder.guards(full, source, (*location, "full"), {}),
        fields=fields,
    )


def question_of(
    builder: Builder,
    source: Source,
    location: Location,
    data: FieldData,
    items: Items,
    order: tuple[int, int, int],
) -> Question:
    consistent(builder, source, location, data)
    kind = Kind(ROW, of=data.fact) if data.kind == "records" else kind_of_answer(data)
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
        choices=tuple(
            Choice(choice.id, choice.label, choice.help, choice.proposed) for choice in data.choices
        ),
        checks=tuple(Check(g.node, c.say) for g, c in zip(checks, data.checks, strict=True) if g is not None),
        of=data.of,
        none=data.none,
        group_labels=data.group_labels,
        no_way_out=data.no_way_out,
        otherwise=data.otherwise,
        least=_decimal(data.min),
        most=_decimal(data.max),
        standard=_standard(data),
        order=order,
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
