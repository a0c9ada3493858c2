"""Back, help, skip, "vet inte än", rows and answers that do not go together."""

from datetime import date

import pytest

from asking.lindgatan import lindgatan
from asking.sittings import SCRIPT, Memory, Replies, sit, value
from samverkansavtal.asking.interview import Ended
from samverkansavtal.asking.prompter import Back, DontKnow, Given, Help, NoMore, SaveAndQuit, Skip
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answers, NotKnown

RESULT = "Svaren pekar mot samverkan."


def test_back_asks_the_question_before_with_its_answer_on_it() -> None:
    sitting = sit(replies={"syfte": [Back()]})
    assert sitting.asked[:5] == ["namn", "storlek", "syfte", "storlek", "syfte"]
    assert sitting.prompter.asked[3].picked == {"liten"}


def test_back_at_the_first_question_stays_there_and_says_so() -> None:
    sitting = sit(replies={"namn": [Back(), Back()]})
    assert sitting.asked[:4] == ["namn", "namn", "namn", "storlek"]
    assert "Det här är den första frågan." in sitting.shown


def test_back_goes_as_far_as_one_likes_and_loses_nothing() -> None:
    sitting = sit(replies={"mal": [Back()], "malgrupp": [Given(frozenset({"alla"})), Back()]})
    assert sitting.asked[2:8] == ["syfte", "malgrupp", "mal", "malgrupp", "syfte", "mal"]
    assert sitting.ended is Ended.ASKED
    assert sitting.session.answers.values == sit().session.answers.values


def test_back_works_inside_a_row_and_out_of_it() -> None:
    sitting = sit(replies={"parter.r1.form": [Back()], "parter.r2.kallas": [Back()]})
    start = sitting.asked.index("parter.r1.kallas")
    assert [path.removeprefix("parter.") for path in sitting.asked[start : start + 7]] == [
        "r1.kallas",
        "r1.form",
        "r1.kallas",
        "r1.form",
        "r2.kallas",
        "r1.form",
        "r2.kallas",
    ]


def test_back_after_the_last_row_opens_the_list_again() -> None:
    replies: Replies = {
        "hjalper.r1.namn": [Back(), NoMore()],
        "parter.r3.kallas": [NoMore(), Given("Grannarna")],
        "parter.r3.form": [Given("forening")],
        "parter.r4.kallas": [NoMore()],
        "parter.r3.orgnr": [DontKnow()],
        "parter.r3.skriver": [DontKnow()],
    }
    sitting = sit(replies=replies)
    assert sitting.session.answers.keys("parter") == ("r1", "r2", "r3")
    assert "parter" in sitting.session.answers.closed


def test_help_is_shown_and_the_question_asked_again() -> None:
    sitting = sit(replies={"namn": [Help()]})
    assert sitting.asked[:3] == ["namn", "namn", "storlek"]
    assert "Till exempel Mötesplats Hageby." in sitting.shown


def test_help_says_who_often_knows() -> None:
    assert "Det här vet ofta ekonomi." in sit(replies={"tvang": [Help()]}).shown


def test_what_is_skipped_is_asked_last_and_may_rest() -> None:
    sitting = sit(replies={"mal": [Skip(), Skip()]})
    assert sitting.asked[-1] == "mal"
    assert sitting.menus("skipped") == 1
    assert sitting.session.plan.needs == ("mal",)
    assert sitting.session.answers.skipped == {"mal"}
    assert sitting.ended is Ended.ASKED


def test_what_was_skipped_can_be_answered_at_the_end() -> None:
    sitting = sit(replies={"mal": [Skip()]})
    assert sitting.asked.count("mal") == 2
    assert sitting.session.plan.needs == ()


def test_skipping_an_answered_question_keeps_its_answer() -> None:
    sitting = sit(
        replies={"syfte": [Back()], "storlek": [Given("storre"), Skip()], "bakgrund": [Given("Därför.")]}
    )
    assert value(sitting, "storlek") == "storre"
    assert sitting.menus("skipped") == 0


def test_a_skipped_question_in_the_result_part_puts_the_result_off() -> None:
    sitting = sit(replies={"tvang": [Skip()]}, on_result=lambda plan: [RESULT])
    assert [menu.id for menu in sitting.prompter.menus] == ["standards", "later", "skipped", "result"]


def test_not_known_asks_who_knows_and_is_asked_no_more() -> None:
    sitting = sit(replies={"vard": [DontKnow()]}, lines=["Kim på kontoret"])
    assert value(sitting, "vard") == NotKnown("Kim på kontoret")
    assert sitting.prompter.lines_asked == [
        "Vem vet? Skriv ett namn eller en roll. Enter utan svar: uthyrningen."
    ]
    assert sitting.asked.count("vard") == 1
    assert sitting.session.plan.needs == ()


def test_who_knows_may_be_left_empty_and_one_may_go_back_from_it() -> None:
    sitting = sit(replies={"vard": [DontKnow(), DontKnow()]}, lines=[Back(), ""])
    assert sitting.asked.count("vard") == 2
    assert value(sitting, "vard") == NotKnown("")


def test_not_known_not_for_us_and_skipped_are_three_things() -> None:
    found = sit(replies={"mal": [Skip(), Skip()], "vard": [DontKnow()]}, lines=["ekonomi"]).session.answers
    assert ("mal" in found.values, found.values["vard"]) == (False, NotKnown("ekonomi"))
    assert found.values["avtal"] is EMPTY


def test_not_known_for_a_list_says_who_knows_the_rest() -> None:
    sitting = sit(replies={"parter.r3.kallas": [DontKnow()]}, lines=["styrelsen"])
    assert value(sitting, "parter.+") == NotKnown("styrelsen")
    assert sitting.session.answers.keys("parter") == ("r1", "r2")


def test_a_list_may_not_end_before_it_has_enough_rows() -> None:
    asked = [prompt for prompt in sit().prompter.asked if prompt.question.fact == "kallas"]
    assert [prompt.done for prompt in asked] == ["", "", "Klar, inga fler"]
    assert [prompt.topic for prompt in asked] == ["Vilka ska skriva under?", "Någon mer?", "Någon mer?"]
    assert asked[1].intro == ("Hittills: Föreningen. Det behöver bli minst 2.",)
    assert asked[2].intro == ("Hittills: Föreningen och Bolaget.",)


def test_a_list_that_may_be_empty_can_be_left_so() -> None:
    sitting = sit()
    (prompt,) = (prompt for prompt in sitting.prompter.asked if prompt.question.list == "hjalper")
    assert (prompt.done, prompt.topic) == ("Ingen", "Vilka hjälper till?")
    assert sitting.session.answers.keys("hjalper") == ()


def test_a_long_list_is_told_in_short() -> None:
    answers = SCRIPT
    for number in range(8):
        answers = answers.add_row("hjalper", f"h{number}").put(f"hjalper.h{number}.namn", f"Nr {number}")
    sitting = sit(answers=answers.reopen("hjalper"))
    assert sitting.prompter.asked[0].intro == ("Hittills: Nr 0, Nr 1, Nr 2, Nr 3, Nr 4 och 3 till.",)


def test_there_is_no_empty_row_left_by_somebody_who_went_away() -> None:
    answers = Answers().put("namn", "Lindgatan").add_row("parter", "r1")
    assert sit(answers=answers, run=False).session.answers.keys("parter") == ()


def test_a_half_row_is_finished_first_when_the_draft_is_opened_again() -> None:
    half = sit(replies={"parter.r1.form": [SaveAndQuit()]})
    again = sit(answers=half.session.answers, run=False)
    assert half.ended is Ended.LEFT
    assert again.session.fresh()[0] == "parter.r1.form"


def test_dates_that_run_backwards_are_refused_and_the_typed_one_is_kept() -> None:
    sitting = sit(replies={"slutdag": [Given(date(2026, 1, 1))]})
    asked = [prompt for prompt in sitting.prompter.asked if prompt.path == "slutdag"]
    assert asked[1].error == "Slutdagen måste ligga efter startdagen. Rätta en."
    assert asked[1].typed == "2026-01-01"
    assert value(sitting, "slutdag") == SCRIPT.values["slutdag"]


def test_the_other_answer_can_be_the_one_that_was_wrong() -> None:
    first, second, end = date(2027, 1, 1), date(2026, 1, 1), date(2026, 6, 30)
    sitting = sit(
        replies={"slutdag": [Given(end)], "startdag": [Given(first), Given(second)]},
        choices={"contradiction": ["startdag"]},
    )
    assert (value(sitting, "startdag"), value(sitting, "slutdag")) == (second, end)


def test_a_change_that_makes_another_answer_wrong_leads_to_that_one() -> None:
    late, later = date(2029, 1, 1), date(2030, 12, 31)
    sitting = sit(
        replies={
            "initiativ": [Back()],
            "slutdag": [Given(date(2028, 12, 31)), Back(), Given(later)],
            "tidsform": [Given("till_datum"), Back()],
            "startdag": [Given(date(2027, 1, 1)), Given(late)],
        }
    )
    start = sitting.asked.index("initiativ")
    assert sitting.asked[start : start + 5] == ["initiativ", "slutdag", "tidsform", "startdag", "slutdag"]
    assert sitting.prompter.asked[start + 4].error == "Slutdagen måste ligga efter startdagen. Rätta en."
    assert (value(sitting, "startdag"), value(sitting, "slutdag")) == (late, later)


def test_an_answer_that_does_not_fit_its_own_row_is_refused_there() -> None:
    sitting = sit(replies={"parter.r2.orgnr": [Given("802999-2008")]})
    menu = next(menu for menu in sitting.prompter.menus if menu.id == "contradiction")
    assert [option.id for option in menu.options] == ["parter.r2.orgnr", "parter.r2.form"]
    assert value(sitting, "parter.r2.orgnr") == "556999-1002"


def test_an_answer_that_opens_an_earlier_part_says_so() -> None:
    sitting = sit(replies={"initiativ": [Given("bolaget")], "villkor": [Given("öppen inbjudan")]})
    assert "Svaret öppnade en fråga i Del 2 av 6: Vad ni vill." in sitting.shown
    assert value(sitting, "villkor") == "öppen inbjudan"


def test_answers_that_fall_off_the_path_sleep_and_are_never_deleted() -> None:
    end = date(2028, 12, 31)
    sitting = sit(
        replies={
            "initiativ": [Back()],
            "slutdag": [Given(end), Back()],
            "tidsform": [Given("till_datum"), Given("tills_vidare")],
        }
    )
    assert value(sitting, "slutdag") == end
    assert sitting.session.plan.dormant == ("slutdag",)


def test_parts_are_named_where_they_begin_and_progress_is_told_per_part() -> None:
    asked = sit().prompter.asked
    begins = [prompt.place for prompt in asked if prompt.new_part]
    assert begins[:3] == ["Del 1 av 6: Börja här", "Del 2 av 6: Vad ni vill", "Del 3 av 6: Vilka är med"]
    assert asked[1].place == "Del 1 av 6: Börja här (1 av 2 svar)"


def test_the_models_proposals_are_chosen_beforehand() -> None:
    prompt = next(prompt for prompt in sit().prompter.asked if prompt.path == "malgrupp")
    assert prompt.picked == frozenset({"alla"})
    assert prompt.note == "Modellens förslag är förvalt."


def test_what_may_wait_is_offered_by_who_knows() -> None:
    sitting = sit(choices={"later": ["Föreningen", ":no"]})
    first, second = (menu for menu in sitting.prompter.menus if menu.id == "later")
    assert first.title == "Fem frågor kan vänta. Vill ni svara på något av det nu?"
    assert [option.label for option in first.options] == [
        "Nej, det får vänta",
        "Ja, allt i tur och ordning",
        "Föreningen (2)",
        "Bolaget (3)",  # the party of that name, and the company that answers
    ]
    assert "Föreningen (2)" not in [option.label for option in second.options]
    assert sitting.session.plan.needs == ("parter.r2.orgnr", "parter.r2.skriver", "avtal")


@pytest.mark.parametrize("menu", ["result", "standards", "later", "skipped", "contradiction"])
def test_every_menu_on_the_way_can_be_left_with_everything_saved(menu: str) -> None:
    keeper = Memory()
    sitting = sit(
        replies={"mal": [Skip()], "slutdag": [Given(date(2026, 1, 1))]},
        choices={menu: [SaveAndQuit()]},
        keeper=keeper,
        on_result=lambda plan: [RESULT],
    )
    assert sitting.ended is Ended.LEFT
    assert keeper.saves[-1] == sitting.session.answers


@pytest.mark.parametrize(("menu", "end"), [("standards", "ok"), ("later", ":no"), ("skipped", "yes")])
def test_back_from_a_menu_asks_the_last_question_again(menu: str, end: str) -> None:
    sitting = sit(replies={"mal": [Skip()]}, choices={"later": [":no"]} | {menu: [Back(), end]})
    assert sitting.menus(menu) == 2
    assert sitting.asked.count("vard") == 2
    assert sitting.ended is Ended.ASKED


def test_a_usual_answer_is_changed_by_its_number() -> None:
    script = SCRIPT.put("eget", "Vi delar på kaffet.")
    sitting = sit(script=script)
    first, second = (menu for menu in sitting.prompter.menus if menu.id == "standards")
    assert first.title == "Vi har valt det vanliga. Ändra det som inte passar."
    assert [option.help.replace("\u00a0", " ") for option in first.options] == [
        "6 månader",
        "Nej, inget eget",
    ]
    assert second.options[1].help == "Vi delar på kaffet."
    assert [prompt.note for prompt in sitting.prompter.asked if prompt.path == "eget"] == [
        "Det vanliga är förvalt."
    ]


def test_a_usual_answer_one_looks_at_and_leaves_stays_usual() -> None:
    sitting = sit(replies={"uppsagning": [Back()]}, choices={"standards": ["uppsagning", "ok"]})
    assert [prompt.typed for prompt in sitting.prompter.asked if prompt.path == "uppsagning"] == ["6"]
    assert value(sitting, "uppsagning") is None


def test_the_result_can_be_looked_into_and_a_change_after_it_is_logged() -> None:
    keeper = Memory()
    sitting = sit(
        replies={"initiativ": [Given("partnern"), Given("bolaget")], "villkor": [Given("öppen inbjudan")]},
        choices={"result": ["change", "on"], "part": ["initiativ", ":done"]},
        keeper=keeper,
        on_result=lambda plan: [RESULT],
    )
    assert sitting.session.changed_after_result == ["initiativ"]
    assert keeper.changed == ("initiativ",)
    assert "Delresultat, ändrat sedan sist" in sitting.shown
    assert sitting.shown.count(RESULT) == 2


def test_a_resumed_draft_does_not_show_the_result_again_until_it_changes() -> None:
    done = sit(on_result=lambda plan: [RESULT])
    again = sit(answers=done.session.answers, on_result=lambda plan: [RESULT])
    assert again.menus("result") == 0
    assert again.prompter.asked == []


def test_a_library_that_is_quiet_about_purchases_shows_no_result() -> None:
    assert sit(on_result=lambda plan: []).menus("result") == 0
    assert len(lindgatan()[0].parts) == 6
