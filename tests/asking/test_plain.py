"""Plain lines: numbers to type, commands, and nothing that is drawn twice."""

from collections.abc import Iterator

import pytest

from asking.lindgatan import DAY, lindgatan
from asking.sittings import Memory
from samverkansavtal.asking.interview import Ended, interview
from samverkansavtal.asking.plain import Plain
from samverkansavtal.asking.prompter import (
    Back,
    DontKnow,
    Given,
    Help,
    Menu,
    NoMore,
    NotForUs,
    Option,
    Prompt,
    Reply,
    SaveAndQuit,
    Skip,
)
from samverkansavtal.asking.session import Session
from samverkansavtal.content.records import Question
from samverkansavtal.planning.answers import Answers


class Typist:
    """Types one line after the other, and keeps what was printed."""

    def __init__(self, *lines: str) -> None:
        self.lines = iter(lines)
        self.text = ""

    def read(self) -> str:
        """Return the next line."""
        line = next(self.lines, None)
        if line is None:
            raise EOFError
        self.text += line + "\n"
        return line

    def write(self, text: str) -> None:
        """Keep *text*."""
        self.text += text

    @property
    def plain(self) -> Plain:
        return Plain(self.read, self.write)


def prompt(question: Question, **more: object) -> Prompt:
    """Return a prompt about *question*."""
    choices = tuple(Option(choice.id, choice.label) for choice in question.choices)
    yesno = (Option("ja", "Ja"), Option("nej", "Nej")) if question.input == "yesno" else ()
    words = {
        "ask": question.ask,
        "why": question.why,
        "options": choices or yesno,
        "none": question.none,
    } | more
    return Prompt(path=question.fact, question=question, **words)  # type: ignore[arg-type]


QUESTIONS = lindgatan()[0].questions
CASES: dict[str, tuple[str, dict[str, object], str, Reply]] = {
    "text": ("namn", {}, "Lindgatan", Given("Lindgatan")),
    "help": ("namn", {}, "?", Help()),
    "back": ("namn", {}, " < ", Back()),
    "not known": ("namn", {}, ":vet inte", DontKnow()),
    "skip": ("namn", {}, ":hoppa", Skip()),
    "save": ("namn", {}, ":spara", SaveAndQuit()),
    "not for us": ("eget", {}, ":gäller inte", NotForUs()),
    "not for us without dots": ("eget", {}, ":Galler  inte", NotForUs()),
    "no more": ("namn", {"done": "Klar, inga fler"}, "", NoMore()),
    "kept": ("namn", {"typed": "Lindgatan"}, "", Given("Lindgatan")),
    "number of a choice": ("storlek", {}, "2", Given("storre")),
    "choice kept": ("storlek", {"picked": frozenset({"liten"})}, "", Given("liten")),
    "the whole label": ("storlek", {}, "fler PARTER", Given("storre")),
    "yes": ("tvang", {}, "1", Given(True)),
    "no in letters": ("tvang", {}, "Nej", Given(False)),
    "not known as a number": ("storlek", {}, "3", DontKnow()),
    "skip as a number": ("storlek", {}, "4.", Skip()),
    "several": ("mal", {}, "1, 3", Given(frozenset({"natverk", "skola"}))),
    "none of them": ("mal", {}, "5", Given(frozenset())),
}


@pytest.mark.parametrize(("fact", "more", "typed", "reply"), CASES.values(), ids=CASES)
def test_what_is_typed_is_understood(fact: str, more: dict[str, object], typed: str, reply: Reply) -> None:
    assert Typist(typed).plain.ask(prompt(QUESTIONS[fact], **more)) == reply


REFUSED = {
    "nothing": ("namn", "", "Skriv ett svar, eller :vet inte"),
    "an unknown command": ("namn", ":hjälp", "Det som går är ?, <, :vet inte, :hoppa,"),
    "not for us where it is no answer": ("namn", ":gäller inte", "går inte att använda här"),
    "no such number": ("storlek", "7", "Skriv ett nummer mellan 1 och 4."),
    "too many": ("mal", "1,2,3,4", "Välj högst 3."),
    "an answer and a way out": ("mal", "1, 6", "Det går inte att välja både svar"),
    "not a date": ("startdag", "i höst", "går inte att läsa som ett datum"),
    "an invisible sign": ("namn", "Lind\u200bgatan", "osynligt tecken"),
}


@pytest.mark.parametrize(("fact", "typed", "sentence"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_used_is_told_and_asked_again(fact: str, typed: str, sentence: str) -> None:
    typist = Typist(typed, ":spara")
    assert typist.plain.ask(prompt(QUESTIONS[fact])) == SaveAndQuit()
    assert sentence in typist.text


def test_menus_take_a_number_or_enter_for_what_is_usual() -> None:
    menu = Menu("m", "Vad vill ni göra?", (Option("a", "Gå vidare"), Option("b", "Sluta", "för i dag")), "a")
    assert [Typist(line).plain.choose(menu) for line in ("", "2", "Sluta", "<", ":spara")] == [
        "a",
        "b",
        "b",
        Back(),
        SaveAndQuit(),
    ]
    typist = Typist("9", "1")
    assert typist.plain.choose(menu) == "a"
    assert "2. Sluta: för i dag\nEnter: Gå vidare.\n" in typist.text


def test_a_line_may_be_empty() -> None:
    assert [Typist(line).plain.line("Vem vet?") for line in ("", "Kim", "<")] == ["", "Kim", Back()]


def test_the_keys_are_told_once_and_parts_are_named_where_they_begin() -> None:
    typist = Typist("Lindgatan", "1", ":spara")
    library = lindgatan()[0]
    session = Session(library, Answers(), DAY, typist.plain, Memory())
    assert interview(session) is Ended.LEFT
    assert typist.text == TRANSCRIPT


TRANSCRIPT = """
Del 1 av 6: Börja här

Skriv ? för hjälp, < för att gå tillbaka, :vet inte, :hoppa, eller :spara för
att spara och sluta.

Vad kallar ni samverkan?
Därför.
Svar: Lindgatan

Hur stor är den?
Därför.
1. Två parter
2. Fler parter
3. Vet inte än
4. Hoppa över just nu
Nummer: 1

Del 2 av 6: Vad ni vill

Vad vill ni?
Därför.
En eller två meningar räcker. Texten kan ändras i Word sedan.
Svar: :spara
"""


def test_a_whole_interview_can_be_typed() -> None:
    library = lindgatan()[0]
    typist = Answering()
    session = Session(library, Answers(), DAY, Plain(typist.read, typist.write), Memory())
    assert interview(session) is Ended.ASKED
    assert session.plan.waiting("now") == ()
    assert len(session.answers.keys("parter")) == 2


class Answering(Typist):
    """Looks at the question that stands last on the screen and types the first thing that is an answer."""

    def __init__(self) -> None:
        super().__init__()
        self.lines = self._typing()

    def _typing(self) -> Iterator[str]:
        number = 0
        while True:
            number += 1
            yield self._answer(self.text.rpartition("\n\n")[2], number)

    def _answer(self, block: str, number: int) -> str:
        if "Enter utan svar: Klar" in block or "Enter:" in block:
            return ""
        if "Klar, inga fler" in block:
            return next(
                line.partition(".")[0] for line in block.splitlines() if line.endswith("Klar, inga fler")
            )
        if block.endswith(("Nummer: ", "emellan: ")):
            return "1"
        known = {"Från vilken dag": "2027-01-01", "Till och med": "2028-12-31"}
        return next((typed for words, typed in known.items() if words in block), f"Lindgatan {number}")
