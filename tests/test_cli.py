"""The commands as a user meets them: words, exit codes, never a traceback."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from io import StringIO
from pathlib import Path

import pytest

from samverkansavtal.cli import run
from samverkansavtal.documents import open_answers
from samverkansavtal.drafting.as_text import report_text
from samverkansavtal.explaining.risk_report import risk_report

EXAMPLES = Path(__file__).parents[1] / "examples"
ROOT = EXAMPLES.parent
PORTALEN = str(EXAMPLES / "portalen")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    shutil.copy(EXAMPLES / "portalen" / "answers.toml", tmp_path / "svar.toml")
    return tmp_path


def test_draft_says_what_it_found_where_the_files_are_and_what_to_do_next(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["draft", str(case)]) == 0
    said = capsys.readouterr().out.replace("\u00a0", " ")
    assert said.startswith("Svaren pekar mot samverkan eller bidrag.")
    assert "Talar för köp:" in said
    assert "4 170 000 kr" in said
    assert "PROC-15" in said
    assert str(case / "samverkansavtal-om-portalen-2-0-pahittat-exempel-v1.docx") in said
    assert said.rstrip().split("\n")[-1].startswith("  2 Läs avtalet")


def test_draft_of_a_file_of_ones_own_writes_to_a_folder_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["draft", PORTALEN]) == 0
    assert len(list((tmp_path / "utkast" / "portalen").glob("*.docx"))) == 2


@pytest.mark.parametrize(("example", "code"), [("kvarterslokal", 0), ("portalen", 3)])
def test_check_tells_by_its_exit_code_whether_anything_is_left(example: str, code: int) -> None:
    assert run(["check", str(EXAMPLES / example)]) == code


def test_check_of_a_purchase_over_the_limit_exits_with_four(case: Path) -> None:
    path = case / "svar.toml"
    text = path.read_text("utf-8")
    text = text.replace('andamal = ["stod", "dela"]', 'andamal = ["betalning"]').replace(
        '"arbetssokarstod"', '"stad"'
    )
    path.write_text(text, "utf-8")
    assert run(["check", str(case)]) == 4


def test_check_as_json_has_stable_keys_and_no_answer_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", PORTALEN, "--format", "json"]) == 3
    said = capsys.readouterr().out
    data = json.loads(said)
    assert set(data) == {
        "format",
        "model",
        "library",
        "day",
        "status",
        "direction",
        "needs",
        "findings",
        "provisions",
    }
    assert data["direction"] == "samverkan"
    assert [
        found["id"]
        for found in data["findings"]
        if found["severity"] == "assess" and found["state"] == "fires"
    ] == ["upphandling/lagstadgad-uppgift"]
    assert "Hageby" not in said


def test_why_explains_a_rule_a_provision_and_a_question(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "PROC-15", PORTALEN]) == 0
    assert "ja Om det är en lagstadgad uppgift: ja  [lagstadgad]" in capsys.readouterr().out
    assert run(["why", "lokaler/upplatelse", PORTALEN]) == 0
    assert "ja Text ”utan-ersattning”" in capsys.readouterr().out
    assert run(["why", "urval", PORTALEN]) == 0
    assert "Ert svar: Vi valde dem" in capsys.readouterr().out


def test_why_without_answers_explains_the_content_itself(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "PROC-15"]) == 0
    said = capsys.readouterr().out
    assert "– Om det är en lagstadgad uppgift: ja  [lagstadgad]" in said
    assert "Säkerhet: medel" in said


def test_why_rules_lists_every_rule_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["why", "regler", PORTALEN]) == 0
    assert "nej (krävs: ja)" in capsys.readouterr().out
    assert run(["why", "regler"]) == 1
    assert "Skriv också svarsfilen" in capsys.readouterr().err


def test_change_tells_facts_amounts_and_the_fork(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["change", "PROC-15", PORTALEN]) == 0
    said = capsys.readouterr().out
    assert "Inget val löser det här." in said
    assert "Gör så här: Låt kommunens jurist" in said


def test_which_where_and_graph_answer(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = case / "svar.toml"
    path.write_text(path.read_text("utf-8").replace('urval = "valde"\n', ""), "utf-8")
    assert run(["which", str(case)]) == 0
    assert "1. Hur blev det just de här parterna?" in capsys.readouterr().out
    assert run(["where", "urval"]) == 0
    assert "templates/interview/5-kop-eller-samverkan.toml:" in capsys.readouterr().out
    assert run(["graph", "urval"]) == 0
    assert capsys.readouterr().out.startswith("flowchart LR")


def test_the_quick_test_runs_with_plain_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", StringIO("3\n4\n4\n2\n8\n2\n"))
    assert run(["quick", "--enkel", "--folder", str(tmp_path / "utkast")]) == 0
    assert "Svaren pekar mot köp." in capsys.readouterr().out


def test_copy_makes_a_model_of_ones_own_that_everything_works_from(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "vår modell"
    assert run(["copy", "portalen", str(folder), "--provision", "tid/villkor"]) == 0
    text = folder / "clauses" / "tid" / "villkor.md"
    text.write_text(
        text.read_text("utf-8").replace("Avtalet börjar gälla", "Det här avtalet börjar gälla"), "utf-8"
    )
    assert run(["draft", PORTALEN, "--layer", str(folder), "--folder", str(tmp_path / "ut")]) == 0
    capsys.readouterr()
    assert run(["copy", "portalen", str(folder)]) == 1
    assert "inte tom" in capsys.readouterr().err


def test_a_text_of_ones_own_holds_the_draft_back_until_somebody_has_judged_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, small = tmp_path / "egen", tmp_path / "utkast"
    run(["copy", "samverkan", str(folder), "--provision", "lokaler/anvandning"])
    text = folder / "clauses" / "lokaler" / "anvandning.md"
    text.write_text(text.read_text("utf-8") + "Den som bryter mot det betalar vite.\n", "utf-8")
    model = folder / "model.toml"
    model.write_text(model.read_text("utf-8").replace("drop = []", 'drop = ["ansvar/eget"]'), "utf-8")
    small.mkdir()
    answers = (EXAMPLES / "kvarterslokal" / "answers.toml").read_text("utf-8")
    named = answers.replace('model = "samverkan"', f'model = "samverkan"\nlayer = "{folder}"')
    (small / "svar.toml").write_text(named, "utf-8")
    capsys.readouterr()
    assert run(["check", str(small)]) == 3
    said = capsys.readouterr().out
    assert "har ändrat ”Så får lokalen användas” och tagit bort ”Ansvar”" in said
    words = ["--name", "Ada Lag", "--role", "bolagsjurist", "--mandate", "delegation 4", "--reason", "Läst."]
    assert run(["judge", "egen-modell", str(small), *words]) == 0
    assert run(["check", str(small)]) == 0
    text.write_text(text.read_text("utf-8") + "Och skadestånd.\n", "utf-8")
    assert run(["check", str(small)]) == 3


def test_what_cannot_change_the_calm_sentence_does_not_silence_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    example = (Path(__file__).parents[1] / "examples" / "kvarterslokal" / "answers.toml").read_text("utf-8")
    path = tmp_path / "svar.toml"
    for answer, calm in (("orgnr", True), ("lokal_kvar", True), ("manniskor_kvar", False)):
        unsure = re.sub(rf"(?m)^{answer} = .*$", f'{answer} = {{ not_known = "kassören" }}', example, count=1)
        path.write_text(unsure, "utf-8")
        run(["check", str(path)])
        said = capsys.readouterr().out
        assert (
            "Inget stoppar och inget behöver bedömas. 1 svar saknas, men de ändrar inte det." in said
        ) is calm


def test_the_calm_sentence_is_said_only_when_nothing_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "svar.toml"
    path.write_text('format = 1\nmodel = "samverkan"\nday = 2026-11-22\n[answers]\nnamn = "Ny"\n', "utf-8")
    run(["check", str(path)])
    said = capsys.readouterr().out
    assert "Inget stoppar" not in said
    assert "Ännu går det inte att säga om något stoppar" in said


def test_comments_in_a_file_written_by_hand_are_kept_beside_it(case: Path) -> None:
    before = (case / "svar.toml").read_bytes()
    words = ["--name", "A", "--role", "b", "--mandate", "c", "--reason", "d"]
    assert run(["judge", "PROC-15", str(case), *words]) == 0
    assert (case / "svar.toml.bak").read_bytes() == before


def test_a_layer_that_makes_a_rule_milder_is_told_in_the_report(tmp_path: Path) -> None:
    folder = tmp_path / "egen"
    run(["copy", "portalen", str(folder)])
    source = EXAMPLES.parent / "rules" / "upphandling" / "lagstadgad-uppgift.md"
    target = folder / "rules" / "upphandling" / "lagstadgad-uppgift.md"
    target.parent.mkdir(parents=True)
    target.write_text(source.read_text("utf-8").replace('severity = "assess"', 'severity = "note"'), "utf-8")
    opened = open_answers(EXAMPLES / "portalen", str(folder))
    assert "har ändrat regeln ”Det rör en uppgift som kommunen måste utföra” (PROC-15)." in report_text(
        risk_report(opened.plan)
    )


def test_a_judgement_settles_a_finding_until_its_answers_change(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "--name",
        "Ada Lag",
        "--role",
        "bolagsjurist",
        "--mandate",
        "delegation 4",
        "--reason",
        "Prövat.",
    ]
    assert run(["judge", "PROC-15", str(case), *words]) == 0
    capsys.readouterr()
    run(["check", str(case)])
    assert "PROC-15" not in capsys.readouterr().out
    path = case / "svar.toml"
    path.write_text(
        path.read_text("utf-8").replace("varde_per_ar = 750000", "varde_per_ar = 800000"), "utf-8"
    )
    run(["check", str(case)])
    said = capsys.readouterr().out
    assert "gäller inte längre" in said
    assert "PROC-15" in said


def test_a_judgement_of_something_that_does_not_fire_is_refused(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--name", "A", "--role", "b", "--mandate", "c", "--reason", "d"]
    assert run(["judge", "Det rör en uppgift som kommunen måste utföra", str(case), *words]) == 0
    assert run(["judge", "PROC-16", str(case), *words]) == 1
    assert "är ingen träff" in capsys.readouterr().err


def test_models_are_listed_with_what_they_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["models"]) == 0
    said = capsys.readouterr().out
    assert "Den är inte parternas avtal där" in said
    assert "Ingen jurist hade granskat modellens text" in said


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["draft"], 2, "Något saknas efter samverkan draft"),
        (["hej"], 2, "Kommandot ”hej” finns inte. Skriv samverkan --help"),
        (["draff"], 2, "Kommandot ”draff” finns inte. Menar ni draft? Skriv samverkan --help"),
        (["database", "migrera"], 2, "Kommandot ”migrera” finns inte. Menar ni migrate?"),
        (["new", "--model", "bis"], 2, "”--model” finns inte i samverkan new. Skriv samverkan new --help"),
        (["draft", PORTALEN, "två"], 2, "”två” är för mycket efter samverkan draft."),
        (["draft", PORTALEN, "--folder"], 2, "Det som står vid --folder går inte att förstå."),
        (["draft", "finns-inte"], 1, "finns inte"),
        (["why", "hej", PORTALEN], 1, "”hej” finns inte"),
        (["why", "hej"], 1, "”hej” finns inte"),
        (["change", "PROC-99", PORTALEN], 1, "Regeln ”PROC-99” finns inte"),
        (["where", "hej hopp"], 1, "”hej hopp” finns inte"),
        (["graph", "hej"], 1, "”hej” finns inte"),
        (["why", "PROC-15", "--model", "hej"], 1, "Modellen ”hej” finns inte. Modellerna heter avsikts"),
        (["copy", "finns-inte", "mapp"], 1, "Modellen ”finns-inte” finns inte. Modellerna heter avsikts"),
        (["compare", "bis", "Portaln"], 1, "Modellen ”Portaln” finns inte. Menar ni portalen?"),
        (["new", "../bis"], 1, "Modellen ”../bis” finns inte."),
        (
            ["check", PORTALEN, "--layer", "finns-inte"],
            1,
            "Mappen finns-inte, där er egen modell skulle ligga",
        ),
        (["lint", str(ROOT / "clauses")], 1, "finns ingen egen modell, för filen model.toml saknas där."),
        (["lint", str(ROOT / "README.md")], 1, "README.md är en fil. Skriv namnet på mappen"),
        (["check", str(ROOT / "clauses")], 1, "finns ingen svarsfil"),
        (
            ["check", PORTALEN, "--format", "xml"],
            2,
            "efter --format går inte att använda. Välj text eller json.",
        ),
        (["draft", PORTALEN, "--folder", str(ROOT / "README.md")], 2, "README.md är en fil, inte en mapp."),
        (["review-set", "--folder", str(ROOT / "rules")], 1, "rules är inte tom."),
        (["review-set", "--folder", str(ROOT / "README.md")], 2, "README.md är en fil, inte en mapp."),
        (["copy", "bis", str(ROOT / "README.md")], 2, "README.md är en fil, inte en mapp."),
        (["judge", "PROC-15", "finns-inte"], 1, "Filen finns-inte finns inte."),
        (["review", "finns/inte"], 1, "”finns/inte” finns inte."),
        (["resume", "finns/inte/svar.toml"], 1, "Filen finns/inte/svar.toml finns inte."),
        (["read", "--enkel", "finns-inte.docx"], 1, "Filen finns-inte.docx finns inte."),
    ],
)
def test_mistakes_are_one_swedish_sentence_and_an_exit_code(
    arguments: list[str],
    code: int,
    words: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(arguments) == code
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
    assert "Traceback" not in said
    assert list(tmp_path.iterdir()) == []


def test_help_is_swedish_and_shows_only_what_exists(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    assert "Skriv avtalet och riskrapporten som Word-filer." in said
    assert "Usage" not in said


@pytest.mark.parametrize("encoding", ["cp1252", "ascii", "utf-8"])
def test_any_console_can_show_what_is_said(encoding: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "samverkansavtal", "draft", PORTALEN, "--folder", str(tmp_path)]
    done = subprocess.run(
        command, capture_output=True, env={"PYTHONIOENCODING": encoding, "PATH": ""}, check=False, timeout=60
    )
    assert (done.returncode, done.stderr) == (0, b"")


def sheet(folder: Path, key: str = "abf") -> Path:
    """Write all papers of a draft and return one party's sheet."""
    assert run(["draft", "--all", str(folder)]) == 0
    return folder / f"samverkansavtal-om-portalen-2-0-pahittat-exempel-v1_partsblad-{key}.docx"


def fill(path: Path, old: str, new: str) -> None:
    """Write in a field the way Word leaves it."""
    with zipfile.ZipFile(path) as pack:
        parts = {name: pack.read(name) for name in pack.namelist()}
    text = parts["word/document.xml"].decode()
    assert f">{old}<" in text
    parts["word/document.xml"] = text.replace(f">{old}<", f">{new}<").encode()
    with zipfile.ZipFile(path, "w") as pack:
        for name, data in parts.items():
            pack.writestr(name, data)


def test_draft_all_writes_every_paper_beside_the_agreement(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sheet(case).is_file()
    said = capsys.readouterr().out
    papers = said.partition("I samma mapp:\n")[2]
    for paper in ("beslutsunderlag", "partsblad-kyrkan", "tidplan"):
        assert f"  samverkansavtal-om-portalen-2-0-pahittat-exempel-v1_{paper}.docx\n" in papers
    assert len(list(case.glob("*.docx"))) == 9


@pytest.mark.parametrize(
    ("typed", "signer", "day"),
    [
        ("2\n1\n", "Bo Ek, ordförande", "2026-01-30"),
        ("1\n1\n", "Ali Ström, ordförande", "2026-01-30"),
        ("2\n2\n", "Ali Ström, ordförande", ""),
        ("\n\n", "Ali Ström, ordförande", ""),
    ],
)
def test_a_sheet_is_read_back_only_as_far_as_it_is_confirmed(
    case: Path, monkeypatch: pytest.MonkeyPatch, typed: str, signer: str, day: str
) -> None:
    path = sheet(case)
    fill(path, "Ali Ström, ordförande", "Bo Ek, ordförande")
    fill(path, "Skriv dag, till exempel 2027-01-15", "2026-01-30")
    monkeypatch.setattr("sys.stdin", StringIO(typed))
    assert run(["read", "--enkel", str(path)]) == 0
    answers = open_answers(case).draft.answers.values
    assert answers["parter.abf.undertecknare"] == signer
    assert str(answers.get("parter.abf.beslutsdag", "")) == day


def test_a_filled_in_sheet_is_not_overwritten_when_all_papers_are_written_again(case: Path) -> None:
    path = sheet(case)
    fill(path, "Ali Ström, ordförande", "Bo Ek, ordförande")
    before = path.read_bytes()
    assert run(["draft", "--all", str(case)]) == 0
    assert path.read_bytes() == before
    assert path.with_name(f"{path.stem}_2.docx").is_file()


def test_what_is_no_sheet_gets_one_sentence_and_changes_nothing(
    case: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = sheet(case)
    before = (case / "svar.toml").read_bytes()
    capsys.readouterr()
    for name in ("finns-inte.docx", "svar.toml", path.name.replace("_partsblad-abf", "_tidplan")):
        assert run(["read", "--enkel", str(case / name)]) == 1
        said = capsys.readouterr().err
        assert said.count("\n") == 1
        assert "Traceback" not in said
    assert (case / "svar.toml").read_bytes() == before


def test_where_tells_of_papers_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["where", "parter.beslutsdag"]) == 0
    assert "templates/papers/tidplan.md" in capsys.readouterr().out
