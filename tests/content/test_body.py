"""What a text may hold, line by line, and how it falls into paragraphs, lists and tables."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.small_library import FILES, problems, small
from samverkansavtal.drafting.agreement import draft
from samverkansavtal.drafting.tree import Block, Items, Mark, Paragraph, Run, Table
from samverkansavtal.language.reading import ReadError, paragraph
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import plan

CLAUSE = "clauses/syfte/syfte.md"
HEAD = '+++\ntitle = "Syfte"\npurpose = "Säger varför."\n+++\n'
FIRST = 5  # the line of the text's first line
DAY = date(2026, 3, 1)
ANSWERS = Answers(
    values={
        "namn": "Hageby",
        "bakgrund": "En bakgrund.",
        "betalt": True,
        "belopp": Decimal(5_000),
        "slag": "stad",
        "startdag": date(2027, 1, 1),
        "slutdag": date(2028, 1, 1),
        "mal": frozenset(("arbete", "sprak")),
        "parter.a.kallas": "Kommunen",
        "parter.a.form": "kommun",
        "parter.b.kallas": "ABF",
        "parter.b.form": "forening",
        "insatser.i.vad": "pengar",
        "insatser.i.fran": "a",
        "insatser.i.varde": Decimal(5_000),
    },
    rows={"parter": ("a", "b"), "insatser": ("i",)},
    closed=frozenset(("parter", "insatser")),
)


def said(text: str, answers: Answers = ANSWERS) -> list[Block]:
    """Return the blocks that *text* becomes as the whole of a provision."""
    library = small({CLAUSE: HEAD + text})
    agreement = draft(plan(library, answers, DAY))
    return list(agreement.sections[0].provisions[0].blocks)


def texts(text: str) -> list[str | list[str]]:
    """Return each paragraph as its text, each list as the texts of its items."""
    found: list[str | list[str]] = []
    for block in said(text):
        if isinstance(block, Paragraph):
            found.append(block.text)
        elif isinstance(block, Items):
            found.append(["".join(run.text for run in item) for item in block.items])
        else:
            found.append(type(block).__name__)
    return found


def test_sentences_on_following_lines_are_one_paragraph_and_a_blank_line_ends_it() -> None:
    assert texts("Ett.\nTvå.\n\nTre.\n") == ["Ett. Två.", "Tre."]


def test_several_blank_lines_are_as_one() -> None:
    assert texts("\n\nEtt.\n\n\n\nTvå.\n\n") == ["Ett.", "Två."]


def test_items_are_a_list_under_their_paragraph() -> None:
    assert texts("Det gäller:\n- ett\n- två\n\nMer.\n") == ["Det gäller:", ["ett", "två"], "Mer."]


def test_an_if_never_breaks_a_paragraph() -> None:
    text = (
        "Ett.\n{% if slag is stad %}\nTvå.\n{% endif %}\n{% if slag is bygg %}\nAldrig.\n{% endif %}\nTre.\n"
    )
    assert texts(text) == ["Ett. Två. Tre."]


def test_an_if_may_hold_items() -> None:
    text = "Det gäller:\n- ett\n{% if slag is stad %}\n- två\n{% endif %}\n- tre\n"
    assert texts(text) == ["Det gäller:", ["ett", "två", "tre"]]


def test_each_pass_of_a_for_is_a_paragraph() -> None:
    text = "Först.\n{% for part in parter %}\n{{ part.kallas }} är med.\n{% endfor %}\nSist.\n"
    assert texts(text) == ["Först.", "Kommunen är med.", "ABF är med.", "Sist."]


def test_the_passes_of_a_for_may_be_one_list() -> None:
    text = "De är:\n{% for part in parter %}\n- {{ part.kallas }}\n{% endfor %}\n"
    assert texts(text) == ["De är:", ["Kommunen", "ABF"]]


def test_a_for_may_choose_among_the_rows() -> None:
    text = (
        "Offentlig är:\n{% for part in parter if part.form is kommun %}\n- {{ part.kallas }}\n{% endfor %}\n"
    )
    assert texts(text) == ["Offentlig är:", ["Kommunen"]]


def test_a_for_over_choices_gives_their_labels_in_authored_order() -> None:
    assert texts("Mål:\n{% for val in mal %}\n- {{ val }}\n{% endfor %}\n") == ["Mål:", ["arbete", "språk"]]


def test_blocks_may_stand_in_each_other() -> None:
    text = (
        "Alla:\n{% for part in parter %}\n{% if part.form is kommun %}\n- {{ part.kallas }} "
        "i {{ namn }}\n{% endif %}\n{% endfor %}\n"
    )
    assert texts(text) == ["Alla:", ["Kommunen i Hageby"]]


def test_holes_print_by_kind_and_filter() -> None:
    text = (
        "{{ namn }} kostar {{ belopp | kr }} från {{ startdag | datum }}.\n"
        "Det är {{ slag }} för {{ mal | lista }}: {{ lista(parter, part.kallas) }}.\n"
    )
    said = (
        "Hageby kostar 5\u00a0000\u00a0kr från 1\u00a0januari 2027. "
        "Det är Städning för arbete och språk: Kommunen och ABF."
    )
    assert texts(text) == [said]


def test_a_defined_term_is_marked_and_says_only_words() -> None:
    (block,) = said("Här är **Styrgruppen** nämnd.\n")
    assert isinstance(block, Paragraph)
    assert [run.mark for run in block.runs] == [Mark.PLAIN, Mark.TERM, Mark.PLAIN]


def test_a_table_and_signatures_stand_alone_on_their_lines() -> None:
    blocks = said('{{ tabell("insatser") }}\n')
    assert [type(block) for block in blocks] == [Table]


REFUSED = {
    "heading": "# Rubrik",
    "second heading": "### Rubrik",
    "quote": "> Citat",
    "table": "| a | b |",
    "code": "`kod`",
    "fence": "```",
    "html": "<b>fet</b>",
    "star item": "* punkt",
    "plus item": "+ punkt",
    "numbered item": "1. punkt",
    "year first": "2028. Därefter upphör det.",
    "bracketed number": "1) punkt",
    "rule of dashes": "---",
    "rule of stars": "***",
    "rule of underscores": "___",
    "underlined heading": "=====",
    "strike": "~~struket~~",
    "indented code": "    kod",
    "indented sentence": " Mening.",
    "tab": "\tMening.",
    "sentence with a space after": "Mening. ",
    "empty item": "- ",
    "dash alone": "-",
    "item in an item": "- - punkt",
    "heading in an item": "- # punkt",
    "indented item": "  - punkt",
    "link": "Se [länken](http://x.se).",
    "html in a sentence": "En <b>fet</b> mening.",
    "code in a sentence": "En `kod` mening.",
    "backslash": "En \\n mening.",
    "stray brace": "En { mening.",
    "open hole": "En {{ namn mening.",
    "closed hole": "En namn }} mening.",
    "open term": "En **term mening.",
    "hole in a term": "En **{{ namn }}** mening.",
    "underscores": "En __init__ mening.",
    "tag in a sentence": "En {% if betalt %} mening.",
    "tags on one line": "{% if betalt %}Mening.{% endif %}",
    "comment": "{# hej #}",
    "set": "{% set x = 1 %}",
    "else": "{% else %}",
    "elif": "{% elif betalt %}",
    "include": "{% include 'x' %}",
    "import": "{% import 'x' as y %}",
    "macro": "{% macro x() %}",
    "raw": "{% raw %}",
    "whitespace control": "{%- if betalt -%}",
    "for with else's own name": "{% for x in parter %}",
    "for over a text": "{% for val in namn %}",
    "for over a call": "{% for part in range(9) %}",
    "for of pairs": "{% for a, b in parter %}",
    "recursive for": "{% for part in parter recursive %}",
    "end without beginning": "{% endif %}",
    "table in a sentence": 'Se {{ tabell("insatser") }} nedan.',
    "table in an item": '- {{ tabell("insatser") }}',
    "signatures in a sentence": "Se {{ underskrifter() }} nedan.",
    "signatures with words": '{{ underskrifter("x") }}',
    "signatures with a star": "{{ underskrifter(*parter) }}",
    "table with a named word": '{{ tabell(id="insatser") }}',
    "a paragraph in a sentence": "Bakgrund: {{ bakgrund }}",
    "a paragraph in an item": "- {{ bakgrund }}",
    "a paragraph through a filter": "Bakgrund: {{ bakgrund | versal }} och mer.",
    "a paragraph in brackets": "Bakgrund: {{ (bakgrund) }} och mer.",
    "bidirectional text": "En \u202egninem.",
    "invisible sign": "En men\u200bing.",
    "soft hyphen": "En men\u00ading.",
    "line separator": "En mening.\u2028# Rubrik",
    "control sign": "En \x1b[31mmening.",
    "carriage return": "En mening.\r# Rubrik",
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_line_outside_the_grammar_is_refused_with_its_line(name: str) -> None:
    found = problems({CLAUSE: f"{HEAD}Först.\n{REFUSED[name]}\nSist.\n"})
    assert {(problem.path, problem.line) for problem in found} == {(CLAUSE, FIRST + 1)}
    assert all("; skriv " in problem.message for problem in found)


@pytest.mark.parametrize("tag", ["{% if betalt %}", "{% for part in parter %}"])
def test_a_block_that_is_not_closed_is_told_where_it_opens(tag: str) -> None:
    found = problems({CLAUSE: f"{HEAD}Först.\n\n{tag}\nText.\n"})
    assert [(p.line, "stängs aldrig" in p.message) for p in found] == [(FIRST + 2, True)]


def test_blocks_closed_crosswise_are_told() -> None:
    text = "{% if betalt %}\n{% for part in parter %}\n- {{ part.kallas }}\n{% endif %}\n{% endfor %}\n"
    assert problems({CLAUSE: HEAD + text}) != ()


def test_a_list_inside_itself_is_told() -> None:
    text = "{% for part in parter %}\n{% for part in parter %}\n- x\n{% endfor %}\n{% endfor %}\n"
    assert [problem.line for problem in problems({CLAUSE: HEAD + text})] == [FIRST + 1]


def test_blocks_nested_without_end_are_told_and_not_followed() -> None:
    text = "{% if betalt %}\n" * 700 + "Text.\n" + "{% endif %}\n" * 700
    found = problems({CLAUSE: HEAD + text})
    assert [(problem.path, problem.line) for problem in found] == [(CLAUSE, FIRST + 8)]


def test_a_text_longer_than_the_limit_is_told() -> None:
    found = problems({CLAUSE: HEAD + "Ett ord till.\n" * 2_000})
    assert [(problem.line, "längre än" in problem.message) for problem in found] == [(FIRST, True)]


@pytest.mark.parametrize("path", ["rules/upphandling/granse.md", "rules/concepts/kop.md"])
def test_rules_and_concepts_keep_to_the_same_grammar(path: str) -> None:
    text = FILES[path] + "\n# Rubrik\n"
    assert [problem.line for problem in problems({path: text})] == [text.count("\n")]


ANY_TEXT = st.text(max_size=80) | st.lists(
    st.sampled_from(
        ["# rubrik", "- punkt", "1. a", "2028. b", "---", "***", "{{ namn }}", "{% if x %}", "## stort", "|", "<b>",
         "{{ punkt('x') }}", "**fet**", "[x](http://y)", "+++", "title = 1", "{0.__class__}", "%s", "a\n\nb", "&amp;"]
    ),
    min_size=1,
    max_size=5,
).map("\n".join)  # fmt: skip


LIBRARY = small({CLAUSE: HEAD + "{{ namn }}\n\n{{ bakgrund }}\n\nOm {{ namn }}.\n- {{ namn }}\n"})


@settings(max_examples=300)
@given(ANY_TEXT)
def test_no_answer_becomes_structure(typed: str) -> None:
    try:
        answer = paragraph(typed)
    except ReadError:
        return
    answers = ANSWERS.put("namn", answer).put("bakgrund", answer)
    agreement = draft(plan(LIBRARY, answers, DAY))
    blocks = agreement.sections[0].provisions[0].blocks
    assert [type(block) for block in blocks] == [Paragraph, Paragraph, Paragraph, Items]
    whole, own, sentence, items = blocks
    assert isinstance(whole, Paragraph)
    assert isinstance(own, Paragraph)
    assert isinstance(sentence, Paragraph)
    assert isinstance(items, Items)
    assert whole.runs == (Run(answer, Mark.FILLED),)
    assert [run.text for run in own.runs] == [answer]
    ending = () if answer.endswith(".") else (Run("."),)  # an answer may end the sentence itself
    assert sentence.runs == (Run("Om "), Run(answer, Mark.FILLED), *ending)
    assert items.items == ((Run(answer, Mark.FILLED),),)
    assert [section.title for section in agreement.sections] == ["Syfte", "Pengar"]
