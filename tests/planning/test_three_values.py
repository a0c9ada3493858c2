"""What is decided stays decided: three-valued evaluation over made-up libraries and answers."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from planning.made_up_answers import Meaning, completed, partial, possible_tak, some_answer
from planning.made_up_library import MadeUp, made_up
from samverkansavtal.language.values import EMPTY, Unknown, Value
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.planning.plan import Plan, plan

DAY = date(2026, 3, 1)
SEEDS = st.integers(0, 2**32)
LIBRARIES = settings(max_examples=60)
TRIES = 8


def states(found: Plan) -> dict[str, str]:
    return {rule.id: rule.state for rule in found.rules}


def standings(found: Plan) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {p.provision.id: (p.standing, tuple(v.id for v in p.variants)) for p in found.provisions}


def summary(found: Plan) -> tuple[object, ...]:
    return (states(found), standings(found), found.needs, found.dormant, found.undecidable(), found.pulled_by)


def derived(found: Plan) -> dict[str, Value]:
    library = found.library
    single = {name: found.world.fact(name) for name in library.concepts if "." not in name}
    rows = {
        f"{row.list}.{row.key}.{name}": found.world.field(row, concept.id)
        for name, concept in library.concepts.items()
        if "." in name
        for row in found.world.rows(concept.each)[0]
    }
    return single | rows


def agree(before: Plan, after: Plan) -> None:
    """Fail unless everything decided before is the same after."""
    later = states(after)
    assert [
        r for r, state in states(before).items() if state != "open" and later.get(r, state) != state
    ] == []
    for name, (standing, variants) in standings(before).items():
        found, chosen = standings(after)[name]
        if standing != "undecided":
            assert found == standing, name
        if found != "out":
            assert set(chosen) <= set(variants), name
    for name, value in derived(before).items():
        _within(name, value, derived(after).get(name, value))


def _within(name: str, before: Value, after: Value) -> None:
    if not isinstance(before, Unknown):
        assert after == before, name
    elif isinstance(after, Decimal) or after is EMPTY:
        amount = after if isinstance(after, Decimal) else Decimal(0)
        assert before.low is None or before.low <= amount, name
        assert before.high is None or amount <= before.high, name


@LIBRARIES
@given(SEEDS)
def test_more_answers_never_change_what_was_decided(seed: int) -> None:
    rng = Random(seed)
    made = made_up(rng)
    for _ in range(TRIES):
        answers = partial(rng, made.library, rng.choice((0.2, 0.5, 0.8)))
        before = plan(made.library, answers, DAY)
        agree(before, plan(made.library, completed(rng, made.library, answers, rng.choice((0.0, 0.2))), DAY))


@LIBRARIES
@given(SEEDS)
def test_complete_answers_come_out_as_the_conditions_say(seed: int) -> None:
    rng = Random(seed)
    made = made_up(rng)
    for _ in range(TRIES):
        answers = completed(rng, made.library, partial(rng, made.library, 0.3, 0.0))
        found = plan(made.library, answers, DAY)
        readings = [Meaning(made, answers, tak) for tak in possible_tak(made, answers)]
        for rule, state in states(found).items():
            name, _, key = rule.partition("@")
            items = {"part": key} if key else {}
            fires = {all(meaning.true(tree, items) for tree in made.rules[name]) for meaning in readings}
            assert state in (
                ["fires" if fires.pop() else "clear"] if len(readings) == 1 else _possible(fires)
            )
        _provisions_mean(made, found, readings)


def _possible(fires: set[bool]) -> list[str]:
    return ["open"] if len(fires) > 1 else ["open", "fires" if fires == {True} else "clear"]


def _provisions_mean(made: MadeUp, found: Plan, readings: list[Meaning]) -> None:
    for name, (standing, variants) in standings(found).items():
        whens, first = made.provisions[name]
        stands = {all(map(meaning.true, whens)) for meaning in readings}
        if standing != "undecided":
            assert stands == {standing == "in"}, name
        if standing == "in" and len(variants) == 1:
            assert {meaning.true(first) for meaning in readings} == {variants == ("en",)}, name
        assert standing == "out" or variants, name


@LIBRARIES
@given(SEEDS)
def test_a_known_answer_instead_of_an_unknown_one_changes_nothing_decided(seed: int) -> None:
    rng = Random(seed)
    made = made_up(rng, unsure=False)
    for _ in range(TRIES):
        answers = partial(rng, made.library, 0.8, unknown=0.4)
        before = plan(made.library, answers, DAY)
        for path, given_answer in list(answers.values.items()):
            question = made.library.question(path)
            if isinstance(given_answer, NotKnown) and question is not None and not path.endswith(".+"):
                answers = answers.put(path, some_answer(rng, question, answers, 0.0))
        agree(before, plan(made.library, answers, DAY))


@LIBRARIES
@given(SEEDS)
def test_an_interview_ends_and_leaves_nothing_that_asks_open(seed: int) -> None:
    rng = Random(seed)
    made = made_up(rng)
    answers = Answers()
    for _ in range(80):
        found = plan(made.library, answers, DAY)
        path = found.next() or found.next("later")
        if path is None:
            break
        answers = _answered(rng, made, answers, path)
    assert found.needs == ()
    assert [r.id for r in found.rules if r.state == "open" and (r.needs or not r.stuck)] == []
    undecided = [p for p in found.provisions if p.undecided]
    assert all(_stuck(why) for p in undecided for _, why in p.why if isinstance(why, Unknown))
    asked = {path for path in answers.values if not path.endswith(".+")}
    assert set(found.dormant) < asked or not found.dormant


def _stuck(why: Unknown) -> bool:
    return bool(why.stuck) and not why.needs


def _answered(rng: Random, made: MadeUp, answers: Answers, path: str) -> Answers:
    question = made.library.question(path)
    assert question is not None
    assert path not in answers.values
    if not path.endswith(".+"):
        return answers.put(path, some_answer(rng, question, answers, 0.15))
    name = question.fact
    if len(answers.keys(name)) < int(question.least or 0) or rng.random() < 0.5:
        return answers.add_row(name, answers.new_key(name))
    return answers.close(name) if rng.random() < 0.85 else answers.put(path, NotKnown())


@LIBRARIES
@given(SEEDS)
def test_a_removed_row_leaves_what_referred_to_it_unanswered(seed: int) -> None:
    rng = Random(seed)
    made = made_up(rng)
    answers = completed(rng, made.library, partial(rng, made.library, 0.5, 0.0))
    gone = rng.choice(answers.keys("parter"))
    less = answers.remove_row("parter", gone)
    found = plan(made.library, less, DAY)
    rows, _ = found.world.rows("insatser")
    referring = [row for row in rows if less.values.get(row.path("till")) == gone]
    for row in referring:
        value = found.world.field(row, "till")
        assert isinstance(value, Unknown)
        assert value.needs == {row.path("till")}
    assert all(gone not in rule.id.split("@") for rule in found.rules)


@LIBRARIES
@given(SEEDS)
def test_answers_come_back_when_they_apply_again(seed: int) -> None:
    rng = Random(seed)
    made = made_up(rng)
    answers = partial(rng, made.library, 0.8)
    before = summary(plan(made.library, answers, DAY))
    for path, value in answers.values.items():
        question = made.library.question(path)
        if question is not None and not path.endswith(".+"):
            other = answers.put(path, some_answer(rng, question, answers, 0.1))
            plan(made.library, other, DAY)
            assert summary(plan(made.library, other.put(path, value), DAY)) == before


@LIBRARIES
@given(SEEDS)
def test_a_plan_is_the_same_every_time_and_leaves_the_answers_alone(seed: int) -> None:
    rng = Random(seed)
    made = made_up(rng)
    answers = partial(rng, made.library, 0.7)
    values: Mapping[str, object] = dict(answers.values)
    first = summary(plan(made.library, answers, DAY))
    shuffled = list(answers.values.items())
    rng.shuffle(shuffled)
    again = replace(answers, values=dict(shuffled))
    assert summary(plan(made.library, answers, DAY)) == first
    assert summary(plan(made.library, again, DAY)) == first
    assert answers.values == values


@LIBRARIES
@given(SEEDS)
def test_the_order_of_the_rows_decides_nothing(seed: int) -> None:
    rng = Random(seed)
    made = made_up(rng)
    answers = partial(rng, made.library, 0.8)
    moved = answers
    for name in ("parter", "insatser"):
        for key in answers.keys(name):
            moved = moved.move_row(name, key, rng.randint(-2, 2))
    one, other = plan(made.library, answers, DAY), plan(made.library, moved, DAY)
    assert states(one) == states(other)
    assert standings(one) == standings(other)
    assert set(one.world.rows("parter")[0]) == set(other.world.rows("parter")[0])
