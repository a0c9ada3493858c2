"""A review stands as long as what was read is the same, and falls by itself when it is not."""

import pytest

from content.small_library import FILES, problems, small, spoiled
from samverkansavtal.content.layers import Layer
from samverkansavtal.content.library import fingerprint
from samverkansavtal.content.reviews import counted, fallen, fingerprint_of, of_record

PENGAR, RULE = "clauses/pengar/pengar.md", "rules/upphandling/granse.md"
ENTRY = """\
[[reviews]]
id = "{id}"
hash = "{hash}"
state = "{state}"
name = "Anna Ek"
role = "kommunjurist"
on_behalf = "Exempelkommunen"
day = 2026-03-01
"""


def entry(kind: str, name: str, state: str = "utan-anmarkning") -> str:
    record = small().records[kind, name]
    return ENTRY.format(id=name, hash=fingerprint_of(record), state=state)


def reviewed(*entries: str) -> dict[str, str]:
    return {"review/granskning.toml": "\n".join(entries)}


def test_a_review_stands_while_nothing_changes() -> None:
    library = small(reviewed(entry("provision", "pengar/pengar"), entry("rule", "upphandling/granse")))
    assert [one.name for one in of_record("pengar/pengar", library)] == ["Anna Ek"]
    assert [one.state for one in of_record("upphandling/granse", library)] == ["utan-anmarkning"]
    assert fallen(library) == ()


CHANGES = {
    "the text": (PENGAR, "Stödet är litet.", "Stödet är mycket litet."),
    "the guard": (PENGAR, 'when = ["betalt"]', 'when = ["betalt", "slag is stad"]'),
    "a variant's guard": (PENGAR, "belopp >= 100_000", "belopp >= 100_001"),
    "the law": (PENGAR, "LOU 1:15", "LOU 1:16"),
    "the effects": (PENGAR, '"aterbetalning"', '"vite"'),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_review_falls_when_what_was_read_changes(change: tuple[str, str, str]) -> None:
    path, old, new = change
    library = small({**reviewed(entry("provision", "pengar/pengar")), path: spoiled(path, old, new)})
    assert of_record("pengar/pengar", library) == ()
    assert [one.id for one in fallen(library)] == ["pengar/pengar"]


@pytest.mark.parametrize("old", ['purpose = "Säger vem som betalar."', 'title = "Pengar"'])
def test_a_review_stands_when_only_the_commentary_changes(old: str) -> None:
    changed = spoiled(PENGAR, old, f'{old[:-1]} Mer."')
    library = small({**reviewed(entry("provision", "pengar/pengar")), PENGAR: changed})
    assert len(of_record("pengar/pengar", library)) == 1


def test_a_new_case_lets_the_review_of_a_rule_stand_but_a_new_severity_does_not() -> None:
    reviews = reviewed(entry("rule", "upphandling/granse"))
    renamed = small({**reviews, RULE: spoiled(RULE, "en krona under", "en krona mindre")})
    milder = small({**reviews, RULE: spoiled(RULE, 'severity = "stop"', 'severity = "assess"')})
    assert len(of_record("upphandling/granse", renamed)) == 1
    assert of_record("upphandling/granse", milder) == ()


def test_what_is_only_read_is_not_counted_as_reviewed() -> None:
    library = small(
        reviewed(entry("provision", "pengar/pengar", "last"), entry("provision", "syfte/syfte", "synpunkter"))
    )
    found = counted(("pengar/pengar", "syfte/syfte", "bilagor/plan"), library)
    assert (found.all, found.read, found.reviewed, found.remarks) == (3, 2, 1, 1)


def test_a_review_does_not_change_which_library_an_agreement_was_made_from() -> None:
    plain = fingerprint((Layer("bibliotek", FILES),))
    assert fingerprint((Layer("bibliotek", {**FILES, "review/granskning.toml": "x = 1"}),)) == plain


def test_a_review_in_a_layer_of_ones_own_counts_too() -> None:
    own = Layer("vart", {"review/vart.toml": entry("provision", "pengar/pengar")}, own=True)
    assert len(of_record("pengar/pengar", small({}, own))) == 1


def test_a_personal_identity_number_in_a_review_is_refused() -> None:
    text = entry("provision", "pengar/pengar").replace("Anna Ek", "Anna Ek 811228-9874")
    (problem,) = problems(reviewed(text))
    assert "personnummer" in str(problem)
