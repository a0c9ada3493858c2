"""The style sheet: one file, the same for everybody."""

from functools import lru_cache
from importlib.resources import files

from starlette.responses import Response

from samverkansavtal.web.routes import Need, Page
from samverkansavtal.web.visit import Visit


@lru_cache(maxsize=1)
def style() -> str:
    """Return the style sheet."""
    return (files("samverkansavtal.web") / "static" / "stil.css").read_text("utf-8")


def get_style(visit: Visit) -> Response:
    """Answer with the style sheet, which may be kept for a day."""
    return Response(style(), media_type="text/css", headers={"cache-control": "max-age=86400"})


PAGES = (Page("stil", get_style, Need.ANYONE),)
