"""Which form fits: the few answers, what is assumed meanwhile, and every form with its reasons."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from samverkansavtal.content.forming import form_library
from samverkansavtal.content.records import Form, FormTest, Library, Reason
from samverkansavtal.drafting.compose import Composer
from samverkansavtal.drafting.flow import FlowParagraph, flow
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import AnswerError
from samverkansavtal.explaining.behind import Behind
from samverkansavtal.explaining.looking import apart
from samverkansavtal.explaining.quick import Conclusion, conclude
from samverkansavtal.explaining.reads import closure, mentioned
from samverkansavtal.language import swedish
from samverkansavtal.language.values import Truth, Unknown
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.planning.forms import Fit, Held, judge_form
from samverkansavtal.planning.plan import Plan, plan
from samverkansavtal.planning.world import World
from samverkansavtal.storing.answer_file import RawDraft, read_draft

ORDER: tuple[Fit, ...] = ("fits", "may", "no")


@dataclass(frozen=True)
class Told:
    """One reason: what it says, the answers behind it, its law, and whether that is verified.

    A reason without law says what a form is; it is marked only when even that is uncertain.
    """

    text: str
    behind: tuple[Behind, ...]
    law: tuple[str, ...]
    sure: bool


@dataclass(frozen=True)
class RankedForm:
    """A form, how it fits, the reasons both ways, what to think of, and which answers are missing."""

    form: Form
    fit: Fit
    about: tuple[str, ...]  # what it is, a paragraph each
    pro: tuple[Told, ...]
    con: tuple[Told, ...]
    notes: tuple[Told, ...]
    open: tuple[str, ...]  # labels of the answers that can still change it


@dataclass(frozen=True)
class Which:
    """All forms, best first, and where the answers point."""

    test: FormTest
    forms: tuple[RankedForm, ...]
    direction: Conclusion | None

    @property
    def standing(self) -> tuple[RankedForm, ...]:
        """The forms that fit or may fit."""
        return tuple(ranked for ranked in self.forms if ranked.fit != "no")

    @property
    def others(self) -> tuple[RankedForm, ...]:
        """The forms that do not fit."""
        return tuple(ranked for ranked in self.forms if ranked.fit == "no")

    def models(self) -> tuple[str, ...]:
        """Return the models of the forms that fit or may fit, best first."""
        return tuple(dict.fromkeys(model for ranked in self.standing for model in ranked.form.models))

    def name(self, fit: Fit) -> str:
        """Return what a fit is called."""
        words = self.test.words
        return {"fits": words.fits, "may": words.may, "no": words.no}[fit]


def pending(library: Library, given: Answers, day: date) -> tuple[str, ...]:
    """Return the questions to ask next, in order: first the test's own, then those that apply then."""
    test = library.forms
    if test is None:
        return ()
    waiting = [path for path in test.ask if path not in given.values and path not in given.skipped]
    own = [path for path in waiting if path in test.own]
    if own:
        return tuple(own)
    whole = form_library(library)
    world = World(whole, assuming(library, given, day))
    return tuple(path for path in waiting if world.holds(whole.questions[path].when, {}) is not False)


def assuming(library: Library, given: Answers, day: date) -> Answers:
    """Return *given* with what the test assumes then; a list is closed once nothing can be added to it.

    Raises:
        AnswerError: the content assumes something that is no answer.
    """
    whole = form_library(library)
    assert whole.forms is not None
    world = World(whole, given)
    data: dict[str, Any] = {}
    undecided: set[str] = set()
    for assumption in whole.forms.assumed:
        holds = world.holds(assumption.when, {})
        if holds is True:
            for name, value in assumption.answers.items():
                data[name] = [*data.get(name, ()), *value] if isinstance(value, list) else value
        elif isinstance(holds, Unknown):
            undecided.update(assumption.answers)
    closed = [name for name, value in data.items() if isinstance(value, list) and name not in undecided]
    raw = {"model": library.model.id, "day": day, "answers": data, "closed": closed}
    draft, dropped = read_draft(RawDraft("fragor.toml", raw), whole)
    if dropped:
        raise AnswerError("\n".join(dropped))
    return replace(draft.answers, values={**draft.answers.values, **given.values}, skipped=given.skipped)


def begun(library: Library, given: Answers, day: date) -> Answers:
    """Return what a draft can begin with: the answers that are the interview's own and apply."""
    whole = form_library(library)
    world = World(whole, assuming(library, given, day))
    kept = {
        path: value
        for path, value in given.values.items()
        if path in library.questions and world.holds(library.questions[path].when, {}) is not False
    }
    return Answers(kept)


def which_form(library: Library, given: Answers, day: date) -> Which:
    """Return every form held against *given*, best first.

    Raises:
        AnswerError: the content assumes something that is no answer.
    """
    assert library.forms is not None
    planned = apart(plan(form_library(library), assuming(library, given, day), day))
    teller = _Teller(planned, library.forms)
    forms = sorted(map(teller.told, library.forms.forms), key=_place)
    words = library.quick
    return Which(library.forms, tuple(forms), conclude(planned, words) if words else None)


def _place(ranked: RankedForm) -> tuple[int, int]:
    return ORDER.index(ranked.fit), ranked.form.rank


@dataclass(frozen=True)
class _Teller:
    """Turns judged forms into words."""

    plan: Plan
    test: FormTest

    def told(self, form: Form) -> RankedForm:
        """Return *form* with its reasons in words."""
        judged = judge_form(form, self.plan.world)
        out = judged.fit == "no"
        con = [(reason, holds) for reason, holds in judged.con if reason.decides or not out]
        denied = (
            self._reason(reason, reason.denied)
            for reason, holds in judged.pro
            if reason.decides and holds is False
        )
        return RankedForm(
            form,
            judged.fit,
            tuple(self._about(form)),
            tuple(self._holding(judged.pro)),
            (*denied, *self._holding(con)),
            () if out else tuple(self._holding(judged.notes)),
            () if out else tuple(self._open((*judged.pro, *judged.con))),
        )

    def _about(self, form: Form) -> Iterator[str]:
        composer = Composer(self.plan)
        for block in flow(form.body, self.plan.world, {}):
            if isinstance(block, FlowParagraph):
                yield "".join(run.text for run in composer.joined(block))

    def _holding(self, held: Iterable[tuple[Reason, Truth]]) -> Iterator[Told]:
        yield from (self._reason(reason, reason.say) for reason, holds in held if holds is True)

    def _reason(self, reason: Reason, text: str) -> Told:
        printer = Printer(self.plan.library, self.plan.world)
        paths = [path for path in self._rests_on(reason) if self._answered(path)]
        behind = tuple(Behind(path, printer.label(path), printer.answer(path)) for path in paths)
        sure = reason.confidence == "high" or (reason.confidence == "medium" and not reason.law)
        return Told(text, behind, reason.law, sure)

    def _open(self, held: Held) -> Iterator[str]:
        printer = Printer(self.plan.library, self.plan.world)
        reasons = [reason for reason, holds in held if isinstance(holds, Unknown)]
        paths = {path for reason in reasons for path in self._rests_on(reason)}
        for path in self.test.ask:
            if path in paths and isinstance(self.plan.world.fact(path), Unknown):
                yield printer.label(path)

    def _rests_on(self, reason: Reason) -> list[str]:
        """Return the test's questions that a reason names, or those that decide its concepts."""
        names = mentioned(guard.node for guard in reason.when)
        direct = [path for path in self.test.ask if path in names]
        if direct:
            return direct
        behind = closure(names, self.plan.library)
        for assumption in self.test.assumed:
            if behind & assumption.answers.keys():
                behind |= mentioned(guard.node for guard in assumption.when)
        return [path for path in self.test.ask if path in behind]

    def _answered(self, path: str) -> bool:
        answer = self.plan.answers.values.get(path)
        question = self.plan.library.questions[path]
        applies = self.plan.world.holds(question.when, {}) is not False
        return answer is not None and not isinstance(answer, NotKnown) and applies


def as_lines(found: Which) -> Iterator[str]:
    """Yield the result as lines: the forms that fit or may fit, why the others do not, and the direction."""
    for ranked in found.standing:
        yield from (f"{found.name(ranked.fit)}: {ranked.form.title}", *_lines(ranked), "")
    if not found.standing:
        yield from (found.test.words.none, "")
    yield f"{found.test.words.no}:"
    for ranked in found.others:
        yield f"  – {ranked.form.title}: {' '.join(told.text for told in ranked.con)}"
    yield ""
    yield from _pointing(found.direction) if found.direction else ()
    yield found.test.words.limits


def _lines(ranked: RankedForm) -> Iterator[str]:
    yield from (f"  {paragraph}" for paragraph in ranked.about)
    for word, reasons in (("För", ranked.pro), ("Emot", ranked.con), ("Tänk på", ranked.notes)):
        yield from (f"  – {word}: {told_line(told)}" for told in reasons)
    if ranked.open:
        yield f"  Inte avgjort än: {swedish.listing(ranked.open)}."
    yield f"  Utkast: {ranked.form.draft}"
    yield from (f"  Gör så här: {step}" for step in ranked.form.next)


def _pointing(direction: Conclusion) -> Iterator[str]:
    if direction.decided:
        yield f"Köp eller samverkan? {direction.possible[0].title}"
        return
    yield "Köp eller samverkan? Det är inte avgjort. Det här kan det bli:"
    yield from (f"  – {outcome.title}" for outcome in direction.possible)
    if direction.left:
        yield f"Det här kan ändra bilden: {swedish.listing(direction.left)}."


def told_line(told: Told) -> str:
    """Return a reason with its law, and that it is not verified where it is not."""
    notes = [*told.law, *(() if told.sure else ("inte verifierat",))]
    return f"{told.text} ({', '.join(notes)})" if notes else told.text
