"""Several at the same shelf, who all look at what lies there before anyone of them writes."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from samverkansavtal.storing.shelf import Shelf

T = TypeVar("T")


class Together:
    """A shelf as one of several visitors sees it: the first look waits for the others'."""

    def __init__(self, shelf: Shelf, meeting: threading.Barrier) -> None:
        self.shelf, self.meeting, self.met = shelf, meeting, False

    def names(self) -> Sequence[str]:
        found = self.shelf.names()
        if not self.met:
            self.met = True
            self.meeting.wait(30)
        return found

    def read(self, name: str) -> bytes:
        return self.shelf.read(name)

    def add(self, files: Mapping[str, bytes]) -> None:
        self.shelf.add(files)


def at_once(shelf: Callable[[], Shelf], *doing: Callable[[Shelf], T]) -> list[T]:
    """Return what each of *doing* returns, each at a shelf of its own over the same files."""
    meeting, found = threading.Barrier(len(doing)), dict[int, T]()

    def run(place: int) -> None:
        found[place] = doing[place](Together(shelf(), meeting))

    threads = [threading.Thread(target=run, args=(place,)) for place in range(len(doing))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return [found[place] for place in range(len(doing))]
