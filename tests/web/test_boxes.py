"""An answer and a ticked box beside it: what was typed is never lost, whichever was there first."""

from typing import Any

import pytest

from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.web import listing, usual
from samverkansavtal.web.forms import mark
from web.browsing import Answer
from web.one_draft import OneDraft, one_draft

ORGNR, DNR = "parter.lindens-vanner.orgnr", "parter.bolaget.dnr"
_, _, _, TAKE_ROW = listing.PAGES


@pytest.fixture
def site() -> OneDraft:
    return one_draft()


def posted(site: OneDraft, path: str, **changes: str) -> int:
    """Post the row of *path* as it stands, with *changes* to the one answer."""
    row, _, name = path.rpartition(".")
    lista, _, rad = row.partition(".")
    form: dict[str, Any] = {"gor": "svara"}
    for other, answer in site.kept.draft.answers.row(lista, rad):
        field = other.rpartition(".")[2]
        form[f"bas:{field}"] = mark(answer)
        if isinstance(answer, NotKnown):
            form[f"vetinte:{field}"] = "ja"
        elif answer is EMPTY:
            form[f"gallerinte:{field}"] = "ja"
        else:
            form[field] = str(answer)
    form |= {key if key != "answer" else name: value for key, value in changes.items() if key != "box"}
    if "box" in changes:
        form[f"{changes['box']}:{name}"] = "ja"
    return site.ask(TAKE_ROW, form=form, lista=lista, rad=rad).status_code


def kept(site: OneDraft, path: str) -> object:
    return site.kept.draft.answers.values[path]


def test_an_answer_typed_beside_a_box_that_was_ticked_before_is_kept(site: OneDraft) -> None:
    site.answer(**{ORGNR: NotKnown("Föreningen")})
    assert posted(site, ORGNR, answer="802999-2008") == 303
    assert kept(site, ORGNR) == "802999-2008"


def test_an_answer_typed_beside_gäller_inte_is_kept(site: OneDraft) -> None:
    assert kept(site, DNR) is EMPTY
    assert posted(site, DNR, answer="2026/12") == 303
    assert kept(site, DNR) == "2026/12"


def test_a_box_ticked_beside_the_answer_that_stood_there_is_what_is_meant(site: OneDraft) -> None:
    assert posted(site, ORGNR, box="vetinte") == 303
    assert kept(site, ORGNR) == NotKnown("")


def test_a_new_answer_and_a_newly_ticked_box_are_asked_about(site: OneDraft) -> None:
    assert posted(site, ORGNR, answer="556999-1002", box="vetinte") == 400
    assert kept(site, ORGNR) == "802999-2008"


def test_vet_inte_än_goes_before_a_gäller_inte_that_stood_there(site: OneDraft) -> None:
    assert posted(site, DNR, box="vetinte") == 303
    assert kept(site, DNR) == NotKnown("")


def test_what_is_typed_among_the_usual_answers_is_kept_though_its_box_is_still_ticked(site: OneDraft) -> None:
    form = {
        "egen_aktivitet": "odling på gården",
        "gallerinte:egen_aktivitet": "ja",
        "bas:egen_aktivitet": "-",
    }
    assert site.ask(usual.PAGES[1], form={**_usual(site), **form}).status_code == 303
    assert kept(site, "egen_aktivitet") == "odling på gården"


def _usual(site: OneDraft) -> dict[str, Any]:
    """The page of usual answers as it is posted when nothing is touched."""
    html = bytes(site.ask(usual.PAGES[0]).body)
    return dict(Answer(200, [], html, "/").page.forms[-1].values)
