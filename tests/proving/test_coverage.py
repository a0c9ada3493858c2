"""Coverage is a number one can trust: what nobody tries is told, and what nothing can tell apart is proved."""

from datetime import date
from decimal import Decimal

from content.small_library import RULE, small
from samverkansavtal.content.records import Library
from samverkansavtal.planning.answers import Answers
from samverkansavtal.proving.coverage import Answered, Coverage, Gap, coverage, tried
from samverkansavtal.proving.mutants import mutants

PATH = "rules/upphandling/granse.md"
FREE = """
[[cases]]
name = "inget köp"
like = "på gränsen"
given = { kop = false }
state = "clear"
+++

Värdet"""
DAY = date(2026, 3, 1)


def measured(library: Library, *answered: Answered) -> Coverage:
    return coverage([tried(library, answered)])


def of_rule(gaps: tuple[Gap, ...]) -> list[str]:
    return [gap.says for gap in gaps if gap.path == PATH]


def whole_rule() -> dict[str, str]:
    return {PATH: RULE.replace("+++\n\nVärdet", FREE.removeprefix("\n"))}


def test_a_condition_that_no_case_tries_is_a_survivor_with_answers_that_would_show_it() -> None:
    found = measured(small())
    assert of_rule(found.survivors) == ["”kop” tas bort"]
    (gap,) = (gap for gap in found.survivors if gap.path == PATH)
    assert gap.line == RULE[: RULE.index("when = ")].count("\n") + 1
    assert any(answer.path == "belopp" and Decimal(answer.value) >= 700_000 for answer in gap.answers)


def test_a_near_miss_case_takes_the_survivor_away() -> None:
    assert of_rule(measured(small(whole_rule())).survivors) == []


def test_a_way_that_no_case_goes_is_told_with_answers_that_go_it() -> None:
    (gap,) = (gap for gap in measured(small()).unreached if gap.path == PATH)
    assert gap.says == "faller på ”kop”"
    assert gap.answers != ()
    assert of_rule(measured(small(whole_rule())).unreached) == []


def test_a_condition_that_another_one_implies_is_proved_to_make_no_difference() -> None:
    paid = RULE.replace("given = { kop = true,", "given = { betalt = true, kop = true,")
    implied = {PATH: paid.replace('when = ["kop",', 'when = ["betalt", "kop",')}
    before, after = measured(small()), measured(small(implied))
    assert after.equivalent == before.equivalent + 1
    assert "”betalt” tas bort" not in of_rule(after.survivors)


def test_a_way_that_no_answers_go_is_proved_and_not_counted() -> None:
    implied = {PATH: RULE.replace('when = ["kop",', 'when = ["kop", "betalt",')}
    found = measured(small(implied))
    assert "faller på ”betalt”" not in of_rule(found.unreached)
    assert found.unreachable == measured(small()).unreachable + 1


def test_an_example_notices_what_no_case_does() -> None:
    answers = Answers({"betalt": False, "belopp": Decimal(100)}).close("insatser")
    without, with_example = measured(small()), measured(small(), ("litet", answers, DAY))
    assert with_example.mutants["provision"].reached > without.mutants["provision"].reached == 0


def test_two_models_that_share_their_rules_count_them_once() -> None:
    library = small()
    assert coverage([tried(library, ()), tried(library, ())]) == measured(library)


def test_every_mutant_differs_from_its_original_and_from_the_others() -> None:
    library = small()
    found = list(mutants(library))
    assert len({mutant.key for mutant in found}) == len(found)
    originals = [*library.rules.values(), *library.concepts.values(), *library.provisions.values()]
    assert not any(mutant.record in originals for mutant in found)


def test_a_threshold_is_moved_both_ways() -> None:
    became = {m.became for m in mutants(small()) if m.kind == "provision" and m.was == "belopp >= 100_000"}
    assert became == {"belopp > 100_000", "belopp >= 99_999", "not (belopp >= 100_000)", ""}


def test_a_case_can_say_how_serious_the_rule_is() -> None:
    milder = RULE.replace('law = ["LOU 19 a:2"]', 'note_when = ["slag is bygg"]\nlaw = ["LOU 19 a:2"]', 1)
    case = '[[cases]]\nname = "bygge"\nlike = "på gränsen"\ngiven = { slag = "bygg" }\nstate = "fires"\n'
    unsaid = milder.replace("+++\n\nVärdet", f"{case}+++\n\nVärdet")
    said = unsaid.replace(case, f'{case}severity = "note"\n')
    assert "”slag is bygg” → ”slag is not bygg”" in of_rule(measured(small({PATH: unsaid})).survivors)
    assert "”slag is bygg” → ”slag is not bygg”" not in of_rule(measured(small({PATH: said})).survivors)
