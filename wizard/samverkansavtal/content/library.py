"""Layers in, one checked library out; every mistake in every file is reported together."""

import hashlib
from functools import lru_cache
from pathlib import Path

from samverkansavtal.content import compiling, reporting
from samverkansavtal.content.builder import Builder
from samverkansavtal.content.checks import check, weakened
from samverkansavtal.content.layers import Layer, folder_layer, layers_for, model_layer, parse, stack
from samverkansavtal.content.outline import outline
from samverkansavtal.content.questionnaire import build_parts, build_schema
from samverkansavtal.content.records import Library
from samverkansavtal.errors import ContentError


def load_library(*layers: Layer) -> Library:
    """Return the library of *layers*, lowest first.

    Raises:
        ContentError: anything in the files is wrong; `problems` holds every mistake.
    """
    records = stack(layers)
    sources, problems = parse(records)
    builder = Builder(records, sources, problems)
    files = build_schema(builder)
    parts, questions = build_parts(builder, files)
    notes = reporting.sources(builder)
    library = Library(
        schema=builder.schema,
        parts=parts,
        questions=questions,
        provisions=compiling.provisions(builder),
        rules=compiling.rules(builder, notes),
        concepts=compiling.concepts(builder),
        figures=compiling.figures(builder),
        tables=compiling.tables(builder),
        sources=notes,
        model=outline(builder, tuple(layer.id for layer in layers)),
        report=reporting.report(builder),
        records=records,
        fingerprint=fingerprint(layers),
        weakened=weakened(records, sources),
    )
    if not builder.problems:
        check(builder, library)
    if builder.problems:
        raise ContentError(builder.problems)
    return library


def fingerprint(layers: tuple[Layer, ...]) -> str:
    """Return twelve signs that change when any text in any layer does."""
    digest = hashlib.sha256()
    for layer in layers:
        for path, text in sorted(layer.files.items()):
            digest.update(f"{layer.id}\0{path}\0{text}\0".encode())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=4)
def shipped_library(model: str) -> Library:
    """Return the shipped model *model* with everything it derives from."""
    return load_library(*layers_for(model_layer(model)))


def library_in(folder: Path) -> Library:
    """Return the library whose top layer is *folder*."""
    return load_library(*layers_for(folder_layer(folder)))
