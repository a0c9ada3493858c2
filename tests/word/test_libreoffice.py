"""LibreOffice as a second opinion: it computes numbers itself, lays out pages, and saves in its own way."""

import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

from samverkansavtal.drafting.tree import Status
from samverkansavtal.word import agreement_docx, find_pages, read_back
from word.files import DOCUMENT, packed, parts_of
from word.samples import agreement

OFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
POPPLER = shutil.which("pdfinfo") and shutil.which("pdftotext")
needs_pages = pytest.mark.skipif(not (OFFICE and POPPLER), reason="LibreOffice or poppler is not installed")


def saved_as(data: bytes, form: str, folder: Path) -> bytes:
    """*data* opened and saved by LibreOffice."""
    assert OFFICE is not None
    (folder / "in.docx").write_bytes(data)
    out = folder / "out"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [
        OFFICE,
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(out),
        str(folder / "in.docx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return next(out.iterdir()).read_bytes()


@needs_office
def test_a_copy_saved_by_libreoffice_still_knows_itself_and_shows_only_real_edits(tmp_path: Path) -> None:
    parts = parts_of(agreement_docx(agreement(length=20), {"s_1": 3, "s_2": 3}))
    edited = packed(
        parts | {DOCUMENT: parts[DOCUMENT].replace("Bo Berg", "Bo Ek").replace("De kallas", "Vi kallas")}
    )
    back = read_back(saved_as(edited, "docx", tmp_path))
    assert back.manifest is not None
    assert back.manifest.values == agreement().manifest
    assert [edit.place for edit in back.edits] == ["punkt 1.2", "underskrifterna"]


@needs_pages
def test_every_cached_number_is_the_one_that_libreoffice_computes(tmp_path: Path) -> None:
    parts = parts_of(agreement_docx(agreement(Status.SIGNING)))
    references = re.compile(
        r'(REF \w+ .{0,80}?fldCharType="separate"/></w:r><w:r><w:t xml:space="preserve">)([^<]+)'
    )
    right = [number for _, number in references.findall(parts[DOCUMENT])]
    wrong = packed(parts | {DOCUMENT: references.sub(r"\g<1>99", parts[DOCUMENT])})
    (tmp_path / "a.pdf").write_bytes(saved_as(wrong, "pdf", tmp_path))
    shown = subprocess.run(["pdftotext", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True)
    text = " ".join(shown.stdout.decode().split())
    assert right == ["1.2", "1", "bilaga 1"]
    assert "Se punkt 1.2 och avsnitt 1." in text
    assert "upprättats enligt Bilaga 1." in text  # it does not know \* Lower
    assert "99" not in text


@needs_pages
def test_pages_are_found_and_do_not_move_when_they_are_filled_in() -> None:
    tree = agreement(length=20)
    pages = find_pages(agreement_docx(tree))
    assert pages is not None
    places = [pages[section.bookmark] for section in (*tree.sections, *tree.annexes)]
    assert places == sorted(places)
    assert (places[0], len(set(places[-3:]))) == (2, 3)
    assert find_pages(agreement_docx(tree, pages)) == pages


def test_without_libreoffice_no_page_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert find_pages(b"") is None


@needs_pages
def test_a_layout_that_takes_too_long_is_given_up_and_leaves_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert find_pages(agreement_docx(agreement()), timeout=0.2) is None
    assert list(tmp_path.iterdir()) == []
