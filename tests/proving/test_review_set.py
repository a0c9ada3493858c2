"""Few agreements show every text and every pair that can meet: counted again here, without the prover."""

from datetime import date
from functools import lru_cache
from itertools import combinations

import pytest

from content.small_library import FILES, small
from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.planning.plan import plan
from samverkansavtal.proving.pairs import ReviewSet, review_set

DAY = date(2026, 3, 1)
MODELS = model_names()


@lru_cache
def found(model: str, pairs: bool = True) -> ReviewSet:
    return review_set(shipped_library(model), pairs)


def standing(model: str, number: int, pairs: bool = True) -> set[str]:
    """Return the texts that the planner itself says stand in one agreement of the set."""
    planned = plan(shipped_library(model), found(model, pairs).agreements[number], DAY)
    return {
        f"{p.provision.id}#{p.variants[0].id}" if p.variants[0].id else p.provision.id
        for p in planned.provisions
        if p.standing == "in" and len(p.variants) == 1
    }


def texts(model: str) -> set[str]:
    library = shipped_library(model)
    provisions = [library.provisions[name] for name in library.model.provisions()]
    return {f"{p.id}#{v.id}" if v.id else p.id for p in provisions for v in p.variants}


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("pairs", [True, False])
def test_every_text_stands_in_some_agreement(model: str, pairs: bool) -> None:
    agreements = range(len(found(model, pairs).agreements))
    shown = set[str]().union(*(standing(model, number, pairs) for number in agreements))
    assert shown == texts(model)


@pytest.mark.parametrize("model", MODELS)
def test_every_pair_is_shown_or_proved_never_to_meet(model: str) -> None:
    agreements = range(len(found(model).agreements))
    shown = {
        frozenset(pair) for number in agreements for pair in combinations(sorted(standing(model, number)), 2)
    }
    every = {
        frozenset(pair)
        for pair in combinations(sorted(texts(model)), 2)
        if pair[0].partition("#")[0] != pair[1].partition("#")[0]
    }
    assert every - shown == set(found(model).apart)
    assert found(model).unsettled == ()


@pytest.mark.parametrize("model", MODELS)
def test_every_agreement_shows_something_that_no_other_does(model: str) -> None:
    shows = found(model).shows
    for place in range(len(shows)):
        others = [shown for other, shown in enumerate(shows) if other != place]
        met = {frozenset(pair) for shown in others for pair in combinations(sorted(shown), 2)}
        assert any(frozenset(pair) not in met for pair in combinations(sorted(shows[place]), 2))


def test_a_text_that_can_never_stand_is_told() -> None:
    never = {
        "clauses/bilagor/plan.md": FILES["clauses/bilagor/plan.md"].replace(
            'title = "Plan"', 'title = "Plan"\nwhen = ["betalt", "not betalt"]'
        )
    }
    result = review_set(small(never))
    assert result.never == ("bilagor/plan",)
    assert not any("bilagor/plan" in pair for pair in result.met)
