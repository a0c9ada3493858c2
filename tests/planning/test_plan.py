"""What follows from the answers so far: rules, provisions, needs and their order."""

from datetime import date
from decimal import Decimal

import pytest

from content.small_library import FILES, small, spoiled
from samverkansavtal.content.records import Library
from samverkansavtal.language.nodes import Compare, Total
from samverkansavtal.language.parse import condition
from samverkansavtal.language.values import EMPTY, Row, Unknown, Value
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.consistency import contradictions
from samverkansavtal.planning.plan import Plan, place, plan

DAY = date(2026, 3, 1)
RULE, Q = "rules/upphandling/granse.md", "interview/1.toml"
KOP: dict[str, Answer] = {"betalt": True, "slag": "stad", "parter.p.form": "kommun"}


def planned(
    values: dict[str, Answer], library: Library | None = None, closed: str = "parter insatser"
) -> Plan:
    rows: dict[str, tuple[str, ...]] = {}
    for path in values:
        name, _, rest = path.partition(".")
        if rest and rest != "+":
            rows[name] = tuple(dict.fromkeys((*rows.get(name, ()), rest.partition(".")[0])))
    answers = Answers(values=values, rows=rows, closed=frozenset(closed.split()))
    return plan(library or small(), answers, DAY)


def with_rule(when: str, extra: str = "") -> Library:
    """Return the small library with one more rule, `a/b`, that fires on *when*."""
    text = spoiled(RULE, '"kop", "belopp >= gransen"', when).replace('law = ["LOU 19 a:2"]', extra)
    return small({"rules/a/b.md": text})


def state(found: Plan, name: str = "upphandling/granse") -> str:
    return next(rule.state for rule in found.rules if rule.id == name)


def judged(when: str, values: dict[str, Answer], closed: str = "parter insatser") -> str:
    return state(planned(values, with_rule(f'"{when}"'), closed), "a/b")


@pytest.mark.parametrize(
    ("day", "amount", "expected"),
    [
        (date(2026, 3, 1), 699_999, "clear"),
        (date(2026, 3, 1), 700_000, "fires"),
        (date(2026, 3, 1), 700_001, "fires"),
        (date(2022, 2, 1), 699_999, "clear"),
        (date(2022, 1, 31), 599_999, "clear"),
        (date(2022, 1, 31), 600_000, "open"),
        (date(2022, 1, 31), 610_000, "open"),
        (date(2022, 1, 31), 619_999, "open"),
        (date(2022, 1, 31), 620_000, "fires"),
        (date(2019, 12, 31), 10_000_000, "open"),
    ],
)
def test_a_value_far_from_an_unverified_limit_is_decided_and_one_inside_is_not(
    day: date, amount: int, expected: str
) -> None:
    found = planned({**KOP, "startdag": day, "belopp": Decimal(amount)})
    assert state(found) == expected
    stuck = {rule.id: rule.stuck for rule in found.undecidable()}
    assert stuck == ({"upphandling/granse": frozenset(("gransen",))} if expected == "open" else {})


@pytest.mark.parametrize(("amount", "expected"), [(599_999, "clear"), (650_000, "open"), (700_000, "fires")])
def test_before_the_day_is_known_a_value_is_held_against_every_period(amount: int, expected: str) -> None:
    found = planned({**KOP, "belopp": Decimal(amount)})
    assert state(found) == expected
    assert ("startdag" in found.pulled_by and "upphandling/granse" in found.pulled_by["startdag"]) == (
        expected == "open"
    )


ENDS = {  # operator → the outcome just below, at and just above each end of the span 600 000–620 000
    "<": "fires open open open clear clear",
    "<=": "fires fires open open open clear",
    ">": "clear clear open open open fires",
    ">=": "clear open open open fires fires",
    "==": "clear open open open open clear",
    "!=": "fires open open open open fires",
}


@pytest.mark.parametrize("operator", ENDS)
def test_the_ends_of_an_unverified_span_decide_what_they_can(operator: str) -> None:
    amounts = (599_999, 600_000, 600_001, 619_999, 620_000, 620_001)
    values: dict[str, Answer] = {"betalt": True, "startdag": date(2022, 1, 31)}
    found = [judged(f"belopp {operator} gransen", {**values, "belopp": Decimal(n)}) for n in amounts]
    assert " ".join(found) == ENDS[operator]


def test_a_stop_fires_while_rows_are_still_being_added() -> None:
    values = {**KOP, "startdag": DAY, "belopp": Decimal(700_000)}
    assert state(planned(values, closed="")) == "fires"
    assert state(planned({**values, "parter.p.form": "forening"}, closed="")) == "open"
    assert state(planned({**values, "parter.p.form": "forening"})) == "clear"


TWO: dict[str, Answer] = {
    "insatser.a.varde": Decimal(60_000),
    "insatser.b.varde": Decimal(50_000),
    "parter.p.form": "kommun",
}


@pytest.mark.parametrize(
    ("when", "still_open", "closed"),
    [
        ("antal(insatser) >= 2", "fires", "fires"),
        ("antal(insatser) >= 3", "open", "clear"),
        ("antal(insatser) < 2", "clear", "clear"),
        ("antal(insatser) == 2", "open", "fires"),
        ("summa(insatser, insats.varde) > 100_000", "fires", "fires"),
        ("summa(insatser, insats.varde) > 110_000", "open", "clear"),
        ("summa(insatser, insats.varde) <= 110_000", "open", "fires"),
        ("finns(insatser, insats.varde > 55_000)", "fires", "fires"),
        ("ingen(insatser, insats.varde > 55_000)", "clear", "clear"),
        ("alla(parter, part.form is kommun)", "open", "fires"),
        ("alla(parter, part.form is forening)", "clear", "clear"),
    ],
)
def test_an_open_list_decides_what_more_rows_cannot_change(when: str, still_open: str, closed: str) -> None:
    assert (judged(when, TWO, ""), judged(when, TWO)) == (still_open, closed)


def test_a_row_whose_amount_is_not_known_still_gives_a_least_sum() -> None:
    values: dict[str, Answer] = {
        "insatser.a.varde": Decimal(60_000),
        "insatser.b.varde": NotKnown("kassören"),
    }
    assert judged("summa(insatser, insats.varde) >= 60_000", values) == "fires"
    assert judged("summa(insatser, insats.varde) >= 60_001", values) == "open"


def test_what_nobody_knows_never_clears_a_rule_and_never_lets_it_sleep() -> None:
    found = planned({**KOP, "startdag": DAY, "belopp": NotKnown("ekonomi")})
    assert state(found) == "open"
    assert [rule.id for rule in found.undecidable()] == ["upphandling/granse"]
    assert "belopp" not in found.needs


@pytest.mark.parametrize("when", ["belopp >= 0", "belopp <= 900_000_000", "belopp == belopp"])
def test_an_amount_that_may_turn_out_not_to_apply_makes_no_comparison_true(when: str) -> None:
    assert judged(when, {}) == "open"
    assert judged(when, {"betalt": False}) == "clear"


def test_an_amount_that_may_turn_out_not_to_apply_may_be_nothing_in_a_sum() -> None:
    library = small(
        {
            Q: spoiled(Q, "min = 0\nask", 'min = 5\nnone = "inget"\nask'),
            "rules/a/b.md": spoiled(RULE, '"kop", "belopp >= gransen"', '"varde >= 1"'),
        }
    )
    assert state(planned({"betalt": True}, library), "a/b") == "open"
    assert state(planned({"betalt": True, "belopp": EMPTY}, library), "a/b") == "clear"
    assert state(planned({"betalt": True, "belopp": Decimal(5)}, library), "a/b") == "fires"


def test_a_derived_amount_that_may_have_no_value_has_no_least_value() -> None:
    assert judged("varde >= 0", {"belopp": Decimal(7)}) == "open"
    assert judged("varde >= 0", {"betalt": False}) == "clear"


def test_vet_inte_is_true_of_that_answer_only() -> None:
    when = "slag is vet_inte"
    assert judged(when, {}) == "open"
    assert judged(when, {"slag": "stad"}) == "clear"
    assert judged(when, {"slag": NotKnown()}) == "fires"


def test_vet_inte_is_false_of_a_question_that_does_not_apply() -> None:
    when = "belopp is vet_inte"
    assert judged(when, {"betalt": False, "belopp": NotKnown()}) == "clear"
    assert judged(when, {"betalt": True, "belopp": NotKnown()}) == "fires"
    found = planned({"betalt": False}, with_rule('"belopp is vet_inte"'))
    assert (state(found, "a/b"), "belopp" in found.needs) == ("clear", False)


def test_vet_inte_is_false_of_what_has_a_standard_answer() -> None:
    text = spoiled(Q, "groups = { kopbart", 'timing = "standard"\nstandard = "stad"\ngroups = { kopbart')
    rule = spoiled(RULE, '"kop", "belopp >= gransen"', '"slag is vet_inte"')
    library = small({Q: text, "rules/a/b.md": rule})
    assert state(planned({}, library), "a/b") == "clear"
    assert state(planned({"slag": NotKnown()}, library), "a/b") == "fires"
    assert "slag" not in planned({}, library).needs


def test_a_question_that_does_not_apply_is_not_asked_and_its_answer_sleeps() -> None:
    found = planned({"betalt": False, "belopp": Decimal(5)})
    assert "belopp" not in found.needs
    assert found.dormant == ("belopp",)
    assert planned({"betalt": True, "belopp": Decimal(5)}).dormant == ()


def test_a_list_that_nobody_knows_the_rest_of_is_waited_for_and_does_not_sleep() -> None:
    found = planned({**KOP, "parter.+": NotKnown("Sara")}, closed="")
    assert "parter.+" not in found.needs
    assert "parter.+" not in found.dormant
    assert "parter.+" in found.world.seen
    assert judged("antal(parter) > 5", {"parter.+": NotKnown("Sara")}, "") == "open"


def test_a_list_with_too_few_rows_is_asked_about_although_it_is_closed() -> None:
    found = planned({"betalt": True})
    assert "parter.+" in found.needs
    assert "parter.+" not in planned(KOP).needs


def test_a_choice_that_the_library_has_dropped_is_unanswered() -> None:
    found = planned({**KOP, "slag": "avskaffat", "mal": frozenset(("avskaffat",))})
    assert {"slag", "mal"} <= set(found.needs)


def test_a_reference_to_a_row_that_is_gone_is_unanswered() -> None:
    values: dict[str, Answer] = {"insatser.i.fran": "borta", "parter.p.form": "kommun"}
    found = planned(values, with_rule('"finns(insatser, insats.fran.form is kommun)"'))
    assert state(found, "a/b") == "open"
    assert "insatser.i.fran" in found.needs


def test_questions_come_in_authored_order_row_by_row() -> None:
    library = small()
    values: dict[str, Answer] = {"parter.a.kallas": "A", "parter.b.kallas": "B"}
    found = planned(values, library)
    order = [place(library, found.answers, path) for path in found.needs]
    assert order == sorted(order)
    rows = [path for path in found.needs if path.startswith("parter.")]
    assert rows == sorted(rows)
    assert {found.part(path).title for path in found.needs} == {"Allt"}


def test_what_may_wait_is_asked_after_what_is_asked_now_and_what_is_skipped_last() -> None:
    found = planned({})
    first = found.next()
    assert first == "namn"
    later = found.next("later")
    assert later == "bakgrund"
    skipped = plan(found.library, found.answers.skip(first), DAY)
    assert skipped.next() == "betalt"
    answers = skipped.answers
    for path in skipped.waiting("now"):
        answers = answers.skip(path)
    assert plan(found.library, answers, DAY).next() == "namn"
    assert plan(found.library, answers.put("namn", "x").unskip(), DAY).next() == "betalt"


def test_nothing_is_asked_that_nothing_needs() -> None:
    library = small({"clauses/bilagor/plan.md": FILES["clauses/bilagor/plan.md"], RULE: _resting(RULE)})
    found = planned({**KOP, "betalt": False}, library)
    assert "startdag" not in found.needs
    assert "slutdag" not in found.needs


def _resting(path: str) -> str:
    return spoiled(path, 'law = ["LOU 19 a:2"]', "asks = false")


def test_a_rule_that_does_not_ask_pulls_no_question_but_uses_the_answer() -> None:
    library = small({RULE: _resting(RULE)})
    found = planned({**KOP, "belopp": Decimal(650_000)}, library)
    assert (state(found), "startdag" in found.needs) == ("open", False)
    assert state(planned({**KOP, "belopp": Decimal(650_000), "startdag": DAY}, library)) == "clear"


def test_each_need_tells_what_needs_it() -> None:
    found = planned({})
    assert found.pulled_by["namn"] == ("syfte/syfte", "avtalets första sida")
    assert set(found.pulled_by) == set(found.needs)


def test_a_provision_is_in_out_or_undecided_with_its_reason() -> None:
    def money(values: dict[str, Answer]) -> tuple[str, list[str], bool]:
        found = next(p for p in planned(values).provisions if p.provision.id == "pengar/pengar")
        return found.standing, [variant.id for variant in found.variants], found.undecided

    assert money({"betalt": False}) == ("out", [], False)
    assert money({"betalt": True, "belopp": Decimal(5)}) == ("in", ["litet"], False)
    assert money({"betalt": True, "belopp": Decimal(100_000)}) == ("in", ["stort"], False)
    assert money({"betalt": True, "belopp": NotKnown()}) == ("in", ["stort", "litet"], True)
    assert money({"betalt": NotKnown()}) == ("undecided", ["stort", "litet"], True)
    assert money({}) == ("undecided", ["stort", "litet"], True)


def test_a_provision_that_may_come_to_stand_counts_as_standing() -> None:
    assert planned({"betalt": True}).standing("pengar/pengar")
    assert planned({}).standing("pengar/pengar")
    assert not planned({"betalt": False}).standing("pengar/pengar")
    assert not planned({}).standing("finns/inte")


def test_a_sum_tells_what_each_row_adds_and_leaves_out_those_that_do_not_count() -> None:
    node = condition("summa(insatser, insats.varde, insats.fran.form is kommun) > 0", small().schema)
    assert isinstance(node, Compare)
    assert isinstance(node.left, Total)
    values: dict[str, Answer] = {"parter.k.form": "kommun", "parter.f.form": "forening"}
    for row, giver in (("a", "k"), ("b", "f"), ("c", "k")):
        values |= {f"insatser.{row}.fran": giver, f"insatser.{row}.varde": Decimal(5)}
    parts, more = node.left.parts(planned(values).world, {})
    assert [(row.key, value) for row, value in parts] == [("a", Decimal(5)), ("c", Decimal(5))]
    assert more is None


def test_what_every_possible_text_says_is_asked_before_the_text_is_chosen() -> None:
    found = planned({"betalt": True})
    assert {"belopp", "slag"} <= set(found.needs)
    assert "insatser.+" in planned({"betalt": True}, closed="").needs


def test_a_text_for_each_row_asks_whether_there_are_more() -> None:
    text = '+++\ntitle = "x"\npurpose = "x"\n+++\n{% for insats in insatser %}\n- {{ insats.vad }}\n{% endfor %}\n'
    library = small({"clauses/bilagor/plan.md": text})
    found = planned({"betalt": False, "insatser.a.varde": Decimal(1)}, library, "parter")
    assert "bilagor/plan" in found.pulled_by["insatser.+"]
    assert "bilagor/plan" in found.pulled_by["insatser.a.vad"]
    assert "insatser.+" not in planned({"betalt": False}, library).needs


def test_a_list_of_names_asks_for_the_names_it_will_say_and_no_others() -> None:
    text = (
        '+++\ntitle = "x"\npurpose = "x"\n+++\nDe är {{ lista(parter, part.kallas, part.form is kommun) }}.\n'
    )
    library = small({"clauses/bilagor/plan.md": text})
    values: dict[str, Answer] = {"betalt": False, "parter.a.form": "kommun", "parter.b.form": "forening"}
    values["parter.c.kallas"] = "C"
    asked = {path for path, why in planned(values, library).pulled_by.items() if "bilagor/plan" in why}
    assert asked == {"parter.a.kallas", "parter.c.form"}


def test_months_between_days_that_may_not_apply_make_no_comparison_true() -> None:
    question = spoiled(Q, 'label = "startdagen"', 'label = "startdagen"\nnone = "ingen"')
    concept = spoiled("rules/concepts/varde.md", "belopp * 2", "manader(startdag, slutdag)")
    concept = concept.replace('when = ["betalt"]\n', "").split("[[cases]]")[0].replace('"kr"', '"månader"')
    cases = "".join(f'[[cases]]\nname = "{name}"\nvalue = "open"\n' for name in "ab")
    rule = spoiled(RULE, '"kop", "belopp >= gransen"', '"langd >= 0"')
    library = small(
        {Q: question, "rules/concepts/langd.md": f"{concept}{cases}+++\n\nText.\n", "rules/a/b.md": rule}
    )
    assert state(planned({"slutdag": DAY}, library), "a/b") == "open"
    assert state(planned({"startdag": EMPTY, "slutdag": DAY}, library), "a/b") == "clear"
    assert state(planned({"startdag": DAY, "slutdag": DAY}, library), "a/b") == "fires"


def test_the_drafted_text_counts() -> None:
    library = with_rule('"avtalstexten is aterbetalning"')
    assert state(planned({"betalt": True, "belopp": Decimal(100_000)}, library), "a/b") == "fires"
    assert state(planned({"betalt": True, "belopp": Decimal(5)}, library), "a/b") == "clear"
    assert state(planned({"betalt": False}, library), "a/b") == "clear"


def test_a_rule_is_only_a_note_where_its_note_when_holds() -> None:
    library = with_rule('"betalt"', 'note_when = ["slag is stad"]')

    def severity(slag: Answer) -> str:
        found = planned({"betalt": True, "slag": slag}, library)
        return next(rule.severity for rule in found.rules if rule.id == "a/b")

    assert [severity("stad"), severity("bygg"), severity(NotKnown())] == ["note", "stop", "stop"]
    assert [rule.id for rule in planned({"betalt": True, "slag": "stad"}, library).fired("note")] == ["a/b"]


def test_a_rule_about_each_row_names_the_row() -> None:
    library = with_rule('"part.form is kommun"', 'each = "parter"')
    found = planned(
        {"parter.a.form": "kommun", "parter.b.form": "forening", "parter.c.form": "kommun"}, library
    )
    fired = [rule for rule in found.fired("stop") if rule.rule.id == "a/b"]
    assert [(rule.id, rule.row) for rule in fired] == [
        ("a/b@a", Row("parter", "a")),
        ("a/b@c", Row("parter", "c")),
    ]
    assert "a/b" in planned({"parter.a.form": "kommun"}, library, "").pulled_by["parter.+"]


def test_an_exception_clears_a_concept_and_an_unknown_one_leaves_it_open() -> None:
    def concept(values: dict[str, Answer]) -> Value:
        return planned(values).world.fact("kop")

    assert concept(KOP) is True
    assert concept({**KOP, "slag": "socialt"}) is False
    assert isinstance(concept({**KOP, "slag": NotKnown()}), Unknown)
    assert concept({**KOP, "betalt": False, "slag": NotKnown()}) is False


def test_dates_that_run_backwards_are_told_once_both_are_known() -> None:
    def told(**days: Answer) -> list[tuple[str, str]]:
        return contradictions(small(), Answers(values=days))

    early, late = date(2027, 1, 1), date(2028, 1, 1)
    assert told(startdag=late, slutdag=early) == [("slutdag", "Slutdagen måste ligga efter startdagen.")]
    assert told(startdag=early, slutdag=early) != []
    assert told(startdag=early, slutdag=late) == []
    assert told(slutdag=early) == []
    assert told(startdag=NotKnown(), slutdag=early) == []
    assert told(startdag=late, slutdag=NotKnown()) == []


def test_every_change_of_answers_leaves_the_old_ones_as_they_were() -> None:
    old = Answers().add_row("parter", "a").put("parter.a.kallas", "A").add_row("parter", "b")
    before = (dict(old.values), dict(old.rows), old.closed, old.skipped)
    for new in (
        old.put("namn", "x"),
        old.clear("parter.a.kallas"),
        old.copy_row("parter", "a", "c"),
        old.remove_row("parter", "a"),
        old.move_row("parter", "a", 1),
        old.close("parter"),
        old.skip("namn"),
    ):
        assert new != old
        assert (dict(old.values), dict(old.rows), old.closed, old.skipped) == before


def test_rows_are_copied_moved_and_removed_with_their_answers() -> None:
    old = Answers().add_row("parter", "a").put("parter.a.kallas", "A").add_row("parter", "b")
    copied = old.copy_row("parter", "a", "c")
    assert (copied.keys("parter"), copied.values["parter.c.kallas"]) == (("a", "c", "b"), "A")
    assert old.move_row("parter", "a", 5).keys("parter") == ("b", "a")
    assert old.move_row("parter", "b", -5).keys("parter") == ("b", "a")
    assert old.remove_row("parter", "a").values == {}
    assert old.close("parter").reopen("parter").closed == frozenset()


def test_a_new_row_never_takes_the_key_of_one_that_is_still_referred_to() -> None:
    answers = Answers().add_row("parter", "r1").add_row("insatser", "r1").put("insatser.r1.fran", "r1")
    less = answers.remove_row("parter", "r1")
    assert less.new_key("parter") == "r2"
    found = plan(small(), less.add_row("parter", less.new_key("parter")), DAY)
    assert isinstance(found.world.field(Row("insatser", "r1"), "fran"), Unknown)
