"""Why, and why not: the chain from answers and dated figures to a rule, a provision or a question."""

from collections.abc import Iterator

from samverkansavtal.content.records import Question, Variant
from samverkansavtal.drafting.values import Printer
from samverkansavtal.errors import SamverkanError
from samverkansavtal.explaining.about import HINT, asked_about, concepts_called, name_of, read_by
from samverkansavtal.explaining.amounts import concept_amount, figure_step
from samverkansavtal.explaining.behind import tested
from samverkansavtal.explaining.explanation import MARKS, Explanation
from samverkansavtal.explaining.finding import WORDS, Finding, finding
from samverkansavtal.explaining.looking import apart
from samverkansavtal.explaining.naming import is_called, numbered, with_facts
from samverkansavtal.explaining.step import Step, as_outcome, teller
from samverkansavtal.explaining.steps import concept_steps, guard_steps
from samverkansavtal.language import swedish
from samverkansavtal.language.values import truth
from samverkansavtal.planning.plan import Plan, PlannedProvision, PlannedRule

STANDINGS = {"in": "Står i avtalet", "out": "Står inte i avtalet", "undecided": "Inte avgjort än"}
ALWAYS = "Bestämmelsen står alltid i avtalet."


def why(name: str, plan: Plan) -> tuple[Explanation, ...]:
    """Return the explanations of a provision, a rule (id or number) or a question called *name*.

    A rule or a provision that stands once a row has one for each row.

    Raises:
        SamverkanError: nothing is called that.
    """
    plan = apart(plan)
    printer = Printer(plan.library, plan.world)
    wanted, _, row = name.partition("@")
    rules = [one for one in plan.rules if is_called(one.rule, wanted)]
    provisions = [one for one in plan.provisions if one.provision.id == wanted]
    kept_rules = [one for one in rules if not row or (one.row and one.row.key == row)]
    kept = [one for one in provisions if not row or (one.row and one.row.key == row)]
    if found := (
        *(provision(one, plan, printer) for one in kept),
        *(rule(one, plan, printer) for one in kept_rules),
    ):
        return found
    if (asked := asked_about(wanted, plan.library)) is not None:
        return (question(wanted, asked, plan, printer),)
    return tuple(_derived(wanted, row, plan, printer)) or (_absent(wanted, plan),)


def _derived(name: str, row: str, plan: Plan, printer: Printer) -> Iterator[Explanation]:
    """Yield the explanation of a concept or a figure; of a concept about rows, one for each row."""
    told = teller(plan.library, printer)
    for concept in concepts_called(name, plan.library):
        rows = plan.world.rows(concept.each)[0] if concept.each else ()
        if concept.values and not concept.each:
            yield Explanation(concept.title, (), (concept_amount(concept, told),))
        elif not concept.each:
            result = MARKS[as_outcome(truth(plan.world.fact(name)))]
            yield Explanation(concept.title, (result,), concept_steps(concept, {}, told), _law(concept.law))
        if concept.each and not rows:
            listed = plan.library.questions[concept.each].label
            yield Explanation(concept.title, (f"Det finns ingen rad i {listed}.",), ())
        for one in rows:
            if row in ("", one.key) and concept.values:
                step = concept_amount(concept, told, {concept.item: one})
                yield Explanation(f"{printer.row_name(one)}: {concept.title}", (), (step,))
            elif row in ("", one.key):
                result = MARKS[as_outcome(truth(plan.world.field(one, concept.id)))]
                steps = concept_steps(concept, {concept.item: one}, told)
                yield Explanation(f"{printer.row_name(one)}: {concept.title}", (result,), steps)
    if name in plan.library.figures:
        figure = plan.library.figures[name]
        yield Explanation(figure.title, (), (figure_step(figure, told),), _law(figure.law))


def _law(law: tuple[str, ...]) -> tuple[str, ...]:
    return (f"Lag: {', '.join(law)}.",) if law else ()


def _absent(name: str, plan: Plan) -> Explanation:
    """Return why something the library has is nowhere in the plan."""
    library = plan.library
    if name in library.provisions:
        found = library.provisions[name]
        if found.each and name in library.model.provisions():
            return Explanation(
                found.title,
                (f"Står inte i avtalet. Det finns ingen rad i {_rows(found.each, plan)} än.",),
                (),
            )
        return Explanation(
            found.title, (f"Står inte i avtalet. Den ingår inte i modellen {library.model.title}.",), ()
        )
    for one in library.rules.values():
        if is_called(one, name):
            said = f"Utan anmärkning. Det finns ingen rad i {_rows(one.each, plan)} att pröva."
            return Explanation(one.title, (said,), ())
    raise SamverkanError(f"”{name}” finns inte. {HINT}")


def _rows(name: str, plan: Plan) -> str:
    return plan.library.questions[name].label


def rule(planned: PlannedRule, plan: Plan, printer: Printer) -> Explanation:
    """Return why a rule fires, why it does not, or why that cannot be said yet."""
    found = finding(planned, plan, printer)
    steps = guard_steps(planned.rule.when, planned.items, teller(plan.library, printer))
    if planned.state == "fires":
        return Explanation(
            _numbered(found),
            (_fired(found),),
            (*steps, *_milder(planned, plan, printer)),
            (*_texts(found), *_basis(found)),
        )
    if planned.state == "clear":
        return Explanation(_numbered(found), (_passed(planned, printer),), steps, tuple(_basis(found)))
    missing = f"Det här saknas: {swedish.listing(found.missing)}." if found.missing else ""
    said = f"Kan inte bedömas än. Om den stämmer in: {WORDS[planned.severity]}."
    return Explanation(_numbered(found), tuple(filter(None, (said, missing))), steps, tuple(_basis(found)))


def _numbered(found: Finding) -> str:
    return numbered(found.nr, found.id, found.title)


def _fired(found: Finding) -> str:
    if found.severity == "note":
        return f"Stämmer in på svaren. {WORDS[found.severity]}."
    who = swedish.capital(found.who)
    return f"Stämmer in på svaren. {WORDS[found.severity]}, {found.stage}. {who} kan göra något åt det."


def _passed(planned: PlannedRule, printer: Printer) -> str:
    if tested(planned, printer):
        return "Utan anmärkning, därför att det här inte stämmer:"
    return "Utan anmärkning. Frågan gäller inte er, så inget är prövat:"


def _milder(planned: PlannedRule, plan: Plan, printer: Printer) -> Iterator[Step]:
    if planned.severity != planned.rule.severity:
        told = teller(plan.library, printer)
        yield Step(
            "Bara en upplysning, därför att",
            children=guard_steps(planned.rule.note_when, planned.items, told),
        )


def _texts(found: Finding) -> Iterator[str]:
    for runs in found.paragraphs:
        yield "".join(run.text for run in runs)


def _basis(found: Finding) -> Iterator[str]:
    if found.law:
        yield f"Lag och källa: {', '.join(found.law)}. {found.confidence}".strip()


def provision(planned: PlannedProvision, plan: Plan, printer: Printer) -> Explanation:
    """Return why a provision stands, with which text, or why it does not."""
    found = planned.provision
    row = f"{printer.row_name(planned.row)}: " if planned.row else ""
    steps = guard_steps(found.when, planned.items, teller(plan.library, printer))
    result = (f"{STANDINGS[planned.standing]}. {found.purpose}",)
    if planned.standing != "out":
        steps = (*(steps or (Step(ALWAYS),)), *_variants(planned, plan, printer))
    return Explanation(f"{row}{found.title} ({found.id})", result, steps, _law(found.law))


def _variants(planned: PlannedProvision, plan: Plan, printer: Printer) -> Iterator[Step]:
    """Yield each text: the one that stands, those that may, and why the others do not."""
    for variant in planned.provision.variants:
        if not variant.id:
            continue
        yield _variant(planned, variant, plan, printer)
        if planned.variants == (variant,):
            return


def _variant(planned: PlannedProvision, variant: Variant, plan: Plan, printer: Printer) -> Step:
    outcome = as_outcome(plan.world.holds(variant.when, planned.items))
    word = {"yes": "Text", "no": "Inte texten", "open": "Möjlig text"}[outcome]
    steps = guard_steps(variant.when, planned.items, teller(plan.library, printer))
    return Step(f"{word} ”{variant.id}”", outcome, steps)


def question(path: str, asked: Question, plan: Plan, printer: Printer) -> Explanation:
    """Return what a question is for: why it is asked here, what needs it, and what was answered."""
    pulled = plan.pulled_by.get(path, ())
    told = teller(plan.library, printer)
    steps = list(guard_steps(asked.when, {}, told)) if not asked.list else []
    if pulled:
        steps.append(Step("Svaret behövs för", children=tuple(Step(goal(name, plan)) for name in pulled)))
    elif path not in plan.answers.values:
        steps.append(Step("Frågan behövs inte med de svar som finns nu"))
    steps += read_by(name_of(path, asked), plan.library)
    answers = tuple(_given(path, asked, plan, printer))
    return Explanation(asked.ask, (asked.why, *answers), tuple(steps), ())


def _given(path: str, asked: Question, plan: Plan, printer: Printer) -> Iterator[str]:
    """Yield the answer; of a field without a row named, one for each row."""
    if not asked.list or path not in plan.library.questions:
        yield f"Ert svar: {printer.answer(path)}" if not asked.is_list else ""
        return
    for row in plan.world.rows(asked.list)[0]:
        yield f"{printer.row_name(row)}: {printer.answer(row.path(asked.fact))}"


def goal(name: str, plan: Plan) -> str:
    """Return what a need was pulled by, in words."""
    if name in plan.library.rules:
        found = plan.library.rules[name]
        return with_facts(f"regeln ”{found.title}”", found.nr)
    if name in plan.library.provisions:
        return f"bestämmelsen ”{plan.library.provisions[name].title}” ({name})"
    return name
