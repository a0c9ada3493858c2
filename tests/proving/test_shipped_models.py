"""Both shipped models, under random interviews: nothing dangles, nothing contradicts itself, all comes to an end."""

from datetime import date
from functools import lru_cache
from random import Random

import pytest

from answering import interview
from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import Plan, plan

DAY = date(2026, 3, 1)
MODELS = model_names()
SEEDS = range(4)
MOST = 400  # questions in one interview, small lists


@lru_cache(maxsize=16)
def whole(model: str, seed: int, unsure: float = 0.1) -> tuple[Answers, ...]:
    """Return the answers after each question of one random interview."""
    return tuple(interview(shipped_library(model), Random(seed), unsure))


def plans(model: str, seed: int) -> list[Plan]:
    steps = whole(model, seed)
    return [
        plan(shipped_library(model), answers, DAY)
        for answers in (*steps[:: max(len(steps) // 8, 1)], steps[-1])
    ]


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seed", SEEDS)
def test_an_interview_ends_and_leaves_nothing_that_asks_open(model: str, seed: int) -> None:
    steps = whole(model, seed)
    last = plan(shipped_library(model), steps[-1], DAY)
    assert len(steps) < MOST
    assert last.needs == ()
    assert [
        rule.id for rule in last.rules if rule.state == "open" and not rule.stuck and rule.rule.asks
    ] == []


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seed", SEEDS)
def test_a_provision_that_stands_has_one_text_and_what_it_requires(model: str, seed: int) -> None:
    for found in plans(model, seed):
        standing = {p.provision.id for p in found.provisions if p.standing == "in"}
        out = {p.provision.id for p in found.provisions if p.standing == "out"} - standing
        for planned in found.provisions:
            if planned.standing != "in":
                continue
            assert planned.variants, planned.provision.id
            holding = [
                v for v in planned.provision.variants if found.world.holds(v.when, planned.items) is True
            ]
            assert len(holding) <= 1, planned.provision.id
            missing = out.intersection(planned.provision.requires)
            assert missing == set(), planned.provision.id
            assert standing.isdisjoint(planned.provision.excludes), planned.provision.id


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("seed", SEEDS)
def test_what_is_decided_stays_decided_through_an_interview(model: str, seed: int) -> None:
    states: dict[str, str] = {}
    standing: dict[str, str] = {}
    for found in plans(model, seed):
        now = {rule.id: rule.state for rule in found.rules}
        changed = {r for r, state in states.items() if state != "open" and now.get(r, state) != state}
        # the drafted text counts from the moment it is possible, before it is sure
        assert {r for r in changed if not _reads_the_text(found, r)} == set()
        here = {p.provision.id: p.standing for p in found.provisions if p.row is None}
        assert [p for p, was in standing.items() if was != "undecided" and here[p] != was] == []
        states, standing = {**now}, {**here}


def _reads_the_text(found: Plan, rule: str) -> bool:
    return any("avtalstexten" in g.source for g in found.library.rules[rule.partition("@")[0]].when)


@pytest.mark.parametrize("model", MODELS)
def test_an_interview_without_doubts_leaves_nothing_undecided_but_unverified_limits(model: str) -> None:
    steps = whole(model, 7, 0.0)
    last = plan(shipped_library(model), steps[-1], DAY)
    figures = set(last.library.figures)
    assert [p.provision.id for p in last.provisions if p.undecided] == []
    assert [rule.id for rule in last.undecidable() if not rule.stuck <= figures] == []


@pytest.mark.parametrize("model", MODELS)
def test_what_a_model_answers_beforehand_fits_its_questions(model: str) -> None:
    library = shipped_library(model)
    for fact, answer in library.model.presets.items():
        question = library.questions[fact]
        given = answer if isinstance(answer, list) else [answer]
        ids = {choice.id for choice in question.choices}
        assert not ids or ids.issuperset(given), fact
        assert bool(ids) or isinstance(answer, bool) == (question.input == "yesno"), fact
