"""How long it takes to lint every shipped model, and how that grows with the library.

    python benchmarks/lint_speed.py

The time is the processor's, so that what else the machine does counts less. The large library holds
ten of everything, as in `plan_speed`.
"""

import gc
import statistics
import time
from collections.abc import Callable

from benchmarks.plan_speed import EXAMPLE, TIMES, large, line

from samverkansavtal.content.layers import layers_for, model_layer, model_names
from samverkansavtal.content.library import load_library
from samverkansavtal.content.records import Library
from samverkansavtal.proving.lint import lint
from samverkansavtal.storing.answer_file import read_draft, read_raw

GOAL_MS, GOAL_GROWTH = 2000.0, 12.0


def shipped() -> list[Library]:
    return [load_library(*layers_for(model_layer(name))) for name in model_names()]


def milliseconds(work: Callable[[], object], times: int = 1) -> float:
    """Return the median processor time of *work*."""
    found = []
    for _ in range(times):
        start = time.process_time()
        work()
        found.append((time.process_time() - start) * 1000)
    return statistics.median(found)


def main() -> None:
    """Print the time of a whole lint, small and large."""
    library = load_library(*layers_for(model_layer("portalen")))
    draft, _ = read_draft(read_raw(EXAMPLE), library)
    big = load_library(large(library, draft, TIMES)[0])
    every = shipped()
    gc.collect()
    gc.freeze()  # the libraries are no rubbish: the command does the same
    reading, whole = milliseconds(shipped, 3), milliseconds(lambda: lint(every, whole=True), 3)
    small_ms, big_ms = milliseconds(lambda: lint([library]), 3), milliseconds(lambda: lint([big]))
    small, large_report = lint([library]), lint([big])
    print(f"{'':34}{'ms':>9}{'ratio':>9}")
    print(line(f"read {len(every)} models", reading, ""))
    print(line(f"lint {len(every)} models", whole, "", f"goal ≤ {GOAL_MS:.0f} ms"))
    print(line("lint, portalen", small_ms, "1.0", f"{small.proved} claims, {small.open} open"))
    growth, claims = f"{big_ms / small_ms:.1f}", f"{large_report.proved} claims, {large_report.open} open"
    goal = f"goal ≤ {GOAL_GROWTH:.0f} times; {claims}"
    print(line(f"lint, library {TIMES} times as large", big_ms, growth, goal))


if __name__ == "__main__":
    main()
