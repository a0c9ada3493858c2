"""The shipped rules, concepts, questions and clauses keep what they promise."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverkansavtal.content.folders import content_folder
from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.models import CaseData
from samverkansavtal.content.records import Concept, Library, Rule
from samverkansavtal.language.kinds import DATE, NUMBER
from samverkansavtal.language.nodes import Compare, Items, walk
from samverkansavtal.language.values import Empty, Row, Unknown
from samverkansavtal.planning.world import World
from samverkansavtal.proving.cases import check_cases, merged, situation

RULES_FOLDER = Path(str(content_folder("rules")))
OWNERS = sorted(str(path.relative_to(RULES_FOLDER.parent)) for path in RULES_FOLDER.rglob("*.md"))
RULES = [path for path in OWNERS if "/concepts/" not in path]
MODELS = model_names()
TEXT_FOLDERS = ("clauses", "rules", "templates")
NOT_A_RULE = ("PROC-01", "PROC-02", "PROC-13")  # always true: notes in the report
NO_LONGER = ("PROC-48",)  # the amounts it spoke of are known now
PROC = [number for n in range(3, 70) if (number := f"PROC-{n:02}") not in (*NOT_A_RULE, *NO_LONGER)]


def owner(path: str, library: Library) -> Rule | Concept:
    owners: list[Rule | Concept] = [*library.rules.values(), *library.concepts.values()]
    return next(found for found in owners if found.record.path == path)


@pytest.fixture(scope="module")
def wrong() -> dict[str, list[str]]:
    """Return path → the cases that come out otherwise than they say, in any model."""
    found: dict[str, list[str]] = {}
    for model in MODELS:
        for problem in check_cases(shipped_library(model)):
            found.setdefault(problem.path, []).append(f"{model}: {problem}")
    return found


@pytest.mark.parametrize("path", OWNERS)
def test_its_own_cases_come_out_as_they_say_in_every_model(path: str, wrong: dict[str, list[str]]) -> None:
    assert wrong.get(path, []) == []


@pytest.mark.parametrize("path", RULES)
def test_a_rule_has_a_case_where_it_fires_and_one_where_it_does_not(path: str) -> None:
    rule = owner(path, shipped_library(MODELS[0]))
    assert isinstance(rule, Rule)
    states = [case.state for case in rule.cases]
    assert len(states) >= 3
    assert {"fires", "clear"} <= set(states)


def comparisons(found: Rule | Concept) -> Iterator[Compare]:
    """Yield the comparisons of amounts and dates in a rule's or a concept's conditions."""
    ways = found.unless if isinstance(found, Concept) else ()
    guards = [*found.when, *(guard for way in ways for guard in way.when)]
    for node in (node for guard in guards for node in walk(guard.node)):
        if isinstance(node, Compare) and node.left.kind.name in (NUMBER, DATE):
            yield node


def sides(library: Library, found: Rule | Concept, node: Compare) -> set[int]:
    """Return where the cases put the left side: -1 below the right one, 0 at it, 1 above."""
    signs = set()
    earlier: dict[str, CaseData] = {}
    for case in found.cases:
        given, unknown = merged(case, earlier)
        earlier[case.name] = case
        answers, assumed = situation(library, given, unknown, case.unfinished)
        world = World(library, answers, assumed, trusting=True)
        items: Items = {found.item: Row(found.each, case.row)} if found.each else {}
        left, right = node.left.evaluate(world, items), node.right.evaluate(world, items)
        if not isinstance(left, Unknown | Empty) and not isinstance(right, Unknown | Empty):
            signs.add((left > right) - (left < right))  # type: ignore[operator]
    return signs


@pytest.mark.parametrize("path", OWNERS)
def test_cases_stand_at_every_limit_and_on_the_side_where_it_tips(path: str) -> None:
    library = shipped_library(MODELS[0])
    found = owner(path, library)
    for node in comparisons(found):
        tips = {0, -1} if node.operator in ("<", ">=") else {0, 1}
        assert tips <= sides(library, found, node), f"{node.operator} {node.right}"


@pytest.mark.parametrize("path", RULES)
def test_a_stop_has_cases_below_at_and_above_its_limit(path: str) -> None:
    library = shipped_library(MODELS[0])
    rule = owner(path, library)
    assert isinstance(rule, Rule)
    if rule.severity == "stop":
        assert all(sides(library, rule, node) == {-1, 0, 1} for node in comparisons(rule))


@pytest.mark.parametrize("number", PROC)
def test_a_risk_from_the_list_has_a_rule(number: str) -> None:
    assert number in {rule.nr for rule in shipped_library(MODELS[0]).rules.values()}


@pytest.mark.parametrize("number", NOT_A_RULE)
def test_what_is_always_true_stands_in_the_report(number: str) -> None:
    assert number in {note.nr for note in shipped_library(MODELS[0]).report.always}


def test_every_source_that_a_rule_names_says_what_was_read_and_when() -> None:
    library = shipped_library(MODELS[0])
    for rule in library.rules.values():
        note = library.sources[rule.source]
        assert (bool(note.title), bool(note.read)) == (True, True), rule.id


def laws_of(library: Library) -> set[str]:
    found = {law for rule in library.rules.values() for law in rule.law}
    found |= {law for provision in library.provisions.values() for law in provision.law}
    for concept in library.concepts.values():
        found |= {*concept.law, *(law for way in concept.unless for law in way.law)}
    found |= {law for figure in library.figures.values() for law in figure.law}
    return found | {law for note in library.report.always for law in note.law}


def test_the_acts_are_those_that_something_refers_to_and_each_says_where_it_stands() -> None:
    libraries = [shipped_library(model) for model in MODELS]
    laws = set().union(*map(laws_of, libraries))
    acts = libraries[0].acts.values()
    assert [act.id for act in acts if not any(act.covers(law) for law in laws)] == []
    assert [act.id for act in acts if not act.address.startswith("https://")] == []


def test_no_rule_is_surer_than_the_best_read_of_the_acts_it_rests_on() -> None:
    library, order = shipped_library(MODELS[0]), ("low", "medium", "high")
    for rule in library.rules.values():
        read = [act.confidence for act in library.acts.values() if any(map(act.covers, rule.law))]
        assert not read or order.index(rule.confidence) <= max(map(order.index, read)), rule.id


def test_every_limit_says_where_it_comes_from() -> None:
    for figure in shipped_library(MODELS[0]).figures.values():
        assert all(len(period.source) > 5 for period in figure.periods), figure.id


def texts() -> list[Path]:
    folders = [Path(str(content_folder(name))) for name in TEXT_FOLDERS]
    return sorted(path for folder in folders for path in folder.rglob("*") if path.suffix in (".md", ".toml"))


TEXTS = texts()
REVIEWED = re.compile(r"(?<!inte )\b(verifiera[dt]e?|granskad av|granskats av|godkänd av)\b", re.IGNORECASE)
OFFICIALESE = re.compile(
    r"\b(erhåll\w*|avseende|föreligg\w*|tillse\w*|vederbörande|parterna bedömer att)\b", re.IGNORECASE
)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_text_claims_a_review_or_speaks_officialese(path: Path) -> None:
    text = path.read_text("utf-8")
    assert REVIEWED.findall(text) == []
    assert OFFICIALESE.findall(text) == []


CLAUSES = [path for path in TEXTS if "clauses" in path.parts]


@pytest.mark.parametrize("path", CLAUSES, ids=lambda path: "/".join(path.parts[-3:]))
def test_no_clause_speaks_of_penalties(path: Path) -> None:
    assert re.findall(r"\b(?:vite|viten|vitet|avtalsvite)\b", path.read_text("utf-8")) == []


LONGEST = 25
TOO_LONG_ALLOWED: dict[str, str] = {}  # sentence → why it must be that long; none so far


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of a text, its holes counted as one word each."""
    plain = re.sub(r"\{\{.*?\}\}", "X", re.sub(r"\{%.*?%\}|\*\*|^- ", " ", text, flags=re.MULTILINE))
    for paragraph in re.split(r"\n\s*\n|\n(?=- )", plain):
        yield from re.split(r"(?<=[.!?:])\s+(?=[A-ZÅÄÖ0-9”])", paragraph.strip())


def too_long(text: str) -> list[str]:
    long = [sentence for sentence in sentences(text) if len(sentence.split()) > LONGEST]
    return [sentence for sentence in long if sentence not in TOO_LONG_ALLOWED]


@pytest.mark.parametrize("path", OWNERS)
def test_no_sentence_about_a_risk_is_longer_than_25_words(path: str) -> None:
    body = (RULES_FOLDER.parent / path).read_text("utf-8").split("\n+++\n", 1)[1]
    assert too_long(body) == []


@pytest.mark.parametrize("model", MODELS)
def test_no_sentence_in_a_question_is_longer_than_25_words(model: str) -> None:
    questions = shipped_library(model).questions.values()
    words = [(q.fact, s) for q in questions for text in (q.ask, q.why, q.help) for s in too_long(text)]
    words += [(q.fact, s) for q in questions for choice in q.choices for s in too_long(choice.label)]
    assert words == []


@pytest.mark.parametrize("path", RULES)
def test_a_rule_says_what_to_do(path: str) -> None:
    body = (RULES_FOLDER.parent / path).read_text("utf-8").split("\n+++\n", 1)[1]
    assert "**Gör så här:** " in body
