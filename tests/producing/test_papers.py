"""Papers on any shelf: versions, hand-made changes, and files that are sent back."""

from collections.abc import Callable
from io import BytesIO

import docx
import pytest

from producing.shelves import MemoryShelf, edited, longer, papers
from samverkansavtal.producing import uploads
from samverkansavtal.producing.papers import Papers, write_papers
from samverkansavtal.producing.uploads import UploadError, compare
from samverkansavtal.producing.versions import of_draft, upload_name, versions

OLD, NEW = "Uppsägningstiden", "Tiden för uppsägning"


@pytest.fixture
def small() -> Papers:
    return papers()


@pytest.fixture
def shelf() -> MemoryShelf:
    return MemoryShelf()


def said(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)


def test_a_report_changed_by_hand_is_not_overwritten_when_the_draft_is_written_again(
    small: Papers, shelf: MemoryShelf
) -> None:
    first = write_papers(small, shelf)
    shelf.files[first.report] = edited(shelf.files[first.report], "Om rapporten", "Vår rapport")
    before = shelf.files[first.report]
    again = write_papers(small, shelf)
    assert (again.version, shelf.files[first.report]) == (2, before)
    assert write_papers(small, shelf).version == 2


def test_a_report_that_is_gone_is_written_again_beside_its_agreement(
    small: Papers, shelf: MemoryShelf
) -> None:
    first = write_papers(small, shelf)
    before = shelf.files.pop(first.report)
    again = write_papers(small, shelf)
    assert (again.version, again.fresh, shelf.files[first.report]) == (1, False, before)


def test_a_report_whose_agreement_is_gone_is_not_overwritten(small: Papers, shelf: MemoryShelf) -> None:
    first = write_papers(small, shelf)
    del shelf.files[first.agreement]
    shelf.files[first.report] = edited(shelf.files[first.report], "Om rapporten", "Vår rapport")
    before = shelf.files[first.report]
    assert write_papers(longer(small), shelf).version == 2
    assert shelf.files[first.report] == before


def test_what_has_been_looked_at_before_does_not_change_what_is_written(small: Papers) -> None:
    first = small.written(1, ())
    for name in small.plan.library.questions.keys() - small.plan.library.schema.lists.keys():
        if "." not in name:
            small.plan.world.fact(name)
    assert small.written(1, ()) == first


def test_nothing_is_written_twice(small: Papers, shelf: MemoryShelf) -> None:
    write_papers(small, shelf)
    write_papers(small, shelf)
    assert len(shelf.written) == 2


def test_a_file_that_is_sent_back_is_kept_beside_its_version_and_told_place_by_place(
    small: Papers, shelf: MemoryShelf
) -> None:
    first = write_papers(small, shelf)
    before = dict(shelf.files)
    sent = edited(shelf.files[first.agreement], OLD, NEW)
    found = compare(sent, shelf)
    assert found.version == 1
    assert [(edit.place, edit.kind) for edit in found.edits] == [("punkt 12.2", "changed")]
    assert NEW in found.edits[0].text
    assert found.kept == "samverkansavtal-om-kvarterslokalen-pa-lindgatan-v1-er-andring-1.docx"
    assert shelf.files == before | {found.kept: sent}
    assert "Ingen regel har läst" in found.sentence


def test_the_next_version_tells_of_what_was_sent_back(small: Papers, shelf: MemoryShelf) -> None:
    first = write_papers(small, shelf)
    kept = compare(edited(shelf.files[first.agreement], OLD, NEW), shelf).kept
    second = write_papers(small, shelf)
    assert second.version == 2
    assert f"{kept} är ändrad för hand i punkt 12.2" in second.by_hand[0]
    assert kept in said(shelf.files[second.report])
    assert not write_papers(small, shelf).fresh
    third = write_papers(longer(small), shelf)
    assert (third.version, third.by_hand) == (3, second.by_hand)


def test_the_same_file_sent_twice_is_kept_once(small: Papers, shelf: MemoryShelf) -> None:
    first = write_papers(small, shelf)
    sent = edited(shelf.files[first.agreement], OLD, NEW)
    assert compare(sent, shelf).kept == compare(sent, shelf).kept
    assert len(shelf.files) == 3


def test_another_change_to_the_same_version_is_kept_as_a_file_of_its_own(
    small: Papers, shelf: MemoryShelf
) -> None:
    first = write_papers(small, shelf)
    kept = [compare(edited(shelf.files[first.agreement], OLD, new), shelf).kept for new in ("Ett", "Två")]
    assert kept == [upload_name(small.base, 1, number) for number in (1, 2)]
    assert of_draft(shelf.names(), small.base)[0].uploads == tuple(kept)


def test_a_file_that_says_the_same_is_not_kept(small: Papers, shelf: MemoryShelf) -> None:
    first = write_papers(small, shelf)
    found = compare(shelf.files[first.agreement], shelf)
    assert (found.edits, found.kept, len(shelf.files)) == ((), "", 2)
    assert "densamma som i version 1" in found.sentence


def other_draft(small: Papers) -> bytes:
    other = papers(namn="Någon annans lokal")
    return other.written(1, ())[0]


def later_version(small: Papers) -> bytes:
    return small.written(7, ())[0]


def same_name_other_day(small: Papers) -> bytes:
    return longer(small).written(1, ())[0]


def report(small: Papers) -> bytes:
    return small.written(1, ())[1]


def not_word(small: Papers) -> bytes:
    return b"inte Word"


@pytest.mark.parametrize(
    ("make", "sentence"),
    [
        (other_draft, "kommer från ett annat utkast"),
        (later_version, "version 7, men den versionen har inte skapats här"),
        (same_name_other_day, "version 1, men den versionen har inte skapats här"),
        (report, "minns inte vilket utkast"),
        (not_word, "inte en Word-fil"),
    ],
)
def test_a_file_that_is_not_of_this_draft_is_one_sentence_and_nothing_is_kept(
    small: Papers, shelf: MemoryShelf, make: Callable[[Papers], bytes], sentence: str
) -> None:
    write_papers(small, shelf)
    before = dict(shelf.files)
    with pytest.raises(UploadError, match=sentence) as caught:
        compare(make(small), shelf)
    assert shelf.files == before
    assert "\n" not in str(caught.value)


def test_no_more_than_so_many_copies_of_a_version_are_kept(
    small: Papers, shelf: MemoryShelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST", 1)
    first = write_papers(small, shelf)
    compare(edited(shelf.files[first.agreement], OLD, NEW), shelf)
    with pytest.raises(UploadError, match="redan 1 ändrade"):
        compare(edited(shelf.files[first.agreement], OLD, "Annat"), shelf)
    assert len(shelf.files) == 3


def test_a_draft_whose_name_begins_like_anothers_does_not_count_its_versions() -> None:
    names = ["avtal-v1.docx", "avtal-v2-v1.docx", "avtal-riskrapport-v1.docx", "avtal-v1-er-andring-2.docx"]
    names += ["avtal-v10.docx", "eget.docx", upload_name("avtal", 1, 10)]
    assert [version.number for version in of_draft(names, "avtal")] == [1, 10]
    first = of_draft(names, "avtal")[0]
    assert first.report == "avtal-riskrapport-v1.docx"
    assert first.uploads == ("avtal-v1-er-andring-2.docx", "avtal-v1-er-andring-10.docx")
    assert {version.base for version in versions(names)} == {"avtal", "avtal-v2"}
