"""What is wrong with a command line, in a sentence that names what was written."""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

LONGEST = 80  # of what was written, shown again
EXTRA = re.compile(r"extra arguments? [(](?P<words>.*)[)]\.?$", re.DOTALL)


class SaidError(click.UsageError):
    """A wrong command line that is told in Swedish already."""


class Folder(click.Path):
    """A folder, there or not; a file is none."""

    def __init__(self) -> None:
        super().__init__(path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        folder = super().convert(value, param, ctx)
        if isinstance(folder, Path) and folder.exists() and not folder.is_dir():
            raise SaidError(f"{folder} är en fil, inte en mapp.", ctx)
        return folder


def unknown_command(word: str, known: Iterable[str], context: click.Context) -> SaidError:
    """Return that there is no such command, and which one may have been meant."""
    from difflib import get_close_matches

    near = get_close_matches(word.casefold(), list(known), 1)
    meant = f" Menar ni {near[0]}?" if near else ""
    return SaidError(f"Kommandot ”{_short(word)}” finns inte.{meant}", context)


def sentence(error: click.UsageError) -> str:
    """Return what was not understood, and where to read more."""
    command = error.ctx.command_path if error.ctx else "samverkan"
    return f"{_what(error, command)} Skriv {command} --help för att se vad som går."


def _what(error: click.UsageError, command: str) -> str:
    if isinstance(error, SaidError):
        return error.message
    if isinstance(error, click.MissingParameter) and error.param is not None:
        return f"Något saknas efter {command}: {_name(error.param)}."
    if isinstance(error, click.NoSuchOption):
        return f"”{_short(error.option_name)}” finns inte i {command}."
    if isinstance(error, click.BadOptionUsage):
        return f"Det som står vid {error.option_name} går inte att förstå."
    if isinstance(error, click.BadParameter) and error.param is not None:
        choices = getattr(error.param.type, "choices", ())
        choose = f" Välj {' eller '.join(choices)}." if choices else ""
        return f"Det som står efter {_name(error.param)} går inte att använda.{choose}"
    if extra := EXTRA.search(error.message):
        return f"”{_short(extra['words'])}” är för mycket efter {command}."
    return "Kommandot går inte att förstå."


def _name(param: click.Parameter) -> str:
    return param.opts[0] if isinstance(param, click.Option) else param.metavar or param.name or ""


def _short(words: str) -> str:
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 2]} …"
