"""Between what a person types or picks and a value; the same in every face."""

from datetime import date
from decimal import Decimal

from samverkansavtal.asking.prompter import (
    Back,
    DontKnow,
    Help,
    NoMore,
    NotForUs,
    Option,
    Prompt,
    Reply,
    SaveAndQuit,
    Skip,
)
from samverkansavtal.content.records import Question
from samverkansavtal.language import swedish
from samverkansavtal.language.reading import READERS, ReadError
from samverkansavtal.language.values import Empty, Value
from samverkansavtal.planning.answers import Answer, NotKnown
from samverkansavtal.storing.answer_values import within

YES, NO = "ja", "nej"
NOTHING_CHOSEN = ":inget"
COMMANDS: dict[str, Reply] = {
    "?": Help(),
    "<": Back(),
    ":klar": NoMore(),
    ":gäller inte": NotForUs(),
    ":vet inte": DontKnow(),
    ":hoppa": Skip(),
    ":spara": SaveAndQuit(),
}
EXAMPLES = {
    "date": "Skriv till exempel 2027-01-15 eller 15 januari 2027.",
    "kr": "Skriv kronor, till exempel 12 000.",
    "months": "Skriv antal månader.",
    "percent": "Skriv procent, till exempel 50.",
    "number": "Skriv ett heltal.",
    "orgnr": "Skriv tio siffror, till exempel 802000-0000.",
    "email": "Skriv till exempel info@foreningen.se.",
    "paragraph": "En eller två meningar räcker. Texten kan ändras i Word sedan.",
}


def command(prompt: Prompt, typed: str) -> Reply | None:
    """Return the reply that a typed command stands for, or None when *typed* is an answer.

    Raises:
        ReadError: it looks like a command but is none that this question takes.
    """
    bare = " ".join(typed.split()).casefold().replace(":galler", ":gäller")
    reply = COMMANDS.get(bare)
    if reply is None and not bare.startswith(":"):
        return None
    if reply is None or not _fits(prompt, reply):
        known = ", ".join(name for name, what in COMMANDS.items() if _fits(prompt, what))
        raise ReadError(f"”{typed.strip()}” går inte att använda här. Det som går är {known}.")
    return reply


def _fits(prompt: Prompt, reply: Reply) -> bool:
    if isinstance(reply, NoMore):
        return bool(prompt.done)
    return bool(prompt.none) if isinstance(reply, NotForUs) else True


def extras(prompt: Prompt) -> tuple[Option, ...]:
    """Return what can be replied besides an answer; the ids are commands."""
    found = []
    if prompt.done:
        found.append(Option(":klar", prompt.done))
    if prompt.several and not prompt.question.least:
        found.append(Option(NOTHING_CHOSEN, "Inget av det här"))
    if prompt.none:
        found.append(Option(":gäller inte", prompt.none))
    return (*found, Option(":vet inte", prompt.unsure), Option(":hoppa", "Hoppa över just nu"))


def read(question: Question, typed: str) -> Value:
    """Return typed text as a value.

    Raises:
        ReadError: it cannot be; `str()` is the sentence to show.
    """
    value = READERS[question.input](typed)
    within(question, value)
    return value


def pick(question: Question, chosen: frozenset[str]) -> Value:
    """Return picked options as a value.

    Raises:
        ReadError: too few or too many of them.
    """
    if question.input == "choices":
        within(question, chosen)
        return chosen
    (only,) = chosen
    return only == YES if question.input == "yesno" else only


def picked(question: Question, answer: Answer | None) -> frozenset[str]:
    """Return the options that an earlier answer stands for."""
    if isinstance(answer, NotKnown):
        return frozenset((":vet inte",))
    if isinstance(answer, Empty):
        return frozenset((":gäller inte",))
    if isinstance(answer, bool):
        return frozenset((YES if answer else NO,))
    if isinstance(answer, frozenset):
        return answer
    return frozenset((answer,)) if isinstance(answer, str) else frozenset()


def typed(answer: Answer | None) -> str:
    """Return an earlier answer as one would type it."""
    if isinstance(answer, bool):
        return ""
    if isinstance(answer, Decimal):
        return swedish.number(answer).replace(swedish.HARD_SPACE, " ")
    if isinstance(answer, date):
        return answer.isoformat()
    return answer if isinstance(answer, str) else ""
