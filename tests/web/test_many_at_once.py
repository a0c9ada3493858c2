"""Many who write at the same moment, and files that change while they are read: nothing is lost."""

import threading
from collections.abc import Callable, Iterator

from samverkansavtal.web.forms import mark
from samverkansavtal.web.local import ME
from web.browsing import Visitor
from web.places import LARGE, Place

THREADS, ROWS, EDITS = 8, 8, 25


def test_a_file_that_is_replaced_while_it_is_read_is_not_taken_for_the_other(
    place: Place,
) -> None:
    """What is remembered of a file is always what that very content says."""
    draft = place.example()
    path = place.file(draft)
    one = path.read_bytes()
    other = one.replace("Kvarterslokalen på Lindgatan".encode(), b"Ett annat namn")
    stop = threading.Event()

    def switch() -> None:
        while not stop.is_set():
            for content in (other, one):
                (path.parent / "ny").write_bytes(content)
                (path.parent / "ny").replace(path)

    thread = threading.Thread(target=switch)
    thread.start()
    try:
        for _ in range(200):
            place.drafts.open(ME, draft.split("/")[2])
    finally:
        stop.set()
        thread.join()
    for content, name in ((one, "Kvarterslokalen på Lindgatan"), (other, "Ett annat namn")):
        path.write_bytes(content)
        assert place.drafts.open(ME, draft.split("/")[2]).title == name


def test_two_drafts_begun_at_the_same_moment_are_two_drafts(place: Place) -> None:
    csrf = next(iter(place.doors._sessions.values())).csrf
    ready = threading.Barrier(6)
    tabs = [place.tab() for _ in range(6)]

    def begin(number: int) -> None:
        ready.wait()
        form = {"csrf": csrf, "gor": "svara", "svar": f"Samma namn{'!' * number}"}
        tabs[number].post("/borja/samverkan", form, follow=False)

    threads = [threading.Thread(target=begin, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(line.title for line in place.drafts.all(ME)) == [f"Samma namn{'!' * n}" for n in range(6)]


def test_nothing_is_lost_when_many_add_rows_at_once(place: Place) -> None:
    draft = place.example()
    csrf = next(iter(place.doors._sessions.values())).csrf

    def write(number: int, visitor: Visitor) -> Iterator[int]:
        for edit in range(ROWS):
            fields = {"csrf": csrf, "namn": f"Part {number}.{edit}", "form": "ideell_forening"}
            yield visitor.post(f"{draft}/lista/parter/ny", fields, follow=False).status

    assert set(at_once(place, write)) == {303}
    values = place.draft(draft).answers.values
    names = {str(value) for path, value in values.items() if path.endswith(".namn")}
    assert {f"Part {n}.{e}" for n in range(THREADS) for e in range(ROWS)} <= names


def test_nobody_overwrites_somebody_elses_answer_when_many_write_at_once(place: Place) -> None:
    """An answer that was lost would be a conflict with oneself, for each form says what it was shown with."""
    draft, csrf = place.example(LARGE), next(iter(place.doors._sessions.values())).csrf
    answers = place.draft(draft).answers
    parties = [("parter", key, "namn") for key in answers.keys("parter")]
    fields = [*parties, *(("personal", key, "roll") for key in answers.keys("personal"))][:THREADS]

    def write(number: int, visitor: Visitor) -> Iterator[int]:
        name, key, field = fields[number]
        known = answers.values[f"{name}.{key}.{field}"]
        for edit in range(EDITS):
            form = {"csrf": csrf, "sedan": "spara", f"bas:{field}": mark(known), field: f"Svar {edit}"}
            yield visitor.post(f"{draft}/lista/{name}/{key}", form, follow=False).status
            known = f"Svar {edit}"

    assert at_once(place, write) == [303] * THREADS * EDITS
    assert {place.answer(draft, ".".join(path)) for path in fields} == {f"Svar {EDITS - 1}"}


def at_once(place: Place, write: Callable[[int, Visitor], Iterator[int]]) -> list[int]:
    """Let many write at the same time; return the statuses they got."""
    statuses: list[int] = []

    def work(number: int, tab: Visitor) -> None:
        statuses.extend(write(number, tab))

    threads = [threading.Thread(target=work, args=(number, place.tab())) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses
