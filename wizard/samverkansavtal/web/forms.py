"""What was posted → replies to prompts, and prompts with what was posted → fields to show again."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from samverkansavtal.interviewing.entering import EXAMPLES, pick, read
from samverkansavtal.interviewing.replies import Answering, DontKnow, Given, NotForUs, Option, Prompt, Skip
from samverkansavtal.language.reading import ReadError, text
from samverkansavtal.planning.answers import Answer, Answers
from samverkansavtal.storing.answer_values import plain

NOTHING = ":inget"
UNSURE, NOT_FOR_US = ":vet inte", ":gäller inte"  # as `interviewing.entering.picked` has them
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
        none=NOT_FOR_US in prompt.picked,
        later=later,
    )


def posted(name: str, prompt: Prompt, form: Form, error: str = "", theirs: str = "", base: str = "") -> Field:
    """Return the field with what was posted in it, whatever it was."""
    given = form.getlist(name)
    return Field(
        name,
        prompt,
        base or form.get(f"bas:{name}"),
        given[0] if given and not prompt.options else "",
        frozenset(given) if prompt.options else frozenset(),
        bool(form.get(f"vetinte:{name}")),
        bool(form.get(f"gallerinte:{name}")),
        error,
        theirs,
        prompt.question.timing == "later",
    )


def mark(answer: Answer | None) -> str:
    """Return a short mark that differs when the answer does: what a form was shown with."""
    if answer is None:
        return "-"
    return hashlib.sha256(repr(plain(answer)).encode()).hexdigest()[:12]


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
    given = [value for value in form.getlist(name) if value.strip()]
    boxes = _boxes(name, prompt, form)
    if boxes and not _is_new(prompt, given):
        return DontKnow(who(form)) if UNSURE in boxes else NotForUs()
    if boxes - prompt.picked:
        raise ReadError("Ni har både svarat och kryssat i en ruta. Ta bort det som inte gäller.")
    return given_answer(prompt, given) if given else None


def _boxes(name: str, prompt: Prompt, form: Form) -> frozenset[str]:
    """Return which boxes beside an answer are ticked; one that was just ticked goes before an older one."""
    asked = {UNSURE: f"vetinte:{name}"} | ({NOT_FOR_US: f"gallerinte:{name}"} if prompt.none else {})
    ticked = frozenset(box for box, control in asked.items() if form.get(control))
    return ticked - prompt.picked or ticked


def _is_new(prompt: Prompt, given: Sequence[str]) -> bool:
    """Return whether an answer is given that was not there when the form was shown.

    A box that was ticked then is only left behind by the one who answers now: the answer must not be lost.
    """
    if prompt.options:
        nothing = not prompt.picked and set(given) == {NOTHING}
        return bool(given) and frozenset(given) != prompt.picked and not nothing
    return bool(given) and given[0].strip() != prompt.typed.strip()


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
