"""Every page in every state: what axe-core finds, how it fits a phone, and that no page is forgotten."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from starlette.routing import compile_path

from browser import machinery
from browser.axe import findings
from browser.driving import Driver, path_of
from browser.failing_states import FAILING_STATES, failing_site, way_in
from browser.hosted_states import HOSTED_STATES, hosted_site
from browser.states import STATES, Shown, State
from samverkansavtal.serving import local_site
from samverkansavtal.web.addresses import ADDRESSES
from samverkansavtal.web.app import pages_of

pytestmark = pytest.mark.browser
PHONE = {"width": 320, "height": 640}
NO_PAGE = {
    "oppna": "exchanges the one-time key and leads to the start page",
    "stil": "a style sheet",
    "ikon": "a picture",
    "nasta": "leads to the next question",
    "halsa": "a word for the machines that watch over a server",
    "fil": "a Word file",
    "allt": "a zip file",
    "svarsfil": "an answer file",
}
BAD = """<!doctype html><html><head><title></title></head><body><img src="x"><p style="color:#aaa">Blek text</p>
<input type="text"><a href="#"></a><h3>Rubrik</h3></body></html>"""


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_page_has_no_findings_and_fits_a_phone(driver: Driver, shown: Shown, state: State) -> None:
    state.reach(driver, shown)
    looked_at(driver, state)


@pytest.mark.parametrize("state", HOSTED_STATES, ids=lambda state: state.name)
def test_a_page_of_several_people_has_no_findings(hosted: tuple[Driver, Shown], state: State) -> None:
    driver, shown = hosted
    driver.page.set_viewport_size({"width": 1280, "height": 900})
    state.reach(driver, shown)
    looked_at(driver, state)


def looked_at(driver: Driver, state: State) -> None:
    """Hold the page that *driver* shows to what every page must hold."""
    page = driver.page
    assert driver.last is not None
    assert driver.last.status == state.status
    assert compile_path(ADDRESSES[state.page])[0].match(path_of(page.url)) or state.page in NO_PAGE
    assert page.locator("h1").count() == 1
    assert page.title().startswith("Fel: ") == (state.status in (400, 409))
    assert findings(page) == []
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_no_page_is_forgotten(tmp_path: Path) -> None:
    for site, states in (
        (local_site(tmp_path), STATES),
        (hosted_site(tmp_path)[0], (*STATES, *HOSTED_STATES)),
    ):
        asked = {page.name for page in pages_of(site) if page.method == "GET"}
        assert asked - {state.page for state in states} - NO_PAGE.keys() == set()
        assert NO_PAGE.keys() <= asked


def test_the_check_can_fail(chromium: Browser) -> None:
    page = chromium.new_page()
    page.set_content(BAD)
    rules = {line.split()[1] for line in findings(page)}
    page.close()
    assert {"image-alt", "color-contrast", "label", "document-title", "html-has-lang", "link-name"} <= rules


def test_a_stranger_is_told_how_to_come_in(chromium: Browser, site: tuple[str, Shown]) -> None:
    page = chromium.new_page()
    for where in ("/", f"/utkast/{site[1].whole}", "/finns-inte"):
        driver = Driver(page, site[0])
        driver.get(where)
        assert driver.last is not None
        assert driver.last.status == (404 if where == "/finns-inte" else 401)
        assert site[1].whole not in driver.last.html.replace(where, "")
        assert findings(page) == []
    page.close()


def test_what_the_tests_need_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAMVERKAN_CHROMIUM", "/finns/inte")
    assert "tools/browser.sh" in machinery.missing()


def test_a_page_that_tells_what_went_wrong_has_no_findings(chromium: Browser, tmp_path: Path) -> None:
    site, shown = failing_site(tmp_path)
    with machinery.hosted(site) as base, machinery.entered(chromium, base + way_in(site)) as context:
        driver = Driver(context.new_page(), base)
        for state in FAILING_STATES:
            driver.page.set_viewport_size({"width": 1280, "height": 900})
            state.reach(driver, shown)
            looked_at(driver, state)
