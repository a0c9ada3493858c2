"""How often one address on the network may do something in a minute, whichever process it meets."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select

from samverkansavtal.hosting.database import Database, upserting
from samverkansavtal.hosting.tables import attempt
from samverkansavtal.web.keeping import TooManyError

FAILED, POSTED = "failed", "posted"
MOST = {FAILED: 20, POSTED: 60}
SENTENCE = "Det har varit för många försök härifrån. Vänta en minut och försök igen."


@dataclass(frozen=True)
class Limits:
    """Counts what addresses do. An address is kept as a hash, for a few minutes."""

    database: Database
    clock: Callable[[], datetime]

    def check(self, peer: str, kind: str) -> None:
        """Let *peer* pass that has not done *kind* too often.

        Raises:
            TooManyError: it has.
        """
        here = (attempt.c.peer == _hashed(peer), attempt.c.kind == kind, attempt.c.minute == self._minute())
        with self.database.reading() as connection:
            times = connection.scalar(select(attempt.c.times).where(*here)) or 0
        if times >= MOST[kind]:
            raise TooManyError(SENTENCE)

    def count(self, peer: str, kind: str) -> None:
        """Remember that *peer* has done *kind* once more.

        Raises:
            TooManyError: that was once too often.
        """
        minute = self._minute()
        values = {"peer": _hashed(peer), "kind": kind, "minute": minute, "times": 1}
        more = {"times": attempt.c.times + 1}
        with self.database.writing() as connection:
            connection.execute(delete(attempt).where(attempt.c.minute < minute - 1))
            counted = upserting(connection, attempt, values, more).returning(attempt.c.times)
            times = connection.scalar(counted)
        if times > MOST[kind]:
            raise TooManyError(SENTENCE)

    def _minute(self) -> int:
        return int(self.clock().timestamp()) // 60


def _hashed(peer: str) -> str:
    return hashlib.sha256(peer.encode()).hexdigest()
