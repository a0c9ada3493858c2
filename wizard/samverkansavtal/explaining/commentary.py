"""Kommenterad utgåva: every provision of a model with what it is for, when it stands and what looks at it."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Guards, Library, Provision, Review, Rule, SectionPlan, Variant
from samverkansavtal.content.reviews import of_record
from samverkansavtal.drafting.reviewed import provisions_reviewed, reviews_fallen, rules_reviewed
from samverkansavtal.drafting.tree import Bullets, Heading, Mark, Report, ReportBlock, Run, Table
from samverkansavtal.explaining.appendix import text
from samverkansavtal.explaining.finding import WORDS
from samverkansavtal.explaining.naming import numbered
from samverkansavtal.explaining.printed import printed
from samverkansavtal.explaining.reads import mentioned, nodes_of
from samverkansavtal.explaining.words import Words
from samverkansavtal.language import swedish
from samverkansavtal.language.nodes import Is, walk

STATES = {
    "last": "läst",
    "utan-anmarkning": "granskad utan anmärkning",
    "synpunkter": "granskad med synpunkter",
}
POSITIONS = {"preferred": "i första hand", "fallback": "reserv, när den första inte går att få"}
ABOUT = (
    "Utgåvan är för den som granskar modellen. Den visar alla texter, också de som inte står i samma avtal.",
    "Gul text i hakparentes är inte avtalstext: ett svar som fylls i, eller ett villkor för det som följer.",
)
TABLE_ABOUT = (
    "Skriv i tabellen vad ni har läst och granskat. För sedan in det med samverkan review, så räknas det.",
    "Raden faller av sig själv när bestämmelsens text, villkor eller lag ändras.",
)
HEADER = ("Bestämmelse", "Läst", "Utan anmärkning", "Med synpunkter", "Av vem", "För vem", "Dag")
MOST = 12
CLOSE = 20  # what more rules and provisions read says little about just one text


def commentary(library: Library, day: date) -> Report:
    """Return the annotated edition of the library's model."""
    return Report(
        title=f"Kommenterad utgåva: {library.model.title}",
        subtitle=f"Bibliotekets version {library.fingerprint}",
        day=day.isoformat(),
        blocks=tuple(_blocks(library)),
    )


def _blocks(library: Library) -> Iterator[ReportBlock]:
    provisions = tuple(library.provisions[name] for name in dict.fromkeys(library.model.provisions()))
    yield Heading("Om utgåvan")
    yield text(*ABOUT)
    yield text(library.model.notice)
    yield text(
        provisions_reviewed(provisions, library, "modellen"), rules_reviewed(library), reviews_fallen(library)
    )
    for number, section in enumerate(library.model.sections, 1):
        yield from _section(f"{number}", section, library)
    for number, annex in enumerate(library.model.annexes, 1):
        yield from _section(f"Bilaga {number}", annex, library)
    yield Heading("Granskning")
    yield text(*TABLE_ABOUT)
    yield Table("Granskning", HEADER, tuple(_row(provision, library) for provision in provisions))


def _section(number: str, section: SectionPlan, library: Library) -> Iterator[ReportBlock]:
    yield Heading(f"{number} {section.title}")
    for name in section.provisions:
        yield from _provision(library.provisions[name], library)


def _provision(found: Provision, library: Library) -> Iterator[ReportBlock]:
    yield Heading(found.title, 2)
    yield text(f"{found.purpose} ({found.id})")
    yield Bullets(tuple((Run(line),) for line in _facts(found, library)))
    for variant in found.variants:
        if variant.id:
            position = f", {POSITIONS[variant.position]}" if variant.position else ""
            yield Heading(f"Texten ”{variant.id}”{position}", 3)
            yield from _when("Gäller när", variant.when, library)
        else:
            yield text("Texten:", mark=Mark.TERM)
        yield from printed(variant.body, library)


def _when(heading: str, guards: Guards, library: Library) -> Iterator[ReportBlock]:
    said = "; och ".join(conditions(guards, library))
    yield text(f"{heading}: {said or 'ingen annan text gör det'}.")


def conditions(guards: Guards, library: Library) -> list[str]:
    """Return the lines of a `when` in words."""
    words = Words(library)
    return [words.say(guard.node, {}) for guard in guards]


def _facts(found: Provision, library: Library) -> Iterator[str]:
    stands = "; och ".join(conditions(found.when, library))
    yield f"Står med när: {stands}." if stands else "Står alltid med."
    if found.each:
        yield f"Står en gång för varje rad i {library.questions[found.each].label}."
    yield f"Lag: {', '.join(found.law)}." if found.law else "Lag: ingen angiven."
    if found.avoid:
        yield f"Ska inte användas: {found.avoid}"
    if alternatives := [f"”{one.id}”" for one in found.variants if one.position == "fallback"]:
        yield f"Reserv: {swedish.listing(alternatives)}."
    for words, names in (("Kräver", found.requires), ("Utesluter", found.excludes)):
        if names:
            yield f"{words}: {'; '.join(_titled(name, library) for name in names)}."
    if effects(found):
        yield _effects(found)
    yield _looked_at(found, library)
    reviews = of_record(found.id, library)
    yield f"Granskning: {'; '.join(map(_said, reviews)) if reviews else 'ingen har granskat den'}."


def _titled(name: str, library: Library) -> str:
    return f"{library.provisions[name].title} ({name})"


def effects(found: Provision) -> tuple[str, ...]:
    """Return every legal effect that some text of a provision creates."""
    return tuple(dict.fromkeys((*found.creates, *(e for one in found.variants for e in one.creates))))


def _effects(found: Provision) -> str:
    every = [_effect(effect, found.variants, found) for effect in effects(found)]
    return f"Rättsverkan som regler läser: {swedish.listing(every)}."


def _effect(effect: str, variants: tuple[Variant, ...], found: Provision) -> str:
    only = [one.id for one in variants if effect in one.creates]
    return effect if effect in found.creates else f"{effect} (bara {swedish.listing(only)})"


def _looked_at(found: Provision, library: Library) -> str:
    ranked = looking(found, library)
    close = [rule for count, rule in ranked if count <= CLOSE][:MOST]
    listed = [f"{numbered(rule.nr, rule.id, rule.title)}, {WORDS[rule.severity].lower()}" for rule in close]
    others = len(ranked) - len(close)
    if not listed:
        common = f"{others} regler läser svar som är vanliga i många texter" if others else "inga"
        return f"Regler som läser samma svar: {common}."
    more = [f"och {others} till"] if others else []
    return f"Regler som läser samma svar: {'; '.join((*listed, *more))}."


def looking(found: Provision, library: Library) -> tuple[tuple[int, Rule], ...]:
    """Return the rules that read an effect the text creates, or an answer that decides or fills the text.

    With each stands how many rules and provisions read what it shares with the text: the fewest, and so
    the closest, first.
    """
    reading = {rule.id: mentioned(nodes_of(rule)) for rule in library.rules.values()}
    texts = (mentioned(nodes_of(library.provisions[name])) for name in library.model.provisions())
    readers = Counter(name for names in (*reading.values(), *texts) for name in names)
    names = mentioned(nodes_of(found)) - library.schema.lists.keys()
    created = frozenset(effects(found))
    ranked: list[tuple[int, str, Rule]] = []
    for rule in library.rules.values():
        shared = reading[rule.id] & names
        if _reads_effect(rule, created):
            ranked.append((0, rule.id, rule))
        elif shared:
            ranked.append((min(readers[name] for name in shared), rule.id, rule))
    return tuple((count, rule) for count, _, rule in sorted(ranked, key=lambda one: one[:2]))


def _reads_effect(rule: Rule, created: frozenset[str]) -> bool:
    tests = (node for guard in rule.when for node in walk(guard.node) if isinstance(node, Is))
    return any(test.members & created and EFFECTS in mentioned((test,)) for test in tests)


def _said(review: Review) -> str:
    note = f": {review.note.rstrip('.')}" if review.note else ""
    by = f"{review.name}, {review.role}, för {review.on_behalf}, {review.day.isoformat()}"
    return f"{STATES[review.state]} av {by}{note}"


def _row(found: Provision, library: Library) -> tuple[tuple[Run, ...], ...]:
    reviews = of_record(found.id, library)
    marks = ["x" if any(one.state == state for one in reviews) else "" for state in STATES]
    by = "; ".join(f"{one.name}, {one.role}" for one in reviews)
    behalf = "; ".join(dict.fromkeys(one.on_behalf for one in reviews))
    days = "; ".join(one.day.isoformat() for one in reviews)
    return tuple((Run(cell),) for cell in (f"{found.title} ({found.id})", *marks, by, behalf, days))
