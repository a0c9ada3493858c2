"""The agreement and the report as pages: what stands, why, what is open and what the last answer did."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.tree import Paragraph
from samverkansavtal.planning.answers import NotKnown
from samverkansavtal.planning.plan import plan
from samverkansavtal.web import preview, reports
from samverkansavtal.web.keeping import Role
from web.html import Element
from web.one_draft import OneDraft, one_draft

(AGREEMENT,) = preview.PAGES
(REPORT,) = reports.PAGES


@pytest.fixture
def site() -> OneDraft:
    return one_draft()


def provision(page: Element, bookmark: str) -> Element:
    return page.one("div", id=bookmark)


def test_the_page_says_what_the_word_file_says(site: OneDraft) -> None:
    page = site.see(AGREEMENT)
    agreement = draft(plan(site.kept.library, site.kept.draft.answers, site.kept.draft.day))
    assert page.one("h1").text == agreement.title
    assert agreement.notice in page.text
    for section in agreement.sections:
        for one in section.provisions:
            for block in one.blocks:
                if isinstance(block, Paragraph):
                    assert block.text in provision(page, one.bookmark).text


@pytest.mark.parametrize("case", ["kvarterslokal", "portalen"])
def test_every_link_on_the_page_leads_to_something_and_no_name_is_used_twice(case: str) -> None:
    for page in (one_draft(case).see(AGREEMENT), one_draft(case).see(REPORT)):
        ids = [element.attributes["id"] for element in page.all() if "id" in element.attributes]
        inside = {href[1:] for a in page.all("a") if (href := a.attributes["href"]).startswith("#")}
        assert inside <= set(ids)
        assert len(ids) == len(set(ids))


def test_headings_skip_no_level(site: OneDraft) -> None:
    for page in (site.see(AGREEMENT), site.see(REPORT)):
        levels = [int(one.tag[1]) for one in page.all() if one.tag in ("h1", "h2", "h3", "h4")]
        assert levels[0] == 1
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_provision_can_be_asked_why_it_stands_there(site: OneDraft) -> None:
    page = site.see(AGREEMENT)
    provisions = page.all("div", class_="bestammelse")
    assert len(provisions) > 20
    for one in provisions:
        assert one.one("summary").text.startswith("Varför står detta här?")
    assert "alla avtal av det här slaget" in provision(page, "p_parter_parter").text


def test_the_reason_names_the_answers_that_let_the_provision_in_and_leads_to_them(site: OneDraft) -> None:
    lent = provision(site.see(AGREEMENT), "p_lokaler_upplatelse").one("details")
    assert "står här på grund av era svar" in lent.text
    assert [a for a in lent.all("a") if a.attributes["href"].startswith("/utkast/abc/")]


def test_a_reader_is_led_to_no_question(site: OneDraft) -> None:
    site.kept = one_draft(role=Role.READ).kept
    site.answer(slutdag=None)
    main = site.see(AGREEMENT).one("main")
    assert not [
        a for a in main.all("a") if "/fraga/" in a.attributes["href"] or "/rad" in a.attributes["href"]
    ]
    assert main.all("mark")


def test_an_open_place_says_who_knows_and_leads_to_its_question(site: OneDraft) -> None:
    site.answer(slutdag=NotKnown("Kansliet"))
    page = site.see(AGREEMENT)
    (mark,) = [one for one in page.all("mark") if "Kansliet" in one.text]
    (link,) = [a for a in page.all("a") if a.text == mark.text]
    assert mark.text.startswith("[Fylls i av Kansliet: ")
    assert link.attributes["href"] == "/utkast/abc/fraga/slutdag?till=avtal"


def test_what_the_last_answer_changed_is_told_at_the_top_and_at_the_place(site: OneDraft) -> None:
    site.answer(slutdag=NotKnown("Kansliet"))
    page = site.see(AGREEMENT)
    assert "Ändrat av senaste svaret" in provision(page, "p_tid_avtalstid").text
    assert [a.attributes["href"] for a in page.one("section", class_="nyheter").all("a")] == [
        "#p_tid_avtalstid"
    ]
    assert len(page.all("p", class_="ny")) == 1


def test_what_is_new_and_what_is_gone_are_told_and_moved_numbers_are_not(site: OneDraft) -> None:
    title = site.kept.library.provisions["tid/forlangning"].title
    site.answer(tidsform="tills_vidare")
    page = site.see(AGREEMENT)
    assert f"Struket: {title}" in page.one("section", class_="nyheter").text
    assert [one.attributes["id"] for one in page.all("div", class_="andrad")] == ["p_tid_avtalstid"]
    site.answer(tidsform="till_datum")
    again = site.see(AGREEMENT)
    assert "Nytt" in provision(again, "p_tid_forlangning").text
    assert len(again.all("div", class_="andrad")) == 2


def test_nothing_is_told_of_when_there_was_nothing_before(site: OneDraft) -> None:
    page = site.see(AGREEMENT)
    assert not page.all("section", class_="nyheter")
    assert not page.all("p", class_="ny")


def test_an_undecided_provision_says_so(site: OneDraft) -> None:
    site = one_draft("portalen")
    paths = [path for path, value in site.kept.draft.answers.values.items() if isinstance(value, bool)]
    site.answer(**{path: NotKnown() for path in paths if "." not in path})
    page = site.see(AGREEMENT)
    undecided = page.all("div", class_="oavgjord")
    assert undecided
    for one in undecided:
        assert "Inte avgjort än" in one.text


def test_the_report_page_says_what_was_changed_by_hand(site: OneDraft) -> None:
    site.files.files["samverkansavtal-om-kvarterslokalen-pa-lindgatan-v1.docx"] = b"inte Word"
    assert "går inte att läsa" in site.see(REPORT).text


def test_looking_at_pages_changes_no_page(site: OneDraft) -> None:
    first = bytes(site.ask(AGREEMENT).body), bytes(site.ask(REPORT).body)
    assert (bytes(site.ask(AGREEMENT).body), bytes(site.ask(REPORT).body)) == first


HOSTILE = st.sampled_from(
    ("<script>alert(1)</script>", '"><img src=x onerror=y>', "&lt;b&gt;", "{{ 7 * 7 }}", "</p></main>")
) | st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=30).filter(str.strip)


@settings(max_examples=15, deadline=None)
@given(HOSTILE)
def test_an_answer_is_text_wherever_it_is_shown(text: str) -> None:
    site = one_draft()
    plain = {element.tag for page in (AGREEMENT, REPORT) for element in site.see(page).all()}
    site.answer(namn=text, forandring=text, omrade=text)
    agreement, report = site.see(AGREEMENT), site.see(REPORT)
    assert text.strip(".") in agreement.one("h1").text
    assert text.strip(".") in report.text
    assert {element.tag for page in (agreement, report) for element in page.all()} <= plain | {
        "mark",
        "section",
    }
