"""Provisions, rules, concepts, figures and tables → compiled records."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from samverkansavtal.content.body import Body
from samverkansavtal.content.body_reader import read_variants
from samverkansavtal.content.builder import Builder
from samverkansavtal.content.frontmatter import Location, Source
from samverkansavtal.content.models import (
    ConceptData,
    FigureData,
    FigureValueData,
    ProvisionData,
    RuleData,
    TableData,
)
from samverkansavtal.content.records import (
    Amount,
    Column,
    Concept,
    Exception_,
    Figure,
    Period,
    Provision,
    Rule,
    SourceNote,
    TableDefinition,
    Variant,
)
from samverkansavtal.errors import Problem
from samverkansavtal.language.kinds import DATE, NUMBER, ROW, Kind
from samverkansavtal.language.parse import hole
from samverkansavtal.language.parser import Items
from samverkansavtal.language.syntax import LanguageError


def provisions(builder: Builder) -> dict[str, Provision]:
    """Return every provision by id."""
    found = {}
    for name, source, data in builder.data("provision", ProvisionData):
        item, items = builder.each(data.each, source)
        found[name] = Provision(
            id=name,
            title=data.title,
            when=builder.guards(data.when, source, ("when",), items),
            variants=_variants(builder, source, data, items),
            each=data.each,
            item=item,
            numbered=data.numbered,
            law=data.law,
            requires=data.requires,
            excludes=data.excludes,
            creates=data.creates,
            purpose=data.purpose,
            record=builder.records["provision", name],
            avoid=data.avoid,
        )
        for key, ids in (("requires", data.requires), ("excludes", data.excludes)):
            for other in ids:
                builder.known(other, "provision", source, (key,), "bestämmelsen")
    return found


def _variants(builder: Builder, source: Source, data: ProvisionData, items: Items) -> tuple[Variant, ...]:
    texts = _texts(builder, source, [variant.id for variant in data.variants])
    found = []
    for index, variant in enumerate(data.variants):
        if variant.id in [other.id for other in data.variants[:index]]:
            message = f"varianten ”{variant.id}” står två gånger; skriv ett annat id"
            builder.fail(source, ("variants", index), message)
        elif variant.id not in texts:
            message = f"varianten ”{variant.id}” saknar text; skriv ## {variant.id} och texten under"
            builder.fail(source, ("variants", index), message)
        else:
            guards = builder.guards(variant.when, source, ("variants", index, "when"), items)
            body = builder.body(*texts[variant.id], source, items)
            found.append(Variant(variant.id, guards, body, variant.creates, variant.position))
    if data.variants:
        return tuple(found)
    return (Variant("", (), builder.body(*texts.get("", ("", 1)), source, items)),)


def _texts(builder: Builder, source: Source, declared: list[str]) -> dict[str, tuple[str, int]]:
    """Return variant id → (text, first line), with "" for a text that has no variants."""
    found: dict[str, tuple[str, int]] = {}
    for name, text, line in read_variants(source.body, source.body_line):
        wrong = ""
        if declared and not name:
            wrong = "text står före första rubriken; skriv den under en variants ##"
        elif name and name not in declared:
            wrong = f'texten har ”## {name}” som inte står i inledningen; skriv [[variants]] id = "{name}"'
        elif name in found:
            wrong = f"texten till varianten ”{name}” står två gånger; ta bort den ena"
        if wrong:
            place = line - 1 if name else line + text[: -len(text.lstrip())].count("\n")
            builder.problems.append(Problem(source.path, place, wrong))
        found[name] = (text, line)
    return found


def rules(builder: Builder, sources: dict[str, SourceNote]) -> dict[str, Rule]:
    """Return every rule by id."""
    found = {}
    for name, source, data in builder.data("rule", RuleData):
        item, items = builder.each(data.each, source)
        if sources and data.source not in sources:
            builder.fail(
                source,
                ("source",),
                f"källan ”{data.source}” finns inte i rules/sources.toml; skriv en av {', '.join(sources)}",
                "SA101",
            )
        found[name] = Rule(
            id=name,
            title=data.title,
            severity=data.severity,
            stage=data.stage,
            who=data.who,
            when=builder.guards(data.when, source, ("when",), items),
            note_when=builder.guards(data.note_when, source, ("note_when",), items),
            each=data.each,
            item=item,
            asks=data.asks,
            direction=data.direction,
            law=data.law,
            source=data.source,
            confidence=data.confidence,
            nr=data.nr,
            body=builder.body(source.body, source.body_line, source, items),
            cases=data.cases,
            record=builder.records["rule", name],
        )
        _states(builder, source, data)
    return found


def _states(builder: Builder, source: Source, data: RuleData) -> None:
    for index, case in enumerate(data.cases):
        if case.state is None:
            builder.fail(
                source,
                ("cases", index),
                f'fallet ”{case.name}” saknar state; skriv state = "fires", "clear" eller "open"',
            )


def concepts(builder: Builder) -> dict[str, Concept]:
    """Return every concept, by name or `list.name`."""
    found = {}
    for name, source, data in builder.data("concept", ConceptData):
        item, items = builder.each(data.each, source)
        kind = Kind("yesno") if data.when else Kind(NUMBER, data.unit)
        if sum(map(bool, (data.when, data.count, data.values))) != 1:
            builder.fail(source, (), "begreppet ska ha antingen when, count eller values; skriv en av dem")
        found[f"{data.each}.{name}" if data.each else name] = Concept(
            id=name,
            title=data.title,
            kind=kind,
            each=data.each,
            item=item,
            when=builder.guards(data.when, source, ("when",), items),
            unless=tuple(
                Exception_(
                    way.id,
                    builder.guards(way.when, source, ("unless", index, "when"), items),
                    way.law,
                    way.title,
                )
                for index, way in enumerate(data.unless)
            ),
            count=builder.guards(data.count, source, ("count",), items),
            values=_amounts(builder, source, data, items),
            law=data.law,
            confidence=data.confidence or "",
            body=builder.body(source.body, source.body_line, source, items),
            cases=data.cases,
            record=builder.records["concept", name],
        )
    return found


def _amounts(builder: Builder, source: Source, data: ConceptData, items: Items) -> tuple[Amount, ...]:
    found = []
    for index, amount in enumerate(data.values):
        location = ("values", index)
        node = builder.amount(amount.value, source, (*location, "value"), items)
        if node is None:
            continue
        if node.kind.name != NUMBER or (node.kind.unit and node.kind.unit != data.unit):
            builder.fail(
                source,
                (*location, "value"),
                f"beloppet är {node.kind}, inte ett tal i {data.unit}; skriv samma enhet",
                "SA104",
            )
        found.append(Amount(builder.guards(amount.when, source, (*location, "when"), items), node))
    return tuple(found)


def figures(builder: Builder) -> dict[str, Figure]:
    """Return every dated figure by id."""
    found = {}
    for name, source, data in builder.data("figure", FigureData):
        kind = Kind(DATE) if data.unit == "datum" else Kind(NUMBER, data.unit)
        at = builder.schema.names.get(data.at)
        if data.at and (at is None or at.name != DATE) and data.at not in builder.lost:
            builder.fail(source, ("at",), f"”{data.at}” är inget datum; skriv namnet på en datumfråga")
        for index, value in enumerate(data.values):
            if index and value.start <= data.values[index - 1].start:
                message = "perioderna ska stå i tidsordning, en per dag; skriv dem äldst först"
                builder.fail(source, ("values", index, "from"), message)
            for key, message in _wrong_in(value, kind):
                builder.fail(source, ("values", index, *key), message)
        periods = tuple(_period(value) for value in data.values)
        found[name] = Figure(name, data.title, kind, data.at, data.law, periods)
    return found


def _wrong_in(data: FigureValueData, kind: Kind) -> Iterator[tuple[Location, str]]:
    if (data.value is None) is (data.between is None):
        yield (), "perioden ska ha antingen value eller between; skriv en av dem"
    if data.between is not None and data.between[0] > data.between[1]:
        yield ("between",), "between har det större talet först; skriv [lägst, högst]"
    if data.between is not None and kind.name == DATE:
        yield ("between",), "en dag kan inte vara ett spann; skriv value = 2026-01-01"
    if data.value is not None and isinstance(data.value, date) is not (kind.name == DATE):
        yield ("value",), f"värdet ska vara {kind}; skriv samma slag som unit"
    if data.value is not None and data.confidence != "high":
        yield (), "ett belopp under hög säkerhet är inte prövat; skriv between = [lägst, högst]"


def _period(data: FigureValueData) -> Period:
    number = Decimal(data.value) if isinstance(data.value, int | Decimal) else data.value
    span = (Decimal(data.between[0]), Decimal(data.between[1])) if data.between else None
    return Period(data.start, number, span, data.source, data.confidence)


def tables(builder: Builder) -> dict[str, TableDefinition]:
    """Return every table definition by id."""
    found = {}
    for name, source, data in builder.data("table", TableData):
        rows = builder.schema.lists.get(data.rows)
        if rows is None:
            builder.no_list(data.rows, source, ("rows",))
            continue
        items: Items = {rows.item: Kind(ROW, of=data.rows)}
        guard = builder.guard(data.when, source, ("when",), items) if data.when else None
        columns = []
        for index, column in enumerate(data.columns):
            text = f"{column.value} | {column.format}" if column.format else column.value
            try:
                node, filters = hole(text, builder.schema, items)
            except LanguageError as error:
                builder.refuse(source, ("columns", index, "value"), error)
                continue
            columns.append(Column(column.title, node, filters, column.sum))
        when = guard.node if guard else None
        found[name] = TableDefinition(
            name, data.title, data.rows, rows.item, when, data.total, tuple(columns)
        )
    return found


def plain_text(builder: Builder, text: str, source: Source) -> Body:
    """Return a title with holes, such as a model's `document`."""
    return builder.body(text, source.line(("document",)), source, {})
