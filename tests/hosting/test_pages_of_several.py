"""Sharing, comments, links and who answered what, through the pages."""

import re
from dataclasses import replace

import pytest

from hosting.hosted import ANNA, BO, Now
from hosting.served import OUTSIDE, Served
from samverkansavtal.hosting import limits
from samverkansavtal.hosting.database import Database
from samverkansavtal.planning.answers import NotKnown
from web.browsing import Visitor

ASKED = "Läslandet"


@pytest.fixture
def served(database: Database) -> Served:
    return Served.on(database, Now())


@pytest.fixture
def draft(served: Served) -> str:
    """Return the address of Anna's draft, where Läslandet knows two answers and somebody else a third."""
    name = served.hosted.begin(
        ANNA,
        namn="Lokalen på Lindgatan",
        storlek="liten",
        forandring=NotKnown(ASKED),
        omrade=NotKnown(ASKED),
        malgrupp=NotKnown("Kommunen"),
    )
    return f"/utkast/{name}"


def link_for(served: Served, draft: str, owner: str = ASKED) -> tuple[Visitor, str]:
    """Return Anna's visitor and the address of a link she has made."""
    anna = served.visitor(ANNA)
    form = next(form for form in anna.get(f"{draft}/lankar").page.forms if form.has("vem"))
    assert owner in form.options("vem")
    answer = anna.post(f"{draft}/lankar", [*form.values, ("vem", owner)])
    found = re.search(r"https://[\w.]+(/part/[\w-]+)", answer.html)
    assert found is not None, answer.said
    return anna, found[1]


def test_a_party_sees_its_own_questions_and_nothing_else_of_the_draft(served: Served, draft: str) -> None:
    _, link = link_for(served, draft)
    answer = served.visitor(None, OUTSIDE).get(link)
    assert answer.heading == f"Frågor till {ASKED}"
    assert answer.page.forms[-1].has("forandring")
    assert answer.page.forms[-1].has("omrade")
    assert not answer.page.forms[-1].has("malgrupp")
    assert not [href for href, _ in answer.page.links if href.startswith("/utkast")]


def test_what_a_party_answers_is_kept_with_its_name(served: Served, draft: str) -> None:
    anna, link = link_for(served, draft)
    party = served.visitor(None, OUTSIDE)
    party.get(link)
    answer = party.submit({"omrade": "Lindgatan"})
    assert "Tack! Ett svar är sparat." in answer.said
    assert not answer.page.forms[-1].has("omrade")
    told = anna.get(f"{draft}/historik").said
    assert "Lindgatan" in told
    assert f"{ASKED} (länk)" in told


def test_a_party_that_sends_in_nothing_is_told_that_nothing_is_kept(served: Served, draft: str) -> None:
    _, link = link_for(served, draft)
    party = served.visitor(None, OUTSIDE)
    party.get(link)
    answer = party.submit({})
    assert "Inget nytt svar är sparat: alla fält var tomma." in answer.said
    assert "Inget nytt svar" not in party.get(link).said


def test_a_party_may_say_that_it_does_not_know_either(served: Served, draft: str) -> None:
    _, link = link_for(served, draft)
    party = served.visitor(None, OUTSIDE)
    party.get(link)
    party.submit({"vetinte:omrade": "ja", "forandring": "grannar ska träffas."})
    name = draft.rpartition("/")[2]
    assert served.hosted.value(name, "omrade") == NotKnown(ASKED)
    assert served.hosted.value(name, "forandring") == "grannar ska träffas."


def test_a_party_cannot_answer_for_another(served: Served, draft: str) -> None:
    _, link = link_for(served, draft)
    party = served.visitor(None, OUTSIDE)
    form = party.get(link).page.forms[-1]
    party.post(link, [*form.values, ("malgrupp", "alla_boende"), ("bas:malgrupp", "-")])
    assert served.hosted.value(draft.rpartition("/")[2], "malgrupp") == NotKnown("Kommunen")


def test_an_answer_that_somebody_gave_meanwhile_is_not_overwritten_by_a_party(
    served: Served, draft: str
) -> None:
    _, link = link_for(served, draft)
    party = served.visitor(None, OUTSIDE)
    party.get(link)
    served.hosted.answer(ANNA, draft.rpartition("/")[2], "omrade", "Björkgatan")
    answer = party.submit({"omrade": "Lindgatan"})
    assert "Ett svar kunde inte sparas: någon annan har svarat" in answer.said
    assert served.hosted.value(draft.rpartition("/")[2], "omrade") == "Björkgatan"


def test_a_link_that_is_closed_or_has_run_out_shows_nothing(served: Served, draft: str) -> None:
    anna, link = link_for(served, draft)
    _, other = link_for(served, draft)
    party = served.visitor(None, OUTSIDE)
    assert party.get(link).status == 200
    form = next(form for form in anna.get(f"{draft}/lankar").page.forms if form.has("stang"))
    anna.post(f"{draft}/lankar", [*form.values, ("stang", form.options("stang")[0])])
    assert 404 in (party.get(link).status, party.get(other).status)
    served.hosted.clock.go(days=15)
    assert {party.get(link).status, party.get(other).status} == {404}


def test_guessing_links_is_stopped(served: Served) -> None:
    guesser = served.visitor(None, OUTSIDE)
    statuses = [guesser.get(f"/part/{'x' * 40}{number}").status for number in range(30)]
    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_a_party_that_is_too_quick_gets_its_answer_back_and_may_try_again(
    served: Served, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, link = link_for(served, draft)
    party = served.visitor(None, OUTSIDE)
    party.get(link)
    monkeypatch.setitem(limits.MOST, limits.POSTED, 0)
    answer = party.submit({"omrade": "Lindgatan"})
    assert (answer.status, answer.heading) == (429, "För många försök")
    assert "Det är inte sparat än." in answer.said
    assert "Lindgatan" in answer.said
    assert not [href for href, _ in answer.page.links if href.startswith("/utkast")]
    assert (link, "Till frågorna") in answer.page.links
    assert "Till startsidan" not in answer.said
    monkeypatch.setitem(limits.MOST, limits.POSTED, 60)
    assert party.submit({}).status == 200  # the page's own "Försök igen"
    assert served.hosted.value(draft.rpartition("/")[2], "omrade") == "Lindgatan"


def test_a_link_needs_its_own_page_before_it_can_be_posted_to(served: Served, draft: str) -> None:
    _, link = link_for(served, draft)
    party = served.visitor(None, OUTSIDE)
    assert party.post(link, {"omrade": "Lindgatan"}).status == 403


def test_a_colleague_is_let_in_with_a_role_and_out_again(served: Served, draft: str) -> None:
    anna, bo = served.visitor(ANNA), served.visitor(BO)
    assert bo.get(draft).status == 404
    anna.get(f"{draft}/delning")
    anna.submit({"kollega": BO.id, "roll": "kommentera"})
    assert bo.get(draft).status == 200
    assert "Ni får läsa utkastet men inte svara" in bo.get(f"{draft}/fraga/namn").said
    assert served.visitor(replace(BO, id="bo@bjorken.se")).get(draft).status == 404
    form = next(form for form in anna.get(f"{draft}/delning").page.forms if form.has("ta-bort"))
    anna.post(f"{draft}/delning", [*form.values, ("ta-bort", BO.id)])
    assert bo.get(draft).status == 404


def test_nobody_outside_the_organisation_can_be_let_in(served: Served, draft: str) -> None:
    anna = served.visitor(ANNA)
    anna.get(f"{draft}/delning")
    answer = anna.submit({"kollega": "carin@bjorken.se", "roll": "lasa"})
    assert answer.status == 400
    assert "carin@bjorken.se" in answer.said


def test_comments_are_read_by_all_and_settled_by_those_who_write(served: Served, draft: str) -> None:
    anna, bo = served.visitor(ANNA), served.visitor(BO)
    anna.get(f"{draft}/delning")
    anna.submit({"kollega": BO.id, "roll": "kommentera"})
    bo.get(f"{draft}/kommentarer?om=omrade")
    answer = bo.submit({"text": "Är det hela gatan?\nEller bara <b>kvarteret</b>?"})
    assert "Är det hela gatan?" in answer.said
    assert "<b>kvarteret</b>" not in answer.html
    assert not any(form.has("klar") for form in answer.page.forms)
    form = next(form for form in anna.get(f"{draft}/kommentarer").page.forms if form.has("klar"))
    answer = anna.post(f"{draft}/kommentarer", [*form.values, ("klar", form.options("klar")[0])])
    assert "Klar" in answer.said


def test_an_empty_comment_is_refused_in_words_about_comments(served: Served, draft: str) -> None:
    anna = served.visitor(ANNA)
    anna.get(f"{draft}/kommentarer")
    answer = anna.submit({"text": " "})
    assert answer.status == 400
    assert "Kommentaren är tom. Skriv något." in answer.said


def test_signing_out_ends_the_session(served: Served, draft: str) -> None:
    anna = served.visitor(ANNA)
    anna.get(draft)
    before = dict(anna.cookies)
    form = anna.get("/").page.forms[0]
    assert form.action == "/logga-ut"
    assert anna.post("/logga-ut", form.values).status == 200
    thief = served.visitor(ANNA)
    thief.cookies = dict(before)
    thief.get(draft)
    assert thief.cookies != before
