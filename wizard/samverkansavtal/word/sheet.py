"""The paper that is being written on: markup so far, and all the file must remember of it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from samverkansavtal.drafting.tree import Mark, Run
from samverkansavtal.word.characters import fingerprint, text_markup
from samverkansavtal.word.fields import reference

_BOOKMARK = re.compile(r"[^\W\d]\w{0,39}")
_ANNEX = re.compile(r"\b[Bb]ilaga\s$")
_STYLE = re.compile(r'(<w:pStyle w:val="\w+"/>)(?!<w:keepNext/>)')
_RUN_STYLES = {
    Mark.PLAIN: "",
    Mark.FILLED: '<w:rPr><w:rStyle w:val="FilledIn"/></w:rPr>',
    Mark.OPEN: '<w:rPr><w:rStyle w:val="OpenPlace"/></w:rPr>',
    Mark.TERM: '<w:rPr><w:rStyle w:val="DefinedTerm"/></w:rPr>',
    Mark.OWN: '<w:rPr><w:rStyle w:val="OwnText"/></w:rPr>',
}
FIRST_FREE_LIST = 6  # numbering.xml defines 1–5


class UnwritableTreeError(ValueError):
    """The tree contradicts itself; a file made from it would show a wrong number or a dead reference."""


class Unit(NamedTuple):
    """One paragraph as drafted: where it stands, what it belongs to and the fingerprint of its text."""

    place: str
    provision: str
    bookmark: str
    print: str


class Sheet:
    """Markup in reading order, and the units, bookmarks, references and lists that go with it.

    `place` and `provision` say where the next paragraphs stand.
    """

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.units: list[Unit] = []
        self.lists: list[int] = []  # which abstract list each extra list starts anew
        self.place = ""
        self.provision = ""
        self._numbers: dict[str, str] = {}  # bookmark → the number Word will show
        self._references: list[tuple[str, str]] = []
        self._waiting = ""  # bookmark starts that stand inside the next paragraph

    def runs(self, runs: Sequence[Run]) -> str:
        """The markup of *runs*; a run with a target becomes a live reference."""
        return "".join(self._run(run) for run in runs if run.text)

    def _run(self, run: Run) -> str:
        properties = _RUN_STYLES[run.mark]
        if not run.target:
            return f"<w:r>{properties}{text_markup(run.text)}</w:r>"
        self._references.append((run.target, run.text))
        return reference(run.target, run.text, properties)

    def paragraph(
        self,
        style: str,
        runs: Sequence[Run],
        *,
        bookmark: str = "",
        number: str = "",
        numbering: int = 0,
    ) -> str:
        """The markup of a paragraph, which is noted as a unit; `numbering` picks an extra list."""
        runs = whole_labels(runs)
        text = "".join(run.text for run in runs if not run.target)
        if text.strip():
            self.units.append(Unit(self.place, self.provision, bookmark, fingerprint(text)))
        inside = self.runs(runs)
        if bookmark:
            start, end = self._bookmark(bookmark, number)
            inside = f"{start}{inside}{end}"
        opening, self._waiting = self._waiting, ""
        listed = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{numbering}"/></w:numPr>' if numbering else ""
        return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{listed}</w:pPr>{opening}{inside}</w:p>'

    def add(self, style: str, runs: Sequence[Run], *, bookmark: str = "", number: str = "") -> None:
        """Write a paragraph."""
        self.parts.append(self.paragraph(style, runs, bookmark=bookmark, number=number))

    def add_line(self, style: str, text: str) -> None:
        """Write a paragraph of plain text, or nothing when there is none."""
        if text.strip():
            self.add(style, (Run(text),))

    def add_list(self, style: str, abstract: int, items: Sequence[Sequence[Run]]) -> None:
        """Write a list that starts anew at its first number."""
        self.add_items(style, items, self.new_list(abstract))

    def add_items(self, style: str, items: Sequence[Sequence[Run]], numbering: int = 0) -> None:
        """Write the items of a list; the first two and the last two stay together."""
        markup = [self.paragraph(style, item, numbering=numbering) for item in items]
        for at in {0, len(markup) - 2} & set(range(len(markup) - 1)):
            markup[at] = held(markup[at])
        self.parts.extend(markup)

    def new_list(self, abstract: int) -> int:
        """The number of a new list that starts from the beginning."""
        self.lists.append(abstract)
        return FIRST_FREE_LIST + len(self.lists) - 1

    def _bookmark(self, name: str, number: str) -> tuple[str, str]:
        if name in self._numbers or not _BOOKMARK.fullmatch(name):
            raise UnwritableTreeError(f"bookmark {name!r} is not a name, or is used twice")
        index = len(self._numbers)
        self._numbers[name] = number
        return f'<w:bookmarkStart w:id="{index}" w:name="{name}"/>', f'<w:bookmarkEnd w:id="{index}"/>'

    def open_bookmark(self, name: str, number: str = "") -> str:
        """Begin a bookmark in the next paragraph; give its end to `close_bookmark`."""
        start, end = self._bookmark(name, number)
        self._waiting += start
        return end

    def place_waiting(self) -> None:
        """Write waiting bookmark starts here, between blocks, for a table cannot hold them."""
        if self._waiting:
            self.parts.append(self._waiting)
            self._waiting = ""

    def close_bookmark(self, end: str) -> None:
        """End a bookmark inside the last paragraph, or after the last table."""
        if self.parts and self.parts[-1].endswith("</w:p>"):
            self.parts[-1] = f"{self.parts[-1][: -len('</w:p>')]}{end}</w:p>"
        else:
            self.parts.append(end)

    def part_tables(self, caption: str) -> None:
        """Write *caption* if a table stands right above: two tables in a row would become one."""
        above = (part for part in reversed(self.parts) if not part.startswith("<w:bookmark"))
        if next(above, "").endswith("</w:tbl>"):
            self.add_line("Caption", caption)

    @property
    def stands_under_heading(self) -> bool:
        """Whether a heading was written last: it names what comes next."""
        return bool(self.parts) and '<w:pStyle w:val="Heading' in self.parts[-1]

    def hold(self) -> None:
        """Keep the last text, and what stands between, on the same page as what comes next."""
        for at in reversed(range(len(self.parts))):
            part = self.parts[at]
            if "<w:p>" in part and '<w:pStyle w:val="Heading' not in part:
                row = max(part.rfind("<w:tr>"), 0)
                self.parts[at] = part[:row] + held(part[row:])
                return

    def check(self) -> None:
        """Make sure that every reference shows the number its target will have.

        Raises:
            UnwritableTreeError: a reference is dead, or its number is not the target's.
        """
        for target, shown in self._references:
            number = self._numbers.get(target)
            if not number or number.lower() != shown.lower():
                raise UnwritableTreeError(f"reference to {target!r} says {shown!r}, the target is {number!r}")


def whole_labels(runs: Sequence[Run]) -> Sequence[Run]:
    """*runs* with the word taken into a reference to an annex: "bilaga " and "1" become "bilaga 1".

    An annex is numbered "Bilaga 1", and that is what a reference to it shows.
    """
    if not any(run.target for run in runs):
        return runs
    found: list[Run] = []
    for run in runs:
        word = _ANNEX.search(found[-1].text) if run.target and found and not found[-1].target else None
        if word and run.text.isdigit():
            found[-1] = replace(found[-1], text=found[-1].text[: word.start()])
            run = replace(run, text=f"{word[0]}{run.text}")
        found.append(run)
    return found


def held(markup: str) -> str:
    """*markup* with every paragraph in it kept on the same page as the next."""
    return _STYLE.sub(r"\1<w:keepNext/>", markup)
