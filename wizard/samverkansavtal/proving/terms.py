"""Defined terms: bold words in provisions. Each is defined once, used, and defined where it is used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from samverkansavtal.content.body import Item, Sentence, Term, Text
from samverkansavtal.content.records import Library, Provision, Variant
from samverkansavtal.language.values import Truth, all_of
from samverkansavtal.planning.world import World
from samverkansavtal.proving.claim import Claim, certainly_not, possible
from samverkansavtal.proving.finding import Finding
from samverkansavtal.proving.standing import Spot, drafted_row, inside, lists_of, reading, spots

TWICE = "”{}” definieras också i {}; definiera ordet en gång"
UNUSED = (
    "”{}” står i fetstil som ett definierat ord men används inte mer; ta bort definitionen eller fetstilen"
)
UNDEFINED = "”{}” står här med stor bokstav fast definitionen i {} inte står med; ändra when eller skriv med liten bokstav"
CAPITAL = re.compile(r"(?<=[\w,;] )[A-ZÅÄÖ]\w+")  # a word with a capital inside a sentence


@dataclass(frozen=True)
class Place:
    """A line of a text, in its provision and variant."""

    provision: Provision
    variant: Variant
    spot: Spot
    text: str
    terms: tuple[str, ...]

    @property
    def line(self) -> int:
        return getattr(self.spot.node, "line", 1)

    def stands(self, world: World) -> Truth:
        """Return whether the line stands in the agreement."""
        guards = (*self.provision.when, *self.variant.when)
        blocks = self.spot.blocks
        return drafted_row(
            self.provision,
            world,
            lambda items: all_of((world.holds(guards, items), inside(blocks, world, items, lambda _: True))),
        )


def places(library: Library) -> list[Place]:
    """Return every line of the model's texts."""
    found = []
    for name in dict.fromkeys(library.model.provisions()):
        provision = library.provisions[name]
        for variant in provision.variants:
            for spot in spots(variant.body):
                if isinstance(spot.node, Sentence | Item):
                    pieces = spot.node.pieces
                    text = "".join(p.text if isinstance(p, Text | Term) else "·" for p in pieces)
                    terms = tuple(p.text for p in pieces if isinstance(p, Term))
                    found.append(Place(provision, variant, spot, text, terms))
    return found


def terms(library: Library) -> Iterator[Finding]:
    """Yield terms that are defined twice, or never used."""
    lines = places(library)
    defined: dict[str, list[Place]] = {}
    for place in lines:
        for term in place.terms:
            defined.setdefault(term.casefold(), []).append(place)
    said = " ".join(place.text.casefold() for place in lines if not place.terms)
    for term, found in defined.items():
        first = found[0].provision
        for place in found[1:]:
            if (place.provision, place.variant) != (first, found[0].variant) and place.provision is first:
                continue  # variants of one provision: only one of them stands
            where = f"{first.record.path}:{found[0].line}"
            yield Finding(place.provision.record.path, place.line, "SA507", TWICE.format(term, where))
        if not re.search(rf"\b{re.escape(term.removesuffix('e'))}", said):
            yield Finding(first.record.path, found[0].line, "SA508", UNUSED.format(term))


def term_claims(library: Library) -> Iterator[Claim]:
    """Yield the claims that a term with a capital inside a sentence is defined wherever it stands."""
    lines = places(library)
    defined: dict[str, list[Place]] = {}
    for place in lines:
        for term in place.terms:
            defined.setdefault(term, []).append(place)
    for place in lines:
        for term in CAPITAL.findall(place.text):
            homes = defined.get(term, [])
            if homes and all(home.provision is not place.provision for home in homes):
                yield _used(term, place, homes)


def _used(term: str, place: Place, homes: list[Place]) -> Claim:
    every = (place, *homes)

    def goal(world: World) -> Truth:
        gone = [certainly_not(home.stands(world)) for home in homes]
        return all_of((possible(place.stands(world)), *gone))

    return Claim(
        "SA509",
        place.provision.record,
        place.line,
        UNDEFINED.format(term, homes[0].provision.record.path),
        goal,
        tuple(node for p in every for node in reading(p.provision, p.variant, p.spot.blocks)),
        rows=tuple(name for p in every for name in lists_of(p.provision, p.spot.blocks)),
        unsure=True,
        also=tuple(home.provision.record for home in homes),
    )
