"""What lint promises besides finding faults: the shipped library is clean, and nothing open is passed in silence."""

import json

import pytest

from content.small_library import RULE as SMALL_RULE
from proving.lintable import FILES, linted, serious, spoiled
from samverkansavtal.content.layers import Layer
from samverkansavtal.content.library import every_library
from samverkansavtal.proving.codes import CODES
from samverkansavtal.proving.formats import as_json, as_sarif, as_text
from samverkansavtal.proving.lint import Report, lint

Q, MONEY, RULE = "interview/1.toml", "clauses/pengar/pengar.md", "rules/upphandling/granse.md"
WORKED_OUT = spoiled(MONEY, "belopp >= 100_000", "varde >= 200_000").replace(
    "belopp < 100_000", "varde < 150_000 or belopp > 75_000 and belopp < 100_000"
)


@pytest.fixture(scope="module")
def shipped() -> Report:
    libraries, mistakes = every_library()
    return lint(libraries, mistakes, whole=True)


def test_nothing_is_found_in_the_shipped_models(shipped: Report) -> None:
    assert [str(finding) for finding in serious(shipped)] == []
    assert shipped.open == 0
    assert shipped.proved > 300


def test_advice_on_the_shipped_models_says_what_it_is(shipped: Report) -> None:
    advice = shipped.told()
    assert {finding.level for finding in advice} <= {"råd"}
    assert all(finding.message and finding.line > 0 for finding in advice)


def test_a_claim_that_is_the_same_in_two_models_is_proved_once(shipped: Report) -> None:
    libraries, _ = every_library()
    apart = [lint([library]).proved for library in libraries]
    assert max(apart) <= shipped.proved < sum(apart)


def test_amounts_that_are_worked_out_are_said_not_to_be_proved() -> None:
    report = linted({MONEY: WORKED_OUT})
    found = [finding for finding in report.told() if finding.code == "SA901"]
    assert report.open == len(found) > 0
    assert all(finding.level == "öppen" and "inte bevisat" in finding.message for finding in found)
    assert all(finding.path == MONEY for finding in found)


def test_an_unverified_figure_leaves_a_claim_open() -> None:
    text = spoiled(MONEY, "belopp >= 100_000", "belopp >= gransen").replace(
        "belopp < 100_000", "belopp < gransen"
    )
    found = [finding for finding in linted({MONEY: text}).told() if finding.code == "SA901"]
    assert found != []
    assert all("gransen" in finding.message for finding in found)


def test_more_rows_than_are_tried_are_said_not_to_be_proved() -> None:
    text = spoiled(RULE, '"kop",', '"antal(parter) >= 5", "antal(parter) < 5",')
    found = [finding for finding in linted({RULE: text}).told() if finding.line == 4]
    assert [finding.code for finding in found] == ["SA901"]
    assert "parter" in found[0].message


@pytest.mark.parametrize("rows", [1, 2, 3])
def test_lists_are_tried_as_long_as_a_claim_can_need(rows: int) -> None:
    text = spoiled(MONEY, 'when = ["betalt"]', f'when = ["betalt", "antal(parter) >= {rows}"]')
    found = [f for f in linted({MONEY: text}).told() if f.code == "SA201"]
    assert len(found) == (rows > 1)  # there is always one party


def test_a_dead_rule_says_which_conditions_are_at_odds() -> None:
    text = spoiled(RULE, '"kop", "belopp >= gransen"', '"betalt", "slag is stad", "slag is bygg"')
    found = next(f for f in linted({RULE: text}).told() if f.code == "SA303")
    assert "”slag is stad” och ”slag is bygg” går aldrig ihop" in found.message
    assert "betalt" not in found.message.partition("för")[2]


def test_a_layer_that_makes_a_rule_milder_is_told() -> None:
    upper = {"model.toml": 'derives = "liten"\n', RULE: SMALL_RULE.replace('"stop"', '"note"')}
    found = [f for f in linted({}, Layer("egen", upper, {RULE: f"egen/{RULE}"})).told() if f.code == "SA403"]
    assert [(finding.path, finding.line) for finding in found] == [(f"egen/{RULE}", 3)]
    assert RULE in found[0].message


def test_a_layer_that_changes_only_a_text_is_not_told() -> None:
    upper = {"model.toml": 'derives = "liten"\n', RULE: SMALL_RULE.replace("annonsera", "gå ut med det")}
    assert serious(linted({}, Layer("egen", upper))) == []


def test_every_mistake_in_a_file_has_a_code_that_is_explained() -> None:
    report = linted({RULE: "+++\nfel\n+++\n", MONEY: spoiled(MONEY, "betalt", "betald")})
    assert {finding.code for finding in report.told()} == {"SA001", "SA101"}
    assert all(CODES[finding.code].means for finding in report.told())


SPOILED = {MONEY: spoiled(MONEY, "belopp < 100_000", "belopp <= 100_000")}


def test_text_shows_the_place_the_code_the_answers_and_the_count() -> None:
    lines = as_text(linted(SPOILED), 1.25)
    assert lines[0].startswith(f"{MONEY}:8: SA205 fel: ")
    assert lines[1:3] == ["    när betalt = ja", "    när belopp = 100000"]
    assert lines[-2] == "Funnet: 1 fel, 0 öppna, 0 råd."
    assert lines[-1].startswith("Bevisade påståenden: ")


def test_json_holds_the_same_as_the_text() -> None:
    found = json.loads(as_json(linted(SPOILED), 1.25))
    assert [(f["code"], f["path"], f["line"]) for f in found["findings"]] == [("SA205", MONEY, 8)]
    assert found["findings"][0]["answers"][1] == {"path": "belopp", "value": "100000", "label": "beloppet"}
    assert (found["open"], found["seconds"]) == (0, 1.25)


def test_sarif_has_a_rule_for_each_code_and_a_result_for_each_finding() -> None:
    run = json.loads(as_sarif(linted(SPOILED), "1.0"))["runs"][0]
    rules = {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert rules == set(CODES)
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": MONEY}, "region": {"startLine": 8}}
    assert (run["results"][0]["ruleId"], run["results"][0]["level"]) == ("SA205", "error")


def test_the_same_library_gives_the_same_report() -> None:
    assert linted(SPOILED).told() == linted(SPOILED).told()
    assert FILES[Q] in FILES.values()


EACH = '+++\ntitle = "Bilaga"\neach = "parter"\npurpose = "x"\n+++\n\nDen gäller {{ part.kallas }}.\n'
IN_ROW = '+++\ntitle = "Rad"\neach = "parter"\npurpose = "x"\n+++\n\nSe {{ punkt("pengar/pengar") }}.\n'


def with_annex(text: str, aim: str = FILES["clauses/syfte/syfte.md"]) -> Report:
    model = spoiled("model.toml", '"bilagor/plan"', '"bilagor/plan", "bilagor/part"')
    return linted({"clauses/bilagor/part.md": text, "model.toml": model, "clauses/syfte/syfte.md": aim})


def test_a_reference_to_a_text_for_each_row_of_a_list_that_is_never_empty_does_not_dangle() -> None:
    aim = spoiled(
        "clauses/syfte/syfte.md", "{{ bakgrund }}", 'Se {{ bilaga("bilagor/part") }}.\n\n{{ bakgrund }}'
    )
    assert serious(with_annex(EACH, aim)) == []


def test_a_reference_to_a_text_for_each_row_that_may_be_out_dangles() -> None:
    aim = spoiled(
        "clauses/syfte/syfte.md", "{{ bakgrund }}", 'Se {{ bilaga("bilagor/part") }}.\n\n{{ bakgrund }}'
    )
    text = EACH.replace('each = "parter"', 'each = "parter"\nwhen = ["part.form is kommun"]')
    found = serious(with_annex(text, aim))
    assert [finding.code for finding in found] == ["SA202"]
    assert [str(answer) for answer in found[0].answers] == [
        "parter.r1 = en rad",
        "parter.r1.form = forening",
        "parter = inga fler rader",
    ]


def test_a_text_for_each_row_needs_a_row_to_stand() -> None:
    found = serious(with_annex(IN_ROW))
    assert [finding.code for finding in found] == ["SA201"]
    assert "parter.r1 = en rad" in {str(answer) for answer in found[0].answers}
