"""Every check of a library in one place: what is proved, what is found, what is left open."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from samverkansavtal.content.records import Concept, Library, Rule
from samverkansavtal.errors import Problem
from samverkansavtal.proving.cases import check_cases, check_form_cases
from samverkansavtal.proving.changed import changed
from samverkansavtal.proving.claim import Claim, Verdict
from samverkansavtal.proving.dead_cases import dead_cases, dead_form_cases, roots
from samverkansavtal.proving.finding import Finding, given, line_of
from samverkansavtal.proving.form_reasons import untried_reasons
from samverkansavtal.proving.hints import jump_backs
from samverkansavtal.proving.living import living_claims
from samverkansavtal.proving.plain_words import plain_rules, plain_words
from samverkansavtal.proving.search import Prover, at_odds
from samverkansavtal.proving.terms import term_claims, terms
from samverkansavtal.proving.texts import rule_text_claims, text_claims
from samverkansavtal.proving.unused import homeless, unused


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
    seen: set[tuple[object, ...]] = set()
    for library in libraries:
        prover = Prover(library)
        _prove(library, prover, report, seen)
        report.findings.update(_of_rules(library, prover, _fresh(library, prover, seen)))
        report.findings.update(_of_model(library, prover))
    if whole and not report.unread:
        report.findings.update(homeless(libraries))
    return report


def _fresh(library: Library, prover: Prover, seen: set[tuple[object, ...]]) -> list[Rule | Concept]:
    """Return the rules and concepts that no earlier library had with the same files behind them."""
    fresh: list[Rule | Concept] = []
    owners: list[Rule | Concept] = [*library.rules.values(), *library.concepts.values()]
    for owner in owners:
        key = (owner.record.path, owner.record.text, prover.index.files(roots(owner), [owner.each]))
        if key not in seen:
            fresh.append(owner)
        seen.add(key)
    return fresh


def _of_rules(library: Library, prover: Prover, owners: list[Rule | Concept]) -> Iterator[Finding]:
    """Yield what is seen in rules and concepts without a search."""
    yield from map(_mistake, check_cases(library, owners))
    yield from dead_cases(prover.index, owners)
    yield from plain_rules(owners)


def _of_model(library: Library, prover: Prover) -> Iterator[Finding]:
    """Yield what is seen in the rest of a library without a search."""
    yield from map(_mistake, check_form_cases(library))
    yield from dead_form_cases(library, prover.index)
    yield from untried_reasons(library)
    yield from unused(library)
    yield from terms(library)
    yield from plain_words(library)
    yield from changed(library)
    yield from jump_backs(library)


def _mistake(problem: Problem) -> Finding:
    return Finding(problem.path, problem.line, problem.code, problem.message)


def _prove(library: Library, prover: Prover, report: Report, seen: set[tuple[object, ...]]) -> None:
    for claim in claims(library):
        key = (prover.index.files(claim.roots, (*claim.names, *claim.rows)), *claim.key)
        if key in seen:
            continue
        seen.add(key)
        verdict = prover.decide(claim)
        if verdict.doubt:
            report.open += 1
        elif verdict.proved_none is not claim.wanted:
            report.proved += 1
        report.findings.update(_told(library, prover, claim, verdict))
    report.worlds += prover.worlds


def claims(library: Library) -> Iterator[Claim]:
    """Yield every claim about a library, each to be proved for all answers."""
    yield from text_claims(library)
    yield from rule_text_claims(library)
    yield from living_claims(library)
    yield from term_claims(library)


def _told(library: Library, prover: Prover, claim: Claim, verdict: Verdict) -> Iterator[Finding]:
    if not verdict.doubt and claim.wanted is not verdict.proved_none:
        return
    place = claim.record.path, line_of(claim.record, claim.place)
    if verdict.doubt:
        yield Finding(*place, "SA901", f"inte bevisat ({claim.code}): {claim.say} – {verdict.doubt}")
    else:
        say = _because(claim.say, at_odds(prover, claim))
        yield Finding(*place, claim.code, say, given(library, verdict.found or ()))


def _because(say: str, odds: list[str]) -> str:
    """Return what is said of something dead, with the conditions that make it so."""
    what, _, instead = say.partition("; ")
    why = " och ".join(f"”{source}”" for source in odds)
    if not why:
        return say
    return f"{what}, för {why} {'går aldrig ihop' if len(odds) > 1 else 'gäller aldrig'}; {instead}"
