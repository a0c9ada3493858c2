"""The content with one thing flipped: every guard, limit, connective, exception and way to count an amount."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from samverkansavtal.content.frontmatter import Location
from samverkansavtal.content.records import (
    Amount,
    Concept,
    Guard,
    Guards,
    Library,
    Provision,
    Question,
    Rule,
    Variant,
)
from samverkansavtal.language.writing import written
from samverkansavtal.proving.flips import ALWAYS, flips, negated

Owner = Rule | Concept | Provision | Question


@dataclass(frozen=True)
class Mutant:
    """A record with one thing flipped: where, and what it was and became ("" when it is taken away)."""

    kind: str
    name: str
    place: Location
    was: str
    became: str
    record: Owner

    @property
    def key(self) -> str:
        return f"{self.kind} {self.name} {self.place} {self.was} {self.became}"


def mutants(library: Library) -> Iterator[Mutant]:
    """Yield every mutant of the library's rules, concepts, questions and the provisions of its model."""
    for rule in library.rules.values():
        for place, was, became, guards in _of_guards(rule.when):
            yield Mutant("rule", rule.id, ("when", place), was, became, replace(rule, when=guards))
        milder = rule.note_when if rule.severity != "note" else ()  # a note cannot be milder
        for place, was, became, guards in _of_guards(milder):
            changed = replace(rule, note_when=guards)
            yield Mutant("rule", rule.id, ("note_when", place), was, became, changed)
    for name, concept in library.concepts.items():
        yield from _concept(name, concept)
    for name in dict.fromkeys(library.model.provisions()):
        yield from _provision(library.provisions[name])
    for name, question in library.questions.items():
        for place, was, became, guards in _of_guards(question.when):
            yield Mutant("question", name, (place,), was, became, replace(question, when=guards))


def _of_guards(guards: Guards, droppable: bool = True) -> Iterator[tuple[int, str, str, Guards]]:
    """Yield (place, what a line was, what it became, all lines) for each way to flip one of *guards*."""
    for place, guard in enumerate(guards):
        changed = [*flips(guard.node)]
        whole = negated(guard.node)
        if written(whole) not in map(written, changed):
            changed.append(whole)
        for node in changed:
            source = written(node)
            yield place, guard.source, source, _put(guards, place, Guard(source, node))
        if droppable:
            yield place, guard.source, "", _put(guards, place, Guard("true", ALWAYS))


def _put(guards: Guards, place: int, guard: Guard) -> Guards:
    return (*guards[:place], guard, *guards[place + 1 :])


def _concept(name: str, concept: Concept) -> Iterator[Mutant]:
    for place, was, became, guards in _of_guards(concept.when):
        yield Mutant("concept", name, ("when", place), was, became, replace(concept, when=guards))
    for place, was, became, guards in _of_guards(concept.count, droppable=False):
        yield Mutant("concept", name, ("count", place), was, became, replace(concept, count=guards))
    for index, sign in enumerate(concept.count):
        fewer = (*concept.count[:index], *concept.count[index + 1 :])
        yield Mutant("concept", name, ("count", index), sign.source, "", replace(concept, count=fewer))
    yield from _exceptions(name, concept)
    yield from _amounts(name, concept)


def _exceptions(name: str, concept: Concept) -> Iterator[Mutant]:
    for index, way in enumerate(concept.unless):
        before, after = concept.unless[:index], concept.unless[index + 1 :]
        fewer = replace(concept, unless=(*before, *after))
        yield Mutant("concept", name, ("unless", index), f"undantaget {way.id}", "", fewer)
        for place, was, became, guards in _of_guards(way.when):
            changed = replace(concept, unless=(*before, replace(way, when=guards), *after))
            yield Mutant("concept", name, ("unless", index, "when", place), was, became, changed)


def _amounts(name: str, concept: Concept) -> Iterator[Mutant]:
    for index, amount in enumerate(concept.values):
        before, after = concept.values[:index], concept.values[index + 1 :]
        fewer = replace(concept, values=(*before, *after))
        yield Mutant("concept", name, ("values", index), f"beloppet {written(amount.node)}", "", fewer)
        for place, was, became, guards in _of_guards(amount.when):
            changed = replace(concept, values=(*before, replace(amount, when=guards), *after))
            yield Mutant("concept", name, ("values", index, "when", place), was, became, changed)
        for node in flips(amount.node):
            changed = replace(concept, values=(*before, Amount(amount.when, node), *after))
            was, became = written(amount.node), written(node)
            yield Mutant("concept", name, ("values", index, "value"), was, became, changed)


def _provision(provision: Provision) -> Iterator[Mutant]:
    for place, was, became, guards in _of_guards(provision.when):
        changed = replace(provision, when=guards)
        yield Mutant("provision", provision.id, ("when", place), was, became, changed)
    for index, variant in enumerate(provision.variants):
        for place, was, became, guards in _of_guards(variant.when):
            texts = _with(provision.variants, index, replace(variant, when=guards))
            where = ("variants", index, "when", place)
            yield Mutant("provision", provision.id, where, was, became, replace(provision, variants=texts))


def _with(variants: tuple[Variant, ...], index: int, variant: Variant) -> tuple[Variant, ...]:
    return (*variants[:index], variant, *variants[index + 1 :])
