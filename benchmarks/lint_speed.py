"""How long it takes to lint every shipped model, and how that grows with the library.

    python benchmarks/lint_speed.py

The large library holds ten of everything, as in `plan_speed`.
"""

import statistics
from collections.abc import Callable

from benchmarks.plan_speed import EXAMPLE, TIMES, large, line, milliseconds

from samverkansavtal.content.layers import layers_for, model_layer, model_names
from samverkansavtal.content.library import load_library
from samverkansavtal.content.records import Library
from samverkansavtal.proving.lint import lint
from samverkansavtal.storing.answer_file import read_draft, read_raw

GOAL_MS, GOAL_GROWTH = 2000.0, 12.0


def shipped() -> list[Library]:
    return [load_library(*layers_for(model_layer(name))) for name in model_names()]


def median(work: Callable[[], object], times: int) -> float:
    return statistics.median(milliseconds(work) for _ in range(times))


def main() -> None:
    """Print the time of a whole lint, small and large."""
    library = load_library(*layers_for(model_layer("portalen")))
    draft, _ = read_draft(read_raw(EXAMPLE), library)
    big = load_library(large(library, draft, TIMES)[0])
    every = shipped()
    whole = median(lambda: lint(shipped(), whole=True), 3)
    small_ms = median(lambda: lint([library]), 3)
    big_ms = median(lambda: lint([big]), 1)
    small, large_report = lint([library]), lint([big])
    print(f"{'':34}{'ms':>9}{'ratio':>9}")
    print(line(f"read and lint, {len(every)} models", whole, "", f"goal ≤ {GOAL_MS:.0f} ms"))
    print(line("lint, portalen", small_ms, "1.0", f"{small.proved} claims, {small.open} open"))
    growth = f"{big_ms / small_ms:.1f}"
    print(line(f"lint, library {TIMES} times as large", big_ms, growth, f"goal ≤ {GOAL_GROWTH:.0f} times"))
    print(f"{'':34}{'':9}{'':9}   {large_report.proved} claims, {large_report.open} open")


if __name__ == "__main__":
    main()
