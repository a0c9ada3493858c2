"""Cases that test nothing new: the same as an earlier one, or with facts the rule does not read."""

from collections.abc import Iterator, Mapping
from typing import Any

from samverkansavtal.content.checks import body_nodes
from samverkansavtal.content.models import CaseData
from samverkansavtal.content.records import Concept, Form, Library, Rule
from samverkansavtal.proving.cases import CaseError, case_line, merged
from samverkansavtal.proving.finding import Finding
from samverkansavtal.proving.reach import Index, concept_nodes

SAME = "fallet ”{}” prövar samma sak som ”{}”; ta bort det ena eller ändra något"
UNREAD = "fallet ”{}” säger ”{}”, som inget villkor läser; ta bort det ur fallet"


def dead_cases(library: Library, index: Index) -> Iterator[Finding]:
    """Yield the cases that test nothing new."""
    for rule in library.rules.values():
        guards = (*rule.when, *rule.note_when)
        roots = (*(guard.node for guard in guards), *body_nodes(rule.body))
        yield from _of(rule, index.reach(roots, [rule.each] if rule.each else [], frozenset()).names)
    for concept in library.concepts.values():
        reach = index.reach(concept_nodes(concept), [concept.each] if concept.each else [], frozenset())
        yield from _of(concept, reach.names)
    for form in library.forms.forms if library.forms else ():
        roots = tuple(guard.node for reason in form.reasons() for guard in reason.when)
        yield from _of(form, index.reach(roots, [], frozenset()).names)


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
