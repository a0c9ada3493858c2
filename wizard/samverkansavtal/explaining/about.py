"""What the content itself says, whatever anybody has answered: when it applies, what asks for it, its law."""

from collections.abc import Iterator

from samverkansavtal.content.records import Concept, Figure, Guards, Library, Provision, Question, Rule
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.amounts import concept_amount, figure_step
from samverkansavtal.explaining.explanation import Explanation
from samverkansavtal.explaining.finding import STAGES, WORDS
from samverkansavtal.explaining.naming import is_called, numbered
from samverkansavtal.explaining.reads import listed, readers
from samverkansavtal.explaining.step import Step, teller
from samverkansavtal.explaining.steps import concept_steps, guard_steps
from samverkansavtal.language import swedish

HINT = (
    "Skriv en bestämmelse (lokaler/upplatelse), en regel (PROC-16), en fråga (urval), "
    "ett begrepp (kontrakt) eller ett belopp (direktupphandlingsgrans)."
)
READERS = {
    "rule": "regler",
    "provision": "bestämmelser",
    "concept": "begrepp",
    "question": "frågor",
    "figure": "belopp",
}
CERTAINTY = {"high": "hög", "medium": "medel, inte fullt verifierad", "low": "låg, inte verifierad"}
NATURES = {"fact": "Ett faktum: det går att rätta, inte att välja.", "choice": "Ett val som ni gör."}
MOST = 12


def about(name: str, library: Library) -> tuple[Explanation, ...]:
    """Return what the content says about everything that is called *name*.

    Raises:
        SamverkanError: nothing is called that.
    """
    wanted = name.partition("@")[0]
    found = [_rule(one, library) for one in library.rules.values() if is_called(one, wanted)]
    if wanted in library.provisions:
        found.append(_provision(library.provisions[wanted], library))
    found += [_concept(one, library) for one in concepts_called(wanted, library)]
    if wanted in library.figures:
        found.append(_figure(library.figures[wanted], library))
    if (question := asked_about(wanted, library)) is not None:
        found.append(_question(wanted, question, library))
    if not found:
        raise SamverkanError(f"”{name}” finns inte. {HINT}")
    return tuple(found)


def asked_about(name: str, library: Library) -> Question | None:
    """Return the question called *name*: a fact, a field (`parter.form`), or an answer's path."""
    return library.questions.get(name) or library.question(name)


def concepts_called(name: str, library: Library) -> Iterator[Concept]:
    """Yield the concepts with that name, by itself or as a list's field."""
    return (one for key, one in library.concepts.items() if name in (key, one.id))


def _rule(rule: Rule, library: Library) -> Explanation:
    milder = _when("Bara en upplysning när", rule.note_when, library)
    return Explanation(
        numbered(rule.nr, rule.id, rule.title),
        (
            f"{WORDS[rule.severity]}, {STAGES[rule.stage]}.",
            *(("Prövas för varje rad i listan.",) if rule.each else ()),
        ),
        (*_when("Stämmer in när", rule.when, library), *milder),
        (*_law(rule.law), *_source(rule, library), *(() if rule.asks else ("Regeln ställer inga frågor.",))),
    )


def _when(heading: str, guards: Guards, library: Library) -> tuple[Step, ...]:
    if not guards:
        return ()
    return (Step(heading, children=guard_steps(guards, {}, teller(library))),)


def _law(law: tuple[str, ...]) -> tuple[str, ...]:
    return (f"Lag: {', '.join(law)}.",) if law else ()


def _source(rule: Rule, library: Library) -> Iterator[str]:
    note = library.sources.get(rule.source)
    if note is not None:
        yield f"Källa: {note.title} ({note.read}), läst {swedish.day(note.seen)}."
    yield f"Säkerhet: {CERTAINTY[rule.confidence]}."


def _provision(found: Provision, library: Library) -> Explanation:
    stands = _when("Står i avtalet när", found.when, library) or (Step("Står alltid i avtalet"),)
    texts = [
        step
        for one in found.variants
        if one.id
        for step in _when(f"Texten ”{one.id}” när", one.when, library)
    ]
    needs = tuple(Step(f"Kräver {library.provisions[name].title} ({name})") for name in found.requires)
    absent = () if found.id in set(library.model.provisions()) else ("Den ingår inte i den här modellen.",)
    return Explanation(
        f"{found.title} ({found.id})", (found.purpose, *absent), (*stands, *texts, *needs), _law(found.law)
    )


def _concept(found: Concept, library: Library) -> Explanation:
    told = teller(library)
    steps = (concept_amount(found, told),) if found.values else concept_steps(found, {}, told)
    name = f"{found.each}.{found.id}" if found.each else found.id
    certain = (f"Säkerhet: {CERTAINTY[found.confidence]}.",) if found.confidence else ()
    return Explanation(found.title, (), (*steps, *read_by(name, library)), (*_law(found.law), *certain))


def _figure(found: Figure, library: Library) -> Explanation:
    picked = (f"Väljs efter {library.questions[found.at].label}.",) if found.at in library.questions else ()
    steps = (figure_step(found, teller(library)), *read_by(found.id, library))
    return Explanation(found.title, picked, steps, _law(found.law))


def _question(path: str, asked: Question, library: Library) -> Explanation:
    steps = (*_when("Frågan ställs när", asked.when, library), *read_by(name_of(path, asked), library))
    return Explanation(
        asked.ask, (asked.why, f"{NATURES[asked.nature]} {swedish.capital(asked.who)} vet."), steps
    )


def name_of(path: str, asked: Question) -> str:
    """Return what expressions call the question at *path*."""
    return f"{asked.list}.{asked.fact}" if asked.list and not path.endswith(".+") else asked.fact


def read_by(name: str, library: Library) -> Iterator[Step]:
    """Yield who reads *name*, by kind."""
    groups = listed(readers(name, library))
    for kind, found in groups.items():
        named = [Step(f"{one.title} ({one.id})") for one in found[:MOST]]
        more = [Step(f"och {len(found) - MOST} till")] if len(found) > MOST else []
        yield Step(f"Läses av {len(found)} {READERS[kind]}", children=(*named, *more))
    if not groups:
        yield Step("Läses inte av något")
