"""The proof: branch on the first need of the planner's own evaluation until a claim is decided.

Concepts are free first: a claim that holds whatever they are holds. Answers that break it are then
sought with those concepts worked out that the answers leaned on, until none is left free.
"""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from samverkansavtal.content.questionnaire import EFFECTS
from samverkansavtal.content.records import Library
from samverkansavtal.language.values import Row, Truth, Unknown, all_of
from samverkansavtal.planning.plan import place
from samverkansavtal.proving.branches import Branches
from samverkansavtal.proving.claim import Claim, Verdict
from samverkansavtal.proving.reach import Index
from samverkansavtal.proving.state import ProofWorld, State, Step, replayed

MOST_WORLDS = 4_000  # tried for one claim before it is said not to be proved
POOL = 40  # worlds found before that a search may begin from
TRIES, NEAR = 5, 150  # of them for one claim, and the worlds tried near each
NO_CONCEPTS: frozenset[str] = frozenset()

TOO_MANY = f"fler än {MOST_WORLDS} fall att pröva"
SAMPLED = "beloppen räknas ut, så bara vissa värden är prövade: {}"
LIMITED = "fler rader än fyra kan behövas i {}"
UNVERIFIED = "det hänger på en storhet som inte är verifierad: {}"


class _TooManyError(Exception):
    """More worlds than a claim may take."""


@dataclass
class _Run:
    """One search: its claim, its free concepts, and what stands in the way of a proof."""

    claim: Claim
    free: frozenset[str]
    branches: Branches
    worlds: int = 0
    most: int = MOST_WORLDS
    sampled: set[str] = field(default_factory=set)
    unverified: set[str] = field(default_factory=set)


class Prover:
    """Decides the claims of one library; what one claim finds is where the next begins."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.index = Index(library)
        self.concepts = frozenset(library.concepts)
        self.worlds = 0
        self._last: dict[str, Step] = {}  # how each question was answered the last time it led somewhere
        self._pool: dict[str, deque[tuple[int, ProofWorld]]] = {}  # question → worlds that answer it
        self._found = 0

    def decide(self, claim: Claim) -> Verdict:
        """Return answers that make the claim's goal true, that there are none, or why that is not known."""
        if claim.wanted and self.near(claim) is not None:
            return Verdict(())
        free = self.concepts
        spent = 0
        while True:
            run = self._run(claim, free, spent)
            try:
                found = self._walk(run, ProofWorld(self.library, State(), free))
            except _TooManyError:
                return Verdict(doubt=TOO_MANY)
            finally:
                self.worlds += run.worlds - spent
            spent = run.worlds
            if found is None:
                return Verdict(doubt=_doubt(run))
            leaned = {general(step.path) for step in found.state.steps if step.kind == "concept"} - {EFFECTS}
            if not leaned:
                self._remember(found)
                return Verdict(self._smallest(claim, found.state.steps))
            free -= leaned

    def _run(self, claim: Claim, free: frozenset[str], spent: int = 0, most: int = MOST_WORLDS) -> _Run:
        reach = self.index.reach(claim.roots, claim.names, free)
        return _Run(claim, free, Branches(self.index, reach, claim.rows, claim.unsure), spent, most)

    def tell(self, claim: Claim) -> Verdict:
        """Return the same as `decide`; where that does not come through, look near what the claim begins from."""
        verdict = self.decide(claim)
        near = self.near(claim) if verdict.doubt else None
        return verdict if near is None else Verdict(self._smallest(claim, near.steps))

    def near(self, claim: Claim) -> State | None:
        """Return answers near what was found before that make the claim true: no proof, only a short cut."""
        run = self._run(claim, NO_CONCEPTS)
        read = run.branches.reach.names
        near = self._near(read)
        found = next((world for world in near if claim.goal(world) is True), None)
        if found is not None:
            return found.state
        for start in (*claim.begin(), *(world.state for world in near[:TRIES]), State()):
            run.most = run.worlds + NEAR
            try:
                found = self._walk(run, self._kept(claim, start, read))
            except _TooManyError:
                found = None
            if found is not None:
                self._remember(found)
                break
        self.worlds += run.worlds
        return found.state if found is not None else None

    def below(self, claim: Claim, start: State, most: int) -> State | None:
        """Return answers that make the claim true and hold all of *start*, if *most* worlds are enough to find them."""
        run = self._run(claim, NO_CONCEPTS, 0, most)
        try:
            found = self._walk(run, ProofWorld(self.library, start, NO_CONCEPTS))
        except _TooManyError:
            return None
        finally:
            self.worlds += run.worlds
        return found.state if found is not None else None

    def _near(self, read: set[str]) -> list[ProofWorld]:
        """Return the latest worlds found before that answer something of what is *read*."""
        found = {number: world for name in read for number, world in self._pool.get(name, ())}
        return [found[number] for number in sorted(found, reverse=True)[:POOL]]

    def _kept(self, claim: Claim, start: State, read: set[str]) -> ProofWorld:
        """Return the world of *start* without the answers that make the claim's goal false."""
        world = ProofWorld(self.library, State(), NO_CONCEPTS)
        for step in start.steps:
            name, *inner = step.path.split(".")
            if name not in read or (len(inner) == 2 and inner[0] not in world.answers.keys(name)):
                continue
            after = ProofWorld(self.library, world.state.after(step), NO_CONCEPTS, world)
            if self._judge(claim, after) is not False:
                world = after
        return world

    def _walk(self, run: _Run, world: ProofWorld) -> ProofWorld | None:
        """Return a world below *world* where the goal is true."""
        run.worlds += 1
        if run.worlds > run.most:
            raise _TooManyError
        outcome = self._judge(run.claim, world)
        if outcome is True:
            return world
        if not isinstance(outcome, Unknown):
            return None
        if not outcome.needs:
            run.unverified |= outcome.stuck & self.library.figures.keys()
            return None
        path = min(outcome.needs, key=lambda need: (place(self.library, world.answers, need), need))
        run.sampled |= {general(path)} & run.branches.grid.sampled
        for steps in self._ordered(run.branches.at(path, world.state, world)):
            found = self._walk(run, ProofWorld(self.library, world.state.after(*steps), run.free, world))
            if found is not None:
                return found
        return None

    def _judge(self, claim: Claim, world: ProofWorld) -> Truth:
        """Return the goal's outcome among answers that their questions accept."""
        outcome = claim.goal(world)
        if outcome is False or (isinstance(outcome, Unknown) and not outcome.needs):
            return outcome
        accepted = all_of(self._accepted(world))
        return (
            outcome
            if accepted is True
            else all_of((accepted, outcome))
            if accepted is False
            else all_of((outcome, accepted))
        )

    def _accepted(self, world: ProofWorld) -> Iterator[Truth]:
        for path in world.answers.values:
            question = self.library.question(path)
            if question is None or not question.checks or path.endswith(".+"):
                continue
            items = {question.item: Row(question.list, path.split(".")[1])} if question.list else {}
            for check in question.checks:
                value = check.node.evaluate(world, items)
                if value is False or (isinstance(value, Unknown) and value.needs):
                    yield value

    def _ordered(self, branches: Iterator[tuple[Step, ...]]) -> list[tuple[Step, ...]]:
        found = list(branches)
        return sorted(found, key=lambda steps: self._last.get(general(steps[-1].path)) != steps[-1])

    def _remember(self, world: ProofWorld) -> None:
        answered = {general(step.path): step for step in world.state.steps}
        self._last.update(answered)
        self._found += 1
        again = ProofWorld(self.library, world.state, NO_CONCEPTS)
        for name in {name.partition(".")[0] for name in answered}:
            self._pool.setdefault(name, deque(maxlen=POOL)).append((self._found, again))

    def _smallest(self, claim: Claim, steps: tuple[Step, ...]) -> tuple[Step, ...]:
        """Return some of *steps* that make the goal true, none of which can be left out."""
        if claim.wanted:
            return steps
        for step in reversed(steps):
            fewer = without(steps, step)
            if claim.goal(ProofWorld(self.library, replayed(fewer), NO_CONCEPTS)) is True:
                steps = fewer
        return steps


def at_odds(prover: Prover, claim: Claim) -> list[str]:
    """Return the conditions of a dead claim that cannot hold together, none of which can be left out."""
    kept = claim.guards
    for guard in claim.guards:
        fewer = tuple(other for other in kept if other is not guard)
        if claim.only is not None and fewer and prover.decide(claim.only(fewer)).proved_none:
            kept = fewer
    return [guard.source for guard in kept]


def without(steps: tuple[Step, ...], left_out: Step) -> tuple[Step, ...]:
    """Return *steps* without one of them; a row takes its fields with it."""
    inside = f"{left_out.path}." if left_out.kind == "row" else "\0"
    return tuple(step for step in steps if step != left_out and not step.path.startswith(inside))


def general(path: str) -> str:
    """Return `insatser.slag` for `insatser.r1.slag`: what is asked of every row."""
    parts = path.split(".")
    return f"{parts[0]}.{parts[2]}" if len(parts) == 3 else path


def _doubt(run: _Run) -> str:
    for words, names in (
        (SAMPLED, run.sampled),
        (LIMITED, run.branches.limited),
        (UNVERIFIED, run.unverified),
    ):
        if names:
            return words.format(", ".join(sorted(names)))
    return ""
