"""Lines that fit the window: wrapped with their own indentation kept."""

import textwrap

WIDTH = 78


def wrap(line: str, width: int = WIDTH) -> list[str]:
    """Return *line* in pieces of at most *width*; what follows an indented line is indented alike."""
    indent = " " * (len(line) - len(line.lstrip()))
    hanging = indent + ("  " if line.lstrip().startswith(("– ", "- ")) else "")
    pieces = (
        textwrap.wrap(
            part,
            width,
            initial_indent="",
            subsequent_indent=hanging,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for part in line.splitlines() or [""]
    )
    return [row for piece in pieces for row in piece or [""]]
