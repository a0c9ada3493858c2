"""The first screen as a program of its own, for tests that need a real window: `face.py FOLDER [--enkel]`."""

import sys
from pathlib import Path

from asking.sittings import FakeServices
from samverkansavtal.asking.menu import first_screen
from samverkansavtal.asking.pick import prompter
from samverkansavtal.errors import Interrupted, SamverkanError


def main(folder: str, *more: str) -> int:
    """Return the exit code."""
    try:
        first_screen(prompter("--enkel" in more), FakeServices(Path(folder)))
    except Interrupted as error:
        print(error)
        return 130
    except SamverkanError as error:
        print(error)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
