"""A draft's Word files in the table `file`."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError

from samverkansavtal.errors import StorageError
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.finding import role_of
from samverkansavtal.hosting.tables import file
from samverkansavtal.storing.shelf import TakenError
from samverkansavtal.web.keeping import NotAllowedError, Person, Role

NAME = re.compile(r"[^/\\\x00-\x1f]{1,190}\.docx")


class TableShelf:
    """The Word files of one draft, for one person; whether it is theirs is asked every time."""

    def __init__(self, database: Database, person: Person, draft: str, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._person = person
        self._draft = draft
        self._clock = clock

    def names(self) -> Sequence[str]:
        with self._database.reading() as connection:
            role_of(connection, self._person, self._draft)
            return sorted(connection.scalars(select(file.c.name).where(file.c.draft == self._draft)))

    def read(self, name: str) -> bytes:
        with self._database.reading() as connection:
            role_of(connection, self._person, self._draft)
            data = connection.scalar(
                select(file.c.data).where(file.c.draft == self._draft, file.c.name == name)
            )
        if data is None:
            raise StorageError(f"Filen {name} finns inte.")
        return bytes(data)

    def add(self, files: Mapping[str, bytes]) -> None:
        if not all(map(NAME.fullmatch, files)):
            raise StorageError("Filens namn går inte att använda. Välj ett namn som slutar på .docx.")
        new = {"draft": self._draft, "at": self._clock()}
        rows = [{**new, "name": name, "data": data} for name, data in files.items()]
        with self._database.writing() as connection:
            if role_of(connection, self._person, self._draft) < Role.WRITE:
                raise NotAllowedError("Ni får läsa det här utkastet, men inte skriva i det.")
            try:
                connection.execute(insert(file), rows)
            except IntegrityError:
                raise TakenError from None
