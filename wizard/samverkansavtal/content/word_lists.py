"""Word lists → patterns: what a text may name, whatever its answers say (`insats.vad is namner_…`)."""

import re

from samverkansavtal.content.builder import Builder
from samverkansavtal.content.models import WordsData
from samverkansavtal.language.kinds import WordList

LETTERS = r"[^\W\d_]*"


def word_lists(builder: Builder) -> dict[str, WordList]:
    """Return every word list by id."""
    found = {}
    for name, _, data in builder.data("words", WordsData):
        pattern = "|".join(map(_pattern, data.words))
        sample = data.words[0].replace("*", "")
        found[name] = WordList(data.title, re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), sample)
    return found


def _pattern(word: str) -> str:
    """Return a word as a pattern; `*` stands for any letters, a space for any space."""
    parts = (r"\s+".join(map(re.escape, part.split(" "))) for part in word.split("*"))
    return LETTERS.join(parts)
