"""Many at once: nothing anybody answered is lost, and every change is told."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import func, select

from hosting.hosted import ANNA, BO, Hosted, little, one_more, putting
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.tables import draft, event
from samverkansavtal.web.keeping import Kept, Role

TESTS = Path(__file__).parents[1]
PROCESSES, TIMES = 8, 200


def revisions(hosted: Hosted, name: str) -> list[int]:
    with hosted.database.reading() as connection:
        return list(
            connection.scalars(select(event.c.rev).where(event.c.draft == name).order_by(event.c.rev))
        )


def start(address: str, name: str, times: int) -> "subprocess.Popen[bytes]":
    """Start a process that adds one to a draft's answer, many times."""
    command = [sys.executable, str(TESTS / "hosting" / "counting.py"), address, name, str(times)]
    path = os.pathsep.join((str(TESTS), os.environ.get("PYTHONPATH", "")))
    return subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}, stderr=subprocess.PIPE)


def test_eight_processes_lose_no_answer(hosted: Hosted, address: str) -> None:
    small = Hosted.on(hosted.database, hosted.clock, little)
    name = small.begin(library=little(""), bakgrund="0")
    running = [start(address, name, TIMES) for _ in range(PROCESSES)]
    said = [process.communicate(timeout=300)[1] for process in running]
    assert said == [b""] * PROCESSES
    assert small.value(name, "bakgrund") == str(PROCESSES * TIMES)
    assert revisions(hosted, name) == list(range(1, PROCESSES * TIMES + 2))


def test_who_comes_second_does_it_again_with_what_the_first_one_wrote(hosted: Hosted) -> None:
    name = hosted.shared(Role.WRITE)
    hosted.answer(ANNA, name, "omrade", "1")
    seen = []

    def slow(kept: Kept) -> Kept:
        seen.append(kept.draft.answers.values["omrade"])
        if len(seen) == 1:
            hosted.answer(BO, name, "omrade", "10")
        return one_more("omrade")(kept)

    after = hosted.drafts.change(ANNA, name, slow, "omrade")
    assert seen == ["1", "10"]
    assert after.draft.answers.values["omrade"] == hosted.value(name, "omrade") == "11"
    assert [one.who for one in hosted.drafts.history(ANNA, name)][:2] == [ANNA.name, BO.name]


def test_an_edit_that_refuses_changes_nothing(hosted: Hosted) -> None:
    name = hosted.begin(omrade="1")

    def refusing(kept: Kept) -> Kept:
        putting("omrade", "2")(kept)
        raise ValueError

    with pytest.raises(ValueError, match=r"^$"):
        hosted.drafts.change(ANNA, name, refusing, "omrade")
    assert hosted.value(name, "omrade") == "1"
    assert revisions(hosted, name) == [1]


def test_an_edit_that_changes_nothing_is_no_event(hosted: Hosted) -> None:
    name = hosted.begin(omrade="1")
    before = hosted.drafts.open(ANNA, name)
    assert hosted.answer(ANNA, name, "omrade", "1").rev == before.rev
    assert revisions(hosted, name) == [1]


def test_the_revision_is_always_that_of_the_last_event(hosted: Hosted, database: Database) -> None:
    names = [hosted.begin(omrade="1") for _ in range(3)]
    for times, name in enumerate(names):
        for number in range(times):
            hosted.answer(ANNA, name, "omrade", f"{number + 2}")
    last = select(func.max(event.c.rev)).where(event.c.draft == draft.c.id).scalar_subquery()
    with database.reading() as connection:
        assert connection.scalars(select(draft.c.rev).where(draft.c.rev == last)).all() == [1, 2, 3]


def test_two_processes_read_what_the_other_wrote(hosted: Hosted, address: str) -> None:
    other = Hosted.on(Database(address), hosted.clock)
    name = hosted.begin(omrade="1")
    assert other.value(name, "omrade") == "1"
    hosted.answer(ANNA, name, "omrade", "2")
    assert other.value(name, "omrade") == "2"
    other.database.close()


def test_a_process_that_is_killed_leaves_whole_changes_only(hosted: Hosted, address: str) -> None:
    small = Hosted.on(hosted.database, hosted.clock, little)
    name = small.begin(library=little(""), bakgrund="0")
    for rounds in range(1, 4):
        process = start(address, name, 100_000)
        wait_until_it_writes(small, name, rounds)
        process.kill()
        process.communicate(timeout=60)
        kept = Hosted.on(hosted.database, hosted.clock, little).drafts.open(ANNA, name)
        assert kept.draft.answers.values["bakgrund"] == str(int(kept.rev) - 1)
        assert revisions(small, name) == list(range(1, int(kept.rev) + 1))


def wait_until_it_writes(small: Hosted, name: str, rounds: int) -> None:
    """Wait until a process has made some changes of its own."""
    before, until = int(small.drafts.open(ANNA, name).rev), time.monotonic() + 120
    while int(small.drafts.open(ANNA, name).rev) < before + 5 * rounds:
        assert time.monotonic() < until
        time.sleep(0.02)
