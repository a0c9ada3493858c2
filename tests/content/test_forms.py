"""What lawyers write about forms is checked when it is read: one Swedish line, with file and line."""

import re
from pathlib import Path

import pytest

from explaining.answered import LIBRARY, with_files
from explaining.forms_answered import DAY
from explaining.forms_answered import GRANT as GRANT_SAID
from samverkansavtal.content.folders import content_folder
from samverkansavtal.errors import AnswerError, ContentError
from samverkansavtal.explaining.forms import which_form
from samverkansavtal.explaining.where import where
from samverkansavtal.planning.answers import Answers
from samverkansavtal.proving.cases import check_form_cases
from samverkansavtal.proving.dead_cases import dead_form_cases
from samverkansavtal.proving.form_reasons import untried_reasons
from samverkansavtal.proving.plain_words import plain_words
from samverkansavtal.proving.search import Prover
from samverkansavtal.proving.unused import unused

FORMS = Path(str(content_folder("templates"))) / "forms"
QUESTIONS, GRANT = "forms/fragor.toml", "forms/foreningsbidrag.md"


def spoiled(path: str, old: str, new: str) -> dict[str, str]:
    text = (FORMS / path.removeprefix("forms/")).read_text("utf-8")
    assert old in text
    return {path: text.replace(old, new, 1)}


def mistakes(path: str, old: str, new: str) -> str:
    with pytest.raises(ContentError) as caught:
        with_files(spoiled(path, old, new))
    return str(caught.value)


MISTAKES = {
    "unknown key": (GRANT, "rank = ", "rang = 1\nrank = ", "okänd nyckel ”rang”; skriv rank"),
    "unknown key in a reason": (GRANT, "decides = true", "decide = true", "okänd nyckel ”decide”; skriv decides"),
    "missing title": (GRANT, 'title = "Föreningsbidrag"\n', "", "nyckeln ”title” saknas"),
    "missing source": (GRANT, 'source = "agreements 2026-11-22"\n', "", "nyckeln ”source” saknas"),
    "reason without conditions": (GRANT, 'when = ["form_parter is forening"]', "when = []", "”when” har för få delar"),
    "what is told is empty": (GRANT, 'say = "Bolaget ger pengar."', 'say = ""', "”say” är tom"),
    "unknown name": (GRANT, "form_parter is forening", "form_partr is forening", "okänt namn ”form_partr”"),
    "unknown choice": (GRANT, "form_parter is forening", "form_parter is foreing", "okänt val ”foreing”"),
    "unknown source": (GRANT, "law-procurement 2025-09-01", "hörsägen", "källan ”hörsägen” finns inte"),
    "law of no act": (GRANT, '"KL 2:8"', '"LK 2:8"', "”LK 2:8” hör inte till någon lag"),
    "confidence of another kind": (GRANT, 'confidence = "high"', 'confidence = "sure"', "skriv ett av high"),
    "rank in words": (GRANT, "rank = 2", 'rank = "två"', "”rank” ska vara ett heltal"),
    "rank of another form": (GRANT, "rank = 2", "rank = 1", "har samma rank; skriv ett annat tal"),
    "decides without denied": (GRANT, 'denied = "Bolaget ger inga pengar."\n', "", "denied hör ihop med decides"),
    "denied against": (GRANT, 'when = ["kontrakt"]', 'denied = "Nej."\nwhen = ["kontrakt"]', "denied står bara i reasons_for"),
    "no such model": (GRANT, '["samverkan"]', '["samvarkan"]', "modellen ”samvarkan” finns inte; rätta namnet"),
    "case without state": (GRANT, 'state = "fires"', "", "saknar state; skriv state ="),
    "too few steps": (GRANT, 'next = [', 'next = []\nnextt = [', "”next” har för få delar"),
    "reference in the text": (GRANT, "Bolaget stöder det", '{{ punkt("syfte/syfte") }} stöder det', "står bara i bestämmelser"),
    "asked twice": (QUESTIONS, '"andamal", ', '"andamal", "andamal", ', "frågan ”andamal” går inte att ställa här"),
    "asked without choices": (QUESTIONS, '"andamal", ', '"namn", ', "frågan ”namn” går inte att ställa här"),
    "asked but not there": (QUESTIONS, '"andamal", ', '"andamalet", ', "frågan ”andamalet” går inte att ställa här"),
    "own question not asked": (QUESTIONS, '"form_parter", ', "", "frågan ”form_parter” ställs inte"),
    "own question of a name that is taken": (QUESTIONS, 'fact = "form_arbete"', 'fact = "tjanst"', "namnet ”tjanst” används redan"),
    "own question without choices": (QUESTIONS, 'kind = "choice"', 'kind = "text"', "har inga val; skriv kind ="),
    "assumed is no question": (QUESTIONS, 'storlek = "storre"', 'storlk = "storre"', "frågan ”storlk” finns inte; rätta namnet"),
    "assumed field is none": (QUESTIONS, 'slag = "natverk"', 'slagg = "natverk"', "frågan ”insatser.slagg” finns inte"),
    "assumed is asked": (QUESTIONS, 'storlek = "storre"', 'tjanst = "stad"', "frågan ”tjanst” ställs redan"),
    "assumed when of no name": (QUESTIONS, '"form_bidrag is lokal"', '"form_bidragg is lokal"', "okänt namn ”form_bidragg”"),
    "a word of the result is missing": (QUESTIONS, 'may = "Kan passa"\n', "", "nyckeln ”may” saknas"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_in_a_form_is_one_line_that_says_what_to_write(name: str) -> None:
    path, old, new, says = MISTAKES[name]
    said = mistakes(path, old, new)
    assert says in said
    assert re.search(rf"{re.escape(path)}:\d+: ", said)


def test_a_form_in_which_nothing_decides_is_refused() -> None:
    text = (FORMS / "foreningsbidrag.md").read_text("utf-8")
    text = re.sub(r"decides = true\n", "", re.sub(r'denied = "[^"]*"\n', "", text))
    with pytest.raises(ContentError, match="inget skäl avgör; skriv decides = true"):
        with_files({GRANT: text})


def test_a_model_that_is_not_there_yet_is_told_of_in_the_forms_own_words() -> None:
    path = "forms/avsiktsforklaring.md"
    found = with_files(spoiled(path, '["avsiktsforklaring"]', '["finns_inte_an"]'))
    assert found.forms is not None
    form = next(form for form in found.forms.forms if form.id == "avsiktsforklaring")
    assert form.models == ()
    assert "ingen modell för en avsiktsförklaring än" in form.draft


def test_forms_that_are_shipped_say_what_their_cases_say_and_every_reason_is_tried() -> None:
    assert [problem for problem in check_form_cases(LIBRARY) if "forms/" in problem.path] == []
    assert list(untried_reasons(LIBRARY)) == []
    prover = Prover(LIBRARY)
    for found in (*dead_form_cases(LIBRARY, prover.index), *unused(LIBRARY), *plain_words(LIBRARY)):
        assert "forms/" not in found.path, found


def test_a_case_that_comes_out_as_something_else_is_told() -> None:
    found = with_files(spoiled(GRANT, 'state = "fires"', 'state = "clear"'))
    (problem,) = check_form_cases(found)
    assert (problem.path, problem.code) == (GRANT, "SA401")
    assert "blir fires, inte clear" in problem.message


def test_a_reason_that_no_case_shows_is_told() -> None:
    found = with_files(
        spoiled(GRANT, 'when = ["form_parter is naringsliv"]', 'when = ["form_parter is boende"]')
    )
    assert any("gäller inte i något fall" in one.message for one in untried_reasons(found))


def test_a_case_that_says_what_no_reason_reads_is_told() -> None:
    found = with_files(spoiled(GRANT, "koptecken = false }", 'koptecken = false, namn = "Hageby" }'))
    told = [one for one in dead_form_cases(found, Prover(found).index) if one.path == GRANT]
    assert {one.code for one in told} == {"SA313"}
    assert "säger ”namn”, som inget villkor läser" in told[0].message


def test_a_question_that_no_form_reads_is_told() -> None:
    question = """
[[questions]]
fact = "form_extra"
kind = "yesno"
ask = "Är det bråttom?"
label = "om det är bråttom"
why = "Vi undrar bara."
nature = "fact"
who = "bolaget"

[[assumed]]
"""
    files = spoiled(QUESTIONS, "\n[[assumed]]\n", question)
    found = with_files(
        {QUESTIONS: files[QUESTIONS].replace('"form_arbete",', '"form_arbete", "form_extra",')}
    )
    (told,) = [one for one in unused(found) if one.path == QUESTIONS]
    assert (told.code, "form_extra" in told.message) == ("SA305", True)


def test_a_long_sentence_in_a_form_is_told() -> None:
    long = "Bolaget ger pengar " + "och mer pengar " * 15 + "till den andra."
    found = with_files(spoiled(GRANT, "Bolaget ger pengar.", long))
    assert [one.code for one in plain_words(found) if one.path == GRANT] == ["SA502"]


@pytest.mark.parametrize(
    ("old", "new"),
    [('form = "bostadsbolag"', 'form = "bostadsbolaget"'), ('slag = "natverk"', 'slag = "natverket"')],
)
def test_an_assumed_answer_that_is_no_choice_is_told_and_never_passed_over(old: str, new: str) -> None:
    found = with_files(spoiled(QUESTIONS, old, new))
    with pytest.raises(AnswerError, match=new.split('"')[1]):
        which_form(found, Answers(GRANT_SAID), DAY)


def test_one_can_ask_where_a_form_reads_something() -> None:
    paths = {place.path for place in where("koptecken", LIBRARY)}
    assert "templates/forms/kop.md" in paths
    said = [place for place in where("form_arbete", LIBRARY) if place.says]
    assert [(place.path, place.text) for place in said] == [
        ("templates/forms/fragor.toml", 'fact = "form_arbete"')
    ]
