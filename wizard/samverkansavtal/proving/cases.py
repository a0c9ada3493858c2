"""Run the cases that stand in rules and concepts."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from samverkansavtal.content.models import CaseData
from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Concept, Library, Question, Rule
from samverkansavtal.errors import Problem
from samverkansavtal.language.kinds import CHOICES, NUMBER, ROW
from samverkansavtal.language.values import EMPTY, Row, Unknown, Value
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.planning.plan import judge
from samverkansavtal.planning.world import World

KEY = "nyckel"


class CaseError(Exception):
    """A case that says something the library does not know."""


def check_cases(library: Library) -> list[Problem]:
    """Return every case whose outcome is not what its file says, and every case that cannot be run."""
    problems: list[Problem] = []
    for rule in library.rules.values():
        problems.extend(_problems(library, rule))
    for concept in library.concepts.values():
        problems.extend(_problems(library, concept))
    return problems


def _problems(library: Library, owner: Rule | Concept) -> Iterator[Problem]:
    by_name = {case.name: case for case in owner.cases}
    lines = owner.record.text.split("\n")
    for case in owner.cases:
        line = next((n for n, text in enumerate(lines, 1) if f'name = "{case.name}"' in text), 1)
        try:
            given, unknown = merged(case, by_name)
            found = outcome(library, owner, case, given, unknown)
        except CaseError as error:
            yield Problem(owner.record.path, line, f"fallet ”{case.name}”: {error}")
            continue
        expected = case.state if isinstance(owner, Rule) else case.value
        if found != expected:
            yield Problem(
                owner.record.path,
                line,
                f"fallet ”{case.name}” blir {found}, inte {expected}; rätta fallet eller villkoret",
            )


def merged(case: CaseData, by_name: Mapping[str, CaseData]) -> tuple[dict[str, Any], set[str]]:
    """Return what a case gives, with what it inherits through `like`; only one thing may differ."""
    if not case.like:
        return dict(case.given), set(case.unknown)
    if case.like not in by_name or case.like == case.name:
        raise CaseError(f"like nämner ”{case.like}” som inte finns; skriv namnet på ett tidigare fall")
    given, unknown = merged(by_name[case.like], by_name)
    changed = {key for key in case.given if given.get(key) != case.given[key]}
    differing = changed | (set(case.unknown) - unknown)
    if len(differing) + len(case.unfinished) != 1 and not (case.row and not differing):
        raise CaseError(f"skiljer sig från ”{case.like}” i {len(differing)} saker; ändra exakt en")
    given = {**given, **case.given}
    for name in case.unknown:
        given.pop(name, None)
    return given, (unknown - case.given.keys()) | set(case.unknown)


def outcome(
    library: Library, owner: Rule | Concept, case: CaseData, given: dict[str, Any], unknown: set[str]
) -> Any:
    """Return the state of a rule, or the value of a concept, in one case."""
    answers, assumed = situation(library, given, unknown, case.unfinished)
    world = World(library, answers, assumed, trusting=True)
    row = Row(owner.each, case.row) if owner.each else None
    if row and case.row not in answers.keys(owner.each):
        raise CaseError(f"raden ”{case.row}” finns inte; skriv row = nyckeln till en rad i {owner.each}")
    if isinstance(owner, Rule):
        return judge(owner, row, world).state
    value = world.field(row, owner.id) if row else world.fact(owner.id)
    return "open" if isinstance(value, Unknown) else False if value is EMPTY else value


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
        elif name in library.schema.names or name == EFFECTS:
            assumed[name] = _assumed(library, name, value)
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


def _assumed(library: Library, name: str, value: Any) -> Value:
    kind = library.schema.names[name]
    if kind.name == NUMBER:
        return Decimal(value)
    return frozenset(value) if kind.name == CHOICES else value


def _rows(library: Library, answers: Answers, name: str, rows: Any, closed: bool) -> Answers:
    if not isinstance(rows, list):
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
    """Return a TOML value as an answer; choices are checked, the rest is taken as it stands."""
    kind = question.kind
    if kind.name == NUMBER and isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value)
    if kind.name == CHOICES and isinstance(value, list):
        chosen = frozenset(map(str, value))
        if extra := chosen - kind.choices.keys():
            raise CaseError(
                f"”{min(extra)}” är inget val i {question.fact}; skriv ett av {', '.join(kind.choices)}"
            )
        return chosen
    if kind.name == "choice" and value not in kind.choices:
        raise CaseError(f"”{value}” är inget val i {question.fact}; skriv ett av {', '.join(kind.choices)}")
    if kind.name == ROW or isinstance(value, str | bool | date):
        return value  # type: ignore[no-any-return]
    raise CaseError(f"”{value}” passar inte frågan {question.fact}; skriv {kind}")
