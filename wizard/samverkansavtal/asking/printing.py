"""Text and tables on a terminal: wrapped to the window, never coloured, safe for anything a user wrote."""

import sys
from typing import TYPE_CHECKING

from samverkansavtal.asking.prompter import Option
from samverkansavtal.asking.wrapping import wrap

if TYPE_CHECKING:
    from rich.console import Console

WIDEST = 100
STYLES = {"heading": "bold underline", "strong": "bold", "quiet": "dim", "warning": "bold", "plain": ""}


def _console() -> "Console":
    from rich.console import Console

    return Console(file=sys.stdout, highlight=False, markup=False, emoji=False)


def width() -> int:
    """Return how many signs a line may have."""
    return min(_console().width, WIDEST) - 1


def put(line: str, style: str = "plain") -> None:
    """Print *line*, wrapped."""
    from rich.text import Text

    console = _console()
    for row in wrap(line, width()):
        console.print(Text(row, STYLES[style]), soft_wrap=True)


def put_table(options: tuple[Option, ...]) -> None:
    """Print options as numbered rows of label and detail."""
    from rich.table import Table
    from rich.text import Text

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(ratio=2, overflow="fold")
    table.add_column(ratio=3, overflow="fold")
    for number, option in enumerate(options, 1):
        table.add_row(str(number), Text(option.label), Text(option.help, "bold"))
    _console().print(table, width=width())
