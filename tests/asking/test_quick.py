"""Snabbtest in the terminal: asked like any question, nothing saved, and a way on to a draft."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from asking.sittings import Choices, FakeServices, Replies
from samverkansavtal.asking.menu import first_screen
from samverkansavtal.asking.prompter import Back, DontKnow, SaveAndQuit
from samverkansavtal.asking.quick import quick_test
from samverkansavtal.asking.scripted import Scripted
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.errors import Interrupted
from samverkansavtal.planning.answers import Answers
from samverkansavtal.storing.answer_file import read_draft, read_raw
from samverkansavtal.storing.drafts import list_drafts

LIBRARY = shipped_library("samverkan")
SCRIPT = Answers(
    {
        "andamal": frozenset(("betalning",)),
        "beloppsgrund": "faktura",
        "foljd": frozenset(("krav_utforande",)),
        "direkt_nytta": "bolaget",
        "tjanst": "stad",
    }
)


@dataclass
class Shipped(FakeServices):
    """The rest of the program, with the shipped library."""

    def quick(self) -> Library | None:
        """Return the shipped library."""
        return LIBRARY

    def library(self, model: str, layer: str, beside: Path | None) -> Library:
        """Return the shipped library."""
        return LIBRARY


@pytest.fixture
def services(tmp_path: Path) -> Shipped:
    return Shipped(tmp_path / "Samverkansavtal")


def test_the_quick_test_comes_first_in_the_menu_where_there_is_one(services: Shipped, tmp_path: Path) -> None:
    prompter = Scripted(SCRIPT, choices={"main": [":quit"]})
    first_screen(prompter, services)
    assert prompter.menus[0].options[0].label == "Snabbtest: köp eller samverkan?"
    none = Scripted(SCRIPT, choices={"main": [":quit"]})
    first_screen(none, FakeServices(tmp_path))
    assert none.menus[0].options[0].label == "Börja ett utkast"


def test_five_questions_are_asked_the_conclusion_is_shown_and_nothing_is_saved(services: Shipped) -> None:
    prompter = Scripted(SCRIPT, choices={"quick": [":back"]})
    quick_test(prompter, services)
    assert [prompt.path for prompt in prompter.asked] == list(SCRIPT.values)
    assert "Svaren pekar mot köp." in prompter.shown
    assert any("Vi antar att" in line for line in prompter.shown)
    assert list_drafts(services.folder) == []


def test_the_answers_begin_a_draft_without_what_was_assumed(services: Shipped) -> None:
    script = SCRIPT.put("namn", "Rent och snyggt")
    choices: Choices = {"quick": ["begin"], "model": ["lindgatan"]}
    leaving: Replies = {"storlek": [SaveAndQuit()]}
    prompter = Scripted(script, leaving, choices)
    quick_test(prompter, services)
    (info,) = list_drafts(services.folder)
    answers = read_draft(read_raw(info.path), LIBRARY)[0].answers
    assert set(answers.values) == {*SCRIPT.values, "namn"}
    assert answers.rows == {}


def test_one_can_go_back_not_know_and_see_the_help(services: Shipped) -> None:
    replies: Replies = {"andamal": [Back()], "beloppsgrund": [Back()], "foljd": [DontKnow()]}
    prompter = Scripted(SCRIPT, replies, {"quick": [":back"]})
    quick_test(prompter, services)
    asked = [prompt.path for prompt in prompter.asked]
    assert asked[:4] == ["andamal", "andamal", "beloppsgrund", "andamal"]
    assert "Det här är den första frågan." in prompter.shown
    assert "  – Svaren pekar mot köp." not in prompter.shown  # decided all the same: paid by invoice
    assert asked[4:] == ["beloppsgrund", "foljd", "direkt_nytta", "tjanst"]


def test_leaving_in_the_middle_leads_back_without_a_conclusion(services: Shipped) -> None:
    prompter = Scripted(SCRIPT, {"foljd": [SaveAndQuit()]})
    quick_test(prompter, services)
    assert "Resultat" not in prompter.shown
    assert prompter.menus == []


def test_ctrl_c_says_that_nothing_is_changed(services: Shipped) -> None:
    class Stopped(Scripted):
        def ask(self, prompt: object) -> object:  # type: ignore[override]
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="Inget är ändrat"):
        quick_test(Stopped(SCRIPT), services)  # type: ignore[arg-type]
