"""The folder of drafts: names, locks, revisions, copies instead of overwriting, and power cuts."""

import itertools
import os
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path
from typing import NoReturn

import pytest
from hypothesis import given
from hypothesis import strategies as st

from asking.lindgatan import DAY, lindgatan
from samverkansavtal.errors import AnswerError, StorageError
from samverkansavtal.storing.answer_file import Draft, read_raw, write_draft
from samverkansavtal.storing.drafts import (
    ANSWERS,
    OpenDraft,
    default_folder,
    delete,
    list_drafts,
    new_path,
    revisions,
    sweep,
    usable_revision,
)
from samverkansavtal.storing.names import safe_name


def small() -> bytes:
    """Return a draft as an answer file."""
    library, answers = lindgatan()
    return write_draft(Draft("lindgatan", DAY, answers), library)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return a saved draft's answer file."""
    found = new_path(tmp_path, "Lindgatan")
    with OpenDraft(found) as opened:
        opened.save(small())
    return found


def test_drafts_lie_among_the_documents_unless_told_otherwise() -> None:
    assert default_folder().name == "Samverkansavtal"


NAMES = {
    "Mötesplats Hageby": "Mötesplats Hageby",
    "../../etc/passwd": "etc passwd",
    "C:\\Windows": "C Windows",
    "CON": "Utkast CON",
    "lpt1": "Utkast lpt1",
    "  ..  ": "Utkast",
    "": "Utkast",
    "A\u030asgränd": "Åsgränd",
    "Lind\u202egatan": "Lind gatan",
    "🏠 Hemma": "Hemma",
    "a" * 200: "a" * 60,
}


@pytest.mark.parametrize(("title", "name"), NAMES.items())
def test_a_drafts_name_makes_a_safe_folder_name(title: str, name: str) -> None:
    assert safe_name(title) == name


@given(st.text(max_size=90))
def test_no_title_makes_a_dangerous_name(title: str) -> None:
    name = safe_name(title)
    assert 0 < len(name) <= 70
    assert not set(name) & set('/\\:*?"<>|.\0')
    assert name == name.strip() == unicodedata.normalize("NFC", name)


def test_two_drafts_with_the_same_name_get_folders_of_their_own(path: Path, tmp_path: Path) -> None:
    assert new_path(tmp_path, "LINDGATAN").parent.name == "LINDGATAN 2"


def test_the_list_tells_name_model_and_how_far_newest_first(path: Path, tmp_path: Path) -> None:
    os.utime(path, (1, 1))
    with OpenDraft(new_path(tmp_path, "Annan")) as opened:
        opened.save(b'format = 1\nmodel = "portalen"\nday = 2026-11-22\n')
    first, second = list_drafts(tmp_path)
    assert (first.title, first.model, first.answered) == ("Utan namn", "portalen", 0)
    assert (second.title, second.model) == ("Kvarterslokalen", "lindgatan")
    assert second.answered == len(lindgatan()[1].values)
    assert list_drafts(tmp_path / "finns inte") == []


def test_a_damaged_draft_is_listed_with_its_reason(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"format = ")
    (found,) = list_drafts(tmp_path)
    assert found.title == "Lindgatan"
    assert "är skadad eller avbruten" in found.problem


def test_a_draft_that_is_open_cannot_be_opened_again(path: Path) -> None:
    with (
        OpenDraft(path),
        pytest.raises(StorageError, match=r"^Utkastet är öppet i ett annat fönster\. Stäng det först\.$"),
    ):
        OpenDraft(path)
    with OpenDraft(path):
        pass


def test_a_draft_that_another_process_has_open_cannot_be_opened(path: Path) -> None:
    code = (
        "import sys, pathlib; from samverkansavtal.storing.drafts import OpenDraft;"
        "opened = OpenDraft(pathlib.Path(sys.argv[1])); print('öppen', flush=True); sys.stdin.read()"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "öppen\n"
        with pytest.raises(StorageError, match="öppet i ett annat fönster"):
            OpenDraft(path)
    finally:
        other.communicate()
    with OpenDraft(path):
        pass


def test_a_folder_that_cannot_lock_is_used_all_the_same(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise NotImplementedError

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    with OpenDraft(path) as opened:
        path.write_bytes(b"# annan")
        assert "svar.kopia-1.toml" in opened.save(small())


def test_the_last_ten_revisions_are_kept(path: Path) -> None:
    with OpenDraft(path) as opened:
        for number in range(15):
            opened.save(small() + f"# {number}\n".encode())
    kept = revisions(path)
    assert [old.read_bytes().splitlines()[-1] for old in kept] == [
        f"# {number}".encode() for number in range(13, 3, -1)
    ]


def test_saving_the_same_twice_makes_no_revision(path: Path) -> None:
    with OpenDraft(path) as opened:
        opened.save(small())
    assert revisions(path) == []


def test_a_file_changed_by_somebody_else_is_left_and_a_copy_is_saved(path: Path, tmp_path: Path) -> None:
    with OpenDraft(path) as opened:
        path.write_bytes(small() + b"# annan\n")
        notice = opened.save(small() + b"# min\n")
        assert opened.save(small() + b"# min igen\n") == ""
    assert path.read_bytes().endswith(b"# annan\n")
    assert (path.parent / "svar.kopia-1.toml").read_bytes().endswith(b"# min igen\n")
    assert "svar.kopia-1.toml" in notice
    assert [info.title for info in list_drafts(tmp_path)] == [
        "Kvarterslokalen (kopia 1)",
        "Kvarterslokalen",
    ]


def test_a_draft_whose_folder_vanished_is_saved_all_the_same(path: Path) -> None:
    with OpenDraft(path) as opened:
        path.unlink()
        assert opened.save(small()) == ""
    assert path.read_bytes() == small()


def test_a_damaged_file_points_at_the_newest_revision_that_can_be_read(path: Path) -> None:
    with OpenDraft(path) as opened:
        opened.save(small() + b"# ny\n")
        opened.save(small() + b"# nyare\n")
    revisions(path)[0].write_bytes(b"format = ")
    path.write_bytes(b"format = ")
    with pytest.raises(AnswerError, match="skadad"):
        read_raw(path)
    older = usable_revision(path)
    assert older == revisions(path)[1]


def test_a_revision_is_taken_back_only_by_hand_and_the_damaged_file_stays(path: Path) -> None:
    with OpenDraft(path) as opened:
        opened.save(small() + b"# ny\n")
        path.write_bytes(b"format = ")
        older = usable_revision(path)
        assert older is not None
        kept = opened.restore(older)
    assert path.read_bytes() == small()
    assert (kept.name, kept.read_bytes()) == ("svar.trasig-1.toml", b"format = ")


def test_a_draft_is_deleted_with_everything_in_its_folder(path: Path, tmp_path: Path) -> None:
    (path.parent / "avtal.docx").write_bytes(b"PK")
    delete(path, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_nothing_outside_the_folder_and_nothing_open_is_deleted(path: Path, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="inget utkast"):
        delete(path, tmp_path / "annan")
    with pytest.raises(StorageError, match="inget utkast"):
        delete(tmp_path / ANSWERS, tmp_path)
    with OpenDraft(path), pytest.raises(StorageError, match="öppet i ett annat fönster"):
        delete(path, tmp_path)
    assert path.is_file()


def test_a_link_into_the_folder_is_neither_listed_nor_deleted(path: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "drafts"
    elsewhere.mkdir()
    link = elsewhere / "lank"
    link.symlink_to(path.parent, target_is_directory=True)
    assert list_drafts(elsewhere) == []
    with pytest.raises(StorageError, match="inget utkast"):
        delete(link / ANSWERS, elsewhere)
    assert path.is_file()


def test_a_folder_that_cannot_be_made_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("en fil, ingen mapp")
    with pytest.raises(StorageError, match="Välj en annan mapp"):
        OpenDraft(tmp_path / "fil" / "utkast" / ANSWERS)


def test_old_strays_are_swept_and_fresh_ones_left(path: Path, tmp_path: Path) -> None:
    old, fresh = path.parent / ".svar.toml.a.tmp", path.parent / ".svar.toml.b.tmp"
    for stray in (old, fresh):
        stray.write_bytes(b"")
    os.utime(old, (1, 1))
    sweep(tmp_path)
    assert (old.exists(), fresh.exists()) == (False, True)
    sweep(tmp_path / "finns inte")


ROUNDS = 40


@pytest.mark.skipif(os.name != "posix", reason="kill -9 exists on POSIX only")
def test_no_file_is_broken_by_a_process_killed_while_it_saves(path: Path) -> None:
    data, expected = small(), read_raw(path).data
    for number in range(ROUNDS):
        ready, told = os.pipe()
        child = os.fork()
        if child == 0:
            _save_for_ever(path, data, told)
        os.read(ready, 1)
        time.sleep(0.0007 * (number % 20))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ready)
        os.close(told)
        assert read_raw(path).data == expected
    assert len(revisions(path)) >= 2
    assert all(read_raw(old).data == expected for old in revisions(path))


def _save_for_ever(path: Path, data: bytes, told: int) -> NoReturn:
    """Save until killed; the process must never return into the tests."""
    try:
        with OpenDraft(path) as opened:
            for number in itertools.count(1):
                opened.save(data + f"# {number}\n".encode() * (number % 50))
                os.write(told, b".")
    finally:
        os._exit(1)
