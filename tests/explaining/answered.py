"""Plans to explain: the shipped example, and situations that are harmless, bought and drawn by lot."""

from functools import lru_cache
from pathlib import Path
from typing import Any

from proving.situations import CLEANING, LIBRARY, situation, unsure
from samverkansavtal.content.layers import Layer, layers_for, model_layer
from samverkansavtal.content.library import load_library
from samverkansavtal.content.records import Library
from samverkansavtal.documents import open_answers
from samverkansavtal.planning.plan import Plan, PlannedRule

EXAMPLES = Path(__file__).parents[2] / "examples"
OPEN = {"foljd": unsure("juristen"), "tjanst": unsure(), "bestammer": unsure("ekonomi")}


@lru_cache(maxsize=1)
def portalen() -> Plan:
    return open_answers(EXAMPLES / "portalen").plan


@lru_cache(maxsize=1)
def plans() -> tuple[Plan, ...]:
    """Return plans in which rules fire, pass and stay open."""
    drawn = [situation({}, seed=seed) for seed in range(6)]
    return (
        portalen(),
        situation(),
        situation(CLEANING),
        situation(OPEN),
        situation({**CLEANING, **OPEN}),
        *drawn,
    )


def one(plan: Plan, name: str) -> PlannedRule:
    """Return the rule *name* (with its row) of a plan."""
    return next(rule for rule in plan.rules if rule.id == name)


def with_files(files: dict[str, str], model: str = "samverkan") -> Library:
    """Return the shipped library with a layer of one's own upon it."""
    text = f'derives = "{model}"\n' + files.pop("model.toml", "")
    layer = Layer("prov", {"model.toml": text, **files}, own=True)
    return load_library(*layers_for(model_layer(model)), layer)


def money(value: int, **changes: Any) -> dict[str, Any]:
    """Return the bought cleaning with another price a year, for one year."""
    rows: Any = CLEANING["insatser"]
    rows = {**rows, "pengar": {**rows["pengar"], "varde_per_ar": value}}
    return {**CLEANING, "insatser": rows, **changes}


__all__ = ["CLEANING", "EXAMPLES", "LIBRARY", "money", "one", "plans", "portalen", "situation", "with_files"]
