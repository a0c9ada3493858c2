"""Every check of a library in one place: what is proved, what is found, what is left open."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from samverkansavtal.content.records import Library
from samverkansavtal.errors import Problem
from samverkansavtal.proving.claim import Claim, Verdict
from samverkansavtal.proving.finding import Finding, given, line_of
from samverkansavtal.proving.living import living_claims
from samverkansavtal.proving.search import Prover
from samverkansavtal.proving.texts import text_claims

FACTS = ("part", "concept", "figure")  # the files that every claim rests on


@dataclass
class Report:
    """What lint came to, for all libraries together."""

    findings: set[Finding] = field(default_factory=set)
    proved: int = 0
    open: int = 0
    worlds: int = 0

    @property
    def serious(self) -> bool:
        """Whether anything more than advice was found."""
        return any(finding.level != "råd" for finding in self.findings)

    def told(self) -> list[Finding]:
        """Return the findings by place."""
        return sorted(self.findings)


def lint(libraries: Iterable[Library], mistakes: Iterable[Problem] = ()) -> Report:
    """Return what is wrong in *libraries*, and in the files of those that could not be read.

    A claim that rests on the same files in several models is proved once.
    """
    report = Report({Finding(p.path, p.line, p.code, p.message) for p in mistakes})
    seen: set[tuple[str, ...]] = set()
    for library in libraries:
        _prove(library, report, seen)
    return report


def _prove(library: Library, report: Report, seen: set[tuple[str, ...]]) -> None:
    prover = Prover(library)
    ground = tuple(record.text for (kind, _), record in sorted(library.records.items()) if kind in FACTS)
    for claim in _claims(library):
        key = (*ground, *claim.key)
        if key in seen:
            continue
        seen.add(key)
        verdict = prover.decide(claim)
        if verdict.doubt:
            report.open += 1
        elif verdict.proved_none is not claim.wanted:
            report.proved += 1
        report.findings.update(_told(library, claim, verdict))
    report.worlds += prover.worlds


def _claims(library: Library) -> Iterator[Claim]:
    yield from text_claims(library)
    yield from living_claims(library)


def _told(library: Library, claim: Claim, verdict: Verdict) -> Iterator[Finding]:
    place = claim.record.path, line_of(claim.record, claim.place)
    if verdict.doubt:
        yield Finding(*place, "SA901", f"inte bevisat ({claim.code}): {claim.say} – {verdict.doubt}")
    elif claim.wanted is verdict.proved_none:
        yield Finding(*place, claim.code, claim.say, given(library, verdict.found or ()))
