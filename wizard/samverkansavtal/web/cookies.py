"""The session's cookie."""

from starlette.responses import Response

from samverkansavtal.web.keeping import Session
from samverkansavtal.web.site import Site


def with_cookie(response: Response, site: Site, session: Session | None) -> Response:
    """Return *response* with the cookie of a session that was made on this request."""
    if session is not None and session.fresh:
        response.set_cookie(
            site.cookie, session.id, path="/", httponly=True, secure=site.secure, samesite="lax"
        )
    return response


def without_cookie(response: Response, site: Site) -> Response:
    """Return *response* with the cookie taken away."""
    response.delete_cookie(site.cookie, path="/", httponly=True, secure=site.secure, samesite="lax")
    return response
