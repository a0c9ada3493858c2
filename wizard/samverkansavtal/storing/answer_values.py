"""One value of an answer file ↔ one answer, held against its question."""

from datetime import date
from decimal import Decimal
from typing import Any

from samverkansavtal.content.records import Question
from samverkansavtal.language.kinds import CHOICE, CHOICES, DATE, NUMBER, ROW, YESNO
from samverkansavtal.language.reading import READERS, ReadError, text
from samverkansavtal.language.values import EMPTY, Empty
from samverkansavtal.planning.answers import Answer, NotKnown


def read_value(question: Question, value: Any) -> Answer:
    """Return a value from a file as an answer to *question*.

    Raises:
        ReadError: the value is of the wrong kind or breaks a limit of the question.
    """
    if isinstance(value, dict):
        return _special(question, value)
    kind = question.kind.name
    if kind == YESNO and isinstance(value, bool):
        return value
    if kind == CHOICES and isinstance(value, list) and all(isinstance(item, str) for item in value):
        return within(question, frozenset(value))
    if kind == DATE and type(value) is date:
        return value
    if kind == NUMBER and isinstance(value, int | Decimal) and not isinstance(value, bool):
        # a decimal point is never a thousand mark here, as it would be in what a person types
        return within(question, READERS[question.input](str(value).replace(".", ",")))
    if kind in (CHOICE, ROW) and isinstance(value, str):
        return value
    if isinstance(value, str) and question.input in READERS:
        return within(question, READERS[question.input](value))
    raise ReadError(f"”{value}” passar inte frågan ”{question.ask}” Skriv {question.kind}.")


def _special(question: Question, value: dict[str, Any]) -> Answer:
    if set(value) == {"not_known"} and isinstance(value["not_known"], str):
        return NotKnown(text(value["not_known"]) if value["not_known"] else "")
    if value == {"not_for_us": True}:
        if not question.none:
            raise ReadError(
                f'Frågan ”{question.ask}” gäller alla. Svara, eller skriv {{ not_known = "vem som vet" }}.'
            )
        return EMPTY
    raise ReadError(
        'Svaret går inte att läsa. Skriv ett värde, { not_known = "…" } eller { not_for_us = true }.'
    )


def within(question: Question, answer: Any) -> Answer:
    """Return *answer* when it keeps the question's limits."""
    if isinstance(answer, Decimal):
        if question.least is not None and answer < question.least:
            raise ReadError(f"Talet är för litet. Skriv minst {question.least}.")
        if question.most is not None and answer > question.most:
            raise ReadError(f"Talet är för stort. Skriv högst {question.most}.")
    elif isinstance(answer, frozenset):
        if question.least is not None and len(answer) < question.least:
            raise ReadError(f"Välj minst {question.least}.")
        if question.most is not None and len(answer) > question.most:
            raise ReadError(f"Välj högst {question.most}.")
    elif isinstance(answer, str) and question.most is not None and len(answer) > question.most:
        raise ReadError(f"Svaret är längre än {question.most} tecken. Korta det.")
    return answer  # type: ignore[no-any-return]


def plain(answer: Answer) -> Any:
    """Return an answer as TOML holds it."""
    if isinstance(answer, NotKnown):
        return {"not_known": answer.who}
    if isinstance(answer, Empty):
        return {"not_for_us": True}
    if isinstance(answer, frozenset):
        return sorted(answer)
    if isinstance(answer, Decimal):
        return int(answer) if answer == answer.to_integral_value() else answer
    return answer
