"""A file that comes back: is it as it was drafted?"""

import pytest

from samverkansavtal.word import Edit, agreement_docx, read_back, report_docx
from word.files import DOCUMENT, changed, packed, parts_of
from word.samples import agreement, report

WHOLE = agreement_docx(agreement(length=20))
_HEAD, _FOOT = "word/header1.xml", "word/footer1.xml"


def only_edit(data: bytes) -> Edit:
    (edit,) = read_back(data).edits
    return edit


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_an_untouched_file_says_where_it_came_from_and_has_no_edits() -> None:
    back = read_back(WHOLE)
    assert back.edits == ()
    assert back.manifest is not None
    assert back.manifest.values == agreement().manifest
    assert (back.manifest.status, back.manifest.version) == ("Förslag för beslut", 3)
    assert (back.manifest.model, back.manifest.library) == ("portalen", "0123abcd")


def test_a_file_packed_by_another_program_has_no_edits() -> None:
    assert read_back(packed(parts_of(WHOLE))).edits == ()


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("mellan dessa parter", "mellan några parter", "punkt 1.1"),
        ("Grannarna är alltid", "Grannarna är aldrig", "punkt 2.2"),
        ("läxhjälp,", "läxor,", "punkt 2.1"),
        ("Utan nummer.", "Med nummer.", "avsnitt 2"),
        ("640\u00a0000", "940\u00a0000", "tabellen ”Budget per år”"),
        ("556057-8196", "556057-0000", "tabellen ”Parter”"),
        ("Anna Andersson", "Anna Ek", "underskrifterna"),
        (">Parter</w:t></w:r><w:bookmarkEnd", ">Vi</w:t></w:r><w:bookmarkEnd", "rubriken 1 Parter"),
        (">Samverkansavtal om", ">Avtal om", "rubriken på första sidan"),
        ("KS 2026/123", "KS 2026/124", "diarienumren"),
        ("utifrån offentliga", "utifrån andra", "upplysningen om modellen"),
        ("värdet är för högt", "värdet är lågt", "stämpeln"),
        ("Sidan hör inte till", "Sidan hör till", "försättsbladet"),
        ("Ett år.", "Två år.", "Bilaga 1"),
    ],
)
def test_a_change_made_by_hand_is_found_in_its_place(old: str, new: str, place: str) -> None:
    edit = only_edit(changed(WHOLE, old, new))
    assert (edit.kind, edit.place) == ("changed", place)
    assert edit.old
    assert edit.new not in ("", edit.old)


def test_an_edit_tells_provision_bookmark_and_how_it_reads_now() -> None:
    edit = only_edit(changed(WHOLE, "mellan dessa parter", "mellan alla"))
    assert (edit.provision, edit.bookmark) == ("parter/tabell", "p_1_1")
    assert edit.text == "Avtalet sluts mellan alla."


@pytest.mark.parametrize(("part", "old"), [(_HEAD, "Förslag för beslut"), (_FOOT, "version 3")])
def test_a_changed_head_or_foot_is_found(part: str, old: str) -> None:
    edit = only_edit(changed(WHOLE, old, "Godkänt", part))
    assert (edit.kind, edit.place) == ("changed", "sidhuvudet eller sidfoten")


def test_a_paragraph_that_was_added_is_found_after_its_neighbour() -> None:
    new = f'<w:p><w:pPr><w:pStyle w:val="Provision"/></w:pPr>{run("Kommunen betalar allt.")}</w:p>'
    data = changed(
        WHOLE,
        '<w:p><w:pPr><w:pStyle w:val="ProvisionItem"/>',
        f'{new}<w:p><w:pPr><w:pStyle w:val="ProvisionItem"/>',
    )
    edit = only_edit(data)
    assert (edit.kind, edit.place, edit.text) == ("added", "efter punkt 2.1", "Kommunen betalar allt.")


def test_a_paragraph_that_was_removed_is_found() -> None:
    body = parts_of(WHOLE)[DOCUMENT]
    start = body.rindex("<w:p>", 0, body.index("Grannarna"))
    end = body.index("</w:p>", start) + len("</w:p>")
    edit = only_edit(changed(WHOLE, body[start:end], ""))
    assert (edit.kind, edit.place, edit.text) == ("removed", "punkt 2.2", "")


def test_tracked_changes_count_as_made() -> None:
    inserted = f'<w:ins w:id="900" w:author="J">{run(" Nytt.")}</w:ins>'
    assert (
        only_edit(changed(WHOLE, "Utan nummer.</w:t></w:r>", f"Utan nummer.</w:t></w:r>{inserted}")).text
        == "Utan nummer. Nytt."
    )
    deleted = '<w:del w:id="900" w:author="J"><w:r><w:delText>Utan nummer.</w:delText></w:r></w:del>'
    data = changed(WHOLE, run("Utan nummer."), f"{deleted}{run('Bort.')}")
    assert only_edit(data).text == "Bort."


def test_text_that_is_struck_through_or_hidden_by_hand_is_found() -> None:
    for mark in ("<w:strike/>", '<w:vanish w:val="1"/>'):
        data = changed(
            WHOLE, run("Utan nummer."), run("Utan nummer.").replace("<w:r>", f"<w:r><w:rPr>{mark}</w:rPr>")
        )
        assert only_edit(data).place == "avsnitt 2"
    off = run("Utan nummer.").replace("<w:r>", '<w:r><w:rPr><w:strike w:val="false"/></w:rPr>')
    assert read_back(changed(WHOLE, run("Utan nummer."), off)).edits == ()


def test_a_reference_that_word_renumbered_is_no_edit_but_one_typed_over_is() -> None:
    assert read_back(changed(WHOLE, ">1.2<", ">1.3<")).edits == ()
    assert only_edit(changed(WHOLE, ">1.2<", ">1.2 a<")).place == "punkt 2.1"


def test_a_link_that_word_made_of_an_address_hides_nothing() -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    code = r'<w:r><w:instrText xml:space="preserve"> HYPERLINK "mailto:x" </w:instrText></w:r>'
    shown = '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("Utan nummer.")
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert read_back(changed(WHOLE, run("Utan nummer."), begin + code + shown + end)).edits == ()


def test_text_put_inside_the_contents_is_found() -> None:
    first = '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:hyperlink w:anchor="s_2"'
    smuggled = f'<w:p><w:pPr><w:pStyle w:val="Normal"/></w:pPr>{run("Avtalet gäller inte.")}</w:p>'
    assert only_edit(changed(WHOLE, first, smuggled + first)).text == "Avtalet gäller inte."


def test_a_footnote_is_found() -> None:
    notes = f'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:footnote><w:p>{run("Gäller ej.")}</w:p></w:footnote></w:footnotes>'
    data = packed(parts_of(WHOLE) | {"word/footnotes.xml": notes})
    assert (only_edit(data).place, only_edit(data).text) == ("en fotnot", "Gäller ej.")


def test_white_space_is_no_edit() -> None:
    assert read_back(changed(WHOLE, "Utan nummer.", "Utan\u00a0 nummer. ")).edits == ()


def test_many_edits_come_in_reading_order() -> None:
    data = changed(changed(WHOLE, "dessa parter", "alla"), "De kallas ", "Vi kallas ")
    data = changed(data, "Per år.", "Per månad.")
    assert [edit.place for edit in read_back(data).edits] == ["punkt 1.1", "punkt 1.2", "punkt B2.1"]


def test_no_drafted_sentence_lives_on_in_the_manifest() -> None:
    assert "Grannarna" not in parts_of(WHOLE)["customXml/item1.xml"]


def test_a_file_from_elsewhere_has_no_manifest_and_nothing_is_said_of_edits() -> None:
    back = read_back(report_docx(report()))
    assert (back.manifest, back.edits) == (None, ())


@pytest.mark.parametrize("text", ["", "{}", "[" * 5000, '{"units": 1}', "null"])
def test_a_manifest_that_makes_no_sense_is_no_manifest(text: str) -> None:
    part = f'<manifest xmlns="urn:samverkansavtal:manifest:1">{text}</manifest>'
    assert read_back(packed(parts_of(WHOLE) | {"customXml/item1.xml": part})).manifest is None
