"""The first screen and what it leads to, with drafts on disk."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from asking.lindgatan import lindgatan
from asking.sittings import SCRIPT, Choices, FakeServices, Replies, sit
from samverkansavtal.asking.menu import TITLE, first_screen
from samverkansavtal.asking.prompter import Back, DontKnow, Reply, SaveAndQuit, Skip
from samverkansavtal.asking.scripted import Scripted
from samverkansavtal.asking.sitting import new_draft, resume_draft
from samverkansavtal.errors import Interrupted, StorageError
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.storing.answer_file import read_draft, read_raw
from samverkansavtal.storing.drafts import OpenDraft, list_drafts


@pytest.fixture
def services(tmp_path: Path) -> FakeServices:
    return FakeServices(tmp_path / "Samverkansavtal")


def walk(
    services: FakeServices,
    choices: Choices,
    replies: Replies | None = None,
    lines: Sequence[str] = (),
) -> Scripted:
    """Go through the menus as *choices* say, and quit."""
    prompter = Scripted(
        SCRIPT, replies, {"main": [":quit"], "model": ["lindgatan"], "end": [":quit"], **choices}, lines
    )
    first_screen(prompter, services)
    return prompter


def stored(services: FakeServices) -> Answers:
    """Return the answers of the only draft there is."""
    (info,) = list_drafts(services.folder)
    return read_draft(read_raw(info.path), lindgatan()[0])[0].answers


def test_the_first_screen_says_what_this_is_and_offers_only_what_there_is(services: FakeServices) -> None:
    prompter = walk(services, {})
    assert prompter.shown[0] == TITLE
    labels = [option.label for option in prompter.menus[0].options]
    assert labels == ["Börja ett utkast", "Fortsätt", "Skapa Word-filerna", "Kopiera en modell", "Avsluta"]
    assert not services.folder.exists()


def test_a_draft_is_begun_saved_under_its_name_and_shown_to_its_end(services: FakeServices) -> None:
    prompter = walk(services, {"main": ["new", ":quit"]})
    (info,) = list_drafts(services.folder)
    assert info.path.parent.name == "Kvarterslokalen"
    assert prompter.shown[-4:] == [
        "Nästa steg",
        "1 Läs avtalet.",
        f"Allt är sparat i {info.path}.",
        "Fortsätt när ni vill: skriv samverkan resume.",
    ]
    assert len(stored(services).values) == len(prompter.asked) - 3  # the three lists' ends are no answers


def test_nothing_is_left_behind_by_somebody_who_only_looked(services: FakeServices) -> None:
    prompter = walk(services, {"main": ["new", ":quit"]}, {"namn": [SaveAndQuit()]})
    assert prompter.shown[-1] == "Ingen fråga är besvarad, så inget utkast är sparat."
    assert list_drafts(services.folder) == []
    assert walk(services, {"main": ["new", ":quit"], "model": [Back()]}).asked == []


def test_a_draft_without_a_name_yet_gets_one_by_its_day(services: FakeServices) -> None:
    walk(services, {"main": ["new", ":quit"]}, {"namn": [Skip()], "storlek": [SaveAndQuit()]})
    (info,) = list_drafts(services.folder)
    assert (info.path.parent.name, info.title) == ("Utkast 2026-11-22", "Utan namn")


def test_a_draft_goes_on_where_it_was_left(services: FakeServices) -> None:
    walk(services, {"main": ["new", ":quit"]}, {"mal": [SaveAndQuit()]})
    prompter = walk(services, {"main": ["resume", ":quit"]})
    assert prompter.menus[0].default == "resume"
    assert prompter.asked[0].path == "mal"
    assert len(stored(services).values) == len(sit().session.answers.values)


def test_a_finished_draft_opens_on_its_end_screen_with_news_since_last_time(services: FakeServices) -> None:
    walk(services, {"main": ["new", ":quit"]})
    services.news = ("Nytt: Beloppet har ändrats.",)
    prompter = walk(services, {"main": ["resume", ":quit"]})
    assert prompter.asked == []
    assert prompter.shown[-6:-3] == ["Sedan sist", "Nytt: Beloppet har ändrats.", "Nästa steg"]


def test_what_waits_can_be_answered_and_everything_looked_over_from_the_end_screen(
    services: FakeServices,
) -> None:
    walk(services, {"main": ["new", ":quit"], "later": [":no"]})
    prompter = Scripted(SCRIPT, {}, {"main": ["resume", ":quit"], "end": [":later", ":review", ":quit"]})
    (info,) = list_drafts(services.folder)
    prompter.keys = {"parter": {"r1": "vannerna", "r2": "linden"}}
    first_screen(prompter, services)
    first = next(menu for menu in prompter.menus if menu.id == "end")
    assert [option.label for option in first.options][3] == "Svara på det som väntar (fem frågor)"
    assert "review" in [menu.id for menu in prompter.menus]
    assert read_raw(info.path).data["answers"]["avtal"] == {"not_for_us": True}


def test_what_nobody_knew_is_offered_again_another_day_and_may_still_wait(services: FakeServices) -> None:
    walk(services, {"main": ["new", ":quit"]}, {"vard": [DontKnow()]}, lines=["uthyrningen"])
    menus = {"main": ["resume", ":quit"], "end": [":later", ":quit"], "later": ["Uthyrningen", ":no"]}
    prompter = walk(services, menus, {"vard": [DontKnow()]}, lines=["Kim"])
    assert [prompt.note for prompt in prompter.asked] == ["Förra svaret: vet inte än (uthyrningen vet)."]
    assert stored(services).values["vard"] == NotKnown("Kim")


def test_the_word_files_are_written_from_the_end_screen_and_from_the_menu(services: FakeServices) -> None:
    prompter = walk(services, {"main": ["new", "produce", ":quit"], "end": [":produce", ":quit"]})
    (info,) = list_drafts(services.folder)
    assert services.produced == [(info.path, False), (info.path, False)]
    assert f"Avtalet: {info.path.parent}" in prompter.shown


def test_all_papers_are_written_from_the_end_screen_and_from_the_menu(services: FakeServices) -> None:
    menus = {"main": ["new", "produce", ":quit"], "end": [":everything", ":quit"], "papers": [":everything"]}
    prompter = walk(services, menus)
    (info,) = list_drafts(services.folder)
    assert services.produced == [(info.path, True), (info.path, True)]
    end = [menu for menu in prompter.menus if menu.id == "end"]
    assert [option.label for option in end[0].options][:2] == ["Skapa Word-filerna", "Skapa alla papper"]
    assert [menu.default for menu in end] == [":produce", ":quit"]


def test_nothing_is_written_by_somebody_who_turns_back_at_what_to_write(services: FakeServices) -> None:
    walk(services, {"main": ["new", "produce", ":quit"], "papers": [Back()]})
    assert services.produced == []


def test_what_the_writer_of_the_files_changes_in_the_draft_is_no_conflict(services: FakeServices) -> None:
    class Versions(FakeServices):
        def produce(self, path: Path, everything: bool) -> Sequence[str]:
            with OpenDraft(path) as opened:
                opened.save(path.read_bytes().replace(b"version = 0", b"version = 1"))
            return ["Klart."]

    walk(
        Versions(services.folder),
        {"main": ["new", ":quit"], "end": [":produce", ":later", ":quit"], "later": [":no", ":all"]},
    )
    (info,) = list_drafts(services.folder)
    assert read_raw(info.path).data["version"] == 1
    assert "avtal" in read_raw(info.path).data["answers"]


def test_a_word_file_that_cannot_be_written_is_told_and_one_goes_on(services: FakeServices) -> None:
    services.fails = True
    prompter = walk(services, {"main": ["new", ":quit"], "end": [":produce", ":quit"]})
    assert "Avtalet är öppet i Word." in prompter.shown
    assert "Svaren är sparade. Försök igen när felet är åtgärdat." in prompter.shown


def test_a_model_is_copied_under_a_name(services: FakeServices) -> None:
    walk(services, {"main": ["copy", ":quit"]}, lines=[" Hageby "])
    assert services.copied == [("lindgatan", "Hageby")]


def test_a_draft_is_removed_only_after_yes_to_its_name(services: FakeServices) -> None:
    walk(services, {"main": ["new", ":quit"]}, {"storlek": [SaveAndQuit()]})
    kept = walk(services, {"main": ["resume", ":quit"], "drafts": [":remove", ":back"], "remove": ["0"]})
    sure = next(menu for menu in kept.menus if menu.id == "sure")
    assert "Kvarterslokalen" in sure.title
    assert sure.default == "no"
    assert len(list_drafts(services.folder)) == 1
    walk(services, {"main": ["resume", ":quit"], "drafts": [":remove"], "remove": ["0"], "sure": ["yes"]})
    assert list_drafts(services.folder) == []


def test_a_draft_open_in_another_window_leads_back_to_the_menu(services: FakeServices) -> None:
    walk(services, {"main": ["new", ":quit"]}, {"storlek": [SaveAndQuit()]})
    (info,) = list_drafts(services.folder)
    with OpenDraft(info.path):
        prompter = walk(services, {"main": ["resume", ":quit"]})
        with pytest.raises(StorageError, match="öppet i ett annat fönster"):
            resume_draft(prompter, services, info.path)
    assert "Utkastet är öppet i ett annat fönster. Stäng det först." in prompter.shown
    with OpenDraft(info.path):
        pass


def test_a_damaged_draft_goes_on_from_an_older_copy_only_if_the_user_says_so(services: FakeServices) -> None:
    walk(services, {"main": ["new", ":quit"]}, {"mal": [SaveAndQuit()]})
    (info,) = list_drafts(services.folder)
    info.path.write_bytes(b"format = ")
    refused = walk(services, {"main": ["resume", ":quit"]})
    assert any("är skadad" in line for line in refused.shown)
    assert info.path.read_bytes() == b"format = "
    prompter = walk(
        services, {"main": ["resume", ":quit"], "restore": ["yes"]}, {"malgrupp": [SaveAndQuit()]}
    )
    assert [prompt.path for prompt in prompter.asked] == ["malgrupp"]
    assert (info.path.parent / "svar.trasig-1.toml").read_bytes() == b"format = "


def test_a_damaged_draft_without_older_copies_says_what_to_do(services: FakeServices) -> None:
    walk(services, {"main": ["new", ":quit"]}, {"storlek": [SaveAndQuit()]})
    (info,) = list_drafts(services.folder)
    info.path.write_bytes(b"format = ")
    assert any("ta en äldre kopia" in line for line in walk(services, {"main": ["resume", ":quit"]}).shown)


def test_fortsatt_without_drafts_says_so(services: FakeServices) -> None:
    assert any(
        "Det finns inga utkast" in line for line in walk(services, {"main": ["resume", ":quit"]}).shown
    )


def test_ctrl_c_in_a_draft_ends_the_program_with_one_sentence(services: FakeServices) -> None:
    class Stopped(Scripted):
        def ask(self, prompt: object) -> Reply:
            if len(self.asked) == 3:
                raise KeyboardInterrupt
            return super().ask(prompt)  # type: ignore[arg-type]

    with pytest.raises(Interrupted, match="Fortsätt med: samverkan resume"):
        new_draft(Stopped(SCRIPT), services, "lindgatan")
    assert list(stored(services).values) == ["namn", "storlek", "syfte"]
    with OpenDraft(list_drafts(services.folder)[0].path):
        pass


def test_ctrl_c_in_the_menu_says_that_nothing_is_changed(services: FakeServices) -> None:
    prompter = Scripted(SCRIPT)
    prompter.choose = lambda menu: (_ for _ in ()).throw(KeyboardInterrupt)  # type: ignore[method-assign]
    with pytest.raises(Interrupted, match="Inget är ändrat"):
        first_screen(prompter, services)
