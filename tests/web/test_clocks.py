"""Clocks go back, days have twenty-three hours, and years have a twenty-ninth of February."""

import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from samverkansavtal.web.local import ME
from web.places import Place

GO = ("gor", "svara")
DAYS = (date(2028, 2, 29), date(2027, 3, 28), date(2026, 10, 25), date(2026, 12, 31), date(2027, 1, 1))


def begun(place: Place, name: str) -> str:
    """Begin a draft on the pages; return its answer file's text."""
    place.visitor.get("/borja/samverkan")
    answer = place.visitor.submit({"svar": name}, GO)
    assert answer.status == 200
    return place.file(answer.path).read_text()


@pytest.mark.parametrize("day", DAYS)
def test_a_draft_begins_on_the_day_the_clock_says(day: date, tmp_path: Path) -> None:
    text = begun(Place(tmp_path / "a", day), "Namnet")
    assert f"day = {day.isoformat()}" in text
    assert begun(Place(tmp_path / "b", day), "Namnet") == text


def test_a_draft_keeps_its_day_whenever_it_is_answered(tmp_path: Path) -> None:
    place = Place(tmp_path, date(2026, 12, 31))
    begun(place, "Namnet")
    line = place.drafts.all(ME)[0]
    later = Place(tmp_path, date(2027, 1, 1))
    later.visitor.get(f"/utkast/{line.id}/fraga/namn")
    later.visitor.submit({"svar": "Ett annat"}, GO)
    assert later.draft(f"/utkast/{line.id}").day == date(2026, 12, 31)


def test_a_clock_that_goes_back_loses_nothing(tmp_path: Path) -> None:
    place = Place(tmp_path, date(2026, 12, 31))
    draft = place.example()
    path = place.file(draft)
    for number in range(4):
        place.visitor.get(f"{draft}/fraga/namn")
        assert place.visitor.submit({"svar": f"Namn {number}"}, GO).status == 200
        back = datetime(2026, 1, 1, tzinfo=UTC) - timedelta(days=number)
        os.utime(path, (back.timestamp(), back.timestamp()))
    assert place.answer(draft, "namn") == "Namn 3"
    before = place.drafts.before(ME, draft.split("/")[2])
    assert before is not None
    assert before.answers.values["namn"] == "Namn 2"
    assert [line.title for line in place.drafts.all(ME)] == ["Namn 3"]
