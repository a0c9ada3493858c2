"""The numbers that Word computes, worked out from the file alone."""

import re
from collections import defaultdict
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value(element: ET.Element | None, name: str = "val") -> str:
    """The attribute *name* of *element*, "" when either is missing."""
    return "" if element is None else element.get(W + name, "")


class Numbers:
    """Style, number and text of every paragraph; `of_bookmark` is the number where a bookmark begins."""

    def __init__(self, document: ET.Element, numbering: ET.Element, styles: ET.Element) -> None:
        self._styles = {value(style, "styleId"): style for style in styles.iter(W + "style")}
        self._nums = {value(num, "numId"): num for num in numbering.iter(W + "num")}
        self._levels = {
            (value(abstract, "abstractNumId"), value(level, "ilvl")): level
            for abstract in numbering.iter(W + "abstractNum")
            for level in abstract.iter(W + "lvl")
        }
        self._counts: dict[str, list[int]] = defaultdict(lambda: [0] * 9)
        self._started: set[str] = set()
        self._waiting: list[str] = []  # bookmarks that begin between paragraphs
        self.of_bookmark: dict[str, str] = {}
        self.paragraphs: list[tuple[str, str, str]] = []
        for child in document:
            self._walk(child)

    def _walk(self, element: ET.Element) -> None:
        if element.tag == W + "p":
            self._paragraph(element)
        elif element.tag == W + "bookmarkStart":
            self._waiting.append(value(element, "name"))
        else:
            for child in element:
                self._walk(child)

    def _paragraph(self, paragraph: ET.Element) -> None:
        label = self._number(paragraph)
        begun = [value(start, "name") for start in paragraph.iter(W + "bookmarkStart")]
        self.of_bookmark.update(dict.fromkeys([*self._waiting, *begun], label))
        self._waiting = []
        text = "".join(one.text or "" for one in paragraph.iter(W + "t"))
        self.paragraphs.append((value(paragraph.find(f"{W}pPr/{W}pStyle")), label, text))

    def _number(self, paragraph: ET.Element) -> str:
        """The number of the next paragraph in reading order, "" when it has none."""
        style = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        level, num = _list_in(paragraph) or self._list_of_style(style)
        if num not in self._nums:
            return ""
        abstract = value(self._nums[num].find(W + "abstractNumId"))
        counts = self._counts[abstract]
        override = self._nums[num].find(f"{W}lvlOverride/{W}startOverride")
        if num not in self._started and override is not None:
            counts[int(level)] = int(value(override)) - 1
        self._started.add(num)
        counts[int(level)] += 1
        counts[int(level) + 1 :] = [0] * (8 - int(level))
        return self._label(abstract, level, counts)

    def _list_of_style(self, style: str) -> tuple[str, str]:
        while style in self._styles:
            found = _list_in(self._styles[style])
            if found:
                return found
            style = value(self._styles[style].find(W + "basedOn"))
        return "0", ""

    def _label(self, abstract: str, level: str, counts: list[int]) -> str:
        def shown(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            letters = value(self._levels[abstract, str(at)].find(W + "numFmt")) == "lowerLetter"
            return chr(96 + counts[at]) if letters else str(counts[at])

        return re.sub(r"%(\d)", shown, value(self._levels[abstract, level].find(W + "lvlText")))


def _list_in(element: ET.Element) -> tuple[str, str] | None:
    """Level and list that the properties of a paragraph or a style give it."""
    found = element.find(f"{W}pPr/{W}numPr")
    if found is None:
        return None
    return value(found.find(W + "ilvl")) or "0", value(found.find(W + "numId"))
