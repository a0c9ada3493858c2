"""Whether the site can do its work, for whoever watches over it: one word, no details."""

from starlette.responses import PlainTextResponse, Response

from samverkansavtal.web.routes import Need, Page
from samverkansavtal.web.visit import Visit


def health(visit: Visit) -> Response:
    """Answer "ok", or 503 when what is kept cannot be reached."""
    return PlainTextResponse("ok") if visit.site.healthy() else PlainTextResponse("fel", 503)


PAGES = (Page("halsa", health, Need.ANYONE),)
