"""How long explanations take beside one full plan, and that none takes more than a second.

    python benchmarks/explain_speed.py

The answers are those of examples/portalen, and the same with a purchase in them. "What can be changed" is
measured for the finding that takes longest.
"""

import gc
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from samverkansavtal.content.library import shipped_library
from samverkansavtal.explaining.change import can_change
from samverkansavtal.explaining.ledger import ledger
from samverkansavtal.explaining.which import which
from samverkansavtal.explaining.why import why
from samverkansavtal.planning.answers import Answer, Answers
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.storing.answer_file import read_draft, read_raw

EXAMPLE = Path(__file__).parents[1] / "examples" / "portalen" / "answers.toml"
BOUGHT: dict[str, Answer] = {
    "andamal": frozenset(("betalning",)),
    "tjanst": "stad",
    "direkt_nytta": "bolaget",
}
GOAL_MS, ROUNDS = 1_000, 7


def milliseconds(work: Callable[[], object]) -> float:
    """Return the median time of *work*."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        start = time.perf_counter()
        work()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def slowest_change(found: Plan) -> float:
    """Return how long it takes to say what can be changed about the slowest finding."""
    findings = [rule for rule in found.rules if rule.state == "fires" and rule.severity != "note"]
    return max(milliseconds(lambda rule=rule: can_change(rule, found)) for rule in findings)  # type: ignore[misc]


def main() -> None:
    """Print each explanation's time and how many plans that is."""
    raw = read_raw(EXAMPLE)
    library = shipped_library(raw.model)
    draft, _ = read_draft(raw, library)
    answers = draft.answers
    shipped = plan(library, answers, draft.day)
    for path, value in BOUGHT.items():
        answers = answers.put(path, value)
    bought = plan(library, answers, draft.day)
    empty = plan(library, Answers().put("storlek", "storre"), draft.day)
    one = milliseconds(lambda: plan(library, answers, draft.day))
    print(f"{'':34}{'ms':>9}{'plans':>9}   goal ≤ {GOAL_MS} ms each")
    for what, took in (
        ("why, a rule", milliseconds(lambda: why("PROC-16", bought))),
        ("every rule with its reason", milliseconds(lambda: ledger(bought))),
        ("what can be changed, portalen", slowest_change(shipped)),
        ("what can be changed, a purchase", slowest_change(bought)),
        ("which question, an empty draft", milliseconds(lambda: which(empty))),
    ):
        print(f"{what:34}{took:9.1f}{took / one:9.1f}")


if __name__ == "__main__":
    main()
