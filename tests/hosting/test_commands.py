"""`samverkan database`: what an operator types, on either database."""

from collections.abc import Callable
from pathlib import Path

import pytest

from hosting.hosted import ANNA, Hosted, Now
from samverkansavtal.cli import run
from samverkansavtal.hosting.database import Database

Say = Callable[..., str]


@pytest.fixture
def say(address: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    """Return a function that runs a command about the database and returns what it said."""
    monkeypatch.setenv("SAMVERKAN_DATABASE", address)

    def saying(*words: str, code: int = 0) -> str:
        assert run(["database", *words]) == code
        told = capsys.readouterr()
        return told.out + told.err

    return saying


def test_a_database_is_prepared_once(say: Say) -> None:
    assert "förberedd (steg" in say("migrate")
    assert "redan förberedd" in say("migrate")


def test_retention_lists_ids_and_dates_and_erases_only_when_told(say: Say, address: str) -> None:
    say("migrate")
    hosted = Hosted.on(Database(address), Now())
    hosted.clock.go(days=-800)
    old, held = hosted.begin(namn="Hemligheten"), hosted.begin(namn="Hemligheten också")
    hosted.clock.go(days=1600)
    young = hosted.begin(namn="Den unga")
    assert "bevaras" in say("hold", held)
    listed = say("retain")
    assert (old in listed, held in listed, young in listed) == (True, False, False)
    assert "Hemligheten" not in listed
    assert "Inget är gallrat" in listed
    assert {line.id for line in hosted.drafts.all(ANNA)} == {old, held, young}
    assert "1 utkast är gallrade" in say("retain", "--really")
    assert {line.id for line in hosted.drafts.all(ANNA)} == {held, young}
    assert "0 utkast är gallrade" in say("retain", "--really")
    assert "som andra" in say("hold", held, "--release")
    assert held in say("retain")
    hosted.database.close()


def test_the_drill_by_hand(say: Say, address: str, tmp_path: Path) -> None:
    say("migrate")
    hosted = Hosted.on(Database(address), Now())
    name = hosted.begin(namn="Lokalen")
    copy, new = str(tmp_path / "kopia.zip"), str(tmp_path / "ny.db")
    assert "1 utkast" in say("backup", copy)
    assert Path(copy).stat().st_mode & 0o077 == 0
    assert "Tillbaka är 1 utkast" in say("restore", copy, "--database", new)
    assert "har redan utkast" in say("restore", copy, "--database", new, code=1)
    again = Hosted.on(Database(new), Now())
    assert again.drafts.open(ANNA, name).draft == hosted.drafts.open(ANNA, name).draft
    for one in (hosted, again):
        one.database.close()


@pytest.mark.parametrize("command", [["backup", "kopia.zip"], ["retain"], ["hold", "x"]])
def test_a_database_that_is_not_prepared_is_told(command: list[str], say: Say) -> None:
    said = say(*command, code=1)
    assert "samverkan database migrate" in said
    assert said.count("\n") == 1


def test_without_a_database_a_command_says_how_to_name_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAMVERKAN_DATABASE", raising=False)
    assert run(["database", "migrate"]) == 1
    assert "--database" in capsys.readouterr().err


@pytest.mark.parametrize("command", [["backup", "kopia.zip"], ["retain"], ["hold", "x"]])
def test_a_database_whose_name_is_mistyped_is_not_made(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mistyped = tmp_path / "samvrekan.db"
    assert run(["database", *command, "--database", str(mistyped)]) == 1
    assert f"Databasen {mistyped} finns inte." in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
