"""Random but reasonable answers to any question, for tests that try many drafts."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from samverkansavtal.content.records import Library, Question
from samverkansavtal.language.values import EMPTY
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.plan import plan

DAY = date(2026, 3, 1)
ORGNRS = ("802999-0002", "212000-9994", "556999-0004", "252999-0000", "802999-1000")
TEXTS = ("Hyresbostäder", "ABF & co <b>", "Å ä ö – ”citat”", "2028. Därefter {{ namn }}", "# rubrik | x")


def random_answer(question: Question, answers: Answers, rng: random.Random, unsure: float) -> Answer:
    """Return an answer of the right kind; now and then "vet inte än" or "gäller inte oss"."""
    if rng.random() < unsure:
        return NotKnown(rng.choice(("", "kassören")))
    if question.none and rng.random() < 0.4:
        return EMPTY
    return _known(question, answers, rng)


def _known(question: Question, answers: Answers, rng: random.Random) -> Answer:
    kind = question.input
    if kind == "yesno":
        return rng.random() < 0.5
    if kind == "choice":
        return rng.choice([choice.id for choice in question.choices])
    if kind == "choices":
        ids = [choice.id for choice in question.choices]
        least = int(question.least or 0)
        return frozenset(rng.sample(ids, rng.randint(least, min(len(ids), int(question.most or 3)))))
    if kind == "ref":
        keys = answers.keys(question.of)
        return rng.choice(keys) if keys else NotKnown()
    if kind == "date":
        return DAY + timedelta(days=rng.randint(0, 1500))
    if kind in ("kr", "months", "number", "percent"):
        return Decimal(
            rng.choice((1, 2, 6, 12)) if kind != "kr" else rng.choice((0, 50_000, 350_000, 4_000_000))
        )
    return rng.choice(ORGNRS) if kind == "orgnr" else rng.choice(TEXTS)[: int(question.most or 300)]


def interview(
    library: Library, rng: random.Random, unsure: float = 0.1, stop: float = 0.0
) -> Iterator[Answers]:
    """Yield the answers after each question, until nothing is asked any more or chance says stop."""
    answers = Answers()
    for _ in range(600):
        current = plan(library, answers, DAY)
        path = current.next() or current.next("later")
        if path is None or rng.random() < stop:
            return
        answers = step(library, answers, path, rng, unsure)
        yield answers


def step(library: Library, answers: Answers, path: str, rng: random.Random, unsure: float) -> Answers:
    question = library.question(path)
    assert question is not None
    if not path.endswith(".+"):
        return answers.put(path, random_answer(question, answers, rng, unsure))
    name = question.fact
    enough = len(answers.keys(name)) >= int(question.least or 0)
    if enough and rng.random() < 0.4:
        return answers.put(path, NotKnown()) if rng.random() < unsure else answers.close(name)
    return answers.add_row(name, answers.new_key(name))
