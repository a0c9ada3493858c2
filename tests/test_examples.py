"""Every example gives what was expected of it before its content was written."""

import re
import shutil
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest

from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.documents import Opened, open_answers, write_documents
from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.as_text import agreement_text
from samverkansavtal.explaining.direction import direction

EXAMPLES = Path(__file__).parents[1] / "examples"
CASES = sorted(folder.name for folder in EXAMPLES.iterdir())


@pytest.fixture(params=CASES)
def case(request: pytest.FixtureRequest) -> tuple[Opened, dict[str, Any], Path]:
    folder = EXAMPLES / request.param
    return open_answers(folder), tomllib.loads((folder / "expected.toml").read_text("utf-8")), folder


def fired(opened: Opened, severity: str) -> set[str]:
    return {rule.id for rule in opened.plan.rules if rule.state == "fires" and rule.severity == severity}


def test_the_findings_are_the_expected_ones_and_no_others(case: tuple[Opened, dict[str, Any], Path]) -> None:
    opened, expected, _ = case
    found = expected["findings"]
    assert {s: fired(opened, s) for s in ("stop", "assess", "complete")} == {
        s: set(found[s]) for s in ("stop", "assess", "complete")
    }
    assert set(found["notes_include"]) <= fired(opened, "note")


def test_nothing_is_left_open_when_every_question_is_answered(
    case: tuple[Opened, dict[str, Any], Path],
) -> None:
    opened, expected, _ = case
    asking = [rule.id for rule in opened.plan.rules if rule.state == "open" and rule.rule.asks]
    assert (len(asking), opened.plan.needs) == (expected["findings"]["open"], ())


def test_the_direction_and_the_value_are_the_expected_ones(case: tuple[Opened, dict[str, Any], Path]) -> None:
    opened, expected, _ = case
    assert direction(opened.plan).outcome.id == expected["findings"]["direction"]
    for name, amount in expected["value"].items():
        assert opened.plan.world.fact(name) == amount


def test_the_agreement_has_the_expected_parts(case: tuple[Opened, dict[str, Any], Path]) -> None:
    opened, expected, _ = case
    agreement = draft(opened.plan)
    wanted = expected["agreement"]
    standing = {p.id for s in (*agreement.sections, *agreement.annexes) for p in s.provisions}
    standing |= {f"{p.id}#{p.variant}" for s in agreement.sections for p in s.provisions if p.variant}
    assert agreement.status.value == wanted["status"]
    assert [annex.title for annex in agreement.annexes] == wanted["annexes"]
    assert [s.title for s in agreement.sections] == wanted.get(
        "sections", [s.title for s in agreement.sections]
    )
    assert set(wanted["provisions_include"]) <= standing
    assert not set(wanted["provisions_exclude"]) & standing


def test_the_agreement_says_what_it_must_and_never_what_it_must_not(
    case: tuple[Opened, dict[str, Any], Path],
) -> None:
    opened, expected, _ = case
    text = agreement_text(draft(opened.plan)).replace("\u00a0", " ")
    assert [words for words in expected["agreement"]["says"] if words not in text] == []
    never = expected["agreement"]["never_says"]
    assert [words for words in never if re.search(rf"(?<!\w){re.escape(words)}", text, re.IGNORECASE)] == []


def test_a_declared_payment_is_never_called_a_grant(case: tuple[Opened, dict[str, Any], Path]) -> None:
    opened, _, _ = case
    if opened.plan.world.fact("deklarerat_kop") is True:
        assert re.findall(r"\b[Bb]idrag(?:et|en|s|så\w+)?\b", agreement_text(draft(opened.plan))) == []


def test_the_agreement_reads_word_for_word_as_the_stored_text(
    case: tuple[Opened, dict[str, Any], Path],
) -> None:
    opened, _, folder = case
    stored = (folder / "agreement.txt").read_text("utf-8")
    assert agreement_text(draft(opened.plan)).replace("\u00a0", " ") == stored


def test_every_rule_fires_as_grave_as_it_is_in_some_example() -> None:
    plans = [open_answers(EXAMPLES / name).plan for name in CASES]
    shown = {(rule.rule.id, rule.severity) for plan in plans for rule in plan.rules if rule.state == "fires"}
    rules = {
        (rule.id, rule.severity) for model in model_names() for rule in shipped_library(model).rules.values()
    }
    assert rules - shown == set()


def test_every_text_of_every_model_stands_in_some_example() -> None:
    plans = [open_answers(EXAMPLES / name).plan for name in CASES]
    standing = {
        (p.provision.record.text, variant.id)
        for plan in plans
        for p in plan.provisions
        if p.standing == "in" and len(p.variants) == 1
        for variant in p.variants
    }
    libraries = [shipped_library(model) for model in model_names()]
    texts = {
        (library.provisions[name].record.text, variant.id): f"{name}#{variant.id}"
        for library in libraries
        for name in library.model.provisions()
        for variant in library.provisions[name].variants
    }
    assert [name for key, name in texts.items() if key not in standing] == []


def fonts_of_the_pages() -> bool:
    """Return whether a font the pages are set for is installed: another one takes another number of pages."""
    if not shutil.which("fc-list"):
        return False
    known = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    return "Carlito" in known or "Calibri" in known


@pytest.mark.parametrize(
    "name", ["kvarterslokal", "kaffecykeln", "privat-vard", "oppet-varje-dag", "portalen"]
)
def test_an_agreement_of_each_size_keeps_to_its_pages(name: str, tmp_path: Path) -> None:
    if not (shutil.which("soffice") and shutil.which("pdfinfo") and fonts_of_the_pages()):
        pytest.skip(
            "pages are counted with LibreOffice, poppler and Carlito or Calibri, which are not installed"
        )
    folder = EXAMPLES / name
    produced = write_documents(open_answers(folder), tmp_path)
    profile = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    convert = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*convert, str(produced.agreement)], capture_output=True, check=True, timeout=120)
    info = subprocess.run(
        ["pdfinfo", str(produced.agreement.with_suffix(".pdf"))], capture_output=True, text=True, check=True
    )
    pages = re.search(r"Pages:\s+(\d+)", info.stdout)
    expected = tomllib.loads((folder / "expected.toml").read_text("utf-8"))
    assert pages is not None
    assert int(pages[1]) <= expected["agreement"]["pages_at_most"]
