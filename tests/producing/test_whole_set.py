"""All papers of a draft on one shelf: versions, files that somebody has changed, and what is new in a version."""

from io import BytesIO

import docx
import pytest

from producing.shelves import MemoryShelf, edited, longer, papers
from samverkansavtal.producing.papers import Papers, write_papers
from samverkansavtal.producing.versions import of_draft, paper_name, versions
from samverkansavtal.producing.whole_set import write_set

BASE = "samverkansavtal-om-kvarterslokalen-pa-lindgatan"
BOARD = f"{BASE}-v1_beslutsunderlag.docx"


@pytest.fixture
def small() -> Papers:
    return papers()


@pytest.fixture
def shelf() -> MemoryShelf:
    return MemoryShelf()


def said(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in docx.Document(BytesIO(data)).paragraphs)


def test_the_set_is_the_agreement_its_report_and_every_paper_with_one_version(
    small: Papers, shelf: MemoryShelf
) -> None:
    found = write_set(small, shelf)
    assert set(shelf.files) == {found.written.agreement, found.written.report, *found.papers}
    assert BOARD in found.papers
    assert f"{BASE}-v1_partsblad-foreningen-lindens-vanner.docx" in found.papers
    assert of_draft(shelf.names(), BASE)[0].papers == tuple(sorted(found.papers))


def test_the_same_answers_write_nothing_again(small: Papers, shelf: MemoryShelf) -> None:
    write_set(small, shelf)
    count = len(shelf.written)
    again = write_set(small, shelf)
    assert (len(shelf.written), again.written.fresh, again.kept) == (count, False, ())


def test_a_paper_that_is_gone_is_written_again(small: Papers, shelf: MemoryShelf) -> None:
    write_set(small, shelf)
    before = shelf.files.pop(BOARD)
    write_set(small, shelf)
    assert shelf.files[BOARD] == before


def test_a_paper_changed_by_hand_is_never_overwritten(small: Papers, shelf: MemoryShelf) -> None:
    write_set(small, shelf)
    changed = edited(shelf.files[BOARD], "Styrelsen beslutar", "Vi beslutar")
    shelf.files[BOARD] = changed
    again = write_set(small, shelf)
    copy = paper_name(BASE, 1, "beslutsunderlag", 2)
    assert shelf.files[BOARD] == changed
    assert "Styrelsen beslutar" in said(shelf.files[copy])
    assert again.kept == (f"{BOARD} är ändrad eller ifylld och skrivs inte över. Den nya heter {copy}.",)
    assert write_set(small, shelf).papers == again.papers


def test_a_changed_answer_gives_every_paper_a_new_version_and_keeps_the_old(
    small: Papers, shelf: MemoryShelf
) -> None:
    first = write_set(small, shelf)
    before = dict(shelf.files)
    second = write_set(longer(small), shelf)
    assert second.written.version == 2
    assert not set(first.papers) & set(second.papers)
    assert {name: shelf.files[name] for name in before} == before


def test_a_draft_whose_name_ends_like_a_paper_is_another_draft() -> None:
    names = ["avtal-v1.docx", "avtal-v1_tidplan.docx", "avtal-v1_tidplan_2.docx", "avtal-v1-tidplan-v1.docx"]
    found = {version.base: version for version in versions(names)}
    assert found["avtal"].papers == ("avtal-v1_tidplan.docx", "avtal-v1_tidplan_2.docx")
    assert found["avtal-v1-tidplan"].agreement == "avtal-v1-tidplan-v1.docx"


def waiting(**answers: object) -> Papers:
    """The draft while somebody still has to answer, so that the agreement has its cover."""
    from samverkansavtal.planning.answers import NotKnown

    return papers(lokal_regler=NotKnown("uthyrningen"), **answers)


def test_the_cover_says_how_many_fields_wait_for_whom(shelf: MemoryShelf) -> None:
    first = write_papers(waiting(), shelf)
    assert "Uthyrningen, 1\u00a0tomt fält: " in said(shelf.files[first.agreement])


def test_the_cover_says_where_the_text_differs_from_the_version_before(shelf: MemoryShelf) -> None:
    first = write_papers(waiting(), shelf)
    second = write_papers(longer(waiting()), shelf)
    assert "Ändrat sedan förra versionen" not in said(shelf.files[first.agreement])
    text = said(shelf.files[second.agreement])
    assert "Ändrat sedan förra versionen:" in text
    assert "(Avtalstid)" in text
    assert "(Uppsägning)" not in text.split("Gula fält")[0]
    assert write_papers(longer(waiting()), shelf).version == 2


def test_a_provision_that_is_new_or_gone_is_told_as_such(shelf: MemoryShelf) -> None:
    write_papers(waiting(), shelf)
    with_children = waiting(barn_pa_plats="ja_sallskap", barnansvarig="bolaget", barnledare=False)
    added = write_papers(with_children, shelf)
    assert "(Trygghet för barn)" in said(shelf.files[added.agreement]).split("Gula fält")[0]
    assert "Nytt: " in said(shelf.files[added.agreement])
    gone = write_papers(waiting(), shelf)
    assert "Borttaget: " in said(shelf.files[gone.agreement])


def test_what_is_ready_for_signing_has_no_cover(small: Papers, shelf: MemoryShelf) -> None:
    write_papers(small, shelf)
    second = write_papers(longer(small), shelf)
    assert "Ändrat sedan" not in said(shelf.files[second.agreement])
