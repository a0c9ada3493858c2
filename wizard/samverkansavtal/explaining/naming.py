"""What a rule is called where a person reads: by its number and title; its id only in brackets, for a lawyer."""

from collections.abc import Iterable

from samverkansavtal.content.records import Library, Rule


def numbered(nr: str, name: str, title: str) -> str:
    """Return "PROC-15: Titel", or "Titel (avtal/namn)" where there is no number."""
    return f"{nr}: {title}" if nr else f"{title} ({name})"


def with_facts(title: str, nr: str, facts: Iterable[str] = ()) -> str:
    """Return "Titel (PROC-15, Hyresbostäder, före beslutet)"; a rule without a number has none in the brackets."""
    known = ", ".join(filter(None, (nr, *facts)))
    return f"{title} ({known})" if known else title


def is_called(rule: Rule, wanted: str) -> bool:
    """Return whether *wanted* is a rule's id, its number or its title."""
    return bool(wanted) and wanted.casefold() in (rule.id, rule.nr.casefold(), rule.title.casefold())


def title_of(name: str, library: Library) -> str:
    """Return the title of the rule called *name*, with a row or not; the name itself when it is gone."""
    rule = library.rules.get(name.partition("@")[0])
    return rule.title if rule else name
