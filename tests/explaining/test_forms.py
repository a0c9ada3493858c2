"""Which form fits: a harmless grant is no alarm, a disguised purchase never looks clean, doubt is told."""

import random
from dataclasses import replace

import pytest

from answering import random_answer
from explaining.answered import LIBRARY
from explaining.forms_answered import (
    AUTHORITIES,
    DAY,
    DISGUISED,
    GRANT,
    ROOM,
    TOGETHER,
    VAGUE,
    Said,
    fits,
    ranked,
    some,
    standing,
    which,
)
from samverkansavtal.content.forming import form_library
from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.explaining.forms import as_lines, assuming, begun, pending
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.plan import plan

assert LIBRARY.forms is not None
TEST = LIBRARY.forms
RENAMED = ("foreningsbidrag", "samverkansavtal", "avsiktsforklaring", "lokalupplatelse", "sponsring")


def test_a_harmless_grant_to_an_association_fits_and_nothing_else_is_said_against_it() -> None:
    assert standing(GRANT) == ["foreningsbidrag"]
    grant = ranked(GRANT, "foreningsbidrag")
    assert (grant.fit, grant.con, grant.open) == ("fits", (), ())
    assert [told.text for told in ranked(GRANT, "kop").con] == ["Inget i svaren hittills talar för ett köp."]


def test_a_purchase_called_a_grant_is_shown_as_a_purchase_and_no_other_name_is_offered() -> None:
    found = fits(DISGUISED)
    assert found["kop"] == "fits"
    assert {found[name] for name in RENAMED} == {"no"}
    (told,) = ranked(DISGUISED, "foreningsbidrag").con
    assert told.text.startswith("Svaren pekar mot ett köp.")
    assert {one.path for one in told.behind} >= {"foljd", "direkt_nytta", "beloppsgrund"}


def test_a_purchase_is_told_without_alarm() -> None:
    lines = "\n".join(as_lines(which(DISGUISED)))
    assert "Ett köp är tillåtet" in lines
    assert not any(word in lines.lower() for word in ("olaglig", "otillåt", "förbjud"))


@pytest.mark.parametrize(
    "changed",
    [
        {"foljd": some("krav_utforande")},
        {"foljd": some("inte_bestamt")},
        {"direkt_nytta": "bada"},
        {"beloppsgrund": "per_timme"},
        {"tjanst": "skotsel"},
        {"liknande_kop": "har_kopt"},
        {"andamal": some("stod", "betalning")},
    ],
)
def test_one_sign_of_a_purchase_makes_a_grant_doubtful_and_shows_the_purchase_beside_it(
    changed: dict[str, Answer],
) -> None:
    found = fits({**GRANT, **changed})
    assert found["foreningsbidrag"] != "fits"
    assert found["kop"] != "no"


def test_money_that_is_only_to_be_seen_for_is_no_grant_and_without_being_seen_it_is_no_sponsorship() -> None:
    seen = fits({**GRANT, "andamal": some("synas")})
    assert (seen["foreningsbidrag"], seen["sponsring"], seen["kop"]) == ("no", "may", "may")
    assert fits(GRANT)["sponsring"] == "no"
    assert any("inte sponsring" in told.text for told in ranked(GRANT, "sponsring").con)


def test_a_room_that_is_only_lent_is_a_lease_and_work_in_return_makes_it_doubtful() -> None:
    assert standing(ROOM) == ["lokalupplatelse"]
    assert fits(ROOM)["lokalupplatelse"] == "fits"
    demanded = fits({**ROOM, "foljd": some("krav_utforande")})
    assert demanded["lokalupplatelse"] != "fits"
    assert demanded["kop"] != "no"


def test_work_done_together_is_an_agreement_and_it_warns_of_a_common_purse() -> None:
    assert standing(TOGETHER)[0] == "samverkansavtal"
    assert any("enkelt bolag" in told.text for told in ranked(TOGETHER, "samverkansavtal").notes)
    assert fits({**TOGETHER, "form_arbete": "andra"})["samverkansavtal"] == "no"


def test_a_company_among_the_parties_is_told_of_but_stops_no_agreement() -> None:
    with_company = {**TOGETHER, "form_parter": some("forening", "foretag")}
    assert fits(with_company)["samverkansavtal"] == "may"
    assert any("statligt stöd" in told.text for told in ranked(with_company, "samverkansavtal").con)


@pytest.mark.parametrize("other", ["forening", "foretag", "boende", "fastighetsagare"])
def test_cooperation_between_authorities_is_only_for_authorities(other: str) -> None:
    assert fits(AUTHORITIES)["myndigheter"] == "fits"
    assert fits({**AUTHORITIES, "form_parter": some("kommun", other)})["myndigheter"] == "no"


def test_an_authority_that_only_pays_another_is_not_promised_the_exception() -> None:
    paying = {**TOGETHER, "form_parter": some("kommun"), "form_bidrag": some("pengar")}
    assert fits(paying)["myndigheter"] == "may"
    assert fits({**paying, "form_arbete": "andra"})["myndigheter"] == "no"


def test_est_is_only_with_the_police() -> None:
    assert fits(AUTHORITIES)["est"] == "no"
    police = {**AUTHORITIES, "form_parter": some("kommun", "polisen")}
    assert standing(police)[0] == "est"
    assert fits({**police, "form_parter": some("kommun", "polisen", "forening")})["est"] == "may"


def test_a_shared_association_warns_of_liability_before_it_is_formed() -> None:
    said = {
        **AUTHORITIES,
        "form_parter": some("fastighetsagare"),
        "form_arbete": "egen_forening",
    }
    assert standing(said) == ["gemensam-forening"]
    notes = [told for told in ranked(said, "gemensam-forening").notes if "enkelt bolag" in told.text]
    assert notes[0].law == ("lag (1980:1102) 1:3", "lag (1980:1102) 4:5")
    assert "hela skulden" in notes[0].text
    assert fits({**said, "form_arbete": "tillsammans"})["gemensam-forening"] == "no"


def test_a_wish_is_a_letter_of_intent_and_money_in_it_is_told() -> None:
    assert standing(VAGUE) == ["avsiktsforklaring"]
    paying = {**GRANT, "form_arbete": "inte_bestamt"}
    assert fits(paying)["avsiktsforklaring"] == "may"
    assert fits({**paying, "foljd": some("krav_utforande")})["avsiktsforklaring"] == "no"


def test_doing_something_together_where_the_company_gives_nothing_is_no_alarm() -> None:
    said: Said = {"form_parter": some("forening"), "form_bidrag": some(), "form_arbete": "tillsammans"}
    assert standing(said) == ["avsiktsforklaring"]
    assert TEST.words.none not in list(as_lines(which(said)))


def test_not_knowing_leaves_every_form_possible_and_says_which_answers_are_missing() -> None:
    unsure = dict.fromkeys(TEST.ask, NotKnown("juristen"))
    assert set(fits(unsure).values()) == {"may"}
    assert "om ni köper något liknande" in ranked(unsure, "kop").open
    assert "vad bostadsbolaget och kommunen ska ge eller låna ut" in ranked(unsure, "kop").open


def test_a_form_that_does_not_fit_says_why_and_only_that() -> None:
    for said in (GRANT, DISGUISED, ROOM, TOGETHER, AUTHORITIES, VAGUE):
        for one in which(said).others:
            assert one.con, one.form.id
            assert (one.notes, one.open) == ((), ())


def test_reasons_name_the_answers_behind_them_and_law_below_high_confidence_is_marked() -> None:
    own = next(told for told in ranked(GRANT, "foreningsbidrag").pro if "egen verksamhet" in told.text)
    assert [(one.path, one.answer) for one in own.behind] == [
        ("andamal", "Stöd till partnerns egen verksamhet")
    ]
    lines = list(as_lines(which(GRANT)))
    assert any(own.text in line and "UHM 1952571" in line and "inte verifierat" in line for line in lines)


def test_three_questions_are_enough_when_nothing_of_value_is_given() -> None:
    assert pending(LIBRARY, Answers(), DAY) == tuple(TEST.own)
    assert pending(LIBRARY, Answers(AUTHORITIES), DAY) == ()
    first = Answers({path: GRANT[path] for path in TEST.own})
    assert pending(LIBRARY, first, DAY) == tuple(path for path in TEST.ask if path not in TEST.own)
    assert "beloppsgrund" not in pending(LIBRARY, first.put("form_bidrag", some("lokal")), DAY)


def test_what_is_put_off_is_not_asked_again_and_stays_open() -> None:
    said = Answers({path: answer for path, answer in GRANT.items() if path != "foljd"}).skip("foljd")
    assert pending(LIBRARY, said, DAY) == ()
    assert fits(said.values)["foreningsbidrag"] == "may"


def test_not_knowing_what_the_company_gives_never_means_that_it_gives_nothing() -> None:
    said: Said = {**AUTHORITIES, "form_bidrag": NotKnown("")}
    assert "foljd" in pending(LIBRARY, Answers(said), DAY)
    assert fits(said)["kop"] == "may"


def test_what_the_municipality_pays_for_is_looked_at_as_if_the_company_paid() -> None:
    gives: Said = {
        **TOGETHER,
        "form_parter": some("forening", "kommun"),
        "form_bidrag": some("eget", "fran_kommunen"),
    }
    assert fits(gives)["samverkansavtal"] == "fits"
    buys = {**gives, "beloppsgrund": "per_timme", "foljd": some("krav_utforande"), "direkt_nytta": "bolaget"}
    for said in (buys, {**buys, "form_parter": some("forening")}):
        assert (fits(said)["samverkansavtal"], fits(said)["kop"]) == ("no", "fits")
    assert "foljd" in pending(LIBRARY, Answers({path: gives[path] for path in TEST.own}), DAY)


@pytest.mark.parametrize(("given", "form"), [("pengar", "samverkansavtal"), ("lokal", "lokalupplatelse")])
def test_what_only_the_owner_can_get_is_told_and_an_association_beside_it_changes_that(
    given: str, form: str
) -> None:
    said: Said = {
        **(TOGETHER if given == "pengar" else ROOM),
        "form_parter": some("kommun"),
        "form_bidrag": some(given),
    }
    assert fits(said)[form] == "may"
    assert any("värdeöverföring" in told.text for told in ranked(said, form).con)
    assert fits({**said, "form_parter": some("kommun", "forening")})[form] == "fits"


def test_a_room_for_a_business_is_told_of_as_possible_aid_and_stops_no_lease() -> None:
    assert fits({**ROOM, "form_parter": some("foretag")})["lokalupplatelse"] == "may"
    cafe = {**ROOM, "tjanst": "servering"}
    assert any("statligt stöd" in told.text for told in ranked(cafe, "lokalupplatelse").notes)
    assert not any("statligt stöd" in told.text for told in ranked(ROOM, "lokalupplatelse").notes)


@pytest.mark.parametrize("model", model_names())
def test_what_every_model_assumes_is_answers(model: str) -> None:
    library = shipped_library(model)
    for said in (GRANT, ROOM, TOGETHER, {**AUTHORITIES, "form_parter": some("polisen", "boende", "foretag")}):
        answers = assuming(library, Answers(said), DAY)
        assert answers.closed == {"parter", "insatser"}
        assert set(answers.values) >= set(said)


def drawn(rng: random.Random, unsure: float = 0.1) -> dict[str, Answer]:
    questions = form_library(LIBRARY).questions
    return {path: random_answer(questions[path], Answers(), rng, unsure) for path in TEST.ask}


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_answered_no_form_looks_clean_where_the_rules_see_a_purchase(seed: int) -> None:
    said = drawn(random.Random(seed))
    world = plan(form_library(LIBRARY), assuming(LIBRARY, Answers(said), DAY), DAY).world
    found = fits(said)
    if world.fact("kontrakt") is True:
        maybe_only_a_room = said["tjanst"] == "lokal" or isinstance(said["tjanst"], NotKnown)
        assert found["kop"] == "fits" or (maybe_only_a_room and found["kop"] == "may")
        assert {found[name] for name in RENAMED} == {"no"}
    if world.fact("kontrakt_mojligt") is True:
        assert found["kop"] != "no"
        assert "fits" not in {found["foreningsbidrag"], found["samverkansavtal"], found["lokalupplatelse"]}


@pytest.mark.parametrize("seed", range(40))
def test_answering_what_was_not_known_never_turns_what_was_settled(seed: int) -> None:
    rng = random.Random(seed)
    said = drawn(rng, 0.4)
    later = drawn(rng, 0.0)
    before = fits(said)
    after = fits({path: later[path] if isinstance(one, NotKnown) else one for path, one in said.items()})
    for name, fit in before.items():
        assert fit == "may" or after[name] == fit


def test_only_the_interviews_own_answers_that_apply_begin_a_draft() -> None:
    answers = begun(LIBRARY, Answers(GRANT), DAY)
    assert set(answers.values) == set(TEST.ask) - set(TEST.own)
    assert answers.rows == {}
    nothing_given = Answers({**GRANT, "form_bidrag": some("eget")})
    assert begun(LIBRARY, nothing_given, DAY) == Answers()


def test_the_same_answers_say_which_way_it_points() -> None:
    direction = which(DISGUISED).direction
    assert direction is not None
    assert [outcome.id for outcome in direction.possible] == ["kop"]


def test_only_models_that_are_there_are_offered() -> None:
    for form in TEST.forms:
        assert set(form.models) <= set(model_names())
    assert which(TOGETHER).models()[0] == "samverkan"


def test_a_library_without_forms_asks_nothing() -> None:
    bare = replace(LIBRARY, forms=None)
    assert form_library(bare) is bare
    assert pending(bare, Answers(), DAY) == ()


def test_the_interview_itself_never_asks_or_reads_what_only_the_forms_need() -> None:
    assert not set(TEST.own) & set(LIBRARY.questions)
    assert not any(path in plan(LIBRARY, Answers(GRANT), DAY).needs for path in TEST.own)
