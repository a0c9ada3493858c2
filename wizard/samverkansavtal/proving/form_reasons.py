"""Reasons for and against a form that no case tries: each must hold in one case and not in another."""

from collections.abc import Iterator

from samverkansavtal.content.forming import form_library
from samverkansavtal.content.models import CaseData
from samverkansavtal.content.records import Form, Guards, Library
from samverkansavtal.language.values import Truth
from samverkansavtal.planning.world import World
from samverkansavtal.proving.cases import CaseError, merged, situation
from samverkansavtal.proving.finding import Finding, line_of

UNTRIED = "skälet ”{}” {} i något fall; skriv ett fall till"


def untried_reasons(library: Library) -> Iterator[Finding]:
    """Yield the reasons that no case of their form shows both with and without."""
    whole = form_library(library)
    for form in library.forms.forms if library.forms else ():
        worlds = list(_worlds(whole, form))
        for key, reasons in (("reasons_for", form.reasons_for), ("reasons_against", form.reasons_against)):
            for index, reason in enumerate(reasons):
                missing = _missing(reason.when, worlds)
                if missing:
                    line = line_of(form.record, (key, index))
                    yield Finding(form.record.path, line, "SA404", UNTRIED.format(reason.say, missing))


def _missing(guards: Guards, worlds: list[World]) -> str:
    found: list[Truth] = [world.holds(guards, {}) for world in worlds]
    if not any(holds is True for holds in found):
        return "gäller inte"
    return "" if any(holds is not True for holds in found) else "saknas inte"


def _worlds(library: Library, form: Form) -> Iterator[World]:
    earlier: dict[str, CaseData] = {}
    for case in form.cases:
        try:
            given, unknown = merged(case, earlier)
            answers, assumed = situation(library, given, unknown)
        except CaseError:  # told where cases are run
            continue
        finally:
            earlier.setdefault(case.name, case)
        yield World(library, answers, assumed, trusting=True)
