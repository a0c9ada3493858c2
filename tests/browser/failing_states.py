"""The pages that tell what went wrong, on a site where it does: each failure is asked for by a draft's new name."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from browser.driving import Driver
from browser.states import Shown, State, drafts_in
from samverkansavtal.errors import StorageError
from samverkansavtal.hosting.limits import SENTENCE
from samverkansavtal.producing.opening import library_for
from samverkansavtal.serving import local_site
from samverkansavtal.web.addresses import address
from samverkansavtal.web.keeping import Edit, Kept, LockedError, Person, TooManyError
from samverkansavtal.web.local import IN_USE, LocalDoors, LocalDrafts
from samverkansavtal.web.site import Site

FULL = "Disken är full, så svar.toml kunde inte sparas. Frigör plats eller välj en annan mapp med --folder."
FAILURES: dict[str, Callable[[], Exception]] = {
    "låst": lambda: LockedError(IN_USE),
    "för ofta": lambda: TooManyError(SENTENCE),
    "full disk": lambda: StorageError(FULL),
    "oväntat": lambda: ZeroDivisionError(),
}


class FailingDrafts(LocalDrafts):
    """Drafts that cannot be changed: why is what the change would call the draft."""

    def change(self, person: Person, name: str, edit: Edit, path: str = "") -> Kept:
        changed = edit(self.open(person, name))
        raise FAILURES[str(changed.draft.answers.values["namn"])]()


def failing_site(folder: Path) -> tuple[Site, Shown]:
    """Return a site on one's own computer where changes fail, and its drafts."""
    shown = drafts_in(folder)
    site = local_site(folder)
    return replace(site, drafts=FailingDrafts(folder, library_for)), shown


def way_in(site: Site) -> str:
    """Return the address, after the site's own, that lets one visitor in."""
    assert isinstance(site.doors, LocalDoors)
    return f"oppna?nyckel={site.doors.key}"


def _named(name: str) -> Callable[[Driver, Shown], object]:
    def reach(driver: Driver, shown: Shown) -> object:
        driver.get(address("fraga", utkast=shown.whole, path="namn"))
        return driver.submit({"svar": name}, ("gor", "svara"))

    return reach


def _too_large(driver: Driver, shown: Shown) -> object:
    driver.get(address("partsblad", utkast=shown.whole))
    file = {"name": "stor.docx", "mimeType": "application/octet-stream", "buffer": b"x" * (22 * 1024 * 1024)}
    driver.page.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    return driver.submit()


def _no_revision(driver: Driver, shown: Shown) -> object:
    return driver.get(address("utkast", utkast=shown.broken))


FAILING_STATES = (
    State("fel, för stort", "partsblad", _too_large, 413),
    State("fel, öppet någon annanstans", "fraga", _named("låst"), 423),
    State("fel, för ofta", "fraga", _named("för ofta"), 429),
    State("fel, full disk", "fraga", _named("full disk"), 500),
    State("fel, oväntat", "fraga", _named("oväntat"), 500),
    State("fel, skadat utkast", "utkast", _no_revision, 500),
)
