"""The commands for lawyers: what they write, and what they refuse."""

import json
import shutil
from pathlib import Path

import pytest

from samverkansavtal.cli import run

EXAMPLES = Path(__file__).parents[1] / "examples"
BY = ["--by", "Anna Ek", "--role", "kommunjurist", "--for", "Exempelkommunen"]


@pytest.fixture
def layer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert run(["copy", "samverkan", str(tmp_path / "vart"), "--provision", "lokaler/upplatelse"]) == 0
    capsys.readouterr()
    return str(tmp_path / "vart")


def test_a_review_is_written_in_the_layer_counted_and_falls_with_the_text(
    layer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = ["--layer", layer, "--state", "utan-anmarkning"]
    assert run(["review", "lokaler/upplatelse", *BY, *found]) == 0
    assert (Path(layer) / "review" / "vart.toml").is_file()
    assert run(["commentary", "--layer", layer]) == 0
    assert "granskad utan anmärkning av Anna Ek" in capsys.readouterr().out
    text = Path(layer) / "clauses" / "lokaler" / "upplatelse.md"
    text.write_text(text.read_text("utf-8").replace("utan ersättning", "gratis"), "utf-8")
    assert run(["commentary", "--layer", layer]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert "granskad utan anmärkning av" not in said
    assert "1 granskning gäller inte längre" in said


def test_a_second_word_from_the_same_person_replaces_the_first(layer: str) -> None:
    for state in ("last", "synpunkter"):
        assert run(["review", "PROC-16", *BY, "--layer", layer, "--state", state]) == 0
    written = (Path(layer) / "review" / "vart.toml").read_text("utf-8")
    assert written.count("[[reviews]]") == 1
    assert 'state = "synpunkter"' in written


def test_a_review_of_nothing_and_one_with_a_personal_number_are_refused(
    layer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["review", "finns/inte", *BY, "--layer", layer, "--state", "last"]) == 1
    assert "finns inte" in capsys.readouterr().err
    by = ["--by", "Anna Ek 811228-9874", *BY[2:]]
    assert run(["review", "lokaler/upplatelse", *by, "--layer", layer, "--state", "last"]) == 1
    assert "personnummer" in capsys.readouterr().err
    assert not (Path(layer) / "review").exists()


def test_the_annotated_edition_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "utgava.docx"
    assert run(["commentary", "portalen", "--word", str(path)]) == 0
    before = path.read_bytes()
    assert run(["commentary", "portalen", "--word", str(path)]) == 1
    assert "finns redan" in capsys.readouterr().err
    assert path.read_bytes() == before


def test_the_review_set_is_written_as_answer_files_that_can_be_drafted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "lasurval"
    assert run(["review-set", "samverkan", "--variants", "--folder", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "Läsurval: " in said
    for place in sorted(folder.iterdir()):
        assert run(["check", str(place)]) in (0, 3, 4)
    assert run(["draft", str(folder / "avtal-01"), "--folder", str(tmp_path / "ut")]) == 0
    assert run(["review-set", "--variants", "--folder", str(folder)]) == 1
    assert "inte tom" in capsys.readouterr().err


def test_coverage_is_told_as_data_with_what_each_example_shows(
    tmp_path: Path, layer: str, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(EXAMPLES / "kvarterslokal", tmp_path / "exempel" / "kvarterslokal")
    assert run(["coverage", "--format", "json", "--examples", str(tmp_path / "exempel")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["branches"]["reached"] <= found["branches"]["all"]
    (example,) = found["examples"]
    assert "lokaler/upplatelse#utan-ersattning" in example["texts"]
    assert "lokaler/upplatelse#utan-ersattning" not in found["in_no_example"]["texts"]


def test_coverage_without_examples_says_what_to_do(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["coverage", "--examples", str(tmp_path / "inga")]) == 1
    assert "--examples" in capsys.readouterr().err
