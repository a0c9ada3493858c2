"""Which texts, pairs of texts and rules whole examples show."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from samverkansavtal.content.records import Library
from samverkansavtal.planning.plan import Plan
from samverkansavtal.proving.coverage import Share, Tried
from samverkansavtal.proving.pairs import meeting, met, standing, texts


@dataclass(frozen=True)
class Shown:
    """What one example shows."""

    name: str
    texts: frozenset[str]
    rules: frozenset[str]  # that fire


@dataclass(frozen=True)
class Reach:
    """What all examples show together, of what can be shown."""

    by: tuple[Shown, ...]
    texts: Share
    pairs: Share
    unshown_provisions: tuple[str, ...]
    unshown_texts: tuple[str, ...]
    unshown_rules: tuple[str, ...]


def shown(all_tried: Sequence[Tried]) -> Reach:
    """Return what the examples of *all_tried* show, of what can be shown in their libraries."""
    by = [_shown(example.name, example.plan) for one in all_tried for example in one.examples]
    reached = met(one.texts for one in by)
    can_meet = meeting([one.library for one in all_tried], reached)
    every = _ordered(text.id for one in all_tried for text in texts(one.library))
    seen: set[str] = set().union(*(one.texts for one in by))
    standing_provisions = {text.partition("#")[0] for text in seen}
    provisions = _ordered(text.partition("#")[0] for text in every)
    fired: set[str] = set().union(*(one.rules for one in by))
    return Reach(
        tuple(by),
        Share(len(seen), len(every)),
        Share(len(reached), len(can_meet)),
        tuple(name for name in provisions if name not in standing_provisions),
        tuple(text for text in every if text not in seen),
        tuple(name for name in _rules(one.library for one in all_tried) if name not in fired),
    )


def _ordered(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _rules(libraries: Iterable[Library]) -> Iterator[str]:
    yield from _ordered(name for library in libraries for name in library.rules)


def _shown(name: str, found: Plan) -> Shown:
    fired = frozenset(rule.rule.id for rule in found.rules if rule.state == "fires")
    return Shown(name, standing(texts(found.library), found.world), fired)
