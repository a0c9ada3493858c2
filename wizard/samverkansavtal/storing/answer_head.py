"""The head of an answer file: which keys it may have, and what each of them holds."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from samverkansavtal.errors import AnswerError

FORMAT = 1
LONGEST = 300  # of a sentence about a mistake


def _is_word(value: object) -> bool:
    return isinstance(value, str)


def _is_words(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_word, value))


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value < 10_000


def _is_table(value: object) -> bool:
    return isinstance(value, dict)


def _is_table_of_words(value: object) -> bool:
    return isinstance(value, dict) and all(map(_is_word, value.values()))


def _is_judgements(value: object) -> bool:
    return isinstance(value, list) and all(
        _is_table(entry) and type(entry.get("day")) is date for entry in value
    )


SHAPES: dict[str, tuple[Callable[[object], bool], str]] = {  # key → what it must be, and how to say it
    "format": (_is_count, "ett heltal. Skriv format = 1"),
    "model": (_is_word, 'en text. Skriv till exempel model = "portalen"'),
    "day": (lambda value: type(value) is date, "ett datum. Skriv till exempel day = 2026-01-15"),
    "layer": (_is_word, "en text. Skriv mappens namn"),
    "version": (_is_count, "ett heltal. Skriv till exempel version = 1"),
    "library": (_is_word, 'en text. Skriv library = ""'),
    "closed": (_is_words, 'en lista med namn. Skriv till exempel closed = ["parter"]'),
    "skipped": (_is_words, "en lista med namn. Skriv skipped = []"),
    "findings": (_is_words, "en lista med namn. Skriv findings = []"),
    "changed_after_result": (_is_words, "en lista med namn. Skriv changed_after_result = []"),
    "unsure": (_is_table_of_words, 'en tabell med texter. Skriv till exempel unsure = { parter = "Sara" }'),
    "judgements": (
        _is_judgements,
        "en lista där varje rad har day. Skriv [[judgements]] och day = 2026-01-15",
    ),
    "answers": (_is_table, "en tabell. Skriv [answers] på en egen rad och svaren under"),
}


def parse(name: str, text: str) -> dict[str, Any]:
    """Return the data of the answer file *name*.

    Raises:
        AnswerError: it is damaged, of another kind or newer, or its head is wrong.
    """
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (ValueError, RecursionError) as error:
        raise AnswerError(
            f"{name} är skadad eller avbruten{_where(text, str(error))}, eller ingen svarsfil. "
            "Rätta raden, ta en äldre kopia av filen eller välj en annan fil."
        ) from None
    version = data.get("format")
    if type(version) is not int or version < 1:
        raise AnswerError(
            f"{name} är ingen svarsfil: ”format” saknas. Skriv format = {FORMAT} överst, eller välj en annan fil."
        )
    if version > FORMAT:
        raise AnswerError(
            f"{name} är gjord med en nyare version av verktyget. Installera den versionen och försök igen."
        )
    if mistakes := list(_mistakes(data)):
        raise AnswerError("\n".join(visible(f"{name}: {mistake}") for mistake in mistakes))
    return data


def _where(text: str, error: str) -> str:
    number = error.partition("at line ")[2].split(",")[0].rstrip(")")
    if "end of document" in error:
        number = str(text.rstrip("\n").count("\n") + 1)
    return f" på rad {number}" if number.isdigit() else ""


def _mistakes(data: dict[str, Any]) -> Iterator[str]:
    for key in sorted(data.keys() - SHAPES.keys()):
        yield f"”{key}” är okänt. Ta bort raden, eller flytta den under [answers]."
    for key, (fits, words) in SHAPES.items():
        if key not in data and key in ("model", "day"):
            yield f"”{key}” saknas. Skriv {words.partition('Skriv ')[2]}."
        elif key in data and not fits(data[key]):
            yield f"”{key}” ska vara {words}."


def visible(sentence: str) -> str:
    """Return *sentence* without signs that a terminal would act on, and not longer than a sentence is."""
    shown = "".join(sign if sign.isprintable() else " " if sign.isspace() else "\ufffd" for sign in sentence)
    return shown if len(shown) <= LONGEST else f"{shown[: LONGEST - 2]} …"
