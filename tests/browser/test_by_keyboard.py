"""Where the focus is, where it goes, and that it is seen."""

import pytest
from playwright.sync_api import Page

from browser.driving import Driver
from browser.states import STATES, Shown, State
from samverkansavtal.web.addresses import address

pytestmark = pytest.mark.browser
WRONG = [state for state in STATES if state.status in (400, 409)]
FOCUSED = """() => { const a = document.activeElement; return a === document.body ? '' :
(a.innerText || a.value || a.labels?.[0]?.innerText || a.name || a.id || a.tagName).trim().split('\\n')[0] }"""
SEEN = """() => { const a = document.activeElement, s = getComputedStyle(a), b = a.getBoundingClientRect();
return {width: parseFloat(s.outlineWidth), style: s.outlineStyle, top: b.top, bottom: b.bottom} }"""


def tabbed(page: Page, most: int = 80) -> list[str]:
    """What has focus, Tab by Tab, until the page is left."""
    seen: list[str] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if not now:
            return seen
        seen.append(now)
    raise AssertionError("Tab never leaves the page")


@pytest.mark.parametrize("state", WRONG, ids=lambda state: state.name)
def test_the_error_summary_has_focus_and_each_line_leads_to_its_field(
    driver: Driver, page: Page, shown: Shown, state: State
) -> None:
    state.reach(driver, shown)
    assert page.evaluate("document.activeElement.className") == "fellista"
    lines = page.locator(".fellista a")
    assert lines.count()
    for number in range(lines.count()):
        target = (lines.nth(number).get_attribute("href") or "").removeprefix("#")
        assert page.locator(f"[id='{target}']").count() == 1
        lines.nth(number).press("Enter")
        assert page.evaluate("document.activeElement.id") == target


def test_the_first_tab_offers_to_skip_to_the_content(driver: Driver, page: Page, shown: Shown) -> None:
    driver.get(address("fraga", utkast=shown.half, path="namn"))
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED) == "Hoppa till innehållet"
    assert page.locator(".hoppa").bounding_box()["x"] >= 0  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


def test_tab_goes_through_a_question_as_it_is_read(driver: Driver, page: Page, shown: Shown) -> None:
    driver.get(address("fraga", utkast=shown.half, path="namn"))
    order = tabbed(page)
    assert order[0] == "Hoppa till innehållet"
    back = order.index("Tillbaka")
    assert order[back + 1] == "Mötesplats Hageby"  # the field, with what is answered
    rest = order[back + 2 :]
    assert rest == [
        "Hjälp att svara",
        "Fortsätt",
        "Spara och fortsätt senare",
        "Vet inte än, eller svara senare",
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "name", ["fråga med val", "lista", "rad", "resultat", "filer", "översikten, allt besvarat"]
)
def test_focus_is_always_seen(driver: Driver, page: Page, shown: Shown, name: str, scheme: str) -> None:
    next(state for state in STATES if state.name == name).reach(driver, shown)
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for _ in range(40):
        page.keyboard.press("Tab")
        if not page.evaluate(FOCUSED):
            break
        seen = page.evaluate(SEEN)
        assert seen["style"] == "solid", page.evaluate(FOCUSED)
        assert seen["width"] >= 3
        assert seen["bottom"] > 0
        assert seen["top"] < 900
    page.emulate_media(color_scheme="light")


def test_forced_colours_keep_buttons_and_focus(driver: Driver, page: Page, shown: Shown) -> None:
    driver.get(address("fraga", utkast=shown.half, path="namn"))
    page.emulate_media(forced_colors="active")
    border = "getComputedStyle(document.querySelector('button[value=svara]')).borderTopWidth"
    assert page.evaluate(border) == "2px"
    page.locator("button[value=svara]").focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(SEEN)["style"] == "solid"
    page.emulate_media(forced_colors="none")


def test_print_leaves_out_what_is_pressed_and_shows_what_is_folded_away(
    driver: Driver, page: Page, shown: Shown
) -> None:
    driver.get(address("resultat", utkast=shown.whole))
    answer = page.locator(".tecken details li").first
    assert not answer.is_visible()
    page.emulate_media(media="print")
    assert answer.is_visible()
    assert not page.locator(".knappar").first.is_visible()
    page.emulate_media(media="screen")
