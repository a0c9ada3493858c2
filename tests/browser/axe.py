"""axe-core on a page: what it finds, as lines that say where."""

from functools import lru_cache
from typing import Any

from playwright.sync_api import Page

from browser.machinery import axe_file

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """tags => axe.run(document, {resultTypes: ['violations'], runOnly: {type: 'tag', values: tags},
rules: {'target-size': {enabled: true}}})"""


@lru_cache(maxsize=1)
def _script() -> str:
    file = axe_file()
    assert file is not None
    return file.read_text("utf-8")


def findings(page: Page) -> list[str]:
    """Return what axe-core finds on *page*, in light and in dark; everything folded away is opened first."""
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
    page.evaluate(_script())
    found: list[str] = []
    page.emulate_media(color_scheme="dark")
    found += [f"dark: {line}" for line in _run(page)]
    page.emulate_media(color_scheme="light")
    return found + [f"light: {line}" for line in _run(page)]


def _run(page: Page) -> list[str]:
    told = page.evaluate(RUN, list(TAGS))
    return [line for violation in told["violations"] for line in _lines(violation)]


def _lines(violation: dict[str, Any]) -> list[str]:
    return [f"{violation['id']} at {node['target'][0]}: {node['html'][:160]}" for node in violation["nodes"]]
