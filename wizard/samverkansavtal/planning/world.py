"""The world expressions are evaluated in: answers, concepts and figures, each worked out once."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Concept, Figure, Guards, Library, Question
from samverkansavtal.language.kinds import CHOICE, CHOICES, ROW
from samverkansavtal.language.node import Items, every
from samverkansavtal.language.values import (
    EMPTY,
    NOTHING,
    Empty,
    Row,
    Truth,
    Unknown,
    Value,
    all_of,
    any_of,
    blend,
    bounds,
    joined,
    may_be_empty,
    negate,
    truth,
)
from samverkansavtal.planning.answers import Answers, NotKnown

Trace = tuple[tuple[str, Truth], ...]


class World:
    """Answers seen through a library.

    Rule cases may assume concepts and figures, and are `trusting`: what they answer applies.
    """

    def __init__(
        self,
        library: Library,
        answers: Answers,
        assumed: Mapping[str, Value] | None = None,
        trusting: bool = False,
    ) -> None:
        self.library = library
        self.answers = answers
        self.trusting = trusting
        self.seen: set[str] = set()  # answers that were read: the others are dormant
        self._facts: dict[str, Value] = dict(assumed or {})
        self._fields: dict[tuple[Row, str], Value] = {}
        self._rows: dict[str, tuple[tuple[Row, ...], Unknown | None]] = {}

    def fact(self, name: str) -> Value:
        """Return the value of a question, concept or figure."""
        value = self._facts.get(name)
        if value is None:
            value = self._facts[name] = self._compute(name)
        return value

    def assume(self, name: str, value: Value) -> None:
        """Set what *name* is from here on."""
        self._facts[name] = value

    def looked_at(self) -> frozenset[str]:
        """Return every name that has been worked out or assumed so far, fields as `list.field`."""
        fields = (f"{row.list}.{name}" for row, name in self._fields)
        return frozenset((*self._facts, *self._rows, *fields))

    def worked_out(self, concept: Concept, items: Items) -> Value:
        """Return what *concept* comes to here, whatever the library's own concept of that name says."""
        return self._concept(concept, items)

    def field(self, row: Row, name: str) -> Value:
        """Return the value of a field, answered or derived, of *row*."""
        key = (row, name)
        value = self._fields.get(key)
        if value is None:
            value = self._fields[key] = self._field(row, name)
        return value

    def _field(self, row: Row, name: str) -> Value:
        path = f"{row.list}.{name}"
        items: Items = {self.library.schema.lists[row.list].item: row}
        if concept := self.library.concepts.get(path):
            return self._concept(concept, items)
        return self._answered(self.library.questions[path], row, items)

    def _answered(self, question: Question, row: Row, items: Items) -> Value:
        value = self._answer(question, row.path(question.fact), items)
        return self.field(row, question.otherwise) if question.otherwise and value is EMPTY else value

    def rows(self, name: str) -> tuple[tuple[Row, ...], Unknown | None]:
        """Return the rows of a list, and what would tell whether more will come (None: no more)."""
        if name not in self._rows:
            self._rows[name] = self._read_rows(name)
        return self._rows[name]

    def holds(self, guards: Guards, items: Items) -> Truth:
        """Return whether every line of a `when` holds."""
        return every([guard.node for guard in guards], self, items) if guards else True

    def trace(self, guards: Guards, items: Items) -> tuple[Trace, Truth]:
        """Return each line of a `when` with its outcome, up to the first that fails, and the result."""
        told: list[tuple[str, Truth]] = []
        doubt: Unknown | None = None
        for guard in guards:
            outcome = truth(guard.node.evaluate(self, items))
            told.append((guard.source, outcome))
            if outcome is False:
                return tuple(told), False
            if outcome is not True:
                doubt = joined(doubt, outcome)
        return tuple(told), True if doubt is None else doubt

    def _compute(self, name: str) -> Value:
        if concept := self.library.concepts.get(name):
            return self._concept(concept, {})
        if figure := self.library.figures.get(name):
            return self._figure(figure)
        if name == EFFECTS:
            return Unknown()
        return self._answer(self.library.questions[name], name, {})

    def _answer(self, question: Question, path: str, items: Items) -> Value:
        answer = self.answers.values.get(path)
        applies = True if self.trusting and answer is not None else self.holds(question.when, items)
        if applies is False:
            return EMPTY
        if isinstance(applies, Unknown):
            return Unknown(applies.needs, applies.stuck, *_span(question, True))
        if answer is None:
            return self._unanswered(question, path)
        self.seen.add(path)
        if isinstance(answer, NotKnown):
            return Unknown(NOTHING, frozenset((path,)), *_span(question, bool(question.none)))
        return self._resolve(question, path, answer)

    def _unanswered(self, question: Question, path: str) -> Value:
        if question.standard is not None:
            return question.standard
        return Unknown(frozenset((path,)), NOTHING, *_span(question, bool(question.none)))

    def _resolve(self, question: Question, path: str, answer: Value) -> Value:
        """Return the answer, unless it names a row or a choice that is no longer there."""
        if isinstance(answer, Empty):
            return EMPTY
        if question.kind.name == ROW:
            if answer in self.answers.keys(question.of):
                return Row(question.of, str(answer))
            return self._unanswered(question, path)
        if question.kind.name == CHOICE and answer not in question.kind.choices:
            return self._unanswered(question, path)
        if (
            question.kind.name == CHOICES
            and isinstance(answer, frozenset)
            and answer - question.kind.choices.keys()
        ):
            return self._unanswered(question, path)
        return answer

    def _read_rows(self, name: str) -> tuple[tuple[Row, ...], Unknown | None]:
        question = self.library.questions[name]
        given = self.trusting and (name in self.answers.rows or name in self.answers.closed)
        applies = True if given else self.holds(question.when, {})
        if applies is False:
            return (), None
        if isinstance(applies, Unknown):
            return (), applies
        rows = tuple(Row(name, key) for key in self.answers.keys(name))
        path = f"{name}.+"
        if isinstance(self.answers.values.get(path), NotKnown):
            self.seen.add(path)
            return rows, Unknown(NOTHING, frozenset((path,)))
        enough = question.least is None or len(rows) >= question.least
        if enough and (name in self.answers.closed or self._full(question, len(rows))):
            return rows, None
        return rows, Unknown(frozenset((path,)))

    def _full(self, question: Question, rows: int) -> bool:
        """Return whether a list needs no more rows, so that nobody is asked for them."""
        return 0 < question.full_at <= rows and self.holds(question.full_when, {}) is True

    def _concept(self, concept: Concept, items: Items) -> Value:
        if concept.when:
            ways_out = (self.holds(way.when, items) for way in concept.unless)
            return all_of((self.holds(concept.when, items), negate(any_of(ways_out))))
        if concept.count:
            return self._counted(concept.count, items)
        return self._amount(concept, items)

    def _counted(self, signs: Guards, items: Items) -> Value:
        values = [truth(sign.node.evaluate(self, items)) for sign in signs]
        sure = Decimal(values.count(True))
        unknown = [value for value in values if isinstance(value, Unknown)]
        return blend(unknown, sure, sure + len(unknown)) if unknown else sure

    def _amount(self, concept: Concept, items: Items) -> Value:
        possible: list[Value] = []
        doubts: list[Value] = []
        for amount in concept.values:
            applies = self.holds(amount.when, items)
            if applies is False:
                continue
            possible.append(amount.node.evaluate(self, items))
            if applies is True:
                break
            doubts.append(applies)
        else:
            possible.append(EMPTY)
        if not doubts:
            return possible[0]
        lows, highs = zip(*(bounds(value) for value in possible), strict=True)
        low = None if None in lows else min(value for value in lows if value is not None)
        high = None if None in highs else max(value for value in highs if value is not None)
        empty = any(map(may_be_empty, possible))
        unknown = blend((doubts[0],), low, high, empty)
        return unknown if unknown.needs else blend([*doubts, *possible], low, high, empty)

    def _figure(self, figure: Figure) -> Value:
        if not figure.at:
            return _period(figure, len(figure.periods) - 1)
        day = self.fact(figure.at)
        if isinstance(day, date):
            place = sum(period.start <= day for period in figure.periods) - 1
            return _period(figure, place)
        known = [bounds(_period(figure, place)) for place in range(len(figure.periods))]
        low = min((low for low, _ in known if low is not None), default=None)
        high = max((high for _, high in known if high is not None), default=None)
        if isinstance(day, Unknown):
            return blend((day,), low, high)
        return Unknown(NOTHING, frozenset((figure.id,)), low, high)


def _span(question: Question, empty: bool) -> tuple[Decimal | None, Decimal | None, bool]:
    """Return the bounds of an answer that is not there yet; what turns out not to apply counts as 0."""
    low = question.least
    return (min(low, Decimal(0)) if low is not None and empty else low), question.most, empty


def _period(figure: Figure, place: int) -> Value:
    """Return the value of one period; before the first there is none, and a span is not a value."""
    if place < 0:
        return Unknown(NOTHING, frozenset((figure.id,)))
    period = figure.periods[place]
    if period.value is not None:
        return period.value
    low, high = period.between or (None, None)
    return Unknown(NOTHING, frozenset((figure.id,)), low, high)
