"""What an agreement and a report look like as Word files."""

import os
import re
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET

import docx
import pytest
from openxml_audit import OpenXmlValidator

from samverkansavtal.drafting.tree import Agreement, Mark, Run, Signatures, Status, Table
from samverkansavtal.word import UnwritableTreeError, agreement_docx, report_docx
from samverkansavtal.word.contents import PAGES_WITH_CONTENTS, estimated_pages
from word.checks import findings
from word.files import DOCUMENT, parts_of
from word.numbers import Numbers
from word.samples import (
    BUDGET,
    PARTIES,
    SIGNING,
    agreement,
    listed,
    point,
    provision,
    report,
    said,
    saying,
    section,
    to,
)

LONG = agreement(length=20)
FILES = {
    "a draft": agreement_docx(agreement()),
    "for signature": agreement_docx(agreement(Status.SIGNING)),
    "with contents": agreement_docx(LONG),
    "with pages": agreement_docx(LONG, {f"s_{number}": number for number in range(1, 23)}),
    "one sentence": agreement_docx(saying("Hej.")),
    "a report": report_docx(report()),
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_passes_the_audit_of_the_open_xml_sdk(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(FILES[name])
    assert list(OpenXmlValidator().validate(path).errors) == []


@pytest.mark.parametrize("name", FILES)
def test_every_file_passes_our_own_checks(name: str) -> None:
    assert findings(FILES[name]) == []


@pytest.mark.parametrize("name", FILES)
def test_an_independent_reader_opens_every_file(name: str) -> None:
    opened = docx.Document(BytesIO(FILES[name]))
    assert opened.paragraphs
    assert opened.core_properties.author == "samverkansavtal"
    assert opened.core_properties.language == "sv-SE"


def test_the_same_tree_gives_the_same_bytes() -> None:
    assert agreement_docx(agreement(length=20)) == FILES["with contents"]
    assert report_docx(report()) == FILES["a report"]


def test_another_process_gives_the_same_bytes() -> None:
    code = (
        "import sys, hashlib; from word.samples import agreement; from samverkansavtal.word import agreement_docx;"
        "print(hashlib.sha256(agreement_docx(agreement())).hexdigest())"
    )
    root = Path(__file__).parents[2]
    paths = os.pathsep.join(map(str, (root / "wizard", root / "tests")))
    said = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONPATH": paths, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


def test_the_zip_tells_nothing_of_when_or_where_it_was_made() -> None:
    with zipfile.ZipFile(BytesIO(FILES["a draft"])) as archive:
        entries = archive.infolist()
        assert archive.testzip() is None
    assert entries[0].filename == "[Content_Types].xml"
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {(entry.create_system, entry.external_attr, entry.extra) for entry in entries} == {(0, 0, b"")}


def test_dates_come_from_the_agreement_and_never_from_the_clock() -> None:
    core = docx.Document(BytesIO(FILES["a draft"])).core_properties
    assert core.created == core.modified
    assert core.created is not None
    assert core.created.date().isoformat() == "2026-12-01"
    assert core.title == agreement().title


def test_page_one_says_what_it_is_how_far_it_has_come_and_where_it_is_filed() -> None:
    tree = agreement(Status.SIGNING)
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(agreement_docx(tree))).paragraphs]
    assert texts[:4] == [
        tree.title,
        "För underskrift · version 3 · 2026-12-01",
        "Södertälje kommun: KS 2026/123",
        tree.notice,
    ]
    assert texts[4] == "Parter"


def test_a_stamp_stands_on_page_one_and_its_first_words_on_every_other() -> None:
    parts = parts_of(FILES["a draft"])
    assert '<w:pStyle w:val="Stamp"/>' in parts[DOCUMENT]
    assert "Förslag för beslut · UTKAST – får inte undertecknas<" in parts["word/header1.xml"]
    assert "word/header1.xml" not in parts_of(FILES["for signature"])


def test_a_cover_comes_first_on_pages_of_its_own() -> None:
    body = parts_of(FILES["a draft"])[DOCUMENT]
    assert body.index("Läs det här först") < body.index("<w:sectPr>") < body.index('w:val="Title"')
    assert "Läs det här först" not in parts_of(FILES["for signature"])[DOCUMENT]


def test_no_number_in_the_text_is_typed() -> None:
    texts = [paragraph.text for paragraph in docx.Document(BytesIO(FILES["for signature"])).paragraphs]
    assert not [text for text in texts if re.match(r"\d+(\.\d+)? |Bilaga \d", text)]


def test_a_reference_is_live_and_already_right() -> None:
    body = parts_of(FILES["a draft"])[DOCUMENT]
    assert r" REF p_1_2 \r \h " in body
    assert r" REF s_Bilaga_1 \r \h \* Lower " in body  # "bilaga 1" in the middle of a sentence
    assert "enligt bilaga </w:t>" not in body


@pytest.mark.parametrize(
    "tree",
    [
        saying("Se punkt ", to("9.9"), "."),
        saying("Se punkt ", to("1.2", "p_1_1"), "."),
        replace(saying("x"), sections=(section("2", "Ett", provision("ett", said("x"))),)),
        replace(saying("x"), sections=(section("1", "Ett", provision("ett", point("1.2", "x"))),)),
        replace(saying("x"), sections=(section("1", "Ett", provision("a" * 41, point("1.1", "x"))),)),
        replace(
            saying("x"),
            sections=(section("1", "Ett", provision("ett", said("x")), provision("ett", said("y"))),),
        ),
    ],
    ids=["dead reference", "wrong number", "section", "paragraph", "long bookmark", "bookmark twice"],
)
def test_a_tree_that_contradicts_itself_is_never_written(tree: Agreement) -> None:
    with pytest.raises(UnwritableTreeError):
        agreement_docx(tree)


def test_contents_are_there_from_six_likely_pages() -> None:
    assert estimated_pages(agreement()) < PAGES_WITH_CONTENTS <= estimated_pages(LONG)
    assert "Innehåll" not in parts_of(FILES["a draft"])[DOCUMENT]
    assert "Innehåll" in parts_of(FILES["with contents"])[DOCUMENT]


def test_contents_have_a_page_column_only_when_the_pages_are_known() -> None:
    assert "PAGEREF" not in parts_of(FILES["with contents"])[DOCUMENT]
    assert r" PAGEREF s_3 \h " in parts_of(FILES["with pages"])[DOCUMENT]


def test_amounts_stand_to_the_right_and_the_sum_is_the_tables_last_row() -> None:
    body = parts_of(FILES["a report"])[DOCUMENT]
    assert body.count('<w:pStyle w:val="TableNumber"/>') == 3
    assert body.count('w:lastRow="1"') == 1
    assert '<w:tblCaption w:val="Budget per år"/>' in body


def test_a_sum_that_cannot_be_made_yet_is_marked() -> None:
    table = replace(BUDGET, total=("Summa", "", "[Räknas ut när beloppen är klara]"))
    tree = replace(saying("x"), sections=(section("1", "Ett", provision("ett", table)),))
    marked = r'<w:rStyle w:val="OpenPlace"/></w:rPr><w:t xml:space="preserve">\[Räknas'
    assert re.search(marked, parts_of(agreement_docx(tree))[DOCUMENT])


def test_signatures_keep_the_sentence_before_them() -> None:
    body = parts_of(FILES["for signature"])[DOCUMENT]
    before = body[: body.index('w:val="SignatureTable"')].rpartition("<w:p>")[2]
    assert before.startswith('<w:pPr><w:pStyle w:val="Provision"/><w:keepNext/>')


def test_two_people_who_sign_for_one_party_stand_beside_each_other() -> None:
    table = docx.Document(BytesIO(FILES["for signature"])).tables[-2]
    rows = [[cell.text.split("\n") for cell in row.cells] for row in table.rows]
    assert [[cell[0] for cell in row] for row in rows] == [
        ["Hyresbostäder i Hageby AB", "Södertälje kommun"],
        ["Läslandet", "Läslandet"],
    ]
    assert rows[1][1] == ["Läslandet", "Ort och datum", "Namnteckning", "Cecilia Dahl", "kassör"]


def test_tables_in_a_row_and_last_in_the_file_are_kept_apart() -> None:
    tree = replace(
        saying("x"),
        sections=(section("1", "Ett", provision("ett", PARTIES), provision("två", BUDGET, SIGNING)),),
        cover=(PARTIES,),
    )
    assert findings(agreement_docx(tree)) == []


def test_blocks_with_nothing_in_them_leave_nothing_behind() -> None:
    hollow = provision("tomt", Table("Tom", (), ()), Signatures(()))
    tree = replace(saying("x"), sections=(section("1", "Ett", hollow, provision("två", point("1.1", "x"))),))
    assert findings(agreement_docx(tree)) == []
    assert "<w:tbl>" not in parts_of(agreement_docx(tree))[DOCUMENT]


def test_a_list_that_follows_no_numbered_paragraph_starts_anew() -> None:
    first, second = provision("a", said("x"), listed("ett", "två")), provision("b", said("y"), listed("tre"))
    tree = replace(saying("x"), sections=(section("1", "Ett", first, second),))
    parts = {name: ET.fromstring(text) for name, text in parts_of(agreement_docx(tree)).items()}
    numbers = Numbers(*(parts[f"word/{name}.xml"] for name in ("document", "numbering", "styles")))
    assert [label for style, label, _ in numbers.paragraphs if style == "LooseItem"] == ["(a)", "(b)", "(a)"]


@pytest.mark.parametrize("before", ["a numbered paragraph", "other text"])
def test_no_page_begins_or_ends_with_one_item_of_a_list_alone(before: str) -> None:
    words = ["ett", "två", "tre", "fyra", "fem"]
    first = point("1.1", "x") if before == "a numbered paragraph" else said("x")
    tree = replace(saying("x"), sections=(section("1", "Ett", provision("a", first, listed(*words))),))
    body = parts_of(agreement_docx(tree))[DOCUMENT]
    held = [
        word for word in words if "<w:keepNext/>" in body[: body.index(f">{word}<")].rpartition("<w:p>")[2]
    ]
    assert held == ["ett", "fyra"]


def test_a_long_table_never_leaves_one_row_alone_under_its_head_or_at_its_end() -> None:
    table = Table("Lång", ("Rad",), tuple(((Run(f"rad {number}"),),) for number in range(12)))
    tree = replace(saying("x"), sections=(section("1", "Ett", provision("a", said("x"), table)),))
    rows = parts_of(agreement_docx(tree))[DOCUMENT].split("<w:tr>")[1:]
    assert ["<w:keepNext/>" in row for row in rows] == [True, True, *[False] * 9, True, False]


@pytest.mark.parametrize(("words", "kept"), [(5, True), (120, False)])
def test_a_table_of_few_rows_stays_on_one_page_while_its_rows_are_short(words: int, kept: bool) -> None:
    table = Table("Få rader", ("Rad",), tuple(((Run("ord " * words),),) for _ in range(6)))
    tree = replace(saying("x"), sections=(section("1", "Ett", provision("a", said("x"), table)),))
    rows = parts_of(agreement_docx(tree))[DOCUMENT].split("<w:tr>")[1:]
    assert ["<w:keepNext/>" in row for row in rows] == [True, True, kept, kept, kept, True, False]


@pytest.mark.parametrize("paper", ["a cover", "a report"])
def test_a_line_in_bold_stays_with_what_it_is_the_heading_of(paper: str) -> None:
    lines = (
        said(Run("Fråga först", Mark.TERM)),
        said("Varför det är så."),
        said(Run("Ett", Mark.TERM), " ord."),
    )
    covered = agreement_docx(replace(saying("x"), cover=lines))
    file = covered if paper == "a cover" else report_docx(replace(report(), blocks=lines))
    parts = parts_of(file)[DOCUMENT].split("<w:p>")
    paragraphs = {word: part for part in parts for word in ("först", "Varför", "Ett<") if word in part}
    held = [word for word, paragraph in paragraphs.items() if "<w:keepNext/>" in paragraph]
    assert held == ["först"]


def test_every_mark_has_a_style_of_its_own() -> None:
    words = [Run(mark.value, mark) for mark in Mark]
    body = parts_of(agreement_docx(saying(*words)))[DOCUMENT]
    used = re.findall(r'<w:rStyle w:val="(\w+)"/></w:rPr><w:t xml:space="preserve">(\w+)<', body)
    assert used == [
        ("FilledIn", "filled"),
        ("OpenPlace", "open"),
        ("DefinedTerm", "term"),
        ("OwnText", "own"),
    ]
