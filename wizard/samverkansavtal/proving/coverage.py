"""How much of the content its cases and examples reach, and how many mutants they notice."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from samverkansavtal.content.records import Library
from samverkansavtal.planning.answers import Answers
from samverkansavtal.proving.apart import apart, place_of, record_of
from samverkansavtal.proving.finding import Given, given, line_of
from samverkansavtal.proving.mutants import Mutant, mutants
from samverkansavtal.proving.noticing import Noticing
from samverkansavtal.proving.reached import Way, gone, never
from samverkansavtal.proving.search import Prover
from samverkansavtal.proving.state import State, state_of
from samverkansavtal.proving.trials import Example, Trial, examples, trials

COMPUTED = "beloppet räknas ut, så bara vissa värden är prövade"
Answered = tuple[str, Answers, date]


@dataclass(frozen=True)
class Tried:
    """A library with what it was tried with."""

    library: Library
    trials: tuple[Trial, ...]
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class Gap:
    """A way nobody goes, or a mutant nobody notices: where it is, and answers that would show it."""

    kind: str
    name: str
    path: str
    line: int
    says: str
    answers: tuple[Given, ...] = ()
    doubt: str = ""


@dataclass(frozen=True)
class Share:
    """So many of so many; what can never be reached, or never noticed, is not counted."""

    reached: int
    all: int

    @property
    def percent(self) -> float:
        return 100 * self.reached / self.all if self.all else 100.0

    @property
    def below(self) -> int:
        """Return the share in whole per cent, never rounded up."""
        return 100 * self.reached // self.all if self.all else 100


@dataclass(frozen=True)
class Coverage:
    """Everything `samverkan coverage` tells about ways and mutants."""

    ways: Share
    exceptions: Share
    unreached: tuple[Gap, ...]
    unreachable: int  # ways that no answers go: proved
    mutants: dict[str, Share]  # by kind of record
    survivors: tuple[Gap, ...]
    equivalent: int  # mutants that no answers tell from the original: proved


def tried(library: Library, answered: Iterable[Answered]) -> Tried:
    """Return *library* with its cases run and its examples planned."""
    return Tried(library, trials(library), examples(library, answered))


def coverage(all_tried: Sequence[Tried]) -> Coverage:
    """Return what is reached and noticed in all libraries together; what they share is counted once."""
    provers = {id(one.library): Prover(one.library) for one in all_tried}
    ways, exceptions, unreached, unreachable = _ways(all_tried, provers)
    shares, survivors, equivalent = _mutants(all_tried, provers)
    return Coverage(ways, exceptions, unreached, unreachable, shares, survivors, equivalent)


Provers = dict[int, Prover]


def _ways(all_tried: Sequence[Tried], provers: Provers) -> tuple[Share, Share, tuple[Gap, ...], int]:
    merged: dict[tuple[str, str], tuple[Way, Tried]] = {}
    for one in all_tried:
        for way in gone(one.library, one.trials, one.examples):
            key = (way.owner.record.text, f"{way.place} {way.says}")
            before = merged[key][0].by if key in merged else ()
            merged[key] = (replace(way, by=(*before, *way.by)), one)
    gaps: list[Gap] = []
    dead: set[int] = set()
    for way, one in merged.values():
        if not way.by:
            prover = provers[id(one.library)]
            verdict = prover.tell(replace(never(way), begin=_begin(one, way.name)))
            if verdict.proved_none:
                dead.add(id(way))
            else:
                gaps.append(_gap_of_way(way, given(one.library, verdict.found or ()), verdict.doubt))
    living = [way for way, _ in merged.values() if id(way) not in dead]
    return (
        Share(sum(bool(way.by) for way in living), len(living)),
        _share(bool(way.by) for way in living if way.exception),
        tuple(gaps),
        len(dead),
    )


def _share(outcomes: Iterable[bool]) -> Share:
    found = list(outcomes)
    return Share(sum(found), len(found))


def _gap_of_way(way: Way, answers: tuple[Given, ...], doubt: str) -> Gap:
    record = way.owner.record
    return Gap(record.kind, way.name, record.path, line_of(record, way.place), way.says, answers, doubt)


def _begin(one: Tried, name: str) -> Callable[[], Iterator[State]]:
    """Return where a search about the record *name* may begin: its own cases."""
    return lambda: (
        state_of(trial.answers) for trial in one.trials if name in (trial.owner.id, trial.owner.record.id)
    )


def _mutants(all_tried: Sequence[Tried], provers: Provers) -> tuple[dict[str, Share], tuple[Gap, ...], int]:
    alive: dict[str, tuple[Mutant, Tried]] = {}
    counted: dict[str, str] = {}  # mutant → its kind
    noticed: set[str] = set()
    for one in all_tried:
        noticing = Noticing(one.library, one.trials, one.examples)
        for mutant in mutants(one.library):
            key = f"{record_of(mutant, one.library).text}{mutant.key}"
            counted[key] = mutant.kind
            if key in noticed:
                continue
            if noticing.noticed_by(mutant):
                noticed.add(key)
                alive.pop(key, None)
            else:
                alive[key] = (mutant, one)
    gaps: dict[str, Gap] = {}
    for key, (mutant, one) in alive.items():
        gap = _survivor(mutant, one, provers[id(one.library)])
        if gap is None:
            del counted[key]
        else:
            gaps[key] = gap
    kinds = dict.fromkeys(counted.values())
    shares = {
        kind: _share(key in noticed for key, other in counted.items() if other == kind) for kind in kinds
    }
    return shares, tuple(gaps.values()), len(alive) - len(gaps)


def _survivor(mutant: Mutant, one: Tried, prover: Prover) -> Gap | None:
    """Return what would tell a mutant nobody notices, or None when nothing can: that is proved."""
    claim = replace(apart(mutant, one.library), begin=_begin(one, mutant.name))
    verdict = prover.tell(claim)
    if verdict.proved_none and mutant.place[-1] != "value":
        return None
    record = record_of(mutant, one.library)
    says = f"”{mutant.was}” → ”{mutant.became}”" if mutant.became else f"”{mutant.was}” tas bort"
    answers = given(one.library, verdict.found or ())
    doubt = verdict.doubt or ("" if verdict.found is not None else COMPUTED)
    line = line_of(record, place_of(mutant, one.library))
    return Gap(mutant.kind, mutant.name, record.path, line, says, answers, doubt)
