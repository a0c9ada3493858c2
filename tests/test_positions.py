"""What parties negotiate: every usual answer can be changed, and each choice has a text that stands."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.models import Effect, ProvisionData
from samverkansavtal.content.records import Question
from samverkansavtal.documents import Opened, open_answers
from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.as_text import agreement_text
from samverkansavtal.planning.answers import Answer
from samverkansavtal.planning.plan import Plan, plan

EXAMPLES = Path(__file__).parents[1] / "examples"
NEGOTIATED = {  # question → the provision whose text follows from it
    "beslutsform": "styrning/beslut",
    "uppsagning_till": "avvikelse/uppsagning",
    "uttrade_foljd": "parter/uttrade",
    "ansvar_niva": "ansvar/eget",
    "utbetalning": "ekonomi/utbetalning",
    "avslut_saker": "avslut/saker",
    "forlangning": "tid/forlangning",
    "spridning": "material/rattigheter",
    "tidsform": "tid/avtalstid",
}
SITUATIONS = ("overnattning", "skjuts", "enskilt", "kvall", "natet", "skyddade")


@cache
def example(name: str) -> Opened:
    return open_answers(EXAMPLES / name)


def changed(name: str, **answers: Answer) -> Plan:
    opened = example(name)
    values = {**opened.draft.answers.values, **answers}
    return plan(opened.library, replace(opened.draft.answers, values=values), opened.draft.day)


def texts(found: Plan, provision: str) -> list[str]:
    return [v.id for p in found.provisions if p.provision.id == provision for v in p.variants]


def choices(question: Question) -> list[Answer]:
    return [choice.id for choice in question.choices] or [True, False]


@pytest.mark.parametrize("fact", NEGOTIATED)
def test_each_choice_gives_one_text_of_its_own(fact: str) -> None:
    question = example("portalen").library.questions[fact]
    found = [texts(changed("portalen", **{fact: choice}), NEGOTIATED[fact]) for choice in choices(question)]
    assert all(len(standing) == 1 for standing in found)
    assert len({standing[0] for standing in found}) == len(found)


@pytest.mark.parametrize("fact", NEGOTIATED)
def test_a_negotiated_text_says_which_position_is_the_usual_one(fact: str) -> None:
    library = shipped_library("samverkan")
    text = library.provisions[NEGOTIATED[fact]].record.text
    assert text.count('position = "preferred"') == 1
    assert 'position = "fallback"' in text
    standard = library.questions[fact].standard
    if standard is not None:
        usual = re.search(r'id = "([^"]+)"\nwhen = [^\n]+\nposition = "preferred"', text)
        assert usual is not None
        assert texts(changed("portalen", **{fact: standard}), NEGOTIATED[fact]) == [usual[1]]


@pytest.mark.parametrize("situation", SITUATIONS)
def test_each_situation_with_children_has_its_own_sentence(situation: str) -> None:
    without = agreement_text(draft(changed("lina-hage", barn_moment=frozenset())))
    alone = agreement_text(draft(changed("lina-hage", barn_moment=frozenset((situation,)))))
    assert "Det här gäller i särskilda situationer." not in without
    assert re.search(r"Det här gäller i särskilda situationer\.\n  \(a\) .+\n\d", alone)


def test_young_people_who_work_for_pay_have_an_employer() -> None:
    found = changed("lina-hage", barn_moment=frozenset(("arbete",)))
    assert found.standing("barn/unga-arbetar")
    assert not found.standing("barn/situationer")


@pytest.mark.parametrize(
    ("role", "annex"),
    [
        ("ensam", ""),
        ("gemensamt", "Gemensamt ansvar för personuppgifter"),
        ("bitrade", "Villkor för personuppgiftsbiträde"),
    ],
)
def test_shared_data_gets_the_annex_the_law_asks_for(role: str, annex: str) -> None:
    found = changed("eu-medel", uppgifter_roll=role, uppgifter_bitrade="bolaget")
    titles = {section.title for section in draft(found).annexes}
    both = {"Gemensamt ansvar för personuppgifter", "Villkor för personuppgiftsbiträde"}
    assert titles & both == {annex} - {""}
    assert found.needs == ()


def test_in_a_framework_each_party_reads_one_annex_and_references_lead_to_all_of_them() -> None:
    agreement = draft(example("ramavtal").plan)
    own = [annex for annex in agreement.annexes if annex.id == "partsbilaga"]
    assert [annex.number for annex in own] == [f"Bilaga {place}" for place in range(1, 6)]
    assert [annex.title.removeprefix("Partsbilaga: ") for annex in own] == [
        "Blå porten", "Lyktan", "Församlingen", "Tallbacken", "Kommunen",
    ]  # fmt: skip
    assert len({annex.bookmark for annex in agreement.annexes}) == len(agreement.annexes)
    assert "bilaga 1 till och med bilaga 5" in agreement_text(agreement)


DEMANDABLE: tuple[Effect, ...] = ("prestationsplikt", "skadestand", "vite")


@pytest.mark.parametrize("model", model_names())
def test_no_text_of_ours_lets_anyone_demand_work_or_be_paid_for_its_absence(model: str) -> None:
    for provision in shipped_library(model).provisions.values():
        created = {*provision.creates, *(effect for v in provision.variants for effect in v.creates)}
        assert created.isdisjoint(DEMANDABLE), provision.id


@pytest.mark.parametrize("model", model_names())
def test_every_provision_says_what_it_is_for_and_what_to_avoid(model: str) -> None:
    assert ProvisionData.model_fields["purpose"].is_required()
    library = shipped_library(model)
    missing = [
        name
        for name in library.model.provisions()
        if "\navoid = " not in library.provisions[name].record.text
    ]
    assert missing == []


@pytest.mark.parametrize("model", ["portalen", "bis", "rannebergen", "lina-hage"])
def test_a_model_after_a_lab_says_that_it_is_not_their_agreement(model: str) -> None:
    shown = shipped_library(model).model
    assert "(efter " in shown.title
    assert "offentliga uppgifter" in shown.notice
    assert re.search(r"\binte (Norrköpings|parternas) avtal\b", shown.notice)
    assert "inte godkänt" in shown.notice
