"""The changes between the paragraphs that were drafted and those that stand in a file now."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from samverkansavtal.word.characters import fingerprint
from samverkansavtal.word.sheet import Unit

_MOST_COMPARISONS = 4_000_000  # beyond it the changed stretch is taken paragraph by paragraph
_MARGIN = "sidhuvudet eller sidfoten"
_NOTE = "en fotnot"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change made by hand, in a place that a person can find.

    `old` and `new` are fingerprints, "" for what was not there; `text` is how it reads now.
    `provision` and `bookmark` are "" outside the provisions.
    """

    kind: Literal["changed", "added", "removed"]
    place: str
    provision: str
    bookmark: str
    old: str
    new: str
    text: str


def body_edits(units: Sequence[Unit], texts: Sequence[str]) -> Iterator[Edit]:
    """The changes from *units* to *texts*, in reading order."""
    prints = [fingerprint(text) for text in texts]
    for before, after in _stretches([unit.print for unit in units], prints):
        paired = min(len(before), len(after))
        for index, at in zip(before, after, strict=False):
            yield _edit("changed", units[index], units[index].print, texts[at])
        for index in before[paired:]:
            yield _edit("removed", units[index], units[index].print, "")
        near = units[max(before.stop - 1, 0)] if units else Unit("", "", "", "")
        after_what = f"efter {near.place}" if before.stop else "i början"
        for at in after[paired:]:
            yield _edit("added", near._replace(place=after_what, bookmark=""), "", texts[at])


def margin_edits(prints: Sequence[str], texts: Sequence[str]) -> Iterator[Edit]:
    """The changes in heads and feet; programs save them in any order and number, so they are a set."""
    now = {fingerprint(text): text for text in texts}
    unit = Unit(_MARGIN, "", "", "")
    gone = [one for one in dict.fromkeys(prints) if one not in now]
    come = [text for one, text in now.items() if one not in prints]
    for old, text in zip(gone, come, strict=False):
        yield _edit("changed", unit, old, text)
    for old in gone[len(come) :]:
        yield _edit("removed", unit, old, "")
    for text in come[len(gone) :]:
        yield _edit("added", unit, "", text)


def note_edits(texts: Sequence[str]) -> Iterator[Edit]:
    """An edit for every footnote: none are ever drafted."""
    return (_edit("added", Unit(_NOTE, "", "", ""), "", text) for text in texts)


def _edit(kind: Literal["changed", "added", "removed"], unit: Unit, old: str, text: str) -> Edit:
    new = fingerprint(text) if text else ""
    return Edit(kind, unit.place, unit.provision, unit.bookmark, old, new, text)


def _stretches(old: list[str], new: list[str]) -> Iterator[tuple[range, range]]:
    """The stretches of *old* and *new* that differ, as ranges of indices."""
    same = 0
    while same < min(len(old), len(new)) and old[same] == new[same]:
        same += 1
    end = 0
    while end < min(len(old), len(new)) - same and old[-1 - end] == new[-1 - end]:
        end += 1
    middle_old, middle_new = old[same : len(old) - end], new[same : len(new) - end]
    if len(middle_old) * len(middle_new) > _MOST_COMPARISONS:
        yield range(same, len(old) - end), range(same, len(new) - end)
        return
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, middle_old, middle_new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield range(same + i1, same + i2), range(same + j1, same + j2)
