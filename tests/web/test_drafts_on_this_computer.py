"""The files of one's own computer as they may be: damaged, newer, half gone, with odd names, with dormant answers."""

import os
from pathlib import Path

import pytest

from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.storing.drafts import ANSWERS, HISTORY
from samverkansavtal.web.local import ME
from web.places import LARGE, Place

GO = ("gor", "svara")


def damaged(place: Place, draft: str) -> Path:
    """Damage a draft that has been saved once more than it was begun."""
    place.visitor.get(f"{draft}/fraga/namn")
    place.visitor.submit({"svar": "Andra namnet"}, GO)
    path = place.file(draft)
    path.write_bytes(path.read_bytes()[:-40] + b'"')
    return path


def test_a_damaged_draft_is_listed_with_its_problem_and_a_way_back(place: Place) -> None:
    draft = place.example()
    damaged(place, draft)
    start = place.visitor.get("/")
    assert "kan inte öppnas" in start.said
    assert "är skadad eller avbruten på rad" in start.said
    assert place.visitor.get(draft).status == 500
    way = next(href for href, _ in start.page.links if href.endswith("/aterstall"))
    asked = place.visitor.get(way)
    assert asked.heading == "Gå tillbaka till en äldre kopia?"


def test_a_damaged_draft_goes_back_to_its_older_copy_and_is_kept_beside_it(place: Place) -> None:
    draft = place.example()
    path = damaged(place, draft)
    broken = path.read_bytes()
    place.visitor.get(f"{draft}/aterstall")
    answer = place.visitor.submit({})
    assert answer.path == draft
    assert "Den skadade filen finns kvar" in answer.said
    assert place.answer(draft, "namn") == "Kvarterslokalen på Lindgatan"
    assert [old.read_bytes() for old in path.parent.glob("svar.trasig-*")] == [broken]


def test_a_draft_that_is_well_cannot_be_put_back(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/namn")
    place.visitor.submit({"svar": "Andra namnet"}, GO)
    assert place.visitor.get(f"{draft}/aterstall").status == 404
    csrf = next(iter(place.doors._sessions.values())).csrf
    assert place.visitor.post(f"{draft}/aterstall", {"csrf": csrf}).status == 404
    assert place.answer(draft, "namn") == "Andra namnet"


def test_a_damaged_draft_without_a_copy_says_so(place: Place) -> None:
    draft = place.example()
    place.file(draft).write_text("skräp")
    assert "Det finns ingen äldre kopia" in place.visitor.get(f"{draft}/aterstall").said


def test_a_draft_of_a_newer_version_is_told(place: Place) -> None:
    draft = place.example()
    path = place.file(draft)
    path.write_text(path.read_text().replace("format = 1", "format = 2"))
    assert "gjord med en nyare version" in place.visitor.get("/").said
    assert "gjord med en nyare version" in place.visitor.get(draft).said


def test_a_draft_whose_own_model_is_gone_is_one_sentence_and_the_others_are_well(place: Place) -> None:
    draft, other = place.example(), place.example(LARGE)
    path = place.file(draft)
    path.write_text(path.read_text().replace("version = 0", 'layer = "finns/inte"\nversion = 0'))
    answer = place.visitor.get(draft)
    assert answer.status == 500
    assert answer.heading == "Modellen går inte att läsa"
    assert "Traceback" not in answer.html
    assert place.visitor.get("/").status == 200
    assert place.visitor.get(other).status == 200


def test_a_draft_of_an_unknown_model_is_one_sentence(place: Place) -> None:
    draft = place.example()
    path = place.file(draft)
    path.write_text(path.read_text().replace('model = "samverkan"', 'model = "annan"'))
    answer = place.visitor.get(draft)
    assert answer.status in (404, 500)
    assert "annan" in answer.said


def test_a_folder_that_cannot_be_read_hides_no_other_draft(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.example()
    (place.folder / "Aaa stängd").mkdir()
    shown, listed = Path.iterdir, place.folder / "Aaa stängd"

    def closed(folder: Path) -> object:
        if folder == listed:
            raise PermissionError(13, "nej")
        return shown(folder)

    monkeypatch.setattr(Path, "iterdir", closed)
    assert len(place.drafts.all(ME)) == 1


@pytest.mark.skipif(os.name != "posix", reason="names are text there")
def test_a_folder_whose_name_is_no_text_breaks_nothing(place: Place) -> None:
    place.example()
    odd = os.fsencode(place.folder) + b"/\xff\xfe namn"
    try:
        os.mkdir(odd)  # noqa: PTH102
    except OSError:
        pytest.skip("this file system takes only text")
    (Path(os.fsdecode(odd)) / ANSWERS).write_text("skräp")
    start = place.visitor.get("/")
    assert start.status == 200
    assert "kan inte öppnas" in start.said


def test_a_choice_that_is_gone_is_told_and_asked_again(place: Place) -> None:
    draft = place.example()
    path = place.file(draft)
    path.write_text(path.read_text().replace('storlek = "liten"', 'storlek = "jattestor"'))
    assert "finns inte längre, så frågan ställs igen" in place.visitor.get(draft).said
    assert place.visitor.get(f"{draft}/nasta").path == f"{draft}/fraga/storlek"


def test_answers_that_are_not_used_now_are_kept_and_said_to_be(place: Place) -> None:
    draft = place.example()
    place.visitor.get(f"{draft}/fraga/tidsform")
    options = place.visitor.last.page.forms[-1].options("svar")  # type: ignore[union-attr]
    place.visitor.submit({"svar": next(value for value in options if value != "till_datum")}, GO)
    before = place.answer(draft, "slutdag")
    assert before is not None
    assert "används inte just nu, men finns kvar" in place.visitor.get(f"{draft}/svar").said
    place.visitor.get(f"{draft}/fraga/namn")
    place.visitor.submit({"svar": "Nytt"}, GO)
    assert place.answer(draft, "slutdag") == before


def test_what_is_changed_in_the_file_is_what_is_shown(place: Place) -> None:
    draft = place.example()
    place.visitor.get(draft)
    path = place.file(draft)
    path.write_text(path.read_text().replace("Kvarterslokalen på Lindgatan", "Ändrat i filen"))
    assert "Ändrat i filen" in place.visitor.get(draft).said
    place.visitor.get(f"{draft}/fraga/omrade")
    place.visitor.submit({"svar": "Hela staden"}, GO)
    assert place.answer(draft, "namn") == "Ändrat i filen"


def test_a_draft_is_removed_with_all_that_belongs_to_it_when_one_is_sure(place: Place) -> None:
    draft, other = place.example(), place.example(LARGE)
    folder = place.file(draft).parent
    (folder / HISTORY).mkdir(exist_ok=True)
    place.visitor.get(f"{draft}/ta-bort")
    assert place.visitor.submit({}).status == 400
    assert folder.exists()
    place.visitor.submit({"saker": "ja"})
    assert not folder.exists()
    assert place.visitor.get(draft).status == 404
    assert place.visitor.get(other).status == 200


def test_the_end_of_the_questions_is_the_review(place: Place) -> None:
    draft = place.example(slutdag=NotKnown("Sara"))
    assert place.visitor.get(f"{draft}/vantar").status == 200
    assert "Sara" in place.visitor.get(f"{draft}/vantar").said


def test_a_draft_that_was_opened_and_is_gone_or_moved_away_is_not_found_where_it_was(place: Place) -> None:
    draft, other = place.example(), place.example(LARGE)
    folder = place.file(draft).parent
    assert place.visitor.get(draft).status == 200
    folder.rename(folder.with_name("Flyttat"))
    assert place.visitor.get(draft).status == 404
    assert place.visitor.get(other).status == 200
    folder.with_name("Flyttat").rename(folder)
    assert place.visitor.get(draft).status == 200


@pytest.mark.skipif(os.name != "posix", reason="links need a right of their own on Windows")
def test_a_folder_that_becomes_a_link_is_no_draft_any_more(place: Place, tmp_path: Path) -> None:
    draft = place.example()
    folder = place.file(draft).parent
    assert place.visitor.get(draft).status == 200
    elsewhere = tmp_path / "annanstans"
    folder.rename(elsewhere)
    folder.symlink_to(elsewhere)
    assert place.visitor.get(draft).status == 404
