"""Two who answer the same draft in any order, with pages as old as they happen to be: no answer is ever lost unseen."""

import random

import pytest

from web.browsing import Visitor
from web.places import LARGE, Place

PATHS = ("namn", "omrade", "forandring")
FIELDS = ("namn", "undertecknare")
STEPS = 60


class Turns:
    """What each has on the screen, and what was kept last; every answer kept must be seen or be one's own."""

    def __init__(self, place: Place, seed: int) -> None:
        self.place, self.rng = place, random.Random(seed)
        self.draft = place.example(LARGE)
        self.tabs = {(who, what): place.tab() for who in "ab" for what in (*PATHS, "rad")}
        self.seen: dict[tuple[str, str], dict[str, object]] = {}
        self.conflicts = self.kept = 0

    def url(self, what: str) -> str:
        return f"{self.draft}/lista/parter/abf" if what == "rad" else f"{self.draft}/fraga/{what}"

    def now(self, what: str) -> dict[str, object]:
        paths = {name: f"parter.abf.{name}" for name in FIELDS} if what == "rad" else {"svar": what}
        return {name: self.place.answer(self.draft, path) for name, path in paths.items()}

    def look(self, who: str, what: str) -> None:
        self.tabs[who, what].get(self.url(what))
        self.seen[who, what] = self.now(what)

    def post(self, who: str, what: str, step: int) -> None:
        tab, seen, before = self.tabs[who, what], self.seen[who, what], self.now(what)
        names = [name for name in before if self.rng.random() < 0.7] or list(before)[:1]
        ours = dict.fromkeys(names, f"{who} {step}")
        status = self.sent(tab, ours)
        stale = {name for name in ours if before[name] != seen[name]}
        assert status == (409 if stale else 200)
        after = self.now(what)
        if stale:
            self.conflicts += 1
            assert after == before
            assert tab.last is not None
            assert all(str(before[name]) in tab.last.said for name in stale)
            del self.seen[who, what]
        else:
            self.kept += 1
            assert after == before | ours
            del self.seen[who, what]

    def sent(self, tab: Visitor, ours: dict[str, str]) -> int:
        return tab.submit(dict(ours), ("gor", "svara")).status


@pytest.mark.parametrize("seed", range(3))
def test_an_answer_is_replaced_only_by_somebody_who_has_seen_it(seed: int, place: Place) -> None:
    turns = Turns(place, seed)
    for step in range(STEPS):
        who, what = turns.rng.choice("ab"), turns.rng.choice((*PATHS, "rad", "rad"))
        if (who, what) not in turns.seen:
            turns.look(who, what)
        else:
            turns.post(who, what, step)
    assert turns.conflicts >= 3
    assert turns.kept >= 8
