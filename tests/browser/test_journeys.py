"""Both examples from the start page to the downloaded Word file, as different people use a browser."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Browser, BrowserContext, Page

from browser import machinery
from browser.driving import Driver, KeyboardDriver
from browser.states import example
from samverkansavtal.content.library import shipped_library
from samverkansavtal.producing.opening import library_for
from samverkansavtal.web.local import ME, LocalDrafts
from web.answering_pages import Walker

pytestmark = pytest.mark.browser
DESKTOP, PHONE = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
MANNERS: dict[str, tuple[type[Driver], dict[str, Any]]] = {
    "mouse": (Driver, {"viewport": DESKTOP}),
    "no JavaScript": (Driver, {"viewport": DESKTOP, "java_script_enabled": False}),
    "keyboard": (KeyboardDriver, {"viewport": DESKTOP}),
    "phone": (Driver, {"viewport": PHONE, "is_mobile": True, "has_touch": True}),
    "keyboard on a small screen without JavaScript": (
        KeyboardDriver,
        {"viewport": PHONE, "java_script_enabled": False},
    ),
}
JOURNEYS = [("kvarterslokal", manner) for manner in list(MANNERS)[:4]]
JOURNEYS += [("portalen", manner) for manner in list(MANNERS)[3:]]


class Watch:
    """What must hold on every page of a journey: nothing refused by the page's policy, nothing sideways."""

    def __init__(self, context: BrowserContext, width: int) -> None:
        self.width = width
        self.told: list[str] = []
        self.asked: list[str] = []
        context.on("console", lambda message: self.told.append(message.text))
        context.on("request", lambda request: self.asked.append(request.url))

    def __call__(self, page: Page) -> None:
        assert page.evaluate("document.documentElement.scrollWidth") <= self.width, page.url


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "utkast"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    with machinery.server(folder) as address:
        yield address


@pytest.mark.parametrize(("name", "manner"), JOURNEYS, ids=lambda value: value)
def test_an_example_is_answered_to_the_downloaded_word_file(
    chromium: Browser, address: str, folder: Path, name: str, manner: str
) -> None:
    kind, options = MANNERS[manner]
    draft = example(name)
    library = shipped_library(draft.model)
    with machinery.entered(chromium, address, **options) as context:
        watch = Watch(context, options["viewport"]["width"])
        driver = kind(context.new_page(), address, watch)
        walker = Walker(driver, library, draft.answers)  # type: ignore[arg-type]
        walker.begin(draft.model)
        assert walker.walk(driver.last).path.endswith("/svar")  # type: ignore[arg-type]
        driver.follow("Till Word-filerna")
        driver.press_and_go(driver.page.locator("#skapa"))
        word = driver.download("Avtalet")
    assert word.suffix == ".docx"
    assert str(draft.answers.values["namn"]) in "\n".join(one.text for one in Document(str(word)).paragraphs)
    assert same_answers(folder, walker)
    assert [line for line in watch.told if "Content Security Policy" in line] == []
    assert [url for url in watch.asked if not url.startswith(address.partition("/oppna")[0])] == []


def same_answers(folder: Path, walker: Walker) -> bool:
    """Whether the draft on the disk has the answers of the script, row for row."""
    drafts = LocalDrafts(folder, library_for)
    kept = drafts.open(ME, drafts.all(ME)[0].id)
    theirs = walker.keys
    for path, answer in kept.draft.answers.values.items():
        list_, _, rest = path.partition(".")
        key, _, field = rest.partition(".")
        script = f"{list_}.{theirs[list_].get(key, key)}.{field}" if field else path
        wanted = walker.script.values.get(script)
        question = walker.library.question(path)
        if isinstance(wanted, str) and question is not None and question.input == "ref":
            wanted = next(mine for mine, known in theirs[question.of].items() if known == wanted)
        if wanted is not None and wanted != answer:
            return False
    return bool(kept.draft.answers.values)
