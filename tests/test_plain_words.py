"""The agreements are easy to read: LIX section by section, and no sentence that has to be read twice."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[1] / "examples"
MOST_LIX, MOST_WORDS, LONG_WORD = 42, 30, 6
ENOUGH = 40  # words: LIX says nothing about less
THEIR_WORDS = ("Bakgrund", "Underskrifter")  # what the parties write, and names


def sections(text: str) -> Iterator[tuple[str, str]]:
    """Yield (title, running text) of each section and annex, tables left out."""
    for section in text.split("\n\n")[1:]:
        head, _, body = section.partition("\n")
        lines = (
            re.sub(r"^\s*(\d+\.\d+ |\([a-z]\) )", "", line) for line in body.split("\n") if " | " not in line
        )
        title = re.sub(r"^(Bilaga )?\d+ ", "", head)
        yield title, " ".join(line if line.endswith((".", ":", "?")) else f"{line}." for line in lines)


def words(text: str) -> list[str]:
    return re.findall(r"[\w’-]+", text)


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.:?])\s+", text) if words(part)]


def lix(text: str) -> float:
    """Return words a sentence plus the share of long words."""
    every = words(text)
    long = sum(1 for word in every if len(word) > LONG_WORD)
    return len(every) / len(sentences(text)) + 100 * long / len(every)


OURS = [
    pytest.param(text, id=f"{folder.name}: {title}")
    for folder in sorted(EXAMPLES.iterdir())
    for title, text in sections((folder / "agreement.txt").read_text("utf-8"))
    if title not in THEIR_WORDS
]


@pytest.mark.parametrize("text", OURS)
def test_a_section_reads_easily(text: str) -> None:
    if len(words(text)) >= ENOUGH:
        assert lix(text) <= MOST_LIX
    assert max(len(words(sentence)) for sentence in sentences(text)) <= MOST_WORDS


def test_a_heavy_text_is_found() -> None:
    heavy = (
        "Bestämmelserna avseende personuppgiftsbehandling tillämpas oaktat upphörandet av avtalsförhållandet."
    )
    assert lix(heavy) > MOST_LIX
