"""Cases that test nothing new: the same as an earlier one, or with facts the rule does not read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from samverkansavtal.content.checks import body_nodes
from samverkansavtal.content.models import CaseData
from samverkansavtal.content.records import Concept, Form, Library, Rule
from samverkansavtal.language.nodes import Node
from samverkansavtal.proving.cases import CaseError, case_line, merged
from samverkansavtal.proving.finding import Finding
from samverkansavtal.proving.reach import Index, concept_nodes

SAME = "fallet ”{}” prövar samma sak som ”{}”; ta bort det ena eller ändra något"
UNREAD = "fallet ”{}” säger ”{}”, som inget villkor läser; ta bort det ur fallet"


def dead_cases(index: Index, owners: Iterable[Rule | Concept]) -> Iterator[Finding]:
    """Yield the cases of *owners* that test nothing new."""
    for owner in owners:
        rows = [owner.each] if owner.each else []
        yield from _of(owner, index.reach(roots(owner), rows, frozenset()).names)


def roots(owner: Rule | Concept) -> tuple[Node, ...]:
    """Return every expression of a rule or a concept, its text's too."""
    if isinstance(owner, Concept):
        return (*concept_nodes(owner), *body_nodes(owner.body))
    guards = (guard.node for guard in (*owner.when, *owner.note_when))
    return (*guards, *body_nodes(owner.body))


def dead_form_cases(library: Library, index: Index) -> Iterator[Finding]:
    """Yield the cases of forms that test nothing new."""
    for form in library.forms.forms if library.forms else ():
        nodes = tuple(guard.node for reason in form.reasons() for guard in reason.when)
        yield from _of(form, index.reach(nodes, [], frozenset()).names)


def _of(owner: Rule | Concept | Form, read: set[str]) -> Iterator[Finding]:
    earlier: dict[str, CaseData] = {}
    tested: dict[str, str] = {}
    for case in owner.cases:
        try:
            given, unknown = merged(case, earlier)
        except CaseError:  # told where cases are run
            continue
        finally:
            earlier.setdefault(case.name, case)
        line = case_line(owner, case)
        same = _same(given, unknown, case)
        if same in tested:
            yield Finding(owner.record.path, line, "SA304", SAME.format(case.name, tested[same]))
        tested.setdefault(same, case.name)
        for name in (*case.given, *case.unknown):
            if name not in read:
                yield Finding(owner.record.path, line, "SA313", UNREAD.format(case.name, name))


def _same(given: Mapping[str, Any], unknown: set[str], case: CaseData) -> str:
    return repr((sorted(given.items()), sorted(unknown), sorted(case.unfinished), case.row))
