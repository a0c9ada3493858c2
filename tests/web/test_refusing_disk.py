"""The disk says no, the file is open elsewhere, the folder is gone: a sentence, and what was typed is given back."""

import errno
import os
import shutil
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from samverkansavtal.storing.drafts import OpenDraft
from samverkansavtal.web import local
from web.browsing import Answer
from web.places import Place

GO = ("gor", "svara")
TYPED = "Namnet som inte får försvinna"


@pytest.fixture
def draft(place: Place) -> str:
    return place.example()


def answered(place: Place, draft: str) -> Answer:
    place.visitor.get(f"{draft}/fraga/namn")
    return place.visitor.submit({"svar": TYPED}, GO)


def gives_back(answer: Answer) -> bool:
    """Return whether a page says that something went wrong and holds what was typed, to be sent again."""
    assert "Traceback" not in answer.html
    assert TYPED in answer.said
    assert "Det är inte sparat än" in answer.said
    return answer.page.forms[-1].options("svar") == [TYPED]


@pytest.mark.parametrize(
    ("code", "says"),
    [(errno.ENOSPC, "Disken är full"), (errno.EROFS, "skrivskyddad"), (errno.EIO, "kunde inte sparas")],
)
def test_a_disk_that_refuses_loses_nothing(
    code: int, says: str, place: Place, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = place.file(draft).read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", refuse)
        answer = answered(place, draft)
    assert answer.status == 500
    assert says in answer.said
    assert gives_back(answer)
    assert place.file(draft).read_bytes() == before
    assert place.visitor.submit({}).status == 200  # the page's own "Försök igen", once there is room
    assert place.answer(draft, "namn") == TYPED


def test_a_draft_that_is_open_in_the_terminal_is_told_and_the_answer_is_given_back(
    place: Place, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "WAIT", 0.05)
    with OpenDraft(place.file(draft)):
        assert place.visitor.get(draft).status == 200
        answer = answered(place, draft)
        assert answer.status == 423
        assert "Stäng det där, och försök sedan igen." in answer.said
        assert gives_back(answer)
        assert place.visitor.submit({}).status == 423
    assert place.visitor.submit({}).status == 200
    assert place.answer(draft, "namn") == TYPED


def test_a_window_that_is_only_just_saving_is_waited_for(place: Place, draft: str) -> None:
    opened = threading.Event()

    def save() -> None:
        with OpenDraft(place.file(draft)):
            opened.set()
            time.sleep(0.2)

    other = threading.Thread(target=save)
    other.start()
    opened.wait()
    assert answered(place, draft).status == 200
    other.join()
    assert place.answer(draft, "namn") == TYPED


def test_a_row_is_given_back_whole(place: Place, draft: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "WAIT", 0.05)
    place.visitor.get(f"{draft}/lista/parter/ny")
    with OpenDraft(place.file(draft)):
        answer = place.visitor.submit({"namn": TYPED, "form": "trossamfund"}, GO)
        assert answer.status == 423
    assert TYPED in answer.said
    assert place.visitor.submit({}).status == 200
    assert TYPED in place.draft(draft).answers.values.values()


def test_a_folder_that_cannot_be_written_in_is_not_called_open_somewhere_else(
    place: Place, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "nej")

    monkeypatch.setattr("filelock.FileLock.acquire", refuse)
    answer = answered(place, draft)
    assert answer.status == 500
    assert "Det går inte att skriva i mappen" in answer.said
    assert "öppet" not in answer.heading
    assert gives_back(answer)


def test_a_folder_that_is_removed_between_questions_gives_back_what_was_typed(
    place: Place, draft: str
) -> None:
    place.visitor.get(f"{draft}/fraga/namn")
    shutil.rmtree(place.folder)
    answer = place.visitor.submit({"svar": TYPED}, GO)
    assert answer.status == 404
    assert "Det kan ha tagits bort eller flyttats" in answer.said
    assert TYPED in answer.said
    assert place.visitor.get("/").status == 200


def test_the_first_answer_is_given_back_too(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.visitor.get("/borja/samverkan")
    place.folder.mkdir(exist_ok=True)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    with monkeypatch.context() as patched:
        patched.setattr("os.fsync", refuse)
        answer = place.visitor.submit({"svar": TYPED}, GO)
    assert answer.status == 500
    assert gives_back(answer)
    assert place.visitor.submit({}).status == 200
    assert [line.title for line in place.drafts.all(local.ME)] == [TYPED]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 256 kB, where the machine lets us have one."""
    if os.name != "posix" or os.getuid() != 0:
        pytest.skip("only root can mount a small disk")
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no file system can be mounted here")
    yield disk
    subprocess.run(["umount", str(disk)], check=True)


def test_a_disk_that_really_fills_up_keeps_the_last_draft_that_was_saved(small_disk: Path) -> None:
    place = Place(small_disk / "utkast")
    draft = place.example()
    (small_disk / "annat").write_bytes(b"x" * (256 * 1024 - 40 * 1024))
    statuses = []
    for number in range(40):
        place.visitor.get(f"{draft}/fraga/forandring")
        statuses.append(place.visitor.submit({"svar": f"{number} " + "ord " * 120}, GO).status)
        if statuses[-1] != 200:
            break
    assert statuses[-1] == 500
    assert "Disken är full" in place.visitor.last.said  # type: ignore[union-attr]
    assert str(place.answer(draft, "forandring")).startswith(f"{len(statuses) - 2} ")
    assert not list(place.folder.rglob("*.tmp"))
    (small_disk / "annat").unlink()
    assert place.visitor.submit({}).status == 200
    assert str(place.answer(draft, "forandring")).startswith(f"{len(statuses) - 1} ")


def test_a_disk_that_becomes_read_only_is_told(small_disk: Path) -> None:
    place = Place(small_disk / "utkast")
    draft = place.example()
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    answer = answered(place, draft)
    assert answer.status == 500
    assert gives_back(answer)
    subprocess.run(["mount", "-o", "remount,rw", str(small_disk)], check=True)
    assert place.visitor.submit({}).status == 200
