"""Files on disk: versions, hand-made changes, and what happens when the disk says no."""

import shutil
from pathlib import Path

import docx
import pytest

from audited import audit
from samverkansavtal.documents import Produced, open_answers, write_documents
from samverkansavtal.errors import AnswerError, StorageError
from samverkansavtal.producing.opening import library_for
from samverkansavtal.storing.names import file_name

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLES / "kvarterslokal" / "answers.toml", tmp_path / "svar.toml")
    return tmp_path


def produce(folder: Path) -> Produced:
    return write_documents(open_answers(folder), folder)


def edit(path: Path, old: str, new: str) -> None:
    """Change a paragraph the way a person does in Word, and save."""
    document = docx.Document(str(path))
    paragraph = next(p for p in document.paragraphs if old in p.text)
    run = next(r for r in paragraph.runs if old in r.text)
    run.text = run.text.replace(old, new)
    document.save(str(path))


def change_answer(folder: Path, old: str, new: str) -> None:
    path = folder / "svar.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_both_papers_are_valid_and_carry_their_version_in_the_name(case: Path) -> None:
    produced = produce(case)
    assert produced.agreement.name == "samverkansavtal-om-kvarterslokalen-pa-lindgatan-v1.docx"
    assert produced.report.name == "samverkansavtal-om-kvarterslokalen-pa-lindgatan-riskrapport-v1.docx"
    assert audit(produced.agreement.read_bytes()) == audit(produced.report.read_bytes()) == []


def test_the_same_answers_give_the_same_bytes_and_no_new_version(case: Path) -> None:
    first = produce(case)
    before = first.agreement.read_bytes()
    again = produce(case)
    assert (again.version, again.fresh, again.agreement.read_bytes()) == (1, False, before)


def test_a_changed_answer_gives_a_new_version_and_keeps_the_old_file(case: Path) -> None:
    first = produce(case)
    before = first.agreement.read_bytes()
    change_answer(case, "2028-12-31", "2029-12-31")
    second = produce(case)
    assert (second.version, first.agreement.read_bytes()) == (2, before)


def test_a_file_changed_by_hand_is_never_overwritten_and_the_next_draft_says_what_was_changed(
    case: Path,
) -> None:
    first = produce(case)
    edit(first.agreement, "Uppsägningstiden", "Tiden för uppsägning")
    changed = first.agreement.read_bytes()
    second = produce(case)
    assert first.agreement.read_bytes() == changed
    assert second.version == 2
    assert "12.2" in second.by_hand[0]
    assert "ingen regel har läst" in second.by_hand[0]


def test_a_change_by_hand_is_told_as_long_as_the_file_is_there(case: Path) -> None:
    first = produce(case)
    edit(first.agreement, "Uppsägningstiden", "Tiden för uppsägning")
    produce(case)
    third = produce(case)
    assert (third.version, third.fresh) == (2, False)
    assert "12.2" in third.by_hand[0]


def test_nobody_can_give_to_themselves(case: Path) -> None:
    change_answer(case, 'till = "lindens-vanner"', 'till = "bolaget"')
    with pytest.raises(AnswerError, match="kan inte ge till sig själv"):
        open_answers(case)


def test_a_file_that_has_become_something_else_is_kept_and_told(case: Path) -> None:
    first = produce(case)
    first.agreement.write_bytes(b"inte Word")
    second = produce(case)
    assert first.agreement.read_bytes() == b"inte Word"
    assert "går inte att läsa" in second.by_hand[0]


def test_a_full_disk_is_one_sentence_and_leaves_the_old_file(
    case: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = produce(case)
    before = first.agreement.read_bytes()
    change_answer(case, "2028-12-31", "2029-12-31")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(StorageError, match="Disken är full"):
        produce(case)
    assert first.agreement.read_bytes() == before
    assert not list(case.glob(".*.tmp"))


def test_a_read_only_folder_is_one_sentence(case: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(**_: object) -> tuple[int, str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.mkstemp", refused)
    with pytest.raises(StorageError, match="skrivskyddad"):
        produce(case)


def test_dates_that_run_backwards_are_told_with_the_answer_they_stand_in(case: Path) -> None:
    change_answer(case, "slutdag = 2028-12-31", "slutdag = 2026-12-31")
    with pytest.raises(AnswerError, match=r"svar\.toml: slutdag: Slutdagen måste ligga efter startdagen"):
        open_answers(case)


def test_an_organisation_number_of_another_legal_form_is_told(case: Path) -> None:
    change_answer(case, "802999-2008", "556999-1002")
    with pytest.raises(AnswerError, match="nummer börjar med 8"):
        open_answers(case)


def test_a_folder_without_answers_says_how_to_begin(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="samverkan new"):
        open_answers(tmp_path)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Samverkansavtal om Åsa & Östen", "samverkansavtal-om-asa-osten"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "avtal-con"),
        ("\u202e", "samverkansavtal"),
        ("x" * 200, "x" * 60),
    ],
)
def test_file_names_work_on_every_system(text: str, name: str) -> None:
    assert file_name(text) == name


def test_a_layer_of_ones_own_is_found_beside_the_answers(case: Path) -> None:
    layer = case / "egen"
    (layer / "clauses" / "tid").mkdir(parents=True)
    (layer / "model.toml").write_text('derives = "samverkan"\ntitle = "Vår"\n', "utf-8")
    change_answer(case, 'model = "samverkan"', 'model = "samverkan"\nlayer = "egen"')
    assert open_answers(case).library.model.title == "Vår"
    assert library_for("samverkan").model.title != "Vår"
