"""The style sheet and the icon: the same for everybody."""

from functools import lru_cache
from importlib.resources import files

from starlette.responses import Response

from samverkansavtal.web.routes import Need, Page
from samverkansavtal.web.visit import Visit

A_DAY = {"cache-control": "max-age=86400"}


SHEETS = ("stil.css", "papper.css")


@lru_cache(maxsize=4)
def static(name: str) -> str:
    """Return a file from `static/`."""
    return (files("samverkansavtal.web") / "static" / name).read_text("utf-8")


def get_style(visit: Visit) -> Response:
    """Answer with the style sheet: forms and frame, then papers; it may be kept for a day."""
    return Response("\n".join(map(static, SHEETS)), media_type="text/css", headers=A_DAY)


def get_icon(visit: Visit) -> Response:
    """Answer with the icon that browsers show in the tab."""
    return Response(static("ikon.svg"), media_type="image/svg+xml", headers=A_DAY)


PAGES = (Page("stil", get_style, Need.ANYONE), Page("ikon", get_icon, Need.ANYONE))
