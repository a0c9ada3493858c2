"""The drill: back up, lose the server, restore to a new one, of either kind; and what restore refuses."""

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from hosting.conftest import new_postgres
from hosting.hosted import ANNA, BO, Hosted, Now
from samverkansavtal.errors import StorageError
from samverkansavtal.hosting import dumping
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.dumping import HEAD, KEPT, back_up, restore
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.web.keeping import Role


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Yield another database, of the same kind or the other; nothing is in it yet."""
    addresses = iter([str(tmp_path / "ny.db")]) if request.param == "sqlite" else new_postgres()
    for address in addresses:
        made = Database(address)
        yield made
        made.close()


def fill(hosted: Hosted) -> str:
    """Put something in every table that is kept; return a draft."""
    name = hosted.shared(Role.WRITE)
    hosted.answer(BO, name, "omrade", NotKnown("Sara"))
    hosted.people.comment(ANNA, name, "omrade", "”Å, ä & ö”\n\t<b>🌱")
    hosted.people.follow(hosted.people.make_link(ANNA, name, "Sara", 7), "192.0.2.1")
    hosted.drafts.shelf(ANNA, name).add({"avtal-v1.docx": bytes(range(256))})
    for number in range(3):
        hosted.begin(namn=f"Ett till, {number}")
    hosted.drafts.delete(ANNA, hosted.begin(namn="Borttaget"))
    return name


def content(database: Database) -> dict[str, list[Any]]:
    with database.reading() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in KEPT
        }


def test_what_is_restored_is_what_was_backed_up(hosted: Hosted, elsewhere: Database, tmp_path: Path) -> None:
    name, path = fill(hosted), tmp_path / "kopia.zip"
    counts = back_up(hosted.database, path, hosted.clock())
    assert restore(elsewhere, path) == counts
    assert content(elsewhere) == content(hosted.database)
    assert {table: count for table, count in counts.items() if not count} == {"person": 0}
    again = Hosted.on(elsewhere, Now())
    assert again.drafts.open(BO, name).draft == hosted.drafts.open(BO, name).draft
    again.answer(ANNA, name, "omrade", "Linden")
    assert again.drafts.open(ANNA, name).rev == "3"


def test_a_backup_is_one_moment_also_while_people_work(
    hosted: Hosted, elsewhere: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name = fill(hosted)
    before, written = content(hosted.database), dumping._lines

    def slow(connection, table):  # type: ignore[no-untyped-def]
        yield from written(connection, table)
        hosted.answer(ANNA, name, "omrade", f"under kopieringen, {table.name}")
        hosted.people.comment(ANNA, name, "omrade", "Under kopieringen")

    monkeypatch.setattr(dumping, "_lines", slow)
    back_up(hosted.database, tmp_path / "kopia.zip", hosted.clock())
    restore(elsewhere, tmp_path / "kopia.zip")
    assert content(hosted.database) != before
    assert content(elsewhere) == before


def test_two_backups_of_the_same_content_say_the_same(hosted: Hosted, tmp_path: Path) -> None:
    fill(hosted)
    paths = [tmp_path / "a.zip", tmp_path / "b.zip"]
    for path in paths:
        back_up(hosted.database, path, hosted.clock())
    first, second = (
        {name: archive.read(name) for name in archive.namelist()}
        for archive in [zipfile.ZipFile(path) for path in paths]
    )
    assert first == second


def test_a_backup_is_never_written_over_another(hosted: Hosted, tmp_path: Path) -> None:
    path = tmp_path / "kopia.zip"
    path.write_text("en annan kopia")
    with pytest.raises(StorageError, match="finns redan"):
        back_up(hosted.database, path, hosted.clock())
    assert path.read_text() == "en annan kopia"


def test_a_backup_that_cannot_be_written_leaves_nothing(hosted: Hosted, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="kunde inte skrivas: mappen eller filen finns inte"):
        back_up(hosted.database, tmp_path / "finns" / "inte.zip", hosted.clock())
    assert list(tmp_path.glob("**/*.tmp")) == []


def test_a_database_with_drafts_is_never_filled(hosted: Hosted, elsewhere: Database, tmp_path: Path) -> None:
    fill(hosted)
    back_up(hosted.database, tmp_path / "kopia.zip", hosted.clock())
    restore(elsewhere, tmp_path / "kopia.zip")
    before = content(elsewhere)
    with pytest.raises(StorageError, match="har redan utkast"):
        restore(elsewhere, tmp_path / "kopia.zip")
    assert content(elsewhere) == before


def spoil(path: Path, name: str, change: Any) -> None:
    """Write the backup again with one of its files changed."""
    with zipfile.ZipFile(path) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(path, "w") as archive:
        for one, data in parts.items():
            archive.writestr(one, data)


SPOILED = {
    "a line gone": ("event.jsonl", lambda data: data.partition(b"\n")[2]),
    "a letter changed": ("draft.jsonl", lambda data: data.replace(b"Lokalen", b"Lokalem")),
    "half a file": ("comment.jsonl", lambda data: data[: len(data) // 2]),
    "no JSON": ("draft.jsonl", lambda data: b"hej\n" + data),
    "a column gone": ("draft.jsonl", lambda data: data.replace(b'"title"', b'"titel"')),
    "no head": (HEAD, lambda data: b"[]"),
    "a head of another kind": (HEAD, lambda data: b'{"format": 1}'),
}


@pytest.mark.parametrize(("name", "change"), SPOILED.values(), ids=SPOILED.keys())
def test_a_damaged_backup_changes_nothing(hosted: Hosted, tmp_path: Path, name: str, change: Any) -> None:
    fill(hosted)
    path = tmp_path / "kopia.zip"
    back_up(hosted.database, path, hosted.clock())
    spoil(path, name, change)
    new = Database(str(tmp_path / "ny.db"))
    with pytest.raises(StorageError, match="skadad"):
        restore(new, path)
    path.unlink()
    back_up(hosted.database, path, hosted.clock())
    assert restore(new, path)["draft"] == 4
    new.close()


def test_a_backup_from_another_version_is_told(hosted: Hosted, tmp_path: Path) -> None:
    path = tmp_path / "kopia.zip"
    back_up(hosted.database, path, hosted.clock())
    spoil(path, HEAD, lambda data: json.dumps({**json.loads(data), "revision": "9999"}).encode())
    new = Database(str(tmp_path / "ny.db"))
    with pytest.raises(StorageError, match="annan version"):
        restore(new, path)
    new.close()


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"ingen zip"])
def test_what_is_no_backup_is_told(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "kopia.zip"
    path.write_bytes(data)
    new = Database(str(tmp_path / "ny.db"))
    with pytest.raises(StorageError, match="skadad"):
        restore(new, path)
    with pytest.raises(StorageError, match="kan inte läsas"):
        restore(new, tmp_path / "finns-inte.zip")
    new.close()
