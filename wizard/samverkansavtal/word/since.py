"""What differs between two versions as drafted: told from what the files remember, whatever was done to them since."""

from collections import Counter
from collections.abc import Sequence

from samverkansavtal.word.sheet import Unit

ADDED, CHANGED, REMOVED = "Nytt", "Ändrat", "Borttaget"


def differences(before: Sequence[Unit], after: Sequence[Unit]) -> tuple[tuple[str, str, str], ...]:
    """Return (what, provision, place) for every provision that differs, in the order of the newer version.

    A provision that has only got another number has not changed. A removed one has the place it stood in.
    """
    old, new = _by_provision(before), _by_provision(after)
    found = []
    for provision, units in new.items():
        if provision not in old:
            found.append((ADDED, provision, units[0].place))
        elif places := _changed(old[provision], units):
            found.append((CHANGED, provision, places))
    found += [(REMOVED, name, units[0].place) for name, units in old.items() if name not in new]
    return tuple(found)


def _by_provision(units: Sequence[Unit]) -> dict[str, list[Unit]]:
    found: dict[str, list[Unit]] = {}
    for unit in units:
        if unit.provision:
            found.setdefault(unit.provision, []).append(unit)
    return found


def _changed(before: list[Unit], after: list[Unit]) -> str:
    """Return the places whose text is new, or where something has gone; "" when all is the same."""
    known = Counter(unit.print for unit in before)
    now = Counter(unit.print for unit in after)
    if known == now:
        return ""
    places = [unit.place for unit in after if now[unit.print] > known[unit.print]]
    return ", ".join(dict.fromkeys(places)) or after[0].place
