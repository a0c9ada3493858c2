"""Two models side by side: what is kept, changed, added and dropped, on the screen and in Word."""

from itertools import combinations
from pathlib import Path

import pytest

from audited import audit
from samverkansavtal.cli import run
from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.drafting.as_text import report_text
from samverkansavtal.explaining.comparing import ADDED, CHANGED, DROPPED, KEPT, compare, differences
from samverkansavtal.word import report_docx


def what(before: str, after: str) -> dict[str, str]:
    found = differences(shipped_library(before), shipped_library(after))
    return {one.provision.id: one.what for one in found}


def text(before: str, after: str) -> str:
    return report_text(compare(shipped_library(before), shipped_library(after), "2026-01-01"))


def test_a_model_made_from_another_keeps_changes_adds_and_drops() -> None:
    found = what("portalen", "bis")
    assert found["karaktar/inget-bolag"] == KEPT
    assert found["portalen/laga-trosklar"] == CHANGED
    assert {name for name, was in found.items() if was == ADDED} == {
        "bis/fran-forsta-besoket", "bis/flera-soker-pengar", "bis/sekretess", "bis/barnhorna",
    }  # fmt: skip
    assert {name for name, was in found.items() if was == DROPPED} == {
        "portalen/coachning", "portalen/omsesidig-nytta",
    }  # fmt: skip


@pytest.mark.parametrize("model", model_names())
def test_a_model_beside_itself_is_kept_in_every_part(model: str) -> None:
    assert set(what(model, model).values()) == {KEPT}
    assert "Det här är" not in text(model, model)


@pytest.mark.parametrize(("one", "other"), list(combinations(model_names(), 2)))
def test_every_provision_of_both_models_is_told_once_and_the_other_way_round_is_the_mirror(
    one: str, other: str
) -> None:
    there, back = what(one, other), what(other, one)
    both = {*shipped_library(one).model.provisions(), *shipped_library(other).model.provisions()}
    assert there.keys() == back.keys() == both
    mirror = {KEPT: KEPT, CHANGED: CHANGED, ADDED: DROPPED, DROPPED: ADDED}
    assert {name: mirror[was] for name, was in there.items()} == back
    assert len(differences(shipped_library(one), shipped_library(other))) == len(both)


def test_a_renamed_provision_is_found_by_its_earlier_name() -> None:
    assert "Alla är välkomna (förut Låga trösklar) | Ändrad | Verksamhet" in text("portalen", "bis")
    assert "Låga trösklar (förut Alla är välkomna) | Ändrad" in text("bis", "portalen")
    assert "(förut" not in text("samverkan", "rannebergen")


def test_a_figure_is_named_in_words() -> None:
    assert "Minst [minsta antal vuxna hos barn] är i barnhörnan" in text("portalen", "bis")


def test_questions_that_only_one_model_has_are_told_with_whose_they_are() -> None:
    title = shipped_library("bis").model.title
    line = f"Kommer socialtjänsten att ha personal i huset? | {title}"
    assert line in text("portalen", "bis")
    assert line in text("bis", "portalen")
    assert "Frågor som bara den ena" not in text("samverkan", "portalen")


def test_a_dropped_provision_stands_in_the_section_it_was_taken_from() -> None:
    lines = text("portalen", "bis").split("\n")
    dropped = next(
        n for n, line in enumerate(lines) if line.startswith("Personlig coachning | Borttagen | Delar")
    )
    heading = next(line for line in reversed(lines[:dropped]) if line.startswith("## "))
    assert heading == "## Verksamhet"


def test_what_differs_stands_first_and_nothing_does_when_nothing_differs() -> None:
    first = text("portalen", "bis").split("## ")[1]
    assert first.startswith("Det som skiljer\n")
    assert "Personlig coachning | Borttagen | Verksamhet" in first
    assert "Behållen" not in first
    assert "Det som skiljer" not in text("bis", "bis")


def test_changed_sentences_are_shown_in_words_and_never_as_code() -> None:
    shown = text("samverkan", "lina-hage")
    assert "dagen för beslut om att växa" in shown
    assert not any(mark in shown for mark in ("{{", "}}", "{%", "punkt("))


def test_answers_that_the_models_propose_differently_are_told() -> None:
    shown = text("portalen", "bis")
    assert "Svar som modellerna föreslår" in shown
    assert "Målgrupp | vuxna som söker arbete och människor som är nya i Sverige | " in shown


def test_the_comparison_becomes_a_word_file_without_a_finding() -> None:
    assert (
        audit(report_docx(compare(shipped_library("portalen"), shipped_library("bis"), "2026-01-01"))) == []
    )


def test_the_command_writes_word_but_never_over_a_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "jamforelse.docx"
    assert run(["compare", "portalen", "bis", "--word", str(path)]) == 0
    written = path.read_bytes()
    assert run(["compare", "portalen", "rannebergen", "--word", str(path)]) == 1
    assert path.read_bytes() == written
    assert "finns redan" in capsys.readouterr().err


def test_the_command_compares_with_a_model_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "var-modell"
    assert run(["copy", "lina-hage", str(folder), "--provision", "lina-hage/vaxa"]) == 0
    file = folder / "clauses" / "lina-hage" / "vaxa.md"
    file.write_text(
        file.read_text("utf-8").replace("Parterna börjar på en plats", "Parterna börjar på två"), "utf-8"
    )
    capsys.readouterr()
    assert run(["compare", "lina-hage", str(folder)]) == 0
    shown = capsys.readouterr().out
    assert "Börja smått och väx | Ändrad" in shown
    assert "– Parterna börjar på två" in shown


def test_a_model_that_does_not_exist_is_one_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["compare", "portalen", "finns-inte"]) == 1
    assert "finns inte" in capsys.readouterr().err
