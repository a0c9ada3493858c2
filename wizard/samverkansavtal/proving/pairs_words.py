"""What `samverkan review-set` says."""

from collections.abc import Iterator
from decimal import Decimal

from samverkansavtal.language import swedish
from samverkansavtal.proving.pairs import ReviewSet

MANY = 10**9


def lines(found: ReviewSet, pairs: bool) -> Iterator[str]:
    """Yield how few agreements show how much, what cannot meet, and what is in each agreement."""
    count = len(found.agreements)
    texts = len(set().union(*found.shows))
    yield f"Läsurval: {count} avtal i stället för {_combinations(found)} kombinationer."
    yield f"De visar {texts} av modellens {len(found.texts)} texter."
    if pairs:
        yield f"De visar alla {swedish.number(len(found.met))} par av texter som kan stå i samma avtal."
        yield f"{swedish.number(len(found.apart))} par kan aldrig göra det. Det är bevisat."
    yield from _unsettled(found)
    yield f"Avtalen är valda ett i taget, det som visar mest först. Minst {_least(found, pairs)} behövs; färre än {count} kan räcka."
    seen: set[str] = set()
    for number, shown in enumerate(found.shows, 1):
        fresh = [text for text in found.texts if text in shown - seen]
        seen |= shown
        yield ""
        yield f"Avtal {number}: {len(shown)} texter, {len(fresh)} av dem nya."
        yield from (f"  {text}" for text in fresh)


def _least(found: ReviewSet, pairs: bool) -> int:
    return found.least if pairs else found.least_for_texts


def _unsettled(found: ReviewSet) -> Iterator[str]:
    for text in found.never:
        yield f"Texten {text} kan inte stå i något avtal. Det är bevisat."
    for pair, why in found.unsettled:
        yield f"Inte avgjort om de kan stå i samma avtal: {' och '.join(sorted(pair))} ({why})."


def _combinations(found: ReviewSet) -> str:
    if found.combinations < MANY:
        return swedish.number(Decimal(found.combinations))
    return f"ungefär 10^{len(str(found.combinations)) - 1}"
