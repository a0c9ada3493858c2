"""Why a provision stands: a sentence for every one of them, and the answers that bear it out."""

import pytest

from samverkansavtal.drafting.values import Printer
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.web.reasons import Reason, reason
from web.one_draft import OneDraft, one_draft


def reasons(site: OneDraft) -> dict[str, Reason]:
    plan = site.kept.plan
    printer = Printer(plan.library, plan.world)
    return {one.provision.id: reason(one, plan, printer) for one in plan.provisions if one.standing != "out"}


@pytest.mark.parametrize("case", ["kvarterslokal", "portalen"])
def test_every_provision_says_why_in_whole_sentences(case: str) -> None:
    for name, told in reasons(one_draft(case)).items():
        assert told.purpose, name
        for because in told.because:
            assert because.sentence.endswith(":" if because.answers else "."), name
            assert "==" not in because.sentence, name


def test_what_stands_in_every_agreement_says_so_and_blames_no_answer() -> None:
    (because,) = reasons(one_draft())["parter/parter"].because
    assert "alla avtal" in because.sentence
    assert not because.answers


def test_what_an_answer_let_in_names_it() -> None:
    because, *_ = reasons(one_draft())["tid/forlangning"].because
    assert "tidsform" in {answer.path for answer in because.answers}


def test_what_is_not_decided_names_only_what_decides_it() -> None:
    site = one_draft()
    site.answer(tidsform=NotKnown("styrelsen"))
    because, *_ = reasons(site)["tid/forlangning"].because
    assert because.sentence.startswith("Det är inte avgjort")
    assert [answer.path for answer in because.answers] == ["tidsform"]
    assert "styrelsen" in because.answers[0].answer


def test_of_several_texts_it_is_told_how_many_there_are_and_which_answers_chose() -> None:
    *_, because = reasons(one_draft())["karaktar/inget-bolag"].because
    assert "3 lydelser" in because.sentence
    assert because.answers
