"""Run the cases that stand in rules and concepts."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from samverkansavtal.content.forming import form_library
from samverkansavtal.content.models import CaseData
from samverkansavtal.content.records import Concept, Form, Library, Question, Rule
from samverkansavtal.errors import Problem
from samverkansavtal.language.kinds import CHOICE, CHOICES, DATE, NUMBER, ROW, TEXT, YESNO, Kind
from samverkansavtal.language.values import EMPTY, Row, Unknown, Value
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.forms import judge_form
from samverkansavtal.planning.plan import judge
from samverkansavtal.planning.world import World
from samverkansavtal.proving.state import State, state_of

Owner = Rule | Concept | Form
FORM_STATES = {"fits": "fires", "may": "open", "no": "clear"}
KEY = "nyckel"
NOT_FOR_US = {"not_for_us": True}  # as in an answer file
TYPES = {YESNO: bool, NUMBER: int | Decimal, DATE: date, TEXT: str, CHOICE: str, CHOICES: list, ROW: str}


class CaseError(Exception):
    """A case that says something the library does not know."""


def check_cases(library: Library, owners: Iterable[Rule | Concept] | None = None) -> list[Problem]:
    """Return every case, of *owners* or of all, that comes out otherwise than it says or cannot be run."""
    every: list[Rule | Concept] = [*library.rules.values(), *library.concepts.values()]
    chosen = every if owners is None else owners
    return [problem for owner in chosen for problem in _problems(library, owner)]


def check_form_cases(library: Library) -> list[Problem]:
    """Return every case of a form that comes out otherwise than it says or cannot be run."""
    forms = library.forms.forms if library.forms else ()
    return [problem for form in forms for problem in _problems(form_library(library), form)]


def _problems(library: Library, owner: Owner) -> Iterator[Problem]:
    earlier: dict[str, CaseData] = {}
    for case in owner.cases:
        line = case_line(owner, case)
        try:
            if case.name in earlier:
                raise CaseError("det heter som ett annat fall; skriv ett eget namn")
            given, unknown = merged(case, earlier)
            found = outcome(library, owner, case, given, unknown)
        except CaseError as error:
            yield Problem(owner.record.path, line, f"fallet ”{case.name}”: {error}", "SA402")
            continue
        finally:
            earlier.setdefault(case.name, case)
        if isinstance(owner, Rule):
            expected: Any = said(case)
        else:
            expected = case.value if isinstance(owner, Concept) else case.state
        if found != expected or isinstance(found, bool) is not isinstance(expected, bool):
            yield Problem(
                owner.record.path,
                line,
                f"fallet ”{case.name}” blir {found}, inte {expected}; rätta fallet eller villkoret",
                "SA401",
            )


def case_line(owner: Owner, case: CaseData) -> int:
    """Return the line where a case is named."""
    lines = owner.record.text.split("\n")
    return next((n for n, text in enumerate(lines, 1) if f'name = "{case.name}"' in text), 1)


def merged(case: CaseData, earlier: Mapping[str, CaseData]) -> tuple[dict[str, Any], set[str]]:
    """Return what a case gives, with what it inherits through `like`; only one thing may differ."""
    if not case.like:
        return dict(case.given), set(case.unknown)
    if case.like not in earlier:
        raise CaseError(f"like nämner ”{case.like}” som inte finns; skriv namnet på ett tidigare fall")
    before = {name: other for name, other in earlier.items() if name != case.like}
    given, unknown = merged(earlier[case.like], before)
    changed = {key for key in case.given if given.get(key) != case.given[key]}
    differing = changed | (set(case.unknown) - unknown)
    if len(differing) + len(case.unfinished) != 1 and not (case.row and not differing):
        raise CaseError(f"skiljer sig från ”{case.like}” i {len(differing)} saker; ändra exakt en")
    given = {**given, **case.given}
    for name in case.unknown:
        given.pop(name, None)
    return given, (unknown - case.given.keys()) | set(case.unknown)


def outcome(library: Library, owner: Owner, case: CaseData, given: dict[str, Any], unknown: set[str]) -> Any:
    """Return the state of a rule or a form, or the value of a concept, in one case."""
    each = "" if isinstance(owner, Form) else owner.each
    if case.row and not each:
        raise CaseError("det har row utan each; ta bort row")
    answers, assumed = situation(library, given, unknown, case.unfinished)
    world = World(library, answers, assumed, trusting=True)
    if isinstance(owner, Form):
        return FORM_STATES[judge_form(owner, world).fit]
    row = Row(each, case.row) if each else None
    if row and case.row not in answers.keys(each):
        raise CaseError(f"raden ”{case.row}” finns inte; skriv row = nyckeln till en rad i {each}")
    if isinstance(owner, Rule):
        return judged(owner, row, world, case)
    return value_of(world.field(row, owner.id) if row else world.fact(owner.id))


def said(case: CaseData) -> str:
    """Return what a rule's case says: the state, and how serious it is where it says that."""
    return f"{case.state} som {case.severity}" if case.severity else str(case.state)


def judged(rule: Rule, row: Row | None, world: World, case: CaseData) -> str:
    """Return what a rule comes to, in the words of `said`: no more than the case says."""
    found = judge(rule, row, world)
    return f"{found.state} som {found.severity}" if case.severity else found.state


def value_of(value: Value) -> Any:
    """Return a concept's value as a case writes it: "open" while it is not known, false when it is empty."""
    return "open" if isinstance(value, Unknown) else False if value is EMPTY else value


def case_states(library: Library, owner: Owner) -> Iterator[State]:
    """Yield the answers of the cases where a rule fires: what they assume of concepts is left out."""
    earlier: dict[str, CaseData] = {}
    for case in owner.cases:
        try:
            given, unknown = merged(case, earlier)
            answers, _ = situation(library, given, unknown)
        except CaseError:
            continue
        finally:
            earlier.setdefault(case.name, case)
        if case.state == "fires":
            yield state_of(answers)


def situation(
    library: Library, given: Mapping[str, Any], unknown: set[str], unfinished: tuple[str, ...] = ()
) -> tuple[Answers, dict[str, Value]]:
    """Return the answers and assumptions that a case describes."""
    answers, assumed = Answers(), {}
    for name, value in given.items():
        if name in library.schema.lists:
            answers = _rows(library, answers, name, value, name not in unfinished)
        elif name in library.questions:
            answers = answers.put(name, read_plain(library.questions[name], value))
        elif name in library.schema.names:
            assumed[name] = plain(name, library.schema.names[name], value)
        else:
            raise CaseError(f"”{name}” finns inte; skriv namnet på en fråga, ett begrepp eller en storhet")
    for name in unknown:
        if name in library.questions:
            answers = answers.put(f"{name}.+" if name in library.schema.lists else name, NotKnown())
        elif name in library.schema.names:
            assumed[name] = Unknown(stuck=frozenset((name,)), low=Decimal(0))
        else:
            raise CaseError(f"”{name}” i unknown finns inte; skriv namnet på en fråga eller ett begrepp")
    return answers, assumed


def _rows(library: Library, answers: Answers, name: str, rows: Any, closed: bool) -> Answers:
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CaseError(f"”{name}” är en lista; skriv [{{ … }}, {{ … }}]")
    for number, row in enumerate(rows, 1):
        key = str(row.get(KEY, f"r{number}"))
        answers = answers.add_row(name, key)
        for field, value in row.items():
            if field == KEY:
                continue
            question = library.questions.get(f"{name}.{field}")
            if question is None:
                raise CaseError(f"fältet ”{field}” finns inte i {name}; skriv ett av frågans fält")
            answers = answers.put(f"{name}.{key}.{field}", read_plain(question, value))
    return answers.close(name) if closed else answers


def read_plain(question: Question, value: Any) -> Answer:
    """Return a TOML value as an answer to *question*."""
    if value == NOT_FOR_US and question.none:
        return EMPTY
    return plain(question.fact, question.kind, value)


def plain(name: str, kind: Kind, value: Any) -> Value:
    """Return a TOML value as what *name*, of *kind*, holds."""
    chosen = value if kind.name == CHOICES else [value] if kind.name == CHOICE else []
    if not isinstance(value, TYPES[kind.name]) or isinstance(value, bool) is not (kind.name == YESNO):
        raise CaseError(f"”{value}” passar inte ”{name}”; skriv {kind}")
    if extra := [choice for choice in chosen if choice not in kind.choices]:
        raise CaseError(f"”{extra[0]}” är inget val i {name}; skriv ett av {', '.join(kind.choices)}")
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    return frozenset(value) if isinstance(value, list) else value
