"""How much is reviewed, as sentences: they follow from the count, so that nothing is called reviewed by habit."""

from samverkansavtal.content.records import Library, Provision
from samverkansavtal.content.reviews import Reviewed, counted, fallen
from samverkansavtal.language import swedish
from samverkansavtal.planning.plan import Plan

TO_OTHERS = "En granskning gäller inte mot någon annan än den som den är gjord för."


def provisions_reviewed(provisions: tuple[Provision, ...], library: Library, where: str) -> str:
    """Return how many of *provisions* are reviewed; *where* is "avtalet" or "modellen"."""
    names = tuple(dict.fromkeys(provision.id for provision in provisions))
    found = counted(names, library)
    if not found.reviewed:
        return (
            f"Ingen jurist har granskat {where}s {_all(found, 'bestämmelse', 'bestämmelser')}{_read(found)}."
        )
    return _some(found, f"{where}s", "bestämmelser")


def plan_reviewed(plan: Plan) -> str:
    """Return how many of the provisions that stand in the agreement are reviewed."""
    standing = tuple(planned.provision for planned in plan.provisions if planned.standing != "out")
    return provisions_reviewed(standing, plan.library, "avtalet")


def rules_reviewed(library: Library) -> str:
    """Return how many of the rules are reviewed."""
    found = counted(tuple(library.rules), library)
    if not found.reviewed:
        return f"Ingen jurist har granskat verktygets {_all(found, 'regel', 'regler')}{_read(found)}."
    return _some(found, "verktygets", "regler")


def reviews_fallen(library: Library) -> str:
    """Return how many reviews have fallen because what they were about has changed, "" when none has."""
    count = len(fallen(library))
    if not count:
        return ""
    return f"{swedish.counted(count, 'granskning', 'granskningar')} gäller inte längre, för texten, villkoren eller lagen har ändrats."


def _all(found: Reviewed, one: str, many: str) -> str:
    return swedish.counted(found.all, one, many)


def _read(found: Reviewed) -> str:
    return f", men {found.read} har lästs" if found.read else ""


def _some(found: Reviewed, whose: str, what: str) -> str:
    remarks = f", {found.remarks} av dem med synpunkter" if found.remarks else ""
    return f"Av {whose} {found.all} {what} har {found.reviewed} granskats{remarks}. {TO_OTHERS}"
