"""What can be tried to settle a finding: other answers to choices that are a way out, and other provisions."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from samverkansavtal.content.body import Reference, pieces_of
from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Library, Model, Provision, Question, Rule, SectionPlan
from samverkansavtal.drafting.values import Printer
from samverkansavtal.explaining.reads import closure, mentioned
from samverkansavtal.language.values import EMPTY, Value
from samverkansavtal.planning.answers import Answer
from samverkansavtal.planning.plan import Plan
from samverkansavtal.planning.world import World


@dataclass(frozen=True, slots=True)
class Lever:
    """A choice that can be made otherwise: the answer's path and what else it can be."""

    path: str
    values: tuple[Value, ...]


def support(rule: Rule, library: Library) -> frozenset[str]:
    """Return every name that the rule rests on, in its lines and in the concepts they name."""
    guards = (*rule.when, *rule.note_when)
    return closure(mentioned(guard.node for guard in guards), library)


def choices(rule: Rule, plan: Plan) -> Iterator[tuple[str, Question]]:
    """Yield the choices that were read on the way to the rule: path and question, in authored order."""
    names = support(rule, plan.library)
    for name, question in plan.library.questions.items():
        if name not in names or question.nature != "choice":
            continue
        rows = plan.answers.keys(question.list) if question.list else ("",)
        for path in (f"{question.list}.{key}.{question.fact}" if key else name for key in rows):
            if path in plan.world.seen or question.standard is not None:
                yield path, question


def levers(rule: Rule, plan: Plan) -> tuple[Lever, ...]:
    """Return the choices that may be proposed, each with its other answers."""
    found = []
    for path, question in choices(rule, plan):
        others = () if question.no_way_out else tuple(_others(question, path, plan))
        if others:
            found.append(Lever(path, others))
    return tuple(found)


def _others(question: Question, path: str, plan: Plan) -> Iterator[Value]:
    """Yield the other answers a choice can have; amounts, days and free text are nobody's guess."""
    now: Answer | None = plan.answers.values.get(path, question.standard)
    if question.input == "choice":
        yield from (choice.id for choice in question.choices if choice.proposed and choice.id != now)
    elif question.input == "yesno" and isinstance(now, bool):
        yield not now
    elif question.input == "ref":
        yield from (key for key in plan.answers.keys(question.of) if key != now)
    elif question.input == "choices" and isinstance(now, frozenset):
        yield from _with_one_other(question, now)
    if question.none and now is not EMPTY:
        yield EMPTY


def _with_one_other(question: Question, now: frozenset[str]) -> Iterator[Value]:
    """Yield the choices with one less, one more, or one in place of another."""
    more = [choice.id for choice in question.choices if choice.proposed and choice.id not in now]
    sets = [now - {one} for one in sorted(now)] + [now | {one} for one in more]
    sets += [now - {one} | {other} for one in sorted(now) for other in more]
    for chosen in sets:
        if (question.least or 0) <= len(chosen) and (question.most is None or len(chosen) <= question.most):
            yield chosen


@dataclass(frozen=True)
class OtherText:
    """The agreement with one provision more or less."""

    provision: Provision
    added: bool
    library: Library


def other_texts(rule: Rule, plan: Plan) -> Iterator[OtherText]:
    """Yield agreements with other effects, where the rule reads what the text itself creates."""
    if EFFECTS not in support(rule, plan.library):
        return
    standing = {p.provision.id for p in plan.provisions if p.standing != "out"}
    for provision in plan.library.provisions.values():
        creates = {*provision.creates, *(effect for v in provision.variants for effect in v.creates)}
        if not creates:
            continue
        if provision.id in standing and not _needed(provision.id, plan, standing):
            yield OtherText(provision, False, _without(provision.id, plan.library))
        elif provision.id not in set(plan.library.model.provisions()):
            yield OtherText(provision, True, _with(provision.id, plan.library))


def _needed(name: str, plan: Plan, standing: set[str]) -> bool:
    """Return whether another standing provision requires or refers to the one called *name*."""
    for other in (plan.library.provisions[one] for one in standing if one != name):
        pieces = (piece for variant in other.variants for piece, _ in pieces_of(variant.body))
        if name in other.requires or any(
            isinstance(piece, Reference) and piece.id == name for piece in pieces
        ):
            return True
    return False


def _without(name: str, library: Library) -> Library:
    def kept(sections: tuple[SectionPlan, ...]) -> tuple[SectionPlan, ...]:
        return tuple(replace(s, provisions=tuple(p for p in s.provisions if p != name)) for s in sections)

    model: Model = library.model
    return replace(library, model=replace(model, sections=kept(model.sections), annexes=kept(model.annexes)))


def _with(name: str, library: Library) -> Library:
    first, *rest = library.model.sections
    longer = replace(first, provisions=(*first.provisions, name))
    return replace(library, model=replace(library.model, sections=(longer, *rest)))


def said(value: Value, path: str, printer: Printer) -> str:
    """Return *value* as the answer at *path* would read."""
    answers = printer.world.answers.put(path, value)
    return Printer(printer.library, World(printer.library, answers)).answer(path)
