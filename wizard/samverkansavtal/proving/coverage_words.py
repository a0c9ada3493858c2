"""What `samverkan coverage` says: as lines for a person, as data for scripts."""

from collections.abc import Iterable, Iterator
from typing import Any

from samverkansavtal.proving.coverage import Coverage, Gap, Share
from samverkansavtal.proving.shown import Reach

KINDS = {"rule": "regler", "concept": "begrepp", "provision": "bestämmelser", "question": "frågor"}
JUDGING = ("rule", "concept")  # what has cases of its own


def whole(shares: Iterable[Share]) -> Share:
    """Return several shares as one."""
    listed = list(shares)
    return Share(sum(share.reached for share in listed), sum(share.all for share in listed))


def lines(found: Coverage, reach: Reach, table: bool = False) -> Iterator[str]:
    """Yield the numbers, then every gap with the answers that would fill it."""
    yield from _numbers(found, reach)
    yield from _gaps("Vägar som inget fall och inget exempel går:", found.unreached)
    yield from _gaps("Mutanter som inget fall och inget exempel märker:", found.survivors)
    yield from _unshown(reach)
    if table:
        yield from _table(reach)


def _numbers(found: Coverage, reach: Reach) -> Iterator[str]:
    never = f", {found.unreachable} till kan ingen gå (bevisat)" if found.unreachable else ""
    yield f"Vägar genom regler och begrepp: {_share(found.ways)}{never}"
    yield f"Undantag i begrepp: {_share(found.exceptions)}"
    yield f"Texter (varianter) i något exempel: {_share(reach.texts)}"
    yield f"Par av texter som kan mötas, i något exempel: {_share(reach.pairs)}"
    yield ""
    yield "Mutanter: innehållet med en sak vänd i taget, och hur många av dem ett fall eller exempel märker."
    judging = [found.mutants[kind] for kind in JUDGING if kind in found.mutants]
    yield f"Regler och begrepp, som har egna fall: {_share(whole(judging))}"
    for kind, share in found.mutants.items():
        yield f"  {KINDS[kind]}: {_share(share)}"
    yield f"Allt tillsammans: {_share(whole(found.mutants.values()))}"
    yield f"Inte räknade: {found.equivalent} mutanter som inga svar skiljer från originalet (bevisat)."


def _share(share: Share) -> str:
    return f"{share.reached} av {share.all} ({share.below} %)"


def _gaps(heading: str, gaps: Iterable[Gap]) -> Iterator[str]:
    listed = list(gaps)
    if listed:
        yield from ("", heading)
    for gap in listed:
        yield f"{gap.path}:{gap.line}: {gap.says}"
        yield from (f"    visas av {answer}" for answer in gap.answers)
        if gap.doubt:
            yield f"    inte avgjort om något skiljer dem: {gap.doubt}"


def _unshown(reach: Reach) -> Iterator[str]:
    for heading, names in (
        ("Bestämmelser i inget exempel:", reach.unshown_provisions),
        ("Texter i inget exempel:", reach.unshown_texts),
        ("Regler som inte slår till i något exempel:", reach.unshown_rules),
    ):
        if names:
            yield from ("", heading, *(f"  {name}" for name in names))


def _table(reach: Reach) -> Iterator[str]:
    for one in reach.by:
        yield from ("", f"Exemplet {one.name} visar:")
        yield from (f"  text {text}" for text in sorted(one.texts))
        yield from (f"  regel {rule}" for rule in sorted(one.rules))


def as_data(found: Coverage, reach: Reach) -> dict[str, Any]:
    """Return everything as plain values."""
    return {
        "branches": _numbered(found.ways),
        "exceptions": _numbered(found.exceptions),
        "unreachable_branches": found.unreachable,
        "texts": _numbered(reach.texts),
        "pairs": _numbered(reach.pairs),
        "mutants": {kind: _numbered(share) for kind, share in found.mutants.items()},
        "mutants_of_rules_and_concepts": _numbered(
            whole(found.mutants[kind] for kind in JUDGING if kind in found.mutants)
        ),
        "equivalent_mutants": found.equivalent,
        "unreached": [_gap(gap) for gap in found.unreached],
        "survivors": [_gap(gap) for gap in found.survivors],
        "examples": [
            {"name": one.name, "texts": sorted(one.texts), "rules": sorted(one.rules)} for one in reach.by
        ],
        "in_no_example": {
            "provisions": list(reach.unshown_provisions),
            "texts": list(reach.unshown_texts),
            "rules": list(reach.unshown_rules),
        },
    }


def _numbered(share: Share) -> dict[str, Any]:
    return {"reached": share.reached, "all": share.all, "percent": round(share.percent, 1)}


def _gap(gap: Gap) -> dict[str, Any]:
    answers = [{"path": a.path, "value": a.value} for a in gap.answers]
    return {
        "kind": gap.kind,
        "name": gap.name,
        "path": gap.path,
        "line": gap.line,
        "says": gap.says,
        "answers": answers,
        "doubt": gap.doubt,
    }
