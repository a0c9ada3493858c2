"""A party's sheet for tests: made from a plan, and filled in the way Word leaves it."""

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from samverkansavtal.drafting.tree import Form, PaperDraft
from samverkansavtal.explaining.paper import papers
from samverkansavtal.planning.plan import Plan
from samverkansavtal.word import paper_docx, read_form


def sheet(planned: Plan, key: str) -> PaperDraft:
    return next(
        paper
        for paper in papers(planned)
        if any(isinstance(block, Form) and block.row == key for block in paper.blocks)
    )


def fields(paper: PaperDraft) -> Form:
    return next(block for block in paper.blocks if isinstance(block, Form))


def part_changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """The file with one of its parts changed."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            text = old.read(entry)
            new.writestr(entry, change(text.decode()).encode() if entry == name else text)
    return made.getvalue()


def filled(paper: PaperDraft, **written: str) -> bytes:
    """The sheet with texts written in its fields, by the last word of their answers' paths."""
    return written_in(paper_docx(paper), **written)


def written_in(data: bytes, **written: str) -> bytes:
    """A sheet's file with texts written in its fields, by the last word of their answers' paths."""
    sheet = read_form(data)
    assert sheet is not None
    for mark, path, _ in sheet.manifest.fields:
        name = path.rpartition(".")[2]
        if name in written:
            data = part_changed(data, "word/document.xml", _into(mark, written[name]))
    return data


def _into(name: str, text: str) -> Callable[[str], str]:
    pattern = re.compile(rf'(w:name="{name}"/>.*?<w:sdtContent>.*?<w:t[^>]*>)[^<]*(</w:t>)', re.DOTALL)
    return lambda part: pattern.sub(lambda match: f"{match[1]}{text}{match[2]}", part, count=1)
