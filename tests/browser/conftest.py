"""One browser and one server for all tests here; without a browser they are skipped, with the reason."""

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from browser import machinery
from browser.driving import Driver
from browser.hosted_states import ANNA, USER, hosted_site
from browser.states import Shown, drafts_in

VIOLATION = "Content Security Policy"


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    if lacking := machinery.missing():
        if os.environ.get(machinery.WANTED) == "1":
            pytest.fail(lacking)
        pytest.skip(lacking)
    with machinery.browser() as started:
        yield started


@pytest.fixture(scope="module")
def site(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Shown]]:
    """A site with the drafts that the states are about, and its one-time address."""
    folder = tmp_path_factory.mktemp("utkast")
    shown = drafts_in(folder)
    with machinery.server(folder) as address:
        yield address, shown


@pytest.fixture(scope="module")
def shown(site: tuple[str, Shown]) -> Shown:
    return site[1]


@pytest.fixture(scope="module")
def page(chromium: Browser, site: tuple[str, Shown]) -> Iterator[Page]:
    with machinery.entered(chromium, site[0]) as context:
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text))
        yield page
        assert not [line for line in told if VIOLATION in line]


@pytest.fixture
def driver(page: Page, site: tuple[str, Shown]) -> Driver:
    page.set_viewport_size({"width": 1280, "height": 900})
    return Driver(page, site[0])


@pytest.fixture(scope="module")
def hosted(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Driver, Shown]]:
    """A site with several people, where Anna has come in by the proxy's word."""
    made, shown = hosted_site(tmp_path_factory.mktemp("server"))
    headers = {USER: ANNA}
    with machinery.hosted(made) as base, chromium.new_context(extra_http_headers=headers) as context:
        yield Driver(context.new_page(), base), shown
