"""Check the content: `python -m samverkansavtal.proving [FOLDER]`. Prints every mistake as path:line."""

import sys
from pathlib import Path

from samverkansavtal.content.layers import base_layer, model_names
from samverkansavtal.content.library import library_in, load_library, shipped_library
from samverkansavtal.errors import ContentError
from samverkansavtal.proving.cases import check_cases


def main() -> int:
    """Return 0 when every file is right and every case comes out as it says."""
    found: set[str] = set()
    folders = [Path(name) for name in sys.argv[1:]]
    loaders = [lambda: load_library(base_layer())] if not model_names() else []
    loaders += [lambda name=name: shipped_library(name) for name in model_names()]
    loaders += [lambda folder=folder: library_in(folder) for folder in folders]
    for load in loaders:
        try:
            found.update(map(str, check_cases(load())))
        except ContentError as error:
            found.update(map(str, error.problems))
    print("\n".join(sorted(found)) or "Allt stämmer.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
