"""What the last answer changed in the agreement: provision by provision, numbers left aside."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from samverkansavtal.drafting.compose import OWN_TEXT
from samverkansavtal.drafting.tree import (
    Agreement,
    Block,
    DraftProvision,
    Items,
    Mark,
    Paragraph,
    Run,
    Signatures,
    Table,
)

NEW, CHANGED = "Nytt", "Ändrat av senaste svaret"


@dataclass(frozen=True)
class Changes:
    """Bookmark → what to say of a provision, and the ids of those that no longer stand."""

    now: Mapping[str, str]
    removed: tuple[str, ...]


NONE = Changes({}, ())


def changes(before: Agreement, now: Agreement) -> Changes:
    """Return what is new, changed and gone in *now*."""
    known = {provision.bookmark: provision for provision in provisions(before)}
    said: dict[str, str] = {}
    for provision in provisions(now):
        old = known.pop(provision.bookmark, None)
        if old is None:
            said[provision.bookmark] = NEW
        elif unnumbered(old) != unnumbered(provision):
            said[provision.bookmark] = CHANGED
    return Changes(said, tuple(dict.fromkeys(provision.id for provision in known.values())))


def provisions(agreement: Agreement) -> Iterator[DraftProvision]:
    """Yield the provisions in the order they stand."""
    for section in (*agreement.sections, *agreement.annexes):
        yield from section.provisions


def unnumbered(provision: DraftProvision) -> tuple[object, ...]:
    """Return what a provision says, without the numbers that move when another comes or goes."""
    return (provision.undecided, *map(_block, provision.blocks))


def _block(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, number="", runs=_line(block.runs))
    if isinstance(block, Items):
        return Items(tuple(map(_line, block.items)))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(map(_line, row)) for row in block.rows))
    assert isinstance(block, Signatures)
    return block


def _line(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(one for run in runs if (one := _run(run)).text or one.target)


def _run(run: Run) -> Run:
    """Return a run without its number, and without the marks that only a draft has."""
    if run.target:
        return replace(run, text="")
    if run.mark is Mark.OWN:
        return replace(run, mark=Mark.FILLED)
    return replace(run, text=run.text.removeprefix(OWN_TEXT)) if run.mark is Mark.OPEN else run
