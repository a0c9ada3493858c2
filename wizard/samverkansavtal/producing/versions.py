"""What the Word files of a draft are called, and which of them there are."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

NAME = re.compile(
    r"(?P<base>[a-z0-9-]+?)(?P<report>-riskrapport)?-v(?P<number>\d{1,4})"
    r"(?:-er-andring-(?P<upload>\d{1,3})|_(?P<paper>[a-z0-9-]+)(?:_(?P<copy>\d{1,3}))?)?\.docx"
)


@dataclass(frozen=True)
class Version:
    """One version's files by name: "" where there is none; `uploads` are copies changed by hand, the first first.

    `papers` are those beside the agreement, by name; no other part of a name has an underscore.
    """

    base: str
    number: int
    agreement: str = ""
    report: str = ""
    uploads: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


def agreement_name(base: str, number: int) -> str:
    """Return what the agreement of a version is called."""
    return f"{base}-v{number}.docx"


def report_name(base: str, number: int) -> str:
    """Return what the risk report of a version is called."""
    return f"{base}-riskrapport-v{number}.docx"


def paper_name(base: str, number: int, paper: str, copy: int = 1) -> str:
    """Return what a paper that goes with a version is called; a later *copy* leaves the one before as it is."""
    return f"{base}-v{number}_{paper}{f'_{copy}' if copy > 1 else ''}.docx"


def upload_name(base: str, number: int, upload: int) -> str:
    """Return what a copy of a version that was changed by hand and sent back is called."""
    return f"{base}-v{number}-er-andring-{upload}.docx"


def versions(names: Iterable[str]) -> tuple[Version, ...]:
    """Return the versions among *names*, by base name and number; other files are left out."""
    found: dict[tuple[str, int], dict[str, list[tuple[int, str]]]] = {}
    for name in names:
        match = NAME.fullmatch(name)
        if match:
            kind = next((kind for kind in ("paper", "report", "upload") if match[kind]), "agreement")
            kinds = found.setdefault((match["base"], int(match["number"])), {})
            kinds.setdefault(kind, []).append((int(match["upload"] or 0), name))
    return tuple(_version(base, number, found[base, number]) for base, number in sorted(found))


def _version(base: str, number: int, kinds: dict[str, list[tuple[int, str]]]) -> Version:
    first = {kind: min(names)[1] for kind, names in kinds.items()}
    uploads = tuple(name for _, name in sorted(kinds.get("upload", ())))
    papers = tuple(sorted(name for _, name in kinds.get("paper", ())))
    return Version(base, number, first.get("agreement", ""), first.get("report", ""), uploads, papers)


def next_number(names: Iterable[str], base: str) -> int:
    """Return a number that no file called *base* has: a report may be left of a version that is gone."""
    return max((one.number for one in versions(names) if one.base == base), default=0) + 1


def of_draft(names: Iterable[str], base: str) -> tuple[Version, ...]:
    """Return the versions called *base* of which the agreement is there, the first first."""
    return tuple(one for one in versions(names) if one.base == base and one.agreement)
