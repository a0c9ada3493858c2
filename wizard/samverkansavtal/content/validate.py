"""Data against its model; pydantic's findings in Swedish, with the line of the key."""

from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from samverkansavtal.content.frontmatter import Source
from samverkansavtal.errors import Problem

M = TypeVar("M", bound=BaseModel)

SENTENCES = {
    "missing": "nyckeln ”{key}” saknas; skriv {key} = …",
    "string_type": "”{key}” ska vara text; skriv den inom citattecken",
    "string_too_short": "”{key}” är tom; skriv en text",
    "string_too_long": "”{key}” är för lång; skriv högst {max_length} tecken",
    "string_pattern_mismatch": "”{key}” har fel form; skriv små bokstäver a–z, siffror och understreck",
    "tuple_type": "”{key}” ska vara en lista; skriv den inom hakparenteser",
    "too_short": "”{key}” har för få delar; skriv minst {min_length}",
    "bool_type": "”{key}” ska vara true eller false; skriv ett av dem",
    "bool_parsing": "”{key}” ska vara true eller false; skriv ett av dem",
    "int_type": "”{key}” ska vara ett heltal; skriv till exempel 12",
    "int_from_float": "”{key}” ska vara ett heltal; skriv till exempel 12",
    "int_parsing": "”{key}” ska vara ett heltal; skriv till exempel 12",
    "date_type": "”{key}” ska vara ett datum; skriv till exempel 2026-01-01 utan citattecken",
    "date_from_datetime_parsing": "”{key}” ska vara ett datum; skriv till exempel 2026-01-01 utan citattecken",
    "dict_type": "”{key}” ska vara en tabell; skriv den inom klamrar",
    "literal_error": "”{key}” har ett okänt värde; skriv ett av {expected}",
}

OTHERWISE = "”{key}” har fel värde; skriv det som i de andra filerna"


def validate(model: type[M], data: dict[str, Any], source: Source) -> M | list[Problem]:
    """Return *data* as a *model*, or every mistake in it."""
    try:
        return model.model_validate(data)
    except ValidationError as error:
        errors = error.errors(include_url=False, include_input=False)
        return [_problem(model, source, found) for found in errors if not _follows(found, errors)]


def _follows(found: Any, errors: Sequence[Any]) -> bool:
    """Return whether a list is too short only because its parts are wrong."""
    place = found["loc"]
    return found["type"] == "too_short" and any(
        len(other["loc"]) > len(place) and other["loc"][: len(place)] == place for other in errors
    )


def _problem(model: type[BaseModel], source: Source, found: Any) -> Problem:
    location = _written(tuple(found["loc"]), source.data)
    key = next((str(part) for part in reversed(location) if isinstance(part, str)), "filen")
    if found["type"] == "extra_forbidden":
        close = get_close_matches(key, _fields(model, location), 1)
        instead = f"skriv {close[0]}" if close else "ta bort den"
        return Problem(source.path, source.line(location), f"okänd nyckel ”{key}”; {instead}")
    several = location != tuple(found["loc"])  # one of several kinds it may be: none of them fits
    sentence = SENTENCES.get("" if several else found["type"], OTHERWISE)
    context = {"min_length": 1, "max_length": 400, "expected": "", **found.get("ctx", {})}
    expected = str(context["expected"]).replace("'", "").replace(" or ", " eller ")
    message = sentence.format(key=key, **{**context, "expected": expected})
    return Problem(source.path, source.line(location), message)


def _written(location: tuple[Any, ...], data: Any) -> tuple[Any, ...]:
    """Return *location* as far as it leads in the file, and one key more, which may be missing."""
    for size, part in enumerate(location):
        if not isinstance(data, dict | list | tuple):
            return location[:size]
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return location[: size + 1]
    return location


def _fields(model: type[BaseModel], location: tuple[Any, ...]) -> list[str]:
    """Return the keys allowed where *location* points, as far as the annotations tell."""
    known = [field.alias or name for name, field in model.model_fields.items()]
    for part in location[:-1]:
        field = model.model_fields.get(part) if isinstance(part, str) else None
        if field is not None:
            inner = [arg for arg in _arguments(field.annotation) if isinstance(arg, type)]
            inner = [arg for arg in inner if issubclass(arg, BaseModel)]
            if inner:
                model = inner[0]
                known = [nested.alias or name for name, nested in model.model_fields.items()]
    return known


def _arguments(annotation: Any) -> list[Any]:
    found = [annotation]
    for arg in getattr(annotation, "__args__", ()):
        found.extend(_arguments(arg))
    return found
