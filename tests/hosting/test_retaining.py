"""Old drafts go, the others stay, and a run that is broken off has done whole drafts."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from hosting.hosted import ANNA, START, Hosted
from samverkansavtal.errors import StorageError
from samverkansavtal.hosting import erasing, retaining
from samverkansavtal.hosting.calendar import months_after
from samverkansavtal.hosting.retaining import due, hold, retain
from samverkansavtal.hosting.tables import draft, event, metadata, tombstone


def left(hosted: Hosted) -> set[str]:
    return {line.id for line in hosted.drafts.all(ANNA)}


def stones(hosted: Hosted) -> dict[str, str]:
    with hosted.database.reading() as connection:
        columns = (tombstone.c.id, tombstone.c.reason)
        return {row.id: row.reason for row in connection.execute(select(*columns))}


def two_years(hosted: Hosted) -> list[str]:
    """Begin a draft a month for two years; return them in order."""
    names: list[str] = []
    for _ in range(24):
        names.append(hosted.begin(namn=f"Utkast {len(names)}"))
        hosted.clock.at += timedelta(days=30)
    return names


def test_exactly_what_has_run_out_goes_and_a_second_run_changes_nothing(hosted: Hosted) -> None:
    names = two_years(hosted)
    today = hosted.clock().date()
    old = [
        name
        for number, name in enumerate(names)
        if months_after((START + timedelta(days=30 * number)).date(), 12) < today
    ]
    assert 0 < len(old) < len(names)
    assert [one.id for one in due(hosted.database, today)] == old
    assert left(hosted) == set(names)
    assert [one.id for one in retain(hosted.database, hosted.clock())] == old
    assert left(hosted) == set(names) - set(old)
    assert stones(hosted) == dict.fromkeys(old, "gallrat")
    assert list(retain(hosted.database, hosted.clock())) == []
    assert stones(hosted) == dict.fromkeys(old, "gallrat")


def test_the_last_day_is_a_day_of_keeping(hosted: Hosted) -> None:
    hosted.begin()
    assert due(hosted.database, date(2027, 11, 22)) == []
    assert [one.keep_until for one in due(hosted.database, date(2027, 11, 23))] == [date(2027, 11, 22)]


def test_a_change_keeps_a_draft_for_another_year(hosted: Hosted) -> None:
    name = hosted.begin(omrade="1")
    hosted.clock.go(days=360)
    hosted.answer(ANNA, name, "omrade", "2")
    hosted.clock.go(days=360)
    assert retain(hosted.database, hosted.clock()) == []
    assert left(hosted) == {name}


def test_a_draft_on_hold_stays_until_it_is_let_go(hosted: Hosted) -> None:
    name = hosted.begin()
    hold(hosted.database, name, held=True)
    hosted.clock.go(days=800)
    assert retain(hosted.database, hosted.clock()) == []
    hold(hosted.database, name, held=False)
    assert [one.id for one in retain(hosted.database, hosted.clock())] == [name]
    with pytest.raises(StorageError, match="finns inte"):
        hold(hosted.database, name, held=True)


def test_a_draft_that_is_changed_meanwhile_stays(hosted: Hosted, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = hosted.begin(omrade="1"), hosted.begin(omrade="1")
    hosted.clock.go(days=800)
    listed = due(hosted.database, hosted.clock().date())
    hosted.answer(ANNA, second, "omrade", "2")
    monkeypatch.setattr(retaining, "due", lambda database, today: listed)
    assert [one.id for one in retain(hosted.database, hosted.clock())] == [first]
    assert left(hosted) == {second}


def test_a_run_that_is_broken_off_has_done_whole_drafts(
    hosted: Hosted, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [hosted.begin(omrade="1") for _ in range(4)]
    hosted.clock.go(days=800)
    done = []

    def killed(connection, name, at, reason):  # type: ignore[no-untyped-def]
        erasing.erase(connection, name, at, reason)
        done.append(name)
        if len(done) == 3:
            raise KeyboardInterrupt

    monkeypatch.setattr(retaining, "erase", killed)
    with pytest.raises(KeyboardInterrupt):
        retain(hosted.database, hosted.clock())
    monkeypatch.undo()
    assert left(hosted) == set(names) - set(done[:2])
    assert stones(hosted).keys() == set(done[:2])
    with hosted.database.reading() as connection:
        orphans = select(func.count()).select_from(event).where(event.c.draft.not_in(select(draft.c.id)))
        assert connection.scalar(orphans) == 0
    assert len(retain(hosted.database, hosted.clock())) == 2


def test_nothing_of_what_was_erased_is_left_in_the_file(hosted: Hosted) -> None:
    path = hosted.database.file
    if path is None:
        pytest.skip("only SQLite keeps everything in a file that a test can read")
    secret = "Den hemliga föreningen på Lindgatan"
    hosted.begin(namn=secret)
    files = [path, path.with_name(f"{path.name}-wal")]
    assert any(secret.encode() in file.read_bytes() for file in files if file.exists())
    hosted.clock.go(days=800)
    retain(hosted.database, hosted.clock())
    assert not any(secret.encode() in file.read_bytes() for file in files if file.exists())


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2027, 2, 28), 12, date(2028, 2, 28)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2026, 1, 31), 12, date(2027, 1, 31)),
        (date(2026, 11, 30), 240, date(2046, 11, 30)),
    ],
)
def test_months_end_where_the_calendar_does(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


def test_every_table_of_a_draft_is_emptied() -> None:
    of_a_draft = {table for table in metadata.sorted_tables if "draft" in table.c}
    assert set(erasing.BELONGING) == of_a_draft
