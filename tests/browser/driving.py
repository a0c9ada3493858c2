"""A person in a browser: goes to pages and fills in their forms, with the mouse or with the keyboard only.

Has the same three doors as `web.browsing.Visitor`, so that `web.answering_pages.Walker` can walk with it.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playwright.sync_api import Locator, Page, Response

from web.browsing import Answer

TABS = 400  # the most that are pressed on one page
Observer = Callable[[Page], None]
ACTIVE = """() => { const a = document.activeElement, d = a.closest('details');
return {tag: a.tagName.toLowerCase(), name: a.name || '', value: a.value || '', type: a.type || '',
        closed: a.tagName === 'SUMMARY' && !d.open} }"""


class Driver:
    """Fills in forms with the mouse."""

    def __init__(self, page: Page, base: str, observe: Observer = lambda page: None) -> None:
        self.page = page
        self.base = base
        self.observe = observe
        self.last: Answer | None = None

    def get(self, url: str) -> Answer:
        """Go to *url*."""
        return self._shown(self.page.goto(urljoin(self.last.url if self.last else self.base, url)))

    def submit(self, changes: dict[str, Any] | None = None, button: tuple[str, str] | None = None) -> Answer:
        """Fill in the form of *button* with *changes* (name → value, or values) and press it."""
        if (
            self.last is not None and self.page.url != self.last.url
        ):  # somebody has looked elsewhere meanwhile
            self.page.goto(self.last.url)
        pressed = self.page.locator("form").last.locator("button").first
        if button is not None:
            pressed = self.page.locator(f'form button[name="{button[0]}"][value="{button[1]}"]').last
        form = pressed.locator("xpath=ancestor::form")
        for name, value in self._in_order(form, changes or {}):
            values = value if isinstance(value, list | tuple | set | frozenset) else [value]
            self.fill(form, name, [str(one) for one in values])
        return self.press_and_go(pressed)

    def press_and_go(self, pressed: Locator) -> Answer:
        """Press a button or a link and look at the page it leads to."""
        with self.page.expect_navigation() as going:
            self.press(pressed)
        return self._shown(going.value)

    def follow(self, link: str) -> Answer:
        """Follow the link that says *link*."""
        return self.press_and_go(self.page.get_by_role("link", name=link, exact=True).first)

    def _in_order(self, form: Locator, changes: dict[str, Any]) -> list[tuple[str, Any]]:
        names = form.evaluate("form => [...form.elements].map(one => one.name)")
        assert set(changes) <= set(names), (set(changes) - set(names), names)
        return sorted(((k, v) for k, v in changes.items() if v != ""), key=lambda pair: names.index(pair[0]))

    def fill(self, form: Locator, name: str, values: list[str]) -> None:
        """Give the control *name* its *values*."""
        controls = form.locator(f'[name="{name}"]')
        self._open(controls.first)
        if controls.first.get_attribute("type") not in ("radio", "checkbox"):
            controls.first.fill(values[0])
            return
        for control in controls.all():
            if control.get_attribute("value") in values:
                control.check()
            elif control.get_attribute("type") == "checkbox":
                control.uncheck()

    def _open(self, control: Locator) -> None:
        closed = control.locator("xpath=ancestor::details[not(@open)]")
        for details in closed.all():
            details.locator("summary").first.click()

    def press(self, button: Locator) -> None:
        """Press *button*."""
        self._open(button)
        button.click()

    def push(self, button: str) -> Answer:
        """Press the button that says *button*."""
        return self.press_and_go(self.page.get_by_role("button", name=button, exact=True))

    def follow_into(self, start: str) -> Answer:
        """Follow the first link to an address that begins with *start*."""
        return self.press_and_go(self.page.locator(f'main a[href^="{start}"]').first)

    def download(self, link: str) -> Path:
        """Follow the first link whose text begins with *link*, to a file, and return where it was saved."""
        with self.page.expect_download() as coming:
            self.press(self.page.locator("main a").filter(has_text=re.compile(f"^{link}")).first)
        saved = Path(coming.value.path())
        return saved.rename(saved.with_name(coming.value.suggested_filename))

    def _shown(self, response: Response | None) -> Answer:
        assert response is not None
        self.observe(self.page)
        headers = [(key, value) for key, value in response.headers.items()]
        self.last = Answer(response.status, headers, self.page.content().encode(), self.page.url)
        return self.last


class KeyboardDriver(Driver):
    """Fills in forms with Tab, the arrows, Space and Enter: never with the mouse."""

    def fill(self, form: Locator, name: str, values: list[str]) -> None:
        kind = form.locator(f'[name="{name}"]').first.get_attribute("type")
        if kind == "checkbox":
            wanted = [c.get_attribute("value") or "" for c in form.locator(f'[name="{name}"]').all()]
            for value in wanted:
                self._tab_to(name, value)
                on = self.page.evaluate("document.activeElement.checked")
                if on != (value in values):
                    self.page.keyboard.press("Space")
            return
        self._tab_to(name)
        if kind == "radio":
            self._choose(values[0])
        else:
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.type(values[0])

    def _choose(self, value: str) -> None:
        for _ in range(TABS):
            if self.page.evaluate(ACTIVE)["value"] == value:
                if not self.page.evaluate("document.activeElement.checked"):
                    self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never come to {value}")

    def press(self, button: Locator) -> None:
        hidden = bool(button.locator("xpath=ancestor::details[not(@open)]").count())
        here = "one => one === document.activeElement"
        self._tab(lambda active: active["tag"] in ("button", "a") and bool(button.evaluate(here)), hidden)
        self.page.keyboard.press("Enter")

    def _tab_to(self, name: str, value: str | None = None) -> None:
        hidden = bool(self.page.locator(f'details:not([open]) [name="{name}"]').count())
        self._tab(lambda active: active["name"] == name and value in (None, active["value"]), hidden)

    def _tab(self, there: Callable[[dict[str, Any]], bool], hidden: bool) -> None:
        """Press Tab until we are *there*; where it is *hidden*, what is folded on the way is opened."""
        for _ in range(TABS):
            active = self.page.evaluate(ACTIVE)
            if there(active):
                return
            if hidden and active["closed"]:
                self.page.keyboard.press("Enter")
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab never comes there: {self.page.url}")


def path_of(url: str) -> str:
    """Return the path of *url*."""
    return re.sub(r"^https?://[^/]+|[?#].*$", "", url)
