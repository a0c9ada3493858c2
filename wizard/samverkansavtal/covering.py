"""The examples in a folder, held against the models they are written for."""

from pathlib import Path

from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import library_in, shipped_library
from samverkansavtal.documents import ANSWER_FILES, open_answers
from samverkansavtal.errors import SamverkanError
from samverkansavtal.proving.coverage import Answered, Tried, tried


def tried_with(folder: Path, layer: Path | None = None) -> list[Tried]:
    """Return every shipped model, or the one in *layer*, with the examples in *folder* that are of that model.

    The largest model comes first: what it shares with the others is counted once.

    Raises:
        SamverkanError: the folder holds no example.
    """
    answered, own = examples_in(folder, layer)
    if layer is not None:
        found = [one for listed in answered.values() for one in listed]
        return [tried(library_in(layer), found)]
    libraries = sorted(map(shipped_library, model_names()), key=lambda one: -len(one.provisions))
    return [*(tried(library, answered.get(library.model.id, ())) for library in libraries), *own]


def examples_in(folder: Path, layer: Path | None = None) -> tuple[dict[str, list[Answered]], list[Tried]]:
    """Return the examples in *folder* by model, and those that bring a model of their own."""
    if not folder.is_dir():
        raise SamverkanError(f"Mappen {folder} finns inte. Skriv --examples och mappen med exempel.")
    found: dict[str, list[Answered]] = {}
    own: list[Tried] = []
    for place in sorted(folder.iterdir()):
        if any((place / name).is_file() for name in ANSWER_FILES):
            opened = open_answers(place, str(layer or ""))
            answered = (place.name, opened.plan.answers, opened.plan.day)
            if opened.draft.layer and layer is None:
                own.append(tried(opened.plan.library, [answered]))
            else:
                found.setdefault(opened.draft.model, []).append(answered)
    return found, own
