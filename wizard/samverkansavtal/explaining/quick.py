"""Snabbtest: a few answers, the same rules and outcomes, and how sure the conclusion is."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from samverkansavtal.content.records import Library, Outcome, QuickWords
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.direction import Sign, direction, sign
from samverkansavtal.explaining.looking import apart
from samverkansavtal.explaining.reads import closure, mentioned
from samverkansavtal.language import swedish
from samverkansavtal.language.nodes import mentions
from samverkansavtal.language.values import Unknown
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.plan import Plan, PlannedRule, place
from samverkansavtal.storing.answer_file import RawDraft, read_draft


@dataclass(frozen=True)
class Conclusion:
    """Where a few answers point: what it can still be (one: decided), the signs, and what can change it."""

    possible: tuple[Outcome, ...]
    cooperation: tuple[Sign, ...]
    purchase: tuple[Sign, ...]
    perhaps: tuple[Sign, ...]  # an answer speaks for a purchase, another that is missing settles whether
    left: tuple[str, ...]  # labels of the answers that can still change it
    words: QuickWords

    @property
    def decided(self) -> bool:
        return len(self.possible) == 1


def assumed(library: Library, day: date) -> Answers:
    """Return the answers that the quick test assumes.

    Raises:
        AnswerError: the content assumes something that is no answer.
    """
    if library.quick is None:
        return Answers()
    data = {"model": library.model.id, "day": day, "answers": dict(library.quick.assumed)}
    draft, _ = read_draft(RawDraft("snabbtest.toml", data), library)
    return draft.answers


def given(words: QuickWords, answers: Answers) -> Answers:
    """Return only what was answered: what a draft can begin with."""
    return Answers({path: answers.values[path] for path in words.questions if path in answers.values})


def conclude(plan: Plan, words: QuickWords) -> Conclusion:
    """Return what the answers so far lead to, by the library's own outcomes."""
    plan = apart(plan)
    found = direction(plan)
    possible = tuple(_possible(plan))
    left = tuple(_left(plan)) if len(possible) > 1 else ()
    perhaps = tuple(_perhaps(plan, words))
    return Conclusion(possible, found.cooperation, found.purchase, perhaps, left, words)


def _perhaps(plan: Plan, words: QuickWords) -> Iterator[Sign]:
    """Yield the signs of a purchase that an answer has woken and that another, not asked for here, settles."""
    printer = Printer(plan.library, plan.world)
    for planned in plan.rules:
        if planned.rule.direction == "kop" and planned.state == "open" and _woken(planned, plan, words):
            yield sign(planned, printer)


def _woken(planned: PlannedRule, plan: Plan, words: QuickWords) -> bool:
    asked = set(words.questions)
    return any(
        asked & set(mentions(guard.node)) and plan.world.holds((guard,), planned.items) is True
        for guard in planned.rule.when
    )


def _possible(plan: Plan) -> Iterator[Outcome]:
    """Yield the outcomes that can still be the first to hold."""
    for outcome in plan.library.report.outcomes:
        holds = plan.world.holds(outcome.when, {})
        if holds is not False:
            yield outcome
        if holds is True:
            return


def _left(plan: Plan) -> Iterator[str]:
    """Yield what the outcomes still rest on and nobody has answered, in authored order."""
    guards = (guard.node for outcome in plan.library.report.outcomes for guard in outcome.when)
    names = closure(mentioned(guards), plan.library)
    printer = Printer(plan.library, plan.world)
    for name in sorted(names, key=lambda name: place(plan.library, plan.answers, name)):
        question = plan.library.questions.get(name)
        if question is None or question.list or question.is_list or question.standard is not None:
            continue
        if isinstance(plan.world.fact(name), Unknown):
            yield printer.label(name)


def as_lines(found: Conclusion) -> Iterator[str]:
    """Yield the conclusion as lines: what it is or can be, both columns, and what can still change it."""
    if found.decided:
        yield from (found.possible[0].title, found.possible[0].text, found.words.decided)
    else:
        yield found.words.leaning
        yield from (f"  – {outcome.title}" for outcome in found.possible)
    for heading, signs in (("Talar för samverkan:", found.cooperation), ("Talar för köp:", found.purchase)):
        yield heading
        yield from (f"  – {sign.text}" for sign in signs)
        if not signs:
            yield "  – inget i svaren hittills"
    if found.perhaps:
        yield "Kan tala för köp, beroende på svar som saknas:"
        yield from (f"  – {sign.text}" for sign in found.perhaps)
    if found.left:
        yield f"Det här kan ändra bilden: {swedish.listing(found.left)}."
    yield found.words.next
