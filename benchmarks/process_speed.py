"""How long whole processes take: the help beside a bare import of click, and one draft from start to end.

python benchmarks/process_speed.py
"""

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "portalen"
GOAL_HELP, GOAL_DRAFT, ROUNDS, DRAFTS = 4.0, 0.6, 15, 5
OURS = [sys.executable, "-m", "samverkansavtal"]


def milliseconds(command: list[str]) -> float:
    start = time.perf_counter()
    made = subprocess.run(command, capture_output=True, check=False)
    took = (time.perf_counter() - start) * 1000
    if made.returncode:
        raise RuntimeError(made.stderr.decode("utf-8", "replace"))
    return took


def line(what: str, took: float, ratio: str, goal: str = "") -> str:
    return f"{what:34}{took:9.0f}{ratio:>9}   {goal}".rstrip()


def main() -> None:
    """Print the time of the help, of a bare import, and of one whole draft."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "samverkan --help": [*OURS, "--help"],
    }
    print(f"{'':34}{'ms':>9}{'ratio':>9}")
    if not (ROOT / "wizard" / "samverkansavtal" / "cli.py").is_file():
        print("there is no command yet: nothing to measure")
        return
    times = [[milliseconds(command) for command in commands.values()] for _ in range(ROUNDS)]
    medians = dict(zip(commands, map(statistics.median, zip(*times, strict=True)), strict=True))
    bare = medians["python -c 'import click'"]
    for what, took in medians.items():
        goal = f"goal ≤ {GOAL_HELP:.0f} times" if what.startswith("samverkan") else ""
        print(line(what, took, f"{took / bare:.2f}", goal))
    drafting = statistics.median(draft() for _ in range(DRAFTS))
    print(line("samverkan draft examples/portalen", drafting, "", f"goal ≤ {GOAL_DRAFT * 1000:.0f} ms"))


def draft() -> float:
    """Return how long it takes to write both Word files into an empty folder."""
    with tempfile.TemporaryDirectory() as folder:
        return milliseconds([*OURS, "draft", str(EXAMPLE), "--folder", folder])


if __name__ == "__main__":
    main()
