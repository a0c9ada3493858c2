"""The files page: status, versions, downloads, and files that come back changed."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from producing.shelves import EXAMPLES, edited
from samverkansavtal.content.library import shipped_library
from samverkansavtal.documents import open_answers, write_documents
from samverkansavtal.errors import StorageError
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.storing.answer_file import RawDraft, read_draft
from samverkansavtal.storing.answer_head import parse
from samverkansavtal.storing.shelf import FolderShelf
from samverkansavtal.web import papers, reports
from samverkansavtal.web.keeping import NotHereError, Role
from web.html import Element, read
from web.one_draft import OneDraft, one_draft, uploaded

SHOW, MAKE, FETCH, ALL, ANSWERS, TAKE = papers.PAGES
NAME = "samverkansavtal-om-kvarterslokalen-pa-lindgatan"


@pytest.fixture
def site() -> OneDraft:
    return one_draft()


@pytest.fixture
def made(site: OneDraft) -> OneDraft:
    site.ask(MAKE)
    return site


def sent(site: OneDraft, data: bytes) -> Element:
    """What is shown after a file has been sent."""
    answer = site.ask(TAKE, form={"fil": uploaded(data)})
    if answer.status_code == 303:
        return site.see(SHOW, query=answer.headers["location"].partition("?")[2])
    assert answer.status_code == 400
    return read(bytes(answer.body).decode())


def test_the_same_answers_give_byte_equal_files_here_and_in_the_terminal(
    site: OneDraft, tmp_path: Path
) -> None:
    produced = write_documents(open_answers(EXAMPLES / "kvarterslokal"), tmp_path)
    site.see(SHOW)
    site.ask(MAKE)
    assert site.files.files == {
        path.name: path.read_bytes() for path in (produced.agreement, produced.report)
    }


def test_files_are_made_once_and_nothing_new_is_said_to_be_nothing_new(site: OneDraft) -> None:
    first, again = site.ask(MAKE), site.ask(MAKE)
    assert (first.status_code, first.headers["location"]) == (303, "/utkast/abc/filer?skapad=1")
    assert again.headers["location"] == "/utkast/abc/filer?samma=1"
    assert "Inget har ändrats sedan version 1" in site.see(SHOW, query="samma=1").text


def test_all_papers_are_made_listed_fetched_and_packed(site: OneDraft) -> None:
    answer = site.ask(MAKE, form={"alla": "ja"})
    assert answer.headers["location"] == "/utkast/abc/filer?skapad=1&papper=4&kvar=0"
    page = site.see(SHOW, query="skapad=1&papper=4&kvar=0")
    assert "Beslutsunderlag: samverkansavtal, version 1" in page.text
    assert "Partsblad (Föreningen Lindens vänner), version 1" in page.text
    board = f"{NAME}-v1_beslutsunderlag.docx"
    assert site.ask(FETCH, namn=board).body == site.files.files[board]
    with zipfile.ZipFile(BytesIO(site.ask(ALL).body)) as pack:
        assert set(pack.namelist()) == {*site.files.files, "svar.toml"}
        assert len(pack.namelist()) == 7


def test_a_paper_that_was_changed_is_kept_and_the_page_says_so(site: OneDraft) -> None:
    site.ask(MAKE, form={"alla": "ja"})
    board = f"{NAME}-v1_beslutsunderlag.docx"
    changed = edited(site.files.files[board], "Styrelsen beslutar", "Vi beslutar")
    site.files.files[board] = changed
    answer = site.ask(MAKE, form={"alla": "ja"})
    assert answer.headers["location"].endswith("kvar=1")
    assert site.files.files[board] == changed
    page = site.see(SHOW, query=answer.headers["location"].partition("?")[2])
    assert "finns kvar" in page.text
    assert "Beslutsunderlag: samverkansavtal, omgång 2" in page.text


def test_a_file_is_fetched_as_a_file_and_never_shown(made: OneDraft) -> None:
    answer = made.ask(FETCH, namn=f"{NAME}-v1.docx")
    assert answer.body == made.files.files[f"{NAME}-v1.docx"]
    assert answer.headers["content-disposition"] == f'attachment; filename="{NAME}-v1.docx"'
    assert answer.headers["content-type"] == papers.WORD
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("name", ["finns-inte-v1.docx", "../svar.toml", "eget.docx", ".svar.lock", ""])
def test_what_is_no_paper_of_the_draft_is_not_there(made: OneDraft, name: str) -> None:
    made.files.files["eget.docx"] = b"x"
    with pytest.raises(NotHereError):
        made.ask(FETCH, namn=name)


def test_all_in_one_file_is_the_newest_papers_and_the_answers_and_always_the_same(made: OneDraft) -> None:
    made.answer(slutdag=NotKnown("Kansliet"))
    made.ask(MAKE)
    answer = made.ask(ALL)
    with zipfile.ZipFile(BytesIO(answer.body)) as pack:
        assert pack.namelist() == [f"{NAME}-v2.docx", f"{NAME}-riskrapport-v2.docx", "svar.toml"]
        assert pack.read(f"{NAME}-v2.docx") == made.files.files[f"{NAME}-v2.docx"]
    assert f"{NAME}-v2.zip" in answer.headers["content-disposition"]
    assert made.ask(ALL).body == answer.body


def test_all_in_one_file_waits_for_the_papers(site: OneDraft) -> None:
    with pytest.raises(NotHereError, match="Skapa dem först"):
        site.ask(ALL)
    assert "zip-fil" not in site.see(SHOW).text


def test_the_answer_file_can_be_read_back(site: OneDraft) -> None:
    text = bytes(site.ask(ANSWERS).body).decode()
    back, _ = read_draft(RawDraft("svar.toml", parse("svar.toml", text)), shipped_library("samverkan"))
    assert back.answers == site.kept.draft.answers


def test_the_status_is_told_with_what_holds_it_back(site: OneDraft) -> None:
    assert "För underskrift" in site.see(SHOW).text
    site.answer(slutdag=NotKnown("Kansliet"))
    page = site.see(SHOW)
    assert "håller tillbaka" in page.text
    assert page.one("p", class_="status").text != "För underskrift"


def test_who_may_only_read_is_offered_neither_making_nor_sending(made: OneDraft) -> None:
    made.kept = one_draft(role=Role.READ).kept
    page = made.see(SHOW).one("main")
    assert not page.all("form")
    assert "Avtalet" in page.text
    assert {page.needs for page in papers.PAGES if page.unsafe} == {Role.WRITE}


def test_only_sending_a_file_takes_files() -> None:
    assert [page.name for page in papers.PAGES if page.upload] == ["jamfor"]


def test_a_file_that_comes_back_is_told_place_by_place_and_nothing_is_overwritten(made: OneDraft) -> None:
    before = dict(made.files.files)
    page = sent(made, edited(before[f"{NAME}-v1.docx"], "Uppsägningstiden", "<b>Tiden</b>"))
    told = page.one("section", class_="jamforelse")
    assert "Ändrat: punkt 12.2" in told.text
    assert "<b>Tiden</b>" in told.text
    assert "Ingen regel har läst" in told.text
    assert {name: made.files.files[name] for name in before} == before
    assert f"{NAME}-v1-er-andring-1.docx" in made.files.files
    assert [a for a in made.see(SHOW).all("a") if "andring-1.docx" in a.attributes["href"]]


def test_a_file_that_says_the_same_is_said_to(made: OneDraft) -> None:
    page = sent(made, made.files.files[f"{NAME}-v1.docx"])
    assert "densamma som i version 1" in page.text


@pytest.mark.parametrize(("data", "sentence"), [(b"", "Välj en Word-fil"), (b"x", "inte en Word-fil")])
def test_a_file_that_cannot_be_compared_is_told_beside_the_field(
    made: OneDraft, data: bytes, sentence: str
) -> None:
    before = dict(made.files.files)
    page = sent(made, data)
    assert sentence in page.one("p", class_="felrad").text
    assert page.one("title").text.startswith("Fel: ")
    assert page.one("div", class_="fellista").one("a").attributes["href"] == "#fil"
    assert made.files.files == before


def test_a_form_without_a_file_is_told(made: OneDraft) -> None:
    assert made.ask(TAKE, form={"fil": "text"}).status_code == 400


def test_only_files_that_were_sent_can_be_compared_again(made: OneDraft) -> None:
    with pytest.raises(NotHereError):
        made.see(SHOW, query=f"andring={NAME}-v1.docx")


def test_answers_that_contradict_each_other_make_no_files(site: OneDraft) -> None:
    start = site.kept.draft.answers.values["startdag"]
    site.answer(slutdag=start)
    answer = site.ask(MAKE)
    assert (answer.status_code, site.files.files) == (400, {})
    assert "Slutdagen måste ligga efter startdagen" in bytes(answer.body).decode()


def test_versions_are_listed_the_newest_first_and_dated_where_somebody_knows(
    made: OneDraft, tmp_path: Path
) -> None:
    made.answer(slutdag=NotKnown("Kansliet"))
    made.ask(MAKE)
    page = made.see(SHOW)
    assert [one.text for one in page.all("h3")] == ["Version 2", "Version 1"]
    assert "Skriven" not in page.text
    shelf = FolderShelf(tmp_path)
    shelf.add(made.files.files)
    made.files = shelf  # type: ignore[assignment]
    assert made.see(SHOW).text.count("Skriven") == 2


def test_a_file_that_is_open_in_word_is_told_and_hides_nothing_else(
    made: OneDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(name: str) -> bytes:
        raise StorageError(f"{name} kan inte öppnas. Stäng den i Word och försök igen.")

    monkeypatch.setattr(made.files, "read", locked)
    page = made.see(SHOW)
    assert "Stäng den i Word" in page.text
    assert [one.text for one in page.all("h3")] == ["Version 1"]
    assert "Stäng den i Word" in made.see(reports.PAGES[0]).text


def test_of_a_very_long_change_only_the_beginning_is_shown(
    made: OneDraft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(papers, "MOST_TEXT", 20)
    page = sent(made, edited(made.files.files[f"{NAME}-v1.docx"], "Uppsägningstiden", "Tiden " * 50))
    assert page.one("q").text == "Varje part får säga  …"


def test_versions_under_an_earlier_name_are_still_there(made: OneDraft) -> None:
    made.answer(namn="Lokalen vid torget")
    page = made.see(SHOW)
    assert "Versioner under tidigare namn" in page.text
    assert [a for a in page.all("a") if a.attributes["href"].endswith(f"{NAME}-v1.docx")]
    made.ask(MAKE)
    assert "samverkansavtal-om-lokalen-vid-torget-v1.docx" in made.files.files
