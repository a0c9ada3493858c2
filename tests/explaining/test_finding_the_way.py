"""Which question settles most, where something is used, and the drawing of what reads what."""

import re

import pytest

from explaining.answered import LIBRARY, portalen, situation
from proving.situations import DAY
from samverkansavtal.content.checks import expressions
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.graph import graph, mermaid
from samverkansavtal.explaining.reads import reads
from samverkansavtal.explaining.where import as_lines as where_lines
from samverkansavtal.explaining.where import where
from samverkansavtal.explaining.which import as_lines, which
from samverkansavtal.language.nodes import mentions
from samverkansavtal.planning.plan import Plan, plan

MENTIONED = sorted(
    {name for _, node in expressions(LIBRARY) for name in mentions(node)} & LIBRARY.questions.keys()
)


def without(found: Plan, *paths: str) -> Plan:
    answers = found.answers
    for path in paths:
        answers = answers.clear(path)
    return plan(found.library, answers, found.day)


def test_every_open_question_is_weighed_once_and_the_most_serious_comes_first() -> None:
    found = without(portalen(), "foljd", "bestammer", "tjanst", "urval", "personuppgifter", "lokalvard")
    weights = which(found)
    assert sorted(weight.path for weight in weights) == sorted(found.needs)
    order = ["stop", "assess", "complete", "note", None]
    places = [order.index(weight.severity) for weight in weights]
    assert places == sorted(places)
    assert weights[0].severity == "stop"


def test_what_an_answer_is_said_to_settle_is_what_it_settles() -> None:
    (weight,) = which(without(portalen(), "urval"))
    assert (weight.path, weight.severity, len(weight.rules)) == ("urval", "note", 4)
    assert 0 < weight.least <= weight.most <= 4


def test_when_nothing_is_open_that_is_said() -> None:
    assert list(as_lines(which(situation()))) == ["Inga frågor är öppna."]


def test_an_empty_draft_begins_with_what_most_rules_wait_for() -> None:
    from samverkansavtal.planning.answers import Answers

    weights = which(plan(LIBRARY, Answers().put("storlek", "storre"), DAY))
    assert weights[0].path == "insatser.+"
    assert len(weights[0].rules) > 50


@pytest.mark.parametrize("name", MENTIONED)
def test_every_fact_is_found_where_it_is_asked_and_where_it_is_read(name: str) -> None:
    places = where(name, LIBRARY)
    said = [place for place in places if place.says and place.kind == "fråga"]
    assert len(said) == 1
    assert said[0].text == f'fact = "{name.rpartition(".")[2]}"'
    used = [place for place in places if not place.says]
    assert used
    assert all(re.search(rf"(?<!\w){name.rpartition('.')[2]}(?!\w)", place.text) for place in used)


def test_every_file_that_reads_a_name_is_told() -> None:
    for name in MENTIONED:
        told = {place.path for place in where(name, LIBRARY)}
        assert {record.path for record, node in expressions(LIBRARY) if name in mentions(node)} <= told


def test_a_word_in_a_sentence_is_no_use_of_a_fact() -> None:
    assert all("Pengar" not in place.text or "pengar" in place.text for place in where("pengar", LIBRARY))
    told = {place.path for place in where("pengar", LIBRARY)}
    assert "rules/upphandling/betalning-for-att-synas.md" not in told


def test_a_rule_is_found_by_its_number_a_source_and_a_law_where_they_are_named() -> None:
    (rule,) = where("proc-15", LIBRARY)
    assert (rule.path, rule.says) == ("rules/upphandling/lagstadgad-uppgift.md", True)
    source = where("law-update 2026-04-27", LIBRARY)
    assert sum(place.says for place in source) == 1
    assert len(source) > 20
    law = list(where_lines(where("LOU 19 a:2", LIBRARY)))
    assert law[0] == "Står här: ingenstans"
    assert any(line.startswith("  rules/concepts/direktgrans.md:") for line in law)


def test_a_provision_is_found_in_the_model_and_in_what_refers_to_it() -> None:
    places = [place.path for place in where("tid/avtalstid", LIBRARY)]
    assert "clauses/tid/avtalstid.md" in places
    assert "templates/samverkan/model.toml" in places


def test_what_is_nowhere_is_refused() -> None:
    with pytest.raises(SamverkanError, match="”hej hopp” finns inte"):
        where("hej hopp", LIBRARY)


def test_a_drawing_has_only_arrows_that_are_true() -> None:
    known = {(reader.kind, reader.id): names for reader, names in reads(LIBRARY).items()}
    for around in ("", "PROC-16", "foljd", "avtal", "kontraktsvarde", "lokaler/upplatelse"):
        found = graph(LIBRARY, around)
        for read, reader in found.arrows:
            names = known[reader.kind, reader.id]
            assert read.id in {name.partition(".")[0] for name in names} | names, (around, read, reader)


def test_a_drawing_around_a_rule_goes_down_to_the_questions() -> None:
    found = graph(LIBRARY, "PROC-16")
    kinds = {box.kind for box in found.boxes}
    assert kinds == {"question", "concept", "figure", "rule"}
    assert {box.id for box in found.boxes if box.kind == "rule"} == {
        "upphandling/over-gransen-for-direktupphandling"
    }
    assert "foljd" in {box.id for box in found.boxes}


def test_a_drawing_around_a_question_goes_up_to_rules_provisions_and_through_concepts() -> None:
    found = {box.id for box in graph(LIBRARY, "foljd").boxes}
    assert {"prestationsplikt", "kontrakt", "upphandling/vite-eller-avdrag", "insatser/utan-plikt"} <= found


def test_mermaid_text_names_every_box_once_and_quotes_its_title() -> None:
    found = graph(LIBRARY, "PROC-15")
    lines = list(mermaid(found))
    assert lines[0] == "flowchart LR"
    assert len(lines) == 1 + len(found.boxes) + len(found.arrows)
    assert all(re.fullmatch(r'    n\d+\W{1,3}"[^"]+"\W{1,3}|    n\d+ --> n\d+', line) for line in lines[1:])


def test_a_name_that_nothing_is_called_is_refused() -> None:
    with pytest.raises(SamverkanError, match="”hej” finns inte"):
        graph(LIBRARY, "hej")
