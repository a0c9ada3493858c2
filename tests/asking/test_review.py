"""Check your answers: numbered lines, an edit that leads back, rows copied, moved and removed."""

from asking.sittings import Choices, Replies, Sitting, sit
from samverkansavtal.asking.interview import ask_needed
from samverkansavtal.asking.prompter import Back, Given, Menu, NoMore
from samverkansavtal.asking.review import ADD, COPY, DELETE, DOWN, UP, review
from samverkansavtal.asking.scripted import Scripted
from samverkansavtal.language.values import EMPTY

BEGIN, WISHES, PARTIES, WHO, USUAL = "1-borja", "2-vill", "3-med", "4-bidrar", "6-vanliga"
DONE = ":done"


def reviewed(choices: Choices, replies: Replies | None = None) -> Sitting:
    """Run an interview to its end and review it; *choices* and *replies* are for the review."""
    before = sit()
    prompter = Scripted(before.prompter.script, replies, choices)
    prompter.keys = before.prompter.keys
    before.session.prompter = prompter
    review(before.session, ask_needed)
    return Sitting(before.session, prompter, before.keeper)


def lines(menu: Menu) -> dict[str, str]:
    """Return label → detail of a menu."""
    return {option.label: option.help for option in menu.options}


def test_every_part_is_listed_and_the_answers_stand_beside_the_questions() -> None:
    sitting = reviewed({"review": [BEGIN, DONE]})
    first, part = sitting.prompter.menus[:2]
    assert first.options[0].label == "Del 1 av 6: Börja här (två rader)"
    assert part.numbered
    assert lines(part) == {"Samverkans namn": "Kvarterslokalen", "Storleken": "Två parter"}


def test_a_number_edits_one_answer_and_leads_back_to_the_part() -> None:
    sitting = reviewed({"review": [BEGIN, DONE], "part": ["namn", DONE]}, {"namn": [Given("Lokalen")]})
    assert sitting.session.answers.values["namn"] == "Lokalen"
    assert [menu.id for menu in sitting.prompter.menus] == ["review", "part", "part", "review"]
    assert sitting.prompter.asked[0].typed == "Kvarterslokalen"
    assert sitting.keeper.saves[-1] == sitting.session.answers


def test_going_back_from_an_edit_changes_nothing() -> None:
    sitting = reviewed({"review": [BEGIN, DONE], "part": ["namn", DONE]}, {"namn": [Back()]})
    assert sitting.session.answers.values == sit().session.answers.values


def test_questions_that_an_edit_opens_are_asked_before_the_part_is_shown_again() -> None:
    sitting = reviewed(
        {"review": [BEGIN, DONE], "part": ["storlek", DONE]},
        {"storlek": [Given("storre")], "bakgrund": [Given("Många är ensamma.")]},
    )
    assert sitting.asked == ["storlek", "bakgrund"]
    assert [menu.id for menu in sitting.prompter.menus] == ["review", "part", "part", "review"]


def test_a_row_is_one_line_and_opens_its_own_answers() -> None:
    sitting = reviewed(
        {"review": [PARTIES, DONE], "part": ["parter.r1", DONE], "row": ["parter.r1.orgnr", DONE]}
    )
    part, row = sitting.prompter.menus[1], sitting.prompter.menus[2]
    assert lines(part) == {
        "Parterna, rad 1": "Föreningen",
        "Parterna, rad 2": "Bolaget",
        "Parterna: lägg till en rad": "",
        "Medhjälpare: lägg till en rad": "ingen rad än",
    }
    assert row.title == "Parterna: Föreningen"
    assert lines(row)["Organisationsnummer"] == "802999-2008"
    assert sitting.asked == ["parter.r1.orgnr"]


def test_a_contribution_is_listed_with_the_party_it_comes_from() -> None:
    part = reviewed({"review": [WHO, DONE]}).prompter.menus[1]
    assert lines(part)["Parternas insatser, rad 1"] == "Föreningen: ordnar träffar"


def test_a_row_can_be_copied_and_moved() -> None:
    copied = reviewed({"review": [WHO, DONE], "part": ["insatser.r1", DONE], "row": [COPY, DOWN, DONE]})
    assert copied.session.answers.keys("insatser") == ("r3", "r1", "r2")
    assert copied.session.answers.values["insatser.r3.vad"] == "ordnar träffar"
    moved = reviewed({"review": [WHO, DONE], "part": ["insatser.r2", DONE], "row": [UP, DONE]})
    assert moved.session.answers.keys("insatser") == ("r2", "r1")


def test_the_first_row_cannot_go_up_nor_the_last_down() -> None:
    sitting = reviewed(
        {"review": [WHO, DONE], "part": ["insatser.r1", "insatser.r2", DONE], "row": [DONE, DONE]}
    )
    first, last = (
        {option.id for option in menu.options} for menu in sitting.prompter.menus if menu.id == "row"
    )
    assert (UP in first, DOWN in first, UP in last, DOWN in last) == (False, True, True, False)


def test_removing_a_row_asks_first_and_no_is_the_default() -> None:
    kept = reviewed({"review": [WHO, DONE], "part": ["insatser.r1", DONE], "row": [DELETE, DONE]})
    assert kept.session.answers.keys("insatser") == ("r1", "r2")
    assert next(menu for menu in kept.prompter.menus if menu.id == "delete").default == "nej"
    gone = reviewed({"review": [WHO, DONE], "part": ["insatser.r1", DONE], "row": [DELETE], "delete": ["ja"]})
    assert gone.session.answers.keys("insatser") == ("r2",)


def test_removing_a_party_tells_how_many_answers_point_at_it_and_asks_them_again() -> None:
    sitting = reviewed(
        {"review": [PARTIES, DONE], "part": ["parter.r1", DONE], "row": [DELETE], "delete": ["ja"]},
        {
            "parter.r3.kallas": [Given("Grannarna")],
            "parter.r3.form": [Given("forening")],
            "parter.r4.kallas": [NoMore()],
            "insatser.r1.fran": [Given("r2")],
            "vard": [Given("r2")],
        },
    )
    question = next(menu for menu in sitting.prompter.menus if menu.id == "delete")
    assert question.title == "Ta bort Föreningen? Svaren på raden försvinner. Två frågor ställs igen."
    assert {"insatser.r1.fran", "vard"} <= set(sitting.asked)
    assert sitting.session.fresh() == []


def test_a_row_can_be_added() -> None:
    sitting = reviewed(
        {"review": [WHO, DONE], "part": [f"insatser{ADD}", DONE]},
        {
            "insatser.r3.fran": [Given("r1")],
            "insatser.r3.slag": [Given("tid")],
            "insatser.r3.vad": [Given("kunskap om området")],
            "insatser.r4.fran": [NoMore()],
        },
    )
    assert sitting.session.answers.keys("insatser") == ("r1", "r2", "r3")
    assert sitting.session.answers.values["insatser.r3.vad"] == "kunskap om området"


def test_usual_answers_and_not_for_us_are_told_in_words() -> None:
    sitting = reviewed({"review": [USUAL, DONE]})
    found = lines(sitting.prompter.menus[1])
    assert sitting.session.answers.values["avtal"] is EMPTY
    assert {label: answer.replace("\u00a0", " ") for label, answer in found.items()} == {
        "Uppsägningstid": "6 månader",
        "Eget villkor": "Nej, inget eget",
        "Andra avtal": "Nej, inga andra",
        "Värden": "Föreningen",
    }


def test_sleeping_answers_are_counted_but_not_shown() -> None:
    sitting = reviewed(
        {"review": [WHO, DONE], "part": ["tidsform", DONE]}, {"tidsform": [Given("tills_vidare")]}
    )
    assert sitting.prompter.menus[-1].title.endswith("(Ett svar används inte just nu, men finns kvar.)")
    assert "Slutdagen" not in lines(sitting.prompter.menus[-2])


def test_what_is_missing_is_counted_where_it_is() -> None:
    half = sit(choices={"later": [":no"]})
    prompter = Scripted(half.prompter.script, None, {"review": [PARTIES, DONE]})
    half.session.prompter = prompter
    review(half.session, ask_needed)
    assert prompter.menus[0].options[2].label == "Del 3 av 6: Vilka är med (två rader, 4 svar saknas)"
    assert lines(prompter.menus[1])["Parterna, rad 1"] == "Föreningen (2 svar kan vänta)"
