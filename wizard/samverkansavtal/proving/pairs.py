"""The texts of a model and the pairs of them that can meet: a few agreements in which each is read once.

An agreement is found for a pair that none has yet, then finished so that every text in it is decided: what
has been answered least is answered first. The agreements kept are chosen greedily, so that fewer may do.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from samverkansavtal.content.records import Library, Provision, Variant
from samverkansavtal.language.values import Truth, Unknown, Value, all_of
from samverkansavtal.planning.answers import Answers
from samverkansavtal.planning.world import World
from samverkansavtal.proving.claim import Claim, Goal
from samverkansavtal.proving.search import Prover, general
from samverkansavtal.proving.standing import each_row, lists_of, reading
from samverkansavtal.proving.state import State, Step

MOST_FINISHING = 2_000  # worlds tried to finish one agreement
MOST_ADDING = 40  # worlds tried to show one more pair in it


@dataclass(frozen=True, eq=False)
class Text:
    """One text of a provision: the only one it has, or a variant."""

    provision: Provision
    variant: Variant

    @property
    def id(self) -> str:
        return f"{self.provision.id}#{self.variant.id}" if self.variant.id else self.provision.id

    @property
    def key(self) -> tuple[str, str]:
        """Return what makes two libraries' texts the same one."""
        return self.provision.record.text, self.variant.id

    def stands(self, world: World) -> Truth:
        """Return whether the text stands, for some row where its provision stands once a row."""
        guards = (*self.provision.when, *self.variant.when)
        return each_row(self.provision, world, lambda items: world.holds(guards, items))


Pair = frozenset[str]


@dataclass(frozen=True)
class ReviewSet:
    """Agreements that together show every text, and every pair that can meet."""

    texts: tuple[str, ...]
    agreements: tuple[Answers, ...]
    shows: tuple[frozenset[str], ...]  # the texts of each agreement
    never: tuple[str, ...] = ()  # texts that can stand in no agreement: proved
    apart: tuple[Pair, ...] = ()  # pairs that can never meet: proved
    unsettled: tuple[tuple[Pair, str], ...] = ()  # pairs neither found nor proved, and why
    combinations: int = 1  # ways to choose a text, or none, for each provision by itself

    @property
    def least(self) -> int:
        """Return how many agreements it takes at least: as many as two provisions' texts can meet in ways."""
        ways = Counter(frozenset(text.partition("#")[0] for text in pair) for pair in self.met)
        return max((count for provisions, count in ways.items() if len(provisions) == 2), default=1)

    @property
    def least_for_texts(self) -> int:
        """Return how many agreements the texts alone take at least: one for each text of one provision."""
        return max(Counter(text.partition("#")[0] for text in self.texts).values(), default=1)

    @property
    def met(self) -> frozenset[Pair]:
        return met(self.shows)


def texts(library: Library) -> tuple[Text, ...]:
    """Return every text of the library's model, in the order they stand."""
    found = (library.provisions[name] for name in dict.fromkeys(library.model.provisions()))
    return tuple(Text(provision, variant) for provision in found for variant in provision.variants)


def met(shows: Iterable[frozenset[str]]) -> frozenset[Pair]:
    """Return the pairs of texts that stand in the same agreement."""
    return frozenset(frozenset(pair) for shown in shows for pair in combinations(sorted(shown), 2))


def standing(every: Iterable[Text], world: World) -> frozenset[str]:
    """Return the texts that surely stand in a world."""
    return frozenset(text.id for text in every if text.stands(world) is True)


def review_set(library: Library, pairs: bool = True) -> ReviewSet:
    """Return few agreements that show every text and, with *pairs*, every pair of texts that can meet."""
    search = _Search(library)
    for text in search.texts:
        search.look((text,))
    if pairs:
        for pair in search.pairs:
            search.look(pair)
    chosen = _fewest([shown for shown, _ in search.found], pairs)
    return ReviewSet(
        tuple(text.id for text in search.texts),
        tuple(search.found[place][1].answers for place in chosen),
        tuple(search.found[place][0] for place in chosen),
        tuple(min(pair) for pair in search.apart if len(pair) == 1),
        tuple(pair for pair in search.apart if len(pair) == 2 and pair not in search.shown),  # found since
        tuple(search.unsettled.items()),
        _combinations(library),
    )


def meeting(libraries: Iterable[Library], known: frozenset[Pair]) -> frozenset[Pair]:
    """Return every pair of texts that can meet in some library, *known* ones among them.

    What two libraries have with the same texts is looked for once.
    """
    found = set(known)
    seen: set[tuple[str, str]] = set()
    for library in libraries:
        search = _Search(library, known)
        fresh = {text.id for text in search.texts if text.key not in seen}
        seen |= {text.key for text in search.texts}
        for pair in search.pairs:
            if fresh & {text.id for text in pair}:
                search.look(pair, more=False)
        found |= {pair for pair in search.shown if len(pair) == 2}
    return frozenset(found)


class _Search:
    """What has been found so far, and the prover that finds more."""

    def __init__(self, library: Library, known: frozenset[Pair] = frozenset()) -> None:
        self.texts = texts(library)
        every = combinations(self.texts, 2)
        self.pairs = [pair for pair in every if pair[0].provision is not pair[1].provision]
        self.prover = _Varied(library)
        self.found: list[tuple[frozenset[str], State]] = []
        self.shown: set[Pair] = set(known)
        self.apart: list[Pair] = []
        self.unsettled: dict[Pair, str] = {}
        self._impossible: set[str] = set()

    def look(self, wanted: tuple[Text, ...], more: bool = True) -> None:
        """Find an agreement with *wanted* in it, and *more*, unless one has it or it is known that none can."""
        pair = frozenset(text.id for text in wanted)
        if pair in self.shown or pair & self._impossible:
            return
        claim = _together(wanted)
        near = self.prover.near(claim)
        if near is None:
            verdict = self.prover.decide(claim)
            if verdict.found is None:
                self._none(pair, verdict.doubt)
                return
            near = State().after(*verdict.found)
        self._keep(self.prover.finished(self.texts, self._richer(near) if more else near))

    def _richer(self, state: State) -> State:
        """Return *state* with more answers, so that it also shows other pairs that no agreement shows yet."""
        for wanted in self.pairs:
            if frozenset(text.id for text in wanted) not in self.shown:
                state = self.prover.below(_together(wanted), state, MOST_ADDING) or state
        return state

    def _none(self, pair: Pair, doubt: str) -> None:
        if doubt:
            self.unsettled[pair] = doubt
        else:
            self.apart.append(pair)
            self._impossible |= pair if len(pair) == 1 else set()

    def _keep(self, state: State) -> None:
        shown = standing(self.texts, World(self.prover.library, state.answers))
        self.found.append((shown, state))
        self.shown |= {frozenset((text,)) for text in shown} | met((shown,))


class _Varied(Prover):
    """A prover that answers what it has answered least."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._used: Counter[tuple[str, str]] = Counter()
        self._varying = False

    def finished(self, every: Sequence[Text], state: State) -> State:
        """Return *state* with answers enough for every text of *every* to be decided, if they are found."""
        self._varying = True
        try:
            found = self.below(_decided(every), state, MOST_FINISHING) or state
        finally:
            self._varying = False
        self._used.update({_answer(step) for step in found.steps})
        return found

    def _ordered(self, branches: Iterator[tuple[Step, ...]]) -> list[tuple[Step, ...]]:
        if not self._varying:
            return super()._ordered(branches)
        return sorted(branches, key=lambda steps: self._used[_answer(steps[-1])])


def _answer(step: Step) -> tuple[str, str]:
    value = sorted(step.value) if isinstance(step.value, frozenset) else step.value
    return general(step.path) if step.kind != "row" else step.path.partition(".")[0], f"{step.kind} {value}"


def _together(wanted: Sequence[Text]) -> Claim:
    """Return the claim that *wanted* stand in one agreement."""
    return _claim(wanted, lambda world: all_of(text.stands(world) for text in wanted))


def _decided(every: Sequence[Text]) -> Claim:
    """Return the claim that it is known of every text whether it stands."""

    def goal(world: World) -> Truth:
        return all_of(map(_known, (text.stands(world) for text in every)))

    return _claim(every, goal)


def _known(value: Value) -> Truth:
    return value if isinstance(value, Unknown) and value.needs else True


def _claim(wanted: Sequence[Text], goal: Goal) -> Claim:
    first = wanted[0].provision
    roots = tuple(node for text in wanted for node in reading(text.provision, text.variant))
    rows = tuple(name for text in wanted for name in lists_of(text.provision))
    return Claim("", first.record, 1, "", goal, roots, frozenset(rows), rows)


def _fewest(shows: Sequence[frozenset[str]], pairs: bool) -> list[int]:
    """Return which agreements to keep: each time the one that shows most of what is left."""
    sizes = (1, 2) if pairs else (1,)
    held = [
        frozenset(frozenset(part) for size in sizes for part in combinations(sorted(shown), size))
        for shown in shows
    ]
    left = set[Pair]().union(*held)
    chosen: list[int] = []
    while left:
        best = max(range(len(held)), key=lambda place: (len(held[place] & left), -place))
        chosen.append(best)
        left -= held[best]
    for place in tuple(chosen):
        others = frozenset[Pair]().union(*(held[other] for other in chosen if other != place))
        if held[place] <= others:
            chosen.remove(place)
    return chosen


def _combinations(library: Library) -> int:
    total = 1
    for name in dict.fromkeys(library.model.provisions()):
        provision = library.provisions[name]
        total *= len(provision.variants) + bool(provision.when)
    return total
