"""Check the content: `python -m samverkansavtal.proving [FOLDER]`. Prints every mistake as path:line."""

import sys
from functools import partial
from pathlib import Path

from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import library_in, shipped_library
from samverkansavtal.errors import ContentError
from samverkansavtal.proving.cases import check_cases
from samverkansavtal.proving.hints import jump_backs


def main() -> int:
    """Return 0 when every file is right and every case comes out as it says."""
    found: set[str] = set()
    folders = [Path(name) for name in sys.argv[1:]]
    loaders = [partial(shipped_library, name) for name in model_names()]
    loaders += [partial(library_in, folder) for folder in folders]
    for load in loaders:
        try:
            found.update(map(str, check_cases(load())))
        except ContentError as error:
            found.update(map(str, error.problems))
    print("\n".join(sorted(found)) or "Allt stämmer.")
    hints = {hint for load in loaders if not found for hint in jump_backs(load())}
    print("".join(f"Råd: {hint}\n" for hint in sorted(hints)), end="")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
