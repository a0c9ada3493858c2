"""A place with nothing in it, for tests that visit."""

from pathlib import Path

import pytest

from web.places import Place


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path / "utkast")
