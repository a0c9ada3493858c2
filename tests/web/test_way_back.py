"""Who changes an answer is led back to the page it was changed from."""

from typing import Any

import pytest

from samverkansavtal.web import asking, listing
from web.browsing import Answer
from web.one_draft import OneDraft, one_draft

_, TAKE = asking.PAGES
SHOW_ROW, TAKE_ROW = listing.PAGES[2:]


@pytest.mark.parametrize("page", ["svar", "resultat", "avtal"])
def test_a_changed_answer_leads_back(page: str) -> None:
    site = one_draft()
    answer = site.ask(
        TAKE, f"till={page}", {"gor": "svara", "svar": "Nya namnet", "bas:svar": _base(site)}, path="namn"
    )
    assert answer.status_code == 303
    assert answer.headers["location"].partition("#")[0] == f"/utkast/abc/{page}"


def _base(site: OneDraft) -> str:
    html = bytes(site.ask(asking.PAGES[0], path="namn").body)
    return dict(Answer(200, [], html, "/").page.forms[-1].values)["bas:svar"]


def test_a_row_with_a_question_called_till_leads_back_too() -> None:
    site = one_draft()
    where: dict[str, Any] = {"lista": "insatser", "rad": "lokal"}
    html = bytes(site.ask(SHOW_ROW, "till=svar", **where).body)
    form = dict(Answer(200, [], html, "/").page.forms[-1].values)
    assert "till" in form
    answer = site.ask(TAKE_ROW, form={**form, "gor": "svara"}, **where)
    assert answer.headers["location"] == f"/utkast/abc/svar#{site.kept.plan.part('insatser').id}"
    assert site.kept.draft.answers.values["insatser.lokal.till"] == form["till"]


def test_only_pages_of_the_draft_are_led_back_to() -> None:
    site = one_draft()
    answer = site.ask(
        TAKE, "till=//ond.example", {"gor": "svara", "svar": "Namn", "bas:svar": _base(site)}, path="namn"
    )
    assert "ond.example" not in answer.headers["location"]
