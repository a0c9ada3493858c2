"""Trees as HTML: right elements, live references, marks that do not lean on colour, and text that stays text."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from samverkansavtal.drafting.tree import Block as AgreementBlock
from samverkansavtal.drafting.tree import (
    Bullets,
    Heading,
    Items,
    Mark,
    Paragraph,
    ReportBlock,
    Run,
    Signature,
    Signatures,
    Table,
)
from samverkansavtal.web.rendering import environment
from samverkansavtal.web.trees import Showing
from web.html import Element, read


def shown(*blocks: AgreementBlock | ReportBlock, how: Showing | None = None, **more: Any) -> Element:
    macros: Any = environment().get_template("_trad.html").module
    return read(str(macros.blocks(blocks, how or Showing(), **more)))


def test_a_numbered_paragraph_has_its_number_and_can_be_led_to() -> None:
    page = shown(Paragraph((Run("Parterna samverkar."),), "8.1", "p_a_1"))
    assert page.one("p", id="p_a_1").text == "8.1 Parterna samverkar."


def test_a_reference_is_a_link_to_the_place_it_names() -> None:
    page = shown(Paragraph((Run("Se punkt "), Run("8.2", target="p_b_1"), Run("."))))
    link = page.one("a")
    assert (link.text, link.attributes["href"], page.one("p").text) == ("8.2", "#p_b_1", "Se punkt 8.2.")


def test_marks_are_told_by_elements_and_words_not_only_by_colour() -> None:
    runs = (
        Run("Hyran är "),
        Run("2 000 kr", Mark.FILLED),
        Run(" till "),
        Run("[Fylls i av Linden: slutdag]", Mark.OPEN),
    )
    page = shown(Paragraph((*runs, Run(" för "), Run("Lokalen", Mark.TERM), Run(" eget", Mark.OWN))))
    assert page.one("mark").text == "[Fylls i av Linden: slutdag]"
    assert page.one("b").text == "Lokalen"
    assert page.one("span", class_="svar").text == "2 000 kr"
    assert page.one("span", class_="egen").text == " eget"


def test_a_placeholder_leads_to_the_question_that_fills_it_in() -> None:
    how = Showing({"[Fylls i av Linden: slutdag]": "/fraga/slutdag"})
    doubt = Run("[Gäller beroende på tid: till [Fylls i av Linden: slutdag].]", Mark.OPEN)
    page = shown(Paragraph((doubt,)), how=how)
    link = page.one("a", href="/fraga/slutdag")
    assert link.one("mark").text == link.text == "[Fylls i av Linden: slutdag]"
    assert page.one("p").text == doubt.text


def test_a_table_has_a_caption_heads_for_columns_and_rows_and_money_to_the_right() -> None:
    rows = (((Run("Linden"),), (Run("100 kr", Mark.FILLED),)), ((Run("Bolaget"),), ()))
    page = shown(Table("Insatser", ("Part", "Belopp"), rows, ("Summa", "100 kr"), ("l", "r")))
    assert page.one("caption").text == "Insatser"
    assert [cell.text for cell in page.all("th", scope="col")] == ["Part", "Belopp"]
    assert [cell.text for cell in page.all("th", scope="row")] == ["Linden", "Bolaget", "Summa"]
    assert [cell.text for cell in page.all("td", class_="hoger")] == ["100 kr", "", "100 kr"]


def test_an_empty_cell_heads_nothing() -> None:
    page = shown(Table("", ("", "Ja"), (((), (Run("x"),)),)))
    assert [cell.text for cell in page.all("th")] == ["Ja"]
    assert page.one(role="group").attributes["aria-label"] == "Tabell"


def test_a_sum_that_waits_is_marked_like_any_placeholder() -> None:
    page = shown(Table("T", ("A", "B"), (), ("Summa", "[Räknas ut när beloppen är klara]")))
    assert page.one("mark").text == "[Räknas ut när beloppen är klara]"


def test_every_person_who_signs_has_a_place_of_their_own() -> None:
    two = Signature("Linden", "styrelsen", ((Run("Anna"), Run(" ordförande")), (Run("Bo"),)))
    page = shown(Signatures((two, Signature("Bolaget", "", ()))))
    assert len(page.all("li")) == 3
    assert [place.text.count("Namnteckning") for place in page.all("li")] == [1, 1, 1]
    assert "genom styrelsen" in page.all("li")[0].text
    assert "Namnförtydligande" in page.all("li")[2].text


def test_headings_of_a_report_begin_below_the_pages_own_and_skip_no_level() -> None:
    page = shown(Heading("Ett"), Heading("Två", 2), Heading("Tre", 3), prefix="r")
    assert [(one.tag, one.attributes.get("id", "")) for one in page.all()] == [
        ("h2", "r1"),
        ("h3", ""),
        ("h4", ""),
    ]


hostile = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=40),
    st.sampled_from(
        (
            "<script>alert(1)</script>",
            '"><img src=x onerror=y>',
            "&lt;b&gt; &amp;amp; &#60;",
            "{{ 7 * 7 }}{% raw %}",
            "</p></main><form action='//ond'>",
            "' onmouseover='x",
            "<!-- ]]> -->",
            "javascript:alert(1)",
        )
    ),
)
runs = st.lists(st.builds(Run, hostile, st.sampled_from(Mark)), min_size=1, max_size=3).map(tuple)
names = {
    "p", "span", "b", "mark", "ol", "ul", "li", "div", "table", "caption", "thead", "tbody", "tfoot", "tr",
    "th", "td", "strong", "h2", "h3", "h4",
}  # fmt: skip


def said(line: tuple[Run, ...]) -> str:
    return "".join(run.text for run in line)


@settings(max_examples=150, deadline=None)
@given(runs, hostile, st.lists(runs, min_size=1, max_size=3).map(tuple))
def test_nothing_that_is_answered_becomes_markup(
    line: tuple[Run, ...], text: str, items: tuple[tuple[Run, ...], ...]
) -> None:
    row = tuple(items)
    page = shown(
        Paragraph(line, text),
        Items(items),
        Bullets(items),
        Heading(text),
        Table(text, tuple(text for _ in row), (row,), tuple(text for _ in row)),
        Signatures((Signature(text, text, (line,)),)),
        how=Showing({"[Fylls i av någon: något]": "/fraga"}),
    )
    assert page.all("p")[0].text == f"{text} {said(line)}"
    assert [one.text for one in page.all("ol")[0].all("li")] == [said(item) for item in items]
    assert [one.text for one in page.all("ul")[0].all("li")] == [said(item) for item in items]
    assert page.one("caption").text == page.one("h2").text == text
    assert [one.text for one in page.one("tbody").all("tr")] == ["".join(map(said, items))]
    assert text in page.all("ul")[1].text
    assert {element.tag for element in page.all()} <= names
    assert {key for element in page.all() for key in element.attributes} <= {
        "class",
        "role",
        "tabindex",
        "aria-label",
        "scope",
    }
