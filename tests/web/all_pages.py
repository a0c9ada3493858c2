"""Every page of a site with an address that leads to it, so that a test of all pages forgets none."""

import re

from samverkansavtal.web.addresses import ADDRESSES, address
from samverkansavtal.web.app import pages_of
from samverkansavtal.web.routes import Page
from samverkansavtal.web.site import Site

PARTS = {
    "path": "namn",
    "lista": "parter",
    "rad": "ny",
    "modell": "samverkan",
    "namn": "avtal-v1.docx",
    "hemlig": "x" * 43,
}


def url_of(page: Page, draft: str) -> str:
    """Return an address of *page* for the draft at *draft*."""
    wanted = re.findall(r"{(\w+)}", ADDRESSES[page.name])
    missing = [name for name in wanted if name not in PARTS and name != "utkast"]
    assert not missing, f"say in PARTS what {missing} of {page.name} may be"
    return address(page.name, **PARTS, utkast=draft.split("/")[2])


def unsafe_pages(site: Site) -> list[Page]:
    """Return the pages that change something."""
    return [page for page in pages_of(site) if page.unsafe]


def safe_pages(site: Site) -> list[Page]:
    """Return the pages that only show something."""
    return [page for page in pages_of(site) if not page.unsafe]
