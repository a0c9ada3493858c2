"""Photograph every page of the web face: `python tools/screens.py [FOLDER] [PART OF A NAME]`.

Each page in each state (`tests/browser/states.py`) as a desktop and a phone show it, in the dark, and as it is
printed. Without arguments only the README's two pictures are made, in `pictures/`. Needs what the browser tests
need: see `tools/browser.sh`.
"""

import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "wizard")]

from playwright.sync_api import Browser, Page

from browser.driving import Driver
from browser.failing_states import FAILING_STATES, failing_site, way_in
from browser.hosted_states import ANNA, HOSTED_STATES, USER, hosted_site
from browser.machinery import browser, entered, hosted, missing, server
from browser.states import STATES, Shown, State, drafts_in

DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
README = {"fraga.png": "fråga med val", "resultat.png": "resultat"}


def file_name(state: State) -> str:
    """Return the state's name as the beginning of a file's name."""
    number = (*STATES, *HOSTED_STATES, *FAILING_STATES).index(state) + 1
    return f"{number:02}-" + state.name.replace(",", "").replace(" ", "-")


def photograph(page: Page, driver: Driver, state: State, shown: Shown, folder: Path) -> None:
    """Take the four pictures of *state*."""
    name = file_name(state)
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    state.reach(driver, shown)
    page.screenshot(path=folder / f"{name}-dator.png", full_page=True)
    page.pdf(path=folder / f"{name}-utskrift.pdf", format="A4")
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=folder / f"{name}-mork.png", full_page=True)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.screenshot(path=folder / f"{name}-telefon.png", full_page=True)


def for_readme(page: Page, driver: Driver, shown: Shown, folder: Path) -> None:
    """Take the README's two pictures."""
    page.set_viewport_size({"width": 860, "height": 720})
    for file, name in README.items():
        next(state for state in STATES if state.name == name).reach(driver, shown)
        page.screenshot(path=folder / file)


def of_several_people(started: Browser, folder: Path, wanted: str) -> None:
    """Take the pictures of the pages that a server has."""
    with tempfile.TemporaryDirectory() as place:
        site, shown = hosted_site(Path(place))
        with hosted(site) as address:
            page = started.new_page(locale="sv-SE", extra_http_headers={USER: ANNA})
            for state in HOSTED_STATES:
                if wanted in state.name:
                    photograph(page, Driver(page, address), state, shown, folder)
            page.close()


def of_failures(started: Browser, folder: Path, wanted: str) -> None:
    """Take the pictures of the pages that tell what went wrong."""
    with tempfile.TemporaryDirectory() as place:
        site, shown = failing_site(Path(place))
        with hosted(site) as address:
            page = entered(started, address + way_in(site)).new_page()
            for state in FAILING_STATES:
                if wanted in state.name:
                    photograph(page, Driver(page, address), state, shown, folder)
            page.close()


def main() -> None:
    """Take the pictures that the arguments ask for."""
    if lacking := missing():
        sys.exit(f"tools/screens.py: {lacking}")
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "pictures"
    wanted = sys.argv[2] if len(sys.argv) > 2 else ""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as drafts, server(Path(drafts)) as address, browser() as started:
        shown = drafts_in(Path(drafts))
        page = entered(started, address).new_page()
        driver = Driver(page, address)
        if len(sys.argv) == 1:
            for_readme(page, driver, shown, folder)
            return
        for state in STATES:
            if wanted in state.name:
                photograph(page, driver, state, shown, folder)
        of_several_people(started, folder, wanted)
        of_failures(started, folder, wanted)


if __name__ == "__main__":
    main()
