"""`samverkan lint` and `python -m samverkansavtal.proving`: one check, its formats and its exit codes."""

import json
from pathlib import Path

import pytest

from samverkansavtal.cli import run
from samverkansavtal.proving.__main__ import main

RULE = "rules/avtal/sarskilda-villkor.md"
CLAUSE = '+++\ntitle = "Egen"\npurpose = "Säger något."\n+++\n\nSe {{ punkt("lokaler/upplatelse") }}.\n'


@pytest.fixture
def layer(tmp_path: Path) -> Path:
    folder = tmp_path / "egen"
    (folder / "clauses" / "egen").mkdir(parents=True)
    add = '[[add]]\nprovision = "egen/egen"\nafter = "syfte/syfte"\n'
    (folder / "model.toml").write_text(f'derives = "samverkan"\n{add}', "utf-8")
    (folder / "clauses" / "egen" / "egen.md").write_text(CLAUSE, "utf-8")
    return folder


def test_a_reference_in_a_folder_of_ones_own_that_may_dangle_gives_code_3(
    layer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", str(layer)]) == 3
    said = capsys.readouterr().out
    assert f"{layer}/clauses/egen/egen.md:6: SA201 fel: " in said
    assert "    när insatser = inga fler rader" in said


def test_a_folder_without_faults_gives_code_0(layer: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (layer / "clauses" / "egen" / "egen.md").write_text(
        CLAUSE.replace("lokaler/upplatelse", "syfte/syfte"), "utf-8"
    )
    assert run(["lint", str(layer), "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {finding["level"] for finding in found["findings"]} <= {"råd"}


def test_a_file_that_cannot_be_read_gives_code_1_in_the_same_form(
    layer: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (layer / "clauses" / "egen" / "egen.md").write_text("+++\ntitle\n+++\n", "utf-8")
    assert run(["lint", str(layer), "--format", "sarif"]) == 1
    results = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert [(r["ruleId"], r["locations"][0]["physicalLocation"]["region"]["startLine"]) for r in results] == [
        ("SA001", 2)
    ]


def test_a_folder_that_is_no_model_gives_code_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", str(tmp_path)]) == 1
    assert "ingen egen modell" in capsys.readouterr().err


def test_the_help_says_what_the_codes_mean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", "--help"]) == 0
    said = capsys.readouterr().out
    assert all(f"Kod {code}" in said for code in (0, 1, 3))


def test_the_module_is_the_same_check(
    layer: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["proving", str(layer)])
    assert main() == 3
    assert "SA201" in capsys.readouterr().out
