"""Between what a person types or picks and a value; the same in every face."""

from datetime import date
from decimal import Decimal

from samverkansavtal.content.records import Question
from samverkansavtal.language import swedish
from samverkansavtal.language.reading import READERS
from samverkansavtal.language.values import Empty, Value
from samverkansavtal.planning.answers import Answer, NotKnown
from samverkansavtal.storing.answer_values import within

YES, NO = "ja", "nej"
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
