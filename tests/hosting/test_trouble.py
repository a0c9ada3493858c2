"""A full disk, a database that is gone: what was saved is there, and the visitor is told in one sentence."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from sqlalchemy import event

from hosting.hosted import ANNA, Hosted, Now
from samverkansavtal.errors import StorageError
from samverkansavtal.hosting.database import FULL, UNREACHABLE, Database
from samverkansavtal.hosting.migrating import migrate

LONG = "En lång text. " * 20_000


def test_a_database_that_cannot_grow_keeps_what_it_has(tmp_path: Path) -> None:
    hosted = on_disk(tmp_path)
    name = hosted.begin(omrade="Linden")
    event.listen(hosted.database.engine, "connect", _small)
    hosted.database.close()
    refused(hosted, name)
    hosted.database.close()


def _small(connection, record):  # type: ignore[no-untyped-def]
    connection.execute("PRAGMA max_page_count = 60").close()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """Yield a folder on a disk of two megabytes."""
    if not hasattr(os, "geteuid") or os.geteuid() != 0:
        pytest.skip("only root can make a small disk")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode != 0:
        pytest.skip("this machine makes no small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_what_was_saved_and_goes_on_when_there_is_room(small_disk: Path) -> None:
    hosted = on_disk(small_disk)
    name = hosted.begin(omrade="Linden")
    filler = small_disk / "fyllnad"
    fill(filler)
    refused(hosted, name)
    filler.unlink()
    hosted.answer(ANNA, name, "omrade", "Hela Linden")
    assert hosted.value(name, "omrade") == "Hela Linden"
    hosted.database.close()


def fill(path: Path) -> None:
    """Write until the disk is full."""
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096) == 4096:
            pass


def on_disk(folder: Path) -> Hosted:
    database = Database(str(folder / "samverkan.db"))
    migrate(database)
    return Hosted.on(database, Now())


def refused(hosted: Hosted, name: str) -> None:
    """Try to keep something long; nothing of it is kept, nothing else is lost, and it is told."""
    with pytest.raises(StorageError) as told:
        hosted.answer(ANNA, name, "omrade", LONG)
    assert str(told.value) == FULL
    again = Hosted.on(hosted.database, hosted.clock)
    assert again.value(name, "omrade") == "Linden"
    assert len(again.drafts.history(ANNA, name)) == 1


def test_a_database_that_does_not_answer_is_told_without_its_address() -> None:
    database = Database("postgresql://anna:hemligt@127.0.0.1:1/samverkan")
    with pytest.raises(StorageError) as told, database.reading():
        pass
    assert str(told.value) == UNREACHABLE
    database.close()


def test_a_file_that_is_no_database_is_told(tmp_path: Path) -> None:
    path = tmp_path / "samverkan.db"
    path.write_bytes(b"ingen databas " * 1000)
    database = Database(str(path))
    with pytest.raises(StorageError, match="skadad"):
        migrate(database)
    database.close()
    assert path.read_bytes() == b"ingen databas " * 1000


@pytest.mark.skipif(os.name != "posix", reason="rights are told otherwise there")
def test_a_database_file_is_its_owners_only(tmp_path: Path) -> None:
    hosted = on_disk(tmp_path)
    hosted.begin(omrade="Linden")
    rights = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    assert rights.keys() >= {"samverkan.db", "samverkan.db-wal"}
    assert set(rights.values()) == {0o600}
    hosted.database.close()


def test_a_path_that_cannot_be_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(StorageError):
        Database(str(tmp_path / "fil" / "samverkan.db"))
