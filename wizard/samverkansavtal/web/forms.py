"""What was posted → replies to prompts, and prompts with what was posted → fields to show again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from samverkansavtal.interviewing.entering import EXAMPLES, pick, read
from samverkansavtal.interviewing.replies import Answering, DontKnow, Given, NotForUs, Option, Prompt, Skip
from samverkansavtal.language.reading import ReadError, text
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.storing.answer_values import plain

NOTHING = ":inget"
UNANSWERED, DOUBT = "-", "?"  # how marks of no answer, and of "vet inte än", begin
ANSWER, UNSURE, NONE = ":svar", ":vet inte", ":gäller inte"
LINES = frozenset(("paragraph",))
WIDTHS = {"date": "s", "kr": "s", "months": "xs", "percent": "xs", "number": "xs", "orgnr": "s", "email": "m"}


class Form(Protocol):
    """A posted form."""

    def get(self, key: str, default: str = "") -> str: ...

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class Field:
    """One question as a part of a form. `name` is what its inputs are called; `base` what was kept when shown."""

    name: str
    prompt: Prompt
    base: str
    typed: str = ""
    picked: frozenset[str] = frozenset()
    unsure: bool = False
    none: bool = False
    error: str = ""
    theirs: str = ""  # somebody else's answer, given meanwhile
    later: bool = False

    @property
    def options(self) -> tuple[Option, ...]:
        return self.prompt.options

    @property
    def hint(self) -> str:
        return EXAMPLES.get(self.prompt.question.input, "")

    @property
    def lines(self) -> bool:
        return self.prompt.question.input in LINES

    @property
    def width(self) -> str:
        return WIDTHS.get(self.prompt.question.input, "l")

    @property
    def nothing(self) -> bool:
        """Whether "inget av det här" is an answer."""
        return self.prompt.several and not self.prompt.question.least


def field(name: str, prompt: Prompt, answers: Answers, *, later: bool = False) -> Field:
    """Return the field that shows *prompt* as it is answered now."""
    answer = answers.values.get(prompt.path)
    picked = prompt.picked
    if prompt.several and answer == frozenset():
        picked = frozenset((NOTHING,))
    return Field(
        name,
        prompt,
        mark(answer),
        prompt.typed,
        picked,
        unsure=UNSURE in prompt.picked,
        none=NONE in prompt.picked,
        later=later,
    )


def posted(name: str, prompt: Prompt, form: Form, error: str = "", theirs: str = "", base: str = "") -> Field:
    """Return the field with what was posted in it, whatever it was.

    One of several options cannot be unpicked, so where it is at odds with a tick it is not shown picked.
    """
    given = form.getlist(name)
    unsure, none = bool(form.get(f"vetinte:{name}")), bool(form.get(f"gallerinte:{name}"))
    if error and (unsure or none) and prompt.options and not prompt.several:
        given = []
    return Field(
        name,
        prompt,
        base or form.get(f"bas:{name}"),
        given[0] if given and not prompt.options else "",
        frozenset(given) if prompt.options else frozenset(),
        unsure,
        none,
        error,
        theirs,
        prompt.question.timing == "later",
    )


def mark(answer: Answer | None) -> str:
    """Return a short mark that differs when the answer does: what a form was shown with."""
    if answer is None:
        return UNANSWERED
    found = hashlib.sha256(repr(plain(answer)).encode()).hexdigest()[:12]
    return DOUBT + found if isinstance(answer, NotKnown) else found


def reply(name: str, prompt: Prompt, form: Form) -> Answering | None:
    """Return the reply that was posted for *prompt*, or None when its inputs were left empty.

    Raises:
        ReadError: it cannot be read; `str()` is the sentence to show.
    """
    doing = form.get("gor")
    if doing == "hoppa":
        return Skip()
    if doing == "vet-inte":
        return DontKnow(who(form))
    if prompt.none and doing == "galler-inte":
        return NotForUs()
    way = _way(name, prompt, form)
    if way == UNSURE:
        return DontKnow(who(form))
    if way == NONE:
        return NotForUs()
    return given_answer(prompt, _given(name, form)) if way else None


def _given(name: str, form: Form) -> list[str]:
    return [value for value in form.getlist(name) if value.strip()]


def _ways(name: str, prompt: Prompt, form: Form) -> dict[str, bool]:
    """Return the ways in which *prompt* was answered → whether that is how it was answered when it was shown."""
    given, found = _given(name, form), dict[str, bool]()
    if given:
        found[ANSWER] = _shown(prompt, given)
    if form.get(f"vetinte:{name}"):
        found[UNSURE] = UNSURE in prompt.picked
    if prompt.none and form.get(f"gallerinte:{name}"):
        found[NONE] = NONE in prompt.picked
    return found


def _shown(prompt: Prompt, given: Sequence[str]) -> bool:
    if prompt.options:
        return frozenset(given) - {NOTHING} == prompt.picked
    return given[0].split() == prompt.typed.split()


def _way(name: str, prompt: Prompt, form: Form) -> str:
    """Return the way that counts, "" when there is none: of two, the one that is new.

    Raises:
        ReadError: both are, and nobody can tell which was meant.
    """
    ways = _ways(name, prompt, form)
    new = [way for way, before in ways.items() if not before]
    if len(ways) > 1 and len(new) != 1:
        raise ReadError("Ni har både svarat och kryssat för att ni inte kan svara. Välj det ena.")
    return next(iter(new or ways), "")


def touched(name: str, prompt: Prompt, replied: Answering, form: Form) -> bool:
    """Return whether *replied* is another answer than the form was shown with, whatever others did since."""
    base = form.get(f"bas:{name}") or UNANSWERED
    if isinstance(replied, DontKnow):
        return not base.startswith(DOUBT) if not replied.who else mark(NotKnown(replied.who)) != base
    answer = EMPTY if isinstance(replied, NotForUs) else replied.value if isinstance(replied, Given) else None
    return mark(answer) != (mark(prompt.question.standard) if base == UNANSWERED else base)


def emptied(name: str, form: Form) -> bool:
    """Return whether the inputs of a question that was answered when it was shown were posted empty."""
    return form.get(f"bas:{name}", UNANSWERED) != UNANSWERED


def keeps_theirs(name: str, form: Form) -> bool:
    """Return whether somebody else's answer, shown beside one's own, is to stand."""
    return bool(form.get(f"deras:{name}"))


def given_answer(prompt: Prompt, given: Sequence[str]) -> Given:
    """Return posted values as an answer.

    Raises:
        ReadError: they are none of the options, or cannot be read.
    """
    if not prompt.options:
        return Given(read(prompt.question, given[0]))
    chosen = frozenset(given)
    if prompt.several and chosen == {NOTHING}:
        chosen = frozenset()
    elif NOTHING in chosen:
        raise ReadError("Ni har valt både alternativ och ”Inget av det här”. Ta bort det ena.")
    if chosen - {option.id for option in prompt.options} or (len(chosen) > 1 and not prompt.several):
        raise ReadError("Välj bland alternativen i listan.")
    return Given(pick(prompt.question, chosen))


def who(form: Form) -> str:
    """Return who knows, "" when nobody is named.

    Raises:
        ReadError: the name holds something that cannot be seen, or a personal identity number.
    """
    typed = form.get("vem")
    return text(typed)[:200] if typed.strip() else ""


def empty(prompt: Prompt) -> str:
    """Return what to say when nothing was answered."""
    if prompt.several:
        return (
            "Välj minst ett alternativ, eller ”Inget av det här”."
            if not prompt.question.least
            else "Välj minst ett alternativ."
        )
    return (
        "Välj ett alternativ, eller ”Vet inte än”."
        if prompt.options
        else "Skriv ett svar, eller välj ”Vet inte än”."
    )
