"""Layers in, one checked library out; every mistake in every file is reported together."""

import gc
import hashlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path

from samverkansavtal.content import compiling, reporting
from samverkansavtal.content.acts import read_acts
from samverkansavtal.content.builder import Builder
from samverkansavtal.content.chains import chains
from samverkansavtal.content.checks import empty_lists, references, twice
from samverkansavtal.content.forming import form_test
from samverkansavtal.content.laws import laws
from samverkansavtal.content.layers import (
    REVIEW,
    Layer,
    folder_layer,
    layers_for,
    model_layer,
    model_names,
    parse,
    stack,
    strays,
)
from samverkansavtal.content.milder import weakened
from samverkansavtal.content.outline import outline, with_presets
from samverkansavtal.content.papers import papers
from samverkansavtal.content.questionnaire import build_parts, build_schema
from samverkansavtal.content.records import Library, Model, Part
from samverkansavtal.content.reviews import reviews
from samverkansavtal.errors import ContentError, ModelError, Problem


@contextmanager
def _all_is_kept() -> Iterator[None]:
    """Look for no rubbish meanwhile: of what is made while a library is read nearly nothing is."""
    looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if looking:
            gc.enable()


@_all_is_kept()
def load_library(*layers: Layer) -> Library:
    """Return the library of *layers*, lowest first.

    Raises:
        ContentError: anything in the files is wrong; `problems` holds every mistake.
    """
    builder = _builder(layers)
    files = build_schema(builder)
    parts, questions = build_parts(builder, files)
    notes = reporting.sources(builder)
    model = outline(builder, tuple(layer.id for layer in layers))
    parts = tuple(_usual(part, model) for part in parts)
    questions |= {question.fact: question for part in parts for question in part.questions}
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
        acts=read_acts(builder.sources),
        model=model,
        report=reporting.report(builder),
        records=builder.records,
        fingerprint=fingerprint(layers),
        change=reporting.change(builder),
        quick=reporting.quick(builder, questions),
        reviews=reviews(builder),
        papers=papers(builder),
        forms=form_test(builder, questions, notes, len(parts)),
        own=_own(builder, layers, model),
        dropped=_dropped(builder, layers, model),
    )
    _refuse(library, builder)
    return replace(library, weakened=weakened(builder.records, builder.sources))


def _usual(part: Part, model: Model) -> Part:
    return replace(part, questions=tuple(with_presets(question, model) for question in part.questions))


def _refuse(library: Library, builder: Builder) -> None:
    """Raise ContentError when anything is wrong; what needs the whole is looked at once the parts are right."""
    if not builder.problems:
        builder.problems += [*references(library), *twice(library), *laws(library)]
        builder.problems += [*empty_lists(library), *chains(library)]
    if builder.problems:
        raise ContentError(builder.problems)


def _builder(layers: tuple[Layer, ...]) -> Builder:
    """Return a builder of the files in *layers*, with the mistakes that hide a whole file."""
    records = stack(layers)
    sources, problems = parse(records)
    problems.extend(strays(layers))
    builder = Builder(records, sources, problems)
    for key in records.keys() - sources.keys():
        builder.lose(*key)
    return builder


def _own(builder: Builder, layers: tuple[Layer, ...], model: Model) -> tuple[str, ...]:
    """Return the provisions that stand with a text from a layer of the user's own."""
    theirs = {layer.id for layer in layers if layer.own}
    records = (builder.records.get(("provision", name)) for name in model.provisions())
    return tuple(record.id for record in records if record is not None and record.layer in theirs)


def _dropped(builder: Builder, layers: tuple[Layer, ...], model: Model) -> tuple[str, ...]:
    """Return the provisions of the original that a layer of the user's own has left out."""
    if not any(layer.own for layer in layers):
        return ()
    original = outline(builder, tuple(layer.id for layer in layers if not layer.own))
    standing = set(model.provisions())
    return tuple(name for name in original.provisions() if name not in standing)


def fingerprint(layers: tuple[Layer, ...]) -> str:
    """Return twelve signs that change when any text in any layer does; a review changes no text."""
    digest = hashlib.sha256()
    for layer in layers:
        for path, text in sorted(layer.files.items()):
            if path.startswith(REVIEW):
                continue
            digest.update(f"{layer.id}\0{path}\0{text}\0".encode())
    return digest.hexdigest()[:12]


@lru_cache(maxsize=16)
def shipped_library(model: str) -> Library:
    """Return the shipped model *model* with everything it derives from."""
    return load_library(*layers_for(model_layer(model)))


def library_in(folder: Path) -> Library:
    """Return the library whose top layer is *folder*."""
    return load_library(*layers_for(folder_layer(folder)))


def every_library(folders: Iterable[Path] = ()) -> tuple[list[Library], list[Problem]]:
    """Return the libraries of *folders*, or of every shipped model, and the mistakes in those that have any.

    Raises:
        ModelError: a folder holds no model.
    """
    loaders: list[Callable[[], Library]] = [partial(library_in, folder) for folder in folders]
    libraries: list[Library] = []
    problems: list[Problem] = []
    for load in loaders or [partial(shipped_library, name) for name in model_names()]:
        try:
            libraries.append(load())
        except ModelError:
            raise
        except ContentError as error:
            problems.extend(error.problems)
    return libraries, problems
