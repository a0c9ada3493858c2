"""What can be changed: never a fact, never a renaming, always what a change leads to, and to the krona."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from explaining.answered import CLEANING, LIBRARY, money, one, plans, portalen, situation, with_files
from proving.situations import DAY, unsure
from samverkansavtal.content.records import Check, Library, Question
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.change import CanChange, as_lines, can_change, changes
from samverkansavtal.explaining.direction import outcome
from samverkansavtal.explaining.turning import WORDS, turns
from samverkansavtal.explaining.ways import Way
from samverkansavtal.language.parse import condition
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answer
from samverkansavtal.planning.plan import Plan, PlannedRule, plan

LIMIT = "upphandling/over-gransen-for-direktupphandling"
CASES = """
[[cases]]
name = "kassa"
given = { gemensamt = "kassa" }
state = "fires"

[[cases]]
name = "nej"
given = { gemensamt = "nej", personuppgifter = "ingenting" }
state = "clear"

[[cases]]
name = "känsligt"
given = { gemensamt = "nej", personuppgifter = "kansligt" }
state = "fires"
"""
TWO = f"""+++
title = "Två val måste göras om"
severity = "assess"
when = ["gemensamt is kassa or personuppgifter is kansligt"]
source = "agreements 2026-11-22"
confidence = "high"
{CASES}+++

Två val.

**Gör så här:** Gör om dem.
"""
FINE = """+++
title = "Vite"
creates = ["vite"]
purpose = "Ger vite."
+++

Den som inte gör sin del betalar vite.
"""


def put(found: Plan, **answers: Any) -> Plan:
    """Return the plan with *answers* on top, also those that nobody is asked about."""
    given = found.answers
    for path, value in answers.items():
        given = given.put(path, value)
    return plan(found.library, given, found.day)


def to_settle(found: Plan) -> list[PlannedRule]:
    return [rule for rule in found.rules if rule.state == "fires" and rule.severity != "note"]


def of(found: Plan, name: str) -> CanChange:
    return can_change(one(found, name), found)


def text(found: CanChange) -> str:
    return "\n".join(as_lines(found)).replace("\u00a0", " ")


def _meant(question: Question, said: str) -> Answer:
    """Return the answer that a change says in words."""
    if said == question.none:
        return EMPTY
    labels = said.split("; ")
    ids = [choice.id for choice in question.choices if choice.label in labels]
    assert len(ids) == len(labels), said
    return frozenset(ids) if question.input == "choices" else ids[0]


def after(found: Plan, way: Way) -> Plan:
    """Return the plan when the choices of *way* are made, matched by what they say."""
    answers = found.answers
    for change in way.changes:
        answers = answers.put(change.path, _meant(found.question(change.path), change.after))
    return plan(found.library, answers, found.day)


BOUGHT: list[dict[str, Any]] = [
    CLEANING,
    {**CLEANING, "tjanst": "social"},
    {**CLEANING, "beloppsgrund": "fast_stod", "andamal": frozenset(("betalning",))},
    {**CLEANING, "tidsform": "tills_vidare"},
    {**CLEANING, "foljd": frozenset(("krav_utforande", "tala_om"))},
    {
        **CLEANING,
        "beloppsgrund": "fast_stod",
        "direkt_nytta": "boende",
        "bestammer": "gemensamt",
        "tjanst": "utbildning",
        "initiativ": "gemensamt",
    },
    {**CLEANING, "lage": "andras", "liknande_kop": "har_kopt"},
    {**CLEANING, "direkt_nytta": "boende", "tjanst": "utbildning", "bestammer": "gemensamt"},
]


@pytest.mark.parametrize("said", BOUGHT, ids=range(len(BOUGHT)))
def test_a_purchase_is_never_advised_to_be_called_something_else(said: dict[str, Any]) -> None:
    found = situation(said)
    assert outcome(found).id != "samverkan"
    for rule in to_settle(found):
        for way in can_change(rule, found).ways:
            for change in way.changes:
                question = found.question(change.path)
                assert (question.nature, question.no_way_out) == ("choice", ""), (rule.id, change)
            assert outcome(after(found, way)).id == outcome(found).id


def test_no_way_out_of_the_rules_about_the_limit_is_offered_and_the_fork_stands_there() -> None:
    found = of(situation(CLEANING), LIMIT)
    assert found.ways == ()
    assert {one.label for one in found.no_ways} >= {"Startdagen", "Slutdagen"}
    said = text(found)
    assert LIBRARY.change.none in said
    assert "Dela inte upp köpet för att hamna under gränsen" in said


def test_a_last_day_that_can_be_moved_is_not_said_to_be_no_way_out() -> None:
    said = {
        "externa_medel": True,
        "externa_medel_mottagare": "foreningen",
        "externa_medel_slut": date(2031, 12, 31),
    }
    found = of(situation(said), "bidrag/avtalet-ar-kortare")
    assert [one.label for one in found.no_ways if one.label in ("Startdagen", "Slutdagen")] == []
    assert "Förläng avtalet" in found.fork


def test_what_can_be_demanded_is_never_offered_to_be_worded_otherwise_but_the_fork_is() -> None:
    found = of(situation(CLEANING), "upphandling/nagon-kan-krava-arbetet")
    assert found.ways == ()
    assert [one.label for one in found.no_ways] == ["Vad som händer om en part inte gör det den tänkt"]
    assert "är det partnerns egen verksamhet, eller köper ni något?" in found.fork


@pytest.mark.parametrize("said", BOUGHT, ids=range(len(BOUGHT)))
def test_content_that_forgets_to_say_no_way_out_still_gives_no_other_direction(said: dict[str, Any]) -> None:
    careless = replace(
        LIBRARY, questions={name: replace(q, no_way_out="") for name, q in LIBRARY.questions.items()}
    )
    answers = situation(said).answers
    found = plan(careless, answers, DAY)
    for rule in to_settle(found):
        for way in can_change(rule, found).ways:
            if all(found.question(change.path).input in ("choice", "choices") for change in way.changes):
                assert outcome(after(found, way)).id == outcome(found).id, (rule.id, way.changes)


def test_a_finding_that_rests_on_facts_says_so_honestly() -> None:
    found = of(portalen(), "upphandling/lagstadgad-uppgift")
    assert (found.ways, found.no_ways) == ((), ())
    assert "Om det är en lagstadgad uppgift: ja" in found.facts
    assert found.words.none in text(found)
    assert found.fork.startswith("Låt kommunens jurist säga")


@pytest.mark.parametrize("number", range(len(plans())))
def test_every_way_settles_its_finding_and_causes_only_what_it_says(number: int) -> None:
    found = plans()[number]
    for rule in to_settle(found):
        for way in can_change(rule, found).ways:
            then = after(found, way)
            state = next(other for other in then.rules if other.id == rule.id)
            assert state.state == "clear" or state.severity == "note"
            new = {other.id for other in to_settle(then)} - {other.id for other in to_settle(found)}
            assert len(new) <= len(way.caused.findings)
            assert bool(set(then.needs) - set(found.needs)) == bool(way.caused.questions)


def test_a_choice_that_settles_a_finding_is_told_with_what_follows() -> None:
    found = of(
        situation({"lokal_avgift": "ja", "hyra_kvar": frozenset(("inget_avtal",))}),
        "avtal/hyra-kraver-eget-avtal",
    )
    (way,) = found.ways
    (change,) = way.changes
    assert (change.before, change.after) == (
        "Ja, enligt ett eget hyresavtal",
        "Nej, lokalen lånas ut utan ersättning",
    )
    assert way.caused.rewritten == ("Lokaler (lokaler/upplatelse)",)


def test_a_change_that_causes_a_milder_finding_tells_which() -> None:
    reserved = situation({**CLEANING, "forfarande": "reserverad"})
    found = of(reserved, "upphandling/reservationen-passar-inte")
    assert [way.changes[0].after for way in found.ways] == ["Annonsera"]


def test_two_choices_are_found_when_one_is_not_enough_and_none_of_them_can_be_left_out() -> None:
    library = with_files({"rules/avtal/tva.md": TWO})
    found = put(situation(library=library), gemensamt="kassa", personuppgifter="kansligt")
    ways = of(found, "avtal/tva").ways
    assert ways
    assert all({change.path for change in way.changes} == {"gemensamt", "personuppgifter"} for way in ways)
    once = put(found, personuppgifter="ingenting")
    assert all([c.path for c in way.changes] == ["gemensamt"] for way in of(once, "avtal/tva").ways)


def test_a_change_that_only_moves_the_finding_is_no_way_out() -> None:
    joint = put(situation(), gemensamt="kassa")
    mild = [way.changes[0].after for way in of(joint, "avtal/enkelt-bolag").ways]
    assert mild == ["Nej, var och en har sin egen ekonomi", "Ja, en egen förening"]
    serious = replace(joint.library.rules["avtal/egen-forening"], severity="stop")
    worse = replace(joint.library, rules={**joint.library.rules, serious.id: serious})
    ways = of(plan(worse, joint.answers, DAY), "avtal/enkelt-bolag").ways
    assert [way.changes[0].after for way in ways] == mild[:1]


def test_a_choice_that_does_not_go_with_the_other_answers_is_not_proposed() -> None:
    node = condition("gemensamt is not nej", LIBRARY.schema, {})
    question = LIBRARY.questions["gemensamt"]
    never = replace(question, checks=(*question.checks, Check(node, "Det går inte ihop.")))
    library = replace(LIBRARY, questions={**LIBRARY.questions, "gemensamt": never})
    joint = put(situation(library=library), gemensamt="kassa")
    ways = of(joint, "avtal/enkelt-bolag").ways
    assert [way.changes[0].after for way in ways] == ["Ja, en egen förening"]


def text_library(*more: tuple[str, str]) -> Library:
    files = {"clauses/prov/vite.md": FINE, **dict(more)}
    return with_files({"model.toml": '[[add]]\nprovision = "prov/vite"\nafter = "syfte/syfte"\n', **files})


def test_where_a_rule_reads_the_text_itself_a_provision_can_be_taken_out() -> None:
    found = of(situation(library=text_library()), "avtal/texten-skapar-plikt")
    assert [way.provision for way in found.ways] == ["Ta bort bestämmelsen ”Vite” (prov/vite)"]
    assert found.ways[0].caused.goes == ("Vite (prov/vite)",)
    assert "är det partnerns egen verksamhet, eller köper ni något?" in found.fork


def test_a_provision_that_another_one_needs_is_not_proposed_to_be_taken_out() -> None:
    other = FINE.replace("Vite", "Mer").replace('creates = ["vite"]', 'requires = ["prov/vite"]')
    library = text_library(("clauses/prov/mer.md", other))
    first, *rest = library.model.sections
    longer = replace(first, provisions=(*first.provisions, "prov/mer"))
    library = replace(library, model=replace(library.model, sections=(longer, *rest)))
    assert of(situation(library=library), "avtal/texten-skapar-plikt").ways == ()


def test_a_note_an_open_rule_and_a_clear_one_have_nothing_to_change() -> None:
    note = of(portalen(), "upphandling/flera-bidrar")
    assert (note.result, note.facts, note.ways) == ("Bara en upplysning. Inget behöver ändras.", (), ())
    assert "Det finns inget att ändra" in of(portalen(), LIMIT).result
    doubtful = situation({**CLEANING, "egen_verksamhet": False, "tjanst": unsure("upphandlaren")})
    waiting = of(doubtful, "upphandling/uppgift-som-ofta-ar-bolagets")
    assert "Det här saknas: huvudsaken i verksamheten (upphandlaren vet)" in waiting.result


@pytest.mark.parametrize("value", [1, 233_333, 233_334, 500_000])
def test_the_amount_where_it_turns_is_told_to_the_krona(value: int) -> None:
    found = situation(money(value))
    planned = one(found, LIMIT)
    (total, row) = turns(planned, found)
    told = {
        f"{word} {amount}"
        for t in (total, row)
        for word, amount in (("under", t.under), ("från", t.from_))
        if amount
    }
    word = "under" if planned.state == "fires" else "från"
    assert {one.replace("\u00a0", " ") for one in told} == {f"{word} 700 000 kr", f"{word} 233 334 kr"}


@pytest.mark.parametrize("tjanst", ["stad", "social", "bygg", "annat"])
def test_on_each_side_of_every_turn_the_plan_says_what_is_told(tjanst: str) -> None:
    found = situation(money(300_000, tjanst=tjanst, lage="planeras"))
    checked = 0
    for planned in found.rules:
        for turn in turns(planned, found):
            if turn.path:
                for amount, word in ((turn.from_, turn.above), (turn.under, turn.below)):
                    checked += bool(amount) and _check(found, planned, turn.path, amount, word)
    assert checked > 4


def _check(found: Plan, planned: PlannedRule, path: str, amount: str, word: str) -> bool:
    edge = int("".join(filter(str.isdigit, amount)))
    states = [
        next(
            rule.state
            for rule in plan(found.library, found.answers.put(path, Decimal(edge + step)), found.day).rules
            if rule.id == planned.id
        )
        for step in (-1, 0)
    ]
    assert states[0] != states[1], (planned.id, edge)
    assert word in (WORDS[states[0]], WORDS[states[1]])
    return True


def test_an_unverified_limit_turns_at_both_ends_of_its_span() -> None:
    early = money(3_000_000, tjanst="social", forfarandet_startar=date(2021, 3, 1))
    found = situation(early)
    planned = one(found, "upphandling/over-gransen-for-sociala-tjanster")
    total = turns(planned, found)[0]
    assert (planned.state, total.below) == ("fires", "kan regeln inte bedömas")
    assert total.under.replace("\u00a0", " ") == "2 156 469 kr"


def test_amounts_that_decide_nothing_have_no_turn() -> None:
    assert turns(one(portalen(), "upphandling/lagstadgad-uppgift"), portalen()) == ()
    assert turns(one(portalen(), LIMIT), portalen()) == ()


def test_asking_what_to_change_leaves_the_plan_as_it_was() -> None:
    found = situation(CLEANING)
    before = (found.world.seen.copy(), found.answers, found.dormant)
    for rule in to_settle(found):
        can_change(rule, found)
    assert (found.world.seen, found.answers, found.dormant) == before


def test_a_rule_is_asked_about_by_number_id_or_row() -> None:
    assert [found.id for found in changes("PROC-15", portalen())] == ["upphandling/lagstadgad-uppgift"]
    assert [found.id for found in changes("avtal/huvudman", portalen())] == ["avtal/huvudman@marieborg"]
    assert [found.id for found in changes("avtal/huvudman@marieborg", portalen())] == [
        "avtal/huvudman@marieborg"
    ]
    with pytest.raises(SamverkanError, match=r"finns inte\. Det här har ni att göra något åt: .*PROC-15"):
        changes("PROC-99", portalen())


def test_a_text_of_ones_own_can_be_left_out() -> None:
    own = put(situation(), sarskilda_villkor="Ett villkor.", villkor_om=frozenset())
    (way,) = of(own, "avtal/sarskilda-villkor").ways
    assert way.changes[0].after == "Nej, inga särskilda villkor"


def test_to_strike_a_penalty_of_ones_own_is_no_way_out_since_it_moves_the_direction() -> None:
    own = put(situation(), sarskilda_villkor="Vite.", villkor_om=frozenset(("vite",)))
    assert of(own, "avtal/sarskilda-villkor").ways == ()
