"""Run every benchmark, one table: `python -m benchmarks`."""

import importlib
from pathlib import Path


def main() -> None:
    """Run each module here that has a `main`, by name."""
    for path in sorted(Path(__file__).parent.glob("*_speed.py")):
        print(f"\n{path.stem}")
        importlib.import_module(f"benchmarks.{path.stem}").main()


if __name__ == "__main__":
    main()
