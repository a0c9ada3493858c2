"""Answers to a made-up library: partial, completed, and what complete answers mean, worked out apart."""

import operator
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from planning.made_up import CHOICES, LIMITS, SEVERAL, Tree
from planning.made_up_library import MadeUp
from samverkansavtal.content.records import Library, Question
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.world import World

DAYS = (date(2019, 5, 1), date(2020, 1, 1), date(2023, 5, 1), date(2026, 1, 1), date(2027, 5, 1))
TAK = {date(2019, 5, 1): (50_000,), date(2026, 1, 1): (250_000,), date(2027, 5, 1): (250_000,)}
OPERATORS: dict[str, Callable[[Any, Any], Any]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}
SUMS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv}


def some_answer(rng: Random, question: Question, answers: Answers, unknown: float) -> Answer:
    """Return an answer to *question*; with the chance *unknown* that it is "vet inte än"."""
    if rng.random() < unknown:
        return NotKnown()
    if question.none and rng.random() < 0.3:
        return EMPTY
    ids = [choice.id for choice in question.choices]
    match question.input:
        case "yesno":
            return rng.random() < 0.5
        case "choice":
            return rng.choice(ids)
        case "choices":
            return frozenset(rng.sample(ids, rng.randint(int(question.least or 0), len(ids))))
        case "ref":
            keys = answers.keys(question.of)
            return rng.choice(keys) if keys else EMPTY
        case "date":
            return rng.choice(DAYS)
        case "text":
            return rng.choice(("ett", "två"))
    least, most = int(question.least or 0), int(question.most or max(LIMITS))
    return Decimal(rng.choice([n for n in (*LIMITS, 12, 48, 99_999, 100_001, 110_000) if least <= n <= most]))


def partial(rng: Random, library: Library, known: float = 0.5, unknown: float = 0.1) -> Answers:
    """Return answers where each thing is answered with the chance *known*."""
    answers = Answers()
    for name in library.schema.lists:
        for number in range(rng.randint(0, 3)):
            answers = answers.add_row(name, f"{name[0]}{number}")
    answers = fill(rng, library, answers, known, unknown)
    for name in library.schema.lists:
        if rng.random() < known:
            answers = answers.close(name) if rng.random() > unknown else answers.put(f"{name}.+", NotKnown())
    return answers


def completed(rng: Random, library: Library, answers: Answers, unknown: float = 0.0) -> Answers:
    """Return *answers* with everything that is unanswered answered, open lists grown and closed."""
    for name, question in library.questions.items():
        more = World(library, answers).rows(name)[1] if question.is_list else None
        if question.is_list and name not in answers.closed and f"{name}.+" not in answers.values and more:
            least = max(int(question.least or 0) - len(answers.keys(name)), 0)
            for number in range(rng.randint(least, 2)):
                answers = answers.add_row(name, f"{name[0]}x{number}")
            answers = answers.close(name)
        elif question.is_list and not answers.keys(name) and question.least:
            answers = answers.add_row(name, f"{name[0]}x")
    return fill(rng, library, answers, 1.0, unknown)


def fill(rng: Random, library: Library, answers: Answers, known: float, unknown: float) -> Answers:
    for path in all_paths(library, answers):
        question = library.question(path)
        assert question is not None
        given = answers.values.get(path)
        if known == 1.0 and question.standard is not None:
            continue  # it has its standard answer already
        dangling = (
            question.input == "ref" and isinstance(given, str) and given not in answers.keys(question.of)
        )
        if (given is None or dangling) and rng.random() < known:
            answers = answers.put(path, some_answer(rng, question, answers, unknown))
    return answers


def all_paths(library: Library, answers: Answers) -> list[str]:
    """Return every path that can be answered, for the rows there are."""
    found = [
        name for name, question in library.questions.items() if not question.list and not question.is_list
    ]
    for question in library.questions.values():
        if question.list:
            found += [f"{question.list}.{key}.{question.fact}" for key in answers.keys(question.list)]
    return found


class Meaning:
    """What a condition means when nothing is left out: two-valued, and nothing shared with the engine."""

    def __init__(self, made: MadeUp, answers: Answers, tak: int) -> None:
        self.made = made
        self.answers = answers
        self.tak = Decimal(tak)

    def true(self, tree: Tree, items: Mapping[str, str] = {}) -> bool:
        match tree:
            case ("true",):
                return True
            case ("name", name):
                return self.get(name, items) is True
            case ("not", inner):
                return not self.true(inner, items)
            case ("and", one, other):
                return self.true(one, items) and self.true(other, items)
            case ("or", one, other):
                return self.true(one, items) or self.true(other, items)
            case ("test", name, word, choice):
                return self.test(self.get(name, items), word, choice)
            case ("compare", sign, left, right):
                return self.compare(sign, self.number(left, items), self.number(right, items))
            case ("same", sign, left, right):
                return self.compare(sign, self.get(left, items), items[right])
            case ("rows", word, name, inner):
                found = [self.true(inner, bound) for bound in self.rows(name, items)]
                return all(found) if word == "alla" else any(found) is (word == "finns")
        raise ValueError(tree)

    def test(self, value: object, word: str, choice: str) -> bool:
        if word == "vet_inte":
            return False
        if word == "angiven":
            return value is not None and value != frozenset()
        chosen = choice in value if isinstance(value, frozenset) else value == choice
        return chosen is (word == "is")

    def compare(self, sign: str, left: object, right: object) -> bool:
        if left is None or right is None:
            return sign == "!="
        return bool(OPERATORS[sign](left, right))

    def number(self, tree: Tree, items: Mapping[str, str]) -> Decimal | None:
        match tree:
            case ("number", number):
                return Decimal(number)
            case ("fact", name):
                value = self.get(name, items)
                assert value is None or isinstance(value, Decimal)
                return value
            case ("count", name, test):
                return Decimal(
                    sum(test is None or self.true(test, bound) for bound in self.rows(name, items))
                )
            case ("sum", name, column, test):
                item = "insats"
                bounds = [b for b in self.rows(name, items) if test is None or self.true(test, b)]
                return sum((self.zero(self.get(f"{item}.{column}", b)) for b in bounds), Decimal(0))
            case ("arithmetic", sign, left, right):
                sides = (self.zero(self.number(left, items)), self.zero(self.number(right, items)))
                return Decimal(SUMS[sign](*sides))
        raise ValueError(tree)

    def zero(self, value: object) -> Decimal:
        return value if isinstance(value, Decimal) else Decimal(0)

    def rows(self, name: str, items: Mapping[str, str]) -> list[dict[str, str]]:
        if not all(self.true(tree) for tree in self.made.whens.get(name, [])):
            return []
        item = {"parter": "part", "insatser": "insats"}[name]
        return [{**items, item: key} for key in self.answers.keys(name)]

    def get(self, name: str, items: Mapping[str, str]) -> object:
        head, _, rest = name.partition(".")
        if rest:
            return self.field(items[head], {"part": "parter", "insats": "insatser"}[head], rest)
        if name == "tak":
            return self.tak
        if name in self.made.concepts:
            return self.concept(name)
        if not all(self.true(tree) for tree in self.made.whens.get(name, [])):
            return None
        value = self.answers.values.get(name, True if name == "ja3" else None)
        return None if value is EMPTY else value

    def field(self, key: str, name: str, rest: str) -> object:
        if rest == "utvald":
            return self.true(self.made.concepts["parter.utvald"][1][0], {"part": key})
        if rest.startswith("till."):
            other = self.field(key, name, "till")
            return None if other is None else self.field(str(other), "parter", rest.partition(".")[2])
        needed = {"stor": ("form", ("pa",)), "varde": ("slag", ("sa", "sb"))}.get(rest)
        if needed and self.field(key, name, needed[0]) not in needed[1]:
            return None
        value = self.answers.values[f"{name}.{key}.{rest}"]
        return None if value is EMPTY else value

    def concept(self, name: str) -> object:
        shape, trees = self.made.concepts[name]
        if shape == "when":
            return all(map(self.true, trees[:-1])) and not self.true(trees[-1])
        if shape == "count":
            return Decimal(sum(map(self.true, trees)))
        if self.true(trees[0]):
            return self.number(trees[1], {})
        return self.number(trees[2], {}) if trees[2:] else None


def possible_tak(made: MadeUp, answers: Answers) -> tuple[int, ...]:
    """Return the amounts that the figure `tak` may be, several where it is unverified or undated."""
    day = Meaning(made, answers, 0).get("dag0", {})
    return TAK.get(day, (90_000, 100_000, 110_000) if day else (50_000, 90_000, 110_000, 250_000))  # type: ignore[call-overload, no-any-return]


__all__ = [
    "CHOICES",
    "SEVERAL",
    "Meaning",
    "all_paths",
    "completed",
    "partial",
    "possible_tak",
    "some_answer",
]
