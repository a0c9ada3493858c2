"""Which form fits, in the terminal: asked like any question, nothing saved, and a way on to a draft."""

from dataclasses import dataclass
from pathlib import Path

import pytest

from asking.sittings import Choices, FakeServices, Replies
from explaining.forms_answered import AUTHORITIES, DISGUISED, GRANT
from samverkansavtal.asking.forms import which_form_fits
from samverkansavtal.asking.menu import first_screen
from samverkansavtal.asking.prompter import Back, SaveAndQuit, Skip
from samverkansavtal.asking.scripted import Scripted
from samverkansavtal.asking.services import ModelInfo
from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.errors import Interrupted
from samverkansavtal.planning.answers import Answers
from samverkansavtal.storing.answer_file import read_draft, read_raw
from samverkansavtal.storing.drafts import list_drafts

LIBRARY = shipped_library("samverkan")
SCRIPT = Answers(GRANT)


@dataclass
class Shipped(FakeServices):
    """The rest of the program, with the shipped library."""

    def models(self) -> list[ModelInfo]:
        """Return the one model."""
        return [ModelInfo("samverkan", LIBRARY.model.title, LIBRARY.model.about)]

    def forms(self) -> Library | None:
        """Return the shipped library."""
        return LIBRARY

    def library(self, model: str, layer: str, beside: Path | None) -> Library:
        """Return the shipped library."""
        return LIBRARY


@pytest.fixture
def services(tmp_path: Path) -> Shipped:
    return Shipped(tmp_path / "Samverkansavtal")


def test_which_form_fits_comes_first_in_the_menu(services: Shipped) -> None:
    prompter = Scripted(SCRIPT, choices={"main": [":quit"]})
    first_screen(prompter, services)
    assert prompter.menus[0].options[0].label == "Vilken form passar?"


def test_three_questions_are_asked_when_nothing_is_given_and_nothing_is_saved(services: Shipped) -> None:
    prompter = Scripted(Answers(AUTHORITIES), choices={"form": [":back"]})
    which_form_fits(prompter, services)
    assert [prompt.path for prompt in prompter.asked] == list(AUTHORITIES)
    assert any(line.startswith("Passar: ") for line in prompter.shown)
    assert not any(prompt.new_part for prompt in prompter.asked)
    assert list_drafts(services.folder) == []


def test_a_purchase_is_told_and_why_it_is_no_grant(services: Shipped) -> None:
    prompter = Scripted(Answers(DISGUISED), choices={"form": [":back"]})
    which_form_fits(prompter, services)
    assert len(prompter.asked) == 9
    assert "Passar: Köp genom direktupphandling eller upphandling" in prompter.shown
    assert any("Det blir inte ett bidrag för att det kallas så." in line for line in prompter.shown)


def test_the_answers_begin_a_draft_without_what_only_the_test_asked(services: Shipped) -> None:
    choices: Choices = {"form": ["samverkan"]}
    leaving: Replies = {"storlek": [SaveAndQuit()]}
    prompter = Scripted(SCRIPT.put("namn", "Fotboll för alla"), leaving, choices)
    which_form_fits(prompter, services)
    (info,) = list_drafts(services.folder)
    answers = read_draft(read_raw(info.path), LIBRARY)[0].answers
    assert set(answers.values) == {path for path in GRANT if not path.startswith("form_")} | {"namn"}


def test_one_can_go_back_and_what_is_put_off_stays_open(services: Shipped) -> None:
    replies: Replies = {"andamal": [Back()], "form_arbete": [Skip(), Skip()]}
    prompter = Scripted(SCRIPT, replies, {"form": [":back"]})
    which_form_fits(prompter, services)
    asked = [prompt.path for prompt in prompter.asked]
    assert asked[3:6] == ["andamal", "form_arbete", "andamal"]
    assert any(line.startswith("Kan passa: Föreningsbidrag") for line in prompter.shown)
    assert any("Inte avgjort än: " in line and "vem som ska göra arbetet" in line for line in prompter.shown)


def test_leaving_in_the_middle_leads_back_without_a_result(services: Shipped) -> None:
    prompter = Scripted(SCRIPT, {"foljd": [SaveAndQuit()]})
    which_form_fits(prompter, services)
    assert "Resultat" not in prompter.shown
    assert prompter.menus == []


def test_ctrl_c_says_that_nothing_is_changed(services: Shipped) -> None:
    class Stopped(Scripted):
        def ask(self, prompt: object) -> object:  # type: ignore[override]
            raise KeyboardInterrupt

    with pytest.raises(Interrupted, match="Inget är ändrat"):
        which_form_fits(Stopped(SCRIPT), services)  # type: ignore[arg-type]


def test_a_library_without_forms_says_so(tmp_path: Path) -> None:
    prompter = Scripted(SCRIPT)
    which_form_fits(prompter, FakeServices(tmp_path))
    assert any("inga frågor om formen" in line for line in prompter.shown)
