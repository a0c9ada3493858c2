"""Every `law` in the content belongs to an act that rules/sources.toml knows."""

from collections.abc import Iterator

from samverkansavtal.content.checks import line_with
from samverkansavtal.content.records import Concept, Library, Paper, Provision, Record, Rule
from samverkansavtal.errors import Problem


def laws(library: Library) -> Iterator[Problem]:
    """Report references to an act that rules/sources.toml does not know, where it knows any."""
    if not library.acts:
        return
    named = list(_laws(library))
    each = {law for _, law in named}  # many texts name the same
    strange = {law for law in each if not any(act.covers(law) for act in library.acts.values())}
    for record, law in named:
        if law in strange:
            message = f"”{law}” hör inte till någon lag i rules/sources.toml; skriv lagen under [acts] där"
            yield Problem(record.path, line_with(record.text, f'"{law}"'), message)


def _laws(library: Library) -> Iterator[tuple[Record, str]]:
    owners: list[Rule | Concept | Provision | Paper] = [*library.rules.values(), *library.concepts.values()]
    owners += library.provisions.values()
    owners += library.papers.values()
    yield from ((owner.record, law) for owner in owners for law in owner.law)
    for concept in library.concepts.values():
        yield from ((concept.record, law) for way in concept.unless for law in way.law)
    for form in library.forms.forms if library.forms else ():
        yield from ((form.record, law) for reason in form.reasons() for law in reason.law)
    for name, figure in library.figures.items():
        yield from ((library.records["figure", name], law) for law in figure.law)
    reports = [record for (kind, _), record in library.records.items() if kind == "report"]
    yield from ((record, law) for record in reports for note in library.report.always for law in note.law)
