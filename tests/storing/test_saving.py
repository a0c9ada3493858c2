"""A saved file is the old one or the new one, never something between."""

import errno
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Self

import pytest

from samverkansavtal.errors import StorageError
from samverkansavtal.storing.saving import STALE, save_bytes, save_new, save_together, sweep

OLD, NEW = b"gammalt\n" * 50, b"nytt\n" * 5_000
ROUNDS = 40


def strays(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.suffix == ".tmp"]


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "svar.toml"
    save_bytes(path, OLD)
    save_bytes(path, NEW)
    assert path.read_bytes() == NEW
    assert list(tmp_path.iterdir()) == [path]


def test_the_folder_is_made_when_it_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "a" / "b" / "svar.toml"
    save_bytes(path, NEW)
    assert path.read_bytes() == NEW


def raising(code: int) -> Callable[..., Any]:
    def fail(*_: Any, **__: Any) -> Any:
        raise OSError(code, os.strerror(code))

    return fail


@pytest.mark.parametrize("call", ["os.fsync", "os.fdopen", "tempfile.mkstemp", "pathlib.Path.replace"])
@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOSPC, "Disken är full"),
        (errno.EDQUOT, "Disken är full"),
        (errno.EACCES, "skrivskyddad"),
        (errno.EROFS, "skrivskyddad"),
        (errno.EIO, "kunde inte sparas"),
    ],
)
def test_a_refusing_disk_leaves_the_old_file_and_says_what_to_do(
    call: str, code: int, says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "svar.toml"
    save_bytes(path, OLD)
    monkeypatch.setattr(call, raising(code))
    with pytest.raises(StorageError, match=says) as refusal:
        save_bytes(path, NEW)
    monkeypatch.undo()
    assert str(refusal.value).endswith(".")
    assert path.read_bytes() == OLD
    assert strays(tmp_path) == []


def test_a_disk_that_fills_while_writing_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "svar.toml"
    save_bytes(path, OLD)
    opened = os.fdopen

    def filling(*args: Any) -> Any:
        file = opened(*args)
        return _Filling(file)

    monkeypatch.setattr("os.fdopen", filling)
    with pytest.raises(StorageError, match="Disken är full"):
        save_bytes(path, NEW)
    monkeypatch.undo()
    assert (path.read_bytes(), strays(tmp_path)) == (OLD, [])


class _Filling:
    """A file that takes ten bytes and then is full."""

    def __init__(self, file: Any) -> None:
        self.file = file

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    def write(self, data: bytes) -> int:
        os.write(self.file.fileno(), data[:10])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_an_impossible_name_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="kunde inte sparas"):
        save_bytes(tmp_path / ("a" * 300), NEW)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_files_place_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "svar.toml").mkdir()
    with pytest.raises(StorageError, match="kunde inte sparas"):
        save_bytes(tmp_path / "svar.toml", NEW)
    assert strays(tmp_path) == []


def test_a_file_in_the_folders_place_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "mapp").write_bytes(OLD)
    with pytest.raises(StorageError, match="kunde inte sparas"):
        save_bytes(tmp_path / "mapp" / "svar.toml", NEW)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "svar.toml").write_bytes(OLD)
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StorageError, match="skrivskyddad"):
            save_bytes(tmp_path / "svar.toml", NEW)
    finally:
        tmp_path.chmod(0o700)
    assert (tmp_path / "svar.toml").read_bytes() == OLD


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte, where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if mount is None or umount is None:
        pytest.skip("no mount command")
    made = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("not allowed to mount a small disk")
    yield place
    subprocess.run([umount, str(place)], check=True)


def test_a_full_disk_leaves_the_old_file_and_no_rubbish(tiny_disk: Path) -> None:
    path = tiny_disk / "svar.toml"
    save_bytes(path, OLD)
    with pytest.raises(StorageError, match="Disken är full"):
        save_bytes(path, b"x" * 2_000_000)
    assert (path.read_bytes(), list(tiny_disk.iterdir())) == (OLD, [path])
    save_bytes(path, NEW)
    assert path.read_bytes() == NEW


WRITER = """
import sys
from pathlib import Path
from samverkansavtal.storing.saving import save_bytes
path = Path(sys.argv[1])
print("ready", flush=True)
number = 0
while True:
    number += 1
    save_bytes(path, str(number % 10).encode() * 200_000)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no kill -9")
@pytest.mark.parametrize("batch", range(4))
def test_a_killed_process_never_leaves_half_a_file(batch: int, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.toml" for number in range(ROUNDS // 4)]
    for path in paths:
        save_bytes(path, b"0" * 200_000)
    command = [sys.executable, "-c", WRITER]
    writers = [subprocess.Popen([*command, str(path)], stdout=subprocess.PIPE) for path in paths]
    for number, writer in enumerate(writers):
        assert writer.stdout is not None
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(0.001 * (batch + number))
        writer.kill()
        writer.wait()
        writer.stdout.close()
    found = [path.read_bytes() for path in paths]
    assert {len(data) for data in found} == {200_000}
    assert [len(set(data)) for data in found] == [1] * len(paths)


def test_rubbish_from_a_killed_process_is_swept_after_a_day(tmp_path: Path) -> None:
    for name in (".svar.toml.abc.tmp", ".svar.toml.def.tmp", "svar.toml", "mitt.tmp"):
        (tmp_path / name).write_bytes(OLD)
    now = time.time()
    os.utime(tmp_path / ".svar.toml.abc.tmp", (now - STALE - 10, now - STALE - 10))
    os.utime(tmp_path / "mitt.tmp", (now - STALE - 10, now - STALE - 10))
    sweep(tmp_path, now)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".svar.toml.def.tmp", "mitt.tmp", "svar.toml"]
    sweep(tmp_path / "finns-inte")


@pytest.fixture(params=["links", "no links"])
def folder(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder on a disk that has hard links, or that has none."""
    if request.param == "no links":
        monkeypatch.setattr("os.link", raising(errno.EPERM))
    return tmp_path


def test_new_files_are_written_together_and_nothing_is_left_beside_them(folder: Path) -> None:
    files = {folder / "ny" / "a.docx": NEW, folder / "ny" / "b.docx": OLD}
    assert save_together(files)
    assert {path: path.read_bytes() for path in (folder / "ny").iterdir()} == files


def test_new_files_take_no_place_where_something_lies_and_then_none_is_written(folder: Path) -> None:
    (folder / "b.docx").write_bytes(OLD)
    assert not save_together({folder / "a.docx": NEW, folder / "b.docx": NEW})
    assert list(folder.iterdir()) == [folder / "b.docx"]
    assert (folder / "b.docx").read_bytes() == OLD
    with pytest.raises(StorageError, match="finns redan"):
        save_new(folder / "b.docx", NEW)


def test_of_many_who_want_the_same_new_name_one_gets_it(folder: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        for turn in range(20):
            path = folder / f"{turn}.docx"
            offered = [{path: bytes(length)} for length in range(1, 9)]
            found = list(pool.map(save_together, offered))
            assert sum(found) == 1
            assert path.read_bytes() == offered[found.index(True)][path]
    assert strays(folder) == []


def test_a_disk_that_refuses_a_new_file_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.fsync", raising(errno.ENOSPC))
    with pytest.raises(StorageError, match="Disken är full"):
        save_together({folder / "a.docx": NEW, folder / "b.docx": NEW})
    assert list(folder.iterdir()) == []
