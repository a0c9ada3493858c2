"""Check the content: `python -m samverkansavtal.proving [FOLDER …]`, the same as `samverkan lint`."""

import sys
from pathlib import Path
from time import perf_counter

from samverkansavtal.content.library import every_library
from samverkansavtal.proving.formats import as_text
from samverkansavtal.proving.lint import lint

UNREAD, FOUND = 1, 3


def main() -> int:
    """Return 0 when nothing is found, 3 when something is, 1 when a file could not be read."""
    start = perf_counter()
    folders = [Path(name) for name in sys.argv[1:]]
    libraries, mistakes = every_library(folders)
    report = lint(libraries, mistakes, whole=not folders)
    print("\n".join(as_text(report, perf_counter() - start)))
    return UNREAD if mistakes else FOUND if report.serious else 0


if __name__ == "__main__":
    sys.exit(main())
