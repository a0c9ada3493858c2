"""Read every model there is, or a folder of one's own, and lint them."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import library_in, shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.errors import ContentError, Problem
from samverkansavtal.proving.lint import Report, lint


def lint_folders(folders: tuple[Path, ...]) -> tuple[Report, bool]:
    """Return the report of the models in *folders*, or of the shipped ones, and whether all could be read."""
    shipped = [partial(shipped_library, name) for name in model_names()]
    loaders: list[Callable[[], Library]] = [partial(library_in, folder) for folder in folders]
    libraries: list[Library] = []
    mistakes: list[Problem] = []
    for load in loaders or shipped:
        try:
            libraries.append(load())
        except ContentError as error:
            mistakes.extend(error.problems)
    return lint(libraries, mistakes), not mistakes
