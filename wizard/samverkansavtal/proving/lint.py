"""Every check of a library in one place: what is proved, what is found, what is left open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from samverkansavtal.content.records import Library
from samverkansavtal.errors import Problem
from samverkansavtal.proving.cases import check_cases
from samverkansavtal.proving.changed import changed
from samverkansavtal.proving.claim import Claim, Verdict
from samverkansavtal.proving.dead_cases import dead_cases
from samverkansavtal.proving.finding import Finding, given, line_of
from samverkansavtal.proving.form_reasons import untried_reasons
from samverkansavtal.proving.hints import jump_backs
from samverkansavtal.proving.living import living_claims
from samverkansavtal.proving.plain_words import plain_words
from samverkansavtal.proving.search import Prover
from samverkansavtal.proving.terms import term_claims, terms
from samverkansavtal.proving.texts import text_claims
from samverkansavtal.proving.unused import homeless, unused

FACTS = ("part", "concept", "figure")  # the files that every claim rests on


@dataclass
class Report:
    """What lint came to, for all libraries together."""

    findings: set[Finding] = field(default_factory=set)
    proved: int = 0
    open: int = 0
    worlds: int = 0
    unread: bool = False  # some library could not be read: nothing is proved about it

    @property
    def serious(self) -> bool:
        """Whether anything more than advice was found."""
        return any(finding.level != "råd" for finding in self.findings)

    def told(self) -> list[Finding]:
        """Return the findings by place."""
        return sorted(self.findings)


def lint(libraries: Sequence[Library], mistakes: Iterable[Problem] = (), whole: bool = False) -> Report:
    """Return what is wrong in *libraries*, and in the files of those that could not be read.

    A claim that rests on the same files in several models is proved once. *whole*: the libraries are
    all there are, so that what stands in none of them stands nowhere.
    """
    report = Report({_mistake(problem) for problem in mistakes})
    report.unread = bool(report.findings)
    seen: set[tuple[str, ...]] = set()
    for library in libraries:
        prover = Prover(library)
        _prove(library, prover, report, seen)
        report.findings.update(_plainly_seen(library, prover))
    if whole and not report.unread:
        report.findings.update(homeless(libraries))
    return report


def _plainly_seen(library: Library, prover: Prover) -> Iterator[Finding]:
    """Yield what is seen without a search."""
    yield from map(_mistake, check_cases(library))
    yield from dead_cases(library, prover.index)
    yield from untried_reasons(library)
    yield from unused(library)
    yield from terms(library)
    yield from plain_words(library)
    yield from changed(library)
    yield from jump_backs(library)


def _mistake(problem: Problem) -> Finding:
    return Finding(problem.path, problem.line, problem.code, problem.message)


def _prove(library: Library, prover: Prover, report: Report, seen: set[tuple[str, ...]]) -> None:
    ground = tuple(record.text for (kind, _), record in sorted(library.records.items()) if kind in FACTS)
    for claim in (*text_claims(library), *living_claims(library), *term_claims(library)):
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


def _told(library: Library, claim: Claim, verdict: Verdict) -> Iterator[Finding]:
    if not verdict.doubt and claim.wanted is not verdict.proved_none:
        return
    place = claim.record.path, line_of(claim.record, claim.place)
    if verdict.doubt:
        yield Finding(*place, "SA901", f"inte bevisat ({claim.code}): {claim.say} – {verdict.doubt}")
    else:
        yield Finding(*place, claim.code, claim.say, given(library, verdict.found or ()))
