"""A rule's own cases are run, and a case that proves nothing is told."""

import pytest

from content.small_library import small, spoiled
from samverkansavtal.proving.cases import check_cases

RULE, CONCEPT, AMOUNT = "rules/upphandling/granse.md", "rules/concepts/kop.md", "rules/concepts/varde.md"
GIVEN = "given = { kop = true, belopp = 700_000, startdag = 2026-03-01 }"


def told(changes: dict[str, str]) -> list[str]:
    return [str(problem) for problem in check_cases(small(changes))]


def line(text: str, of: str) -> int:
    return text[: text.index(of)].count("\n") + 1


def test_the_cases_of_the_small_library_come_out_as_they_say() -> None:
    assert told({}) == []


def test_a_case_with_another_outcome_is_told_on_its_line() -> None:
    text = spoiled(RULE, 'state = "clear"', 'state = "fires"')
    found = told({RULE: text})
    where = line(text, 'name = "en krona under"')
    assert found == [
        f"{RULE}:{where}: fallet ”en krona under” blir clear, inte fires; rätta fallet eller villkoret"
    ]


def test_a_changed_condition_fails_the_case_at_the_limit() -> None:
    assert "på gränsen" in told({RULE: spoiled(RULE, ">=", ">")})[0]


def test_a_changed_exception_fails_the_concepts_case() -> None:
    assert "det är socialt" in told({CONCEPT: spoiled(CONCEPT, "slag is socialt", "slag is bygg")})[0]


def test_a_changed_amount_fails_the_concepts_case() -> None:
    assert "betalt" in told({AMOUNT: spoiled(AMOUNT, "belopp * 2", "belopp * 3")})[0]


WRONG = {
    "differs in two things": (RULE, "given = { belopp = 699_999 }", "given = { belopp = 1, slag = \"stad\" }", "i 2 saker; ändra exakt en"),
    "differs in nothing": (RULE, "given = { belopp = 699_999 }", "given = { belopp = 700_000 }", "i 0 saker; ändra exakt en"),
    "like nothing": (RULE, 'like = "på gränsen"', 'like = "under gränsen"', "nämner ”under gränsen”"),
    "like itself": (RULE, 'like = "på gränsen"', 'like = "en krona under"', "nämner ”en krona under”"),
    "like a later one": (RULE, 'like = "på gränsen"', 'like = "beloppet är inte känt"', "nämner ”beloppet är inte känt”"),
    "unknown name": (RULE, GIVEN, "given = { kopp = true }", "”kopp” finns inte"),
    "unknown name among the unknown": (RULE, 'unknown = ["belopp"]', 'unknown = ["beloppet"]', "”beloppet” i unknown finns inte"),
    "unknown choice": (CONCEPT, 'slag = "socialt"', 'slag = "social"', "”social” är inget val i slag; skriv ett av"),
    "unknown field": (CONCEPT, 'form = "kommun"', 'forn = "kommun"', "fältet ”forn” finns inte i parter"),
    "unknown choice in a row": (CONCEPT, 'form = "kommun"', 'form = "komun"', "”komun” är inget val"),
    "rows that are no list": (CONCEPT, 'parter = [{ nyckel = "p", form = "kommun" }]', 'parter = "p"', "är en lista"),
    "rows that are no rows": (CONCEPT, 'parter = [{ nyckel = "p", form = "kommun" }]', 'parter = ["p"]', "är en lista"),
    "text for yes or no": (CONCEPT, "betalt = true", 'betalt = "ja"', "passar inte ”betalt”"),
    "number for yes or no": (CONCEPT, "betalt = true", "betalt = 1", "passar inte ”betalt”"),
    "text for an amount": (RULE, "belopp = 700_000", 'belopp = "700 000"', "passar inte ”belopp”"),
    "text for a date": (RULE, "startdag = 2026-03-01", 'startdag = "2026-03-01"', "passar inte ”startdag”"),
    "date for an amount": (RULE, "belopp = 700_000", "belopp = 2026-03-01", "passar inte ”belopp”"),
    "yes or no for an amount": (RULE, "belopp = 700_000", "belopp = true", "passar inte ”belopp”"),
    "nobody, where everyone has an answer": (RULE, "belopp = 700_000", "belopp = { not_for_us = true }", "passar inte ”belopp”"),
    "number for an assumed concept": (RULE, "kop = true", "kop = 1", "passar inte ”kop”"),
    "text for an assumed concept": (RULE, "kop = true", 'kop = "ja"', "passar inte ”kop”"),
    "text for an assumed amount": (RULE, "kop = true", 'kop = true, gransen = "x"', "passar inte ”gransen”"),
    "two cases of one name": (RULE, 'name = "beloppet är inte känt"', 'name = "en krona under"', "heter som ett annat fall"),
    "row without each": (RULE, 'like = "på gränsen"\ngiven', 'row = "p"\nlike = "på gränsen"\ngiven', "row utan each"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_a_case_that_proves_nothing_is_told(name: str) -> None:
    path, old, new, says = WRONG[name]
    found = told({path: spoiled(path, old, new)})
    assert any(says in problem for problem in found), found
    assert all(problem.startswith(f"{path}:") and "; " in problem for problem in found)


def test_cases_in_a_circle_are_told_and_not_followed() -> None:
    text = spoiled(RULE, GIVEN, f'like = "en krona under"\n{GIVEN}')
    assert any("nämner ”en krona under”" in problem for problem in told({RULE: text}))


EACH = spoiled(RULE, 'law = ["LOU 19 a:2"]', 'each = "parter"').replace(
    '"kop", "belopp >= gransen"', '"part.form is kommun"'
)
ROWS = 'given = { parter = [{ nyckel = "a", form = "kommun" }, { nyckel = "b", form = "forening" }] }'


def each(row: str) -> dict[str, str]:
    head = EACH.split("[[cases]]")[0]
    cases = (
        f'[[cases]]\nname = "en"\n{ROWS}\nrow = "a"\nstate = "fires"\n'
        f'[[cases]]\nname = "tva"\nlike = "en"\nrow = "{row}"\nstate = "clear"\n'
        '[[cases]]\nname = "tre"\ngiven = { parter = [{ nyckel = "a" }] }\nrow = "a"\nstate = "open"\n'
    )
    return {"rules/a/b.md": f"{head}{cases}+++\n\nText.\n"}


def test_a_rule_about_each_row_has_cases_about_a_row() -> None:
    assert told(each("b")) == []
    assert any("raden ”c” finns inte" in problem for problem in told(each("c")))


def test_an_unfinished_list_leaves_open_what_more_rows_could_change() -> None:
    text = spoiled(CONCEPT, 'form = "kommun" }] }', 'form = "forening" }] }')
    assert told({CONCEPT: text}) != []
    text = text.replace("value = true", "value = false", 1)
    assert told({CONCEPT: text}) == []
    text = text.replace("value = false", 'unfinished = ["parter"]\nvalue = "open"', 1)
    assert told({CONCEPT: text}) == []
