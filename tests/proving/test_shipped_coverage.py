"""The shipped rules and concepts are tried all the way through, and almost nothing in them can be flipped unseen."""

from functools import lru_cache
from pathlib import Path

from samverkansavtal.covering import tried_with
from samverkansavtal.proving.coverage import Tried
from samverkansavtal.proving.mutants import mutants
from samverkansavtal.proving.noticing import Noticing
from samverkansavtal.proving.reached import gone, never
from samverkansavtal.proving.search import Prover

EXAMPLES = Path(__file__).parents[2] / "examples"
LEAST = 95  # per cent; those that nothing can tell from the original are counted as unnoticed here


@lru_cache
def shipped() -> Tried:
    return next(one for one in tried_with(EXAMPLES) if one.library.model.id == "samverkan")


def test_every_way_through_a_rule_or_a_concept_is_gone_or_proved_to_lead_nowhere() -> None:
    tried = shipped()
    prover = Prover(tried.library)
    left = [way for way in gone(tried.library, tried.trials, tried.examples) if not way.by]
    assert [f"{way.name}: {way.says}" for way in left if not prover.tell(never(way)).proved_none] == []


def test_nearly_every_mutant_of_a_rule_or_a_concept_is_noticed_by_the_cases_alone() -> None:
    tried = shipped()
    noticing = Noticing(tried.library, tried.trials, ())
    flipped = [mutant for mutant in mutants(tried.library) if mutant.kind in ("rule", "concept")]
    noticed = [mutant for mutant in flipped if noticing.noticed_by(mutant)]
    assert 100 * len(noticed) >= LEAST * len(flipped)
