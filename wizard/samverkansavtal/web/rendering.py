"""HTML from the pages in `pages/`: autoescaped, strict about what is missing, nothing from answers is markup."""

from functools import lru_cache
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from samverkansavtal.content.screens import screen
from samverkansavtal.interviewing.counting import counted
from samverkansavtal.language import swedish
from samverkansavtal.web.addresses import address


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Return the one environment all pages are rendered in."""
    made = Environment(
        loader=PackageLoader("samverkansavtal.web", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.globals |= {"address": address, "screen": screen, "counted": counted}
    made.filters |= {"capital": swedish.capital, "day": swedish.day, "moment": moment}
    return made


def moment(at: Any) -> str:
    """Return "22 november 2026 kl. 14.05", in the machine's own time zone."""
    here = at.astimezone()
    return f"{swedish.day(here.date())} kl. {here:%H.%M}"


def rendered(template: str, **context: Any) -> str:
    """Return the page *template* with *context* in it."""
    return environment().get_template(f"{template}.html").render(**context)
