"""A server's site put together, and its processes."""

import gc
import os
import socket
from datetime import UTC, datetime
from functools import partial

from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.errors import SamverkanError
from samverkansavtal.hosting import migrating
from samverkansavtal.hosting.changing import Changer, Clock
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.documents import Documents
from samverkansavtal.hosting.drafts import HostedDrafts, has_held_drafts
from samverkansavtal.hosting.logs import CONFIG, Logged
from samverkansavtal.hosting.people import HostedPeople
from samverkansavtal.hosting.settings import Settings, SettingsError, read_settings
from samverkansavtal.hosting.signing_in import ProxyDoors, visitor
from samverkansavtal.web.site import Site

HOW_TO_ENTER = "Ni är inte inloggade. Gå till webbplatsens vanliga adress och logga in där."


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def site_of(settings: Settings, database: Database, clock: Clock = now) -> Site:
    """Return the site that *settings* describe."""
    changer = Changer(database, Documents(shipped_library), clock, settings.keep_months)
    secure = not settings.plain_http
    cookie = "__Host-samverkan" if secure else "samverkan"
    return Site(
        drafts=HostedDrafts(changer),
        doors=ProxyDoors(database, settings, cookie, clock),
        clock=clock,
        hosts=settings.host_name,
        secure=secure,
        people=HostedPeople(changer, by_domain=not settings.organisation_header),
        leave_to=settings.leave_to,
        how_to_enter=HOW_TO_ENTER,
        visitor=partial(visitor, settings=settings),
        healthy=partial(healthy, database),
    )


def healthy(database: Database) -> bool:
    """Return whether the database answers and is at the right revision."""
    try:
        migrating.check(database)
    except SamverkanError:
        return False
    return True


def ready(settings: Settings, database: Database, migrate: bool) -> None:
    """Let a server start on a database that is right; a new, empty one is prepared.

    Raises:
        SettingsError: drafts are expected, but there are none and have never been.
        StorageError: the database needs migrating, or cannot be reached.
    """
    revision = migrating.current(database)
    if settings.expect_data and not (revision and has_held_drafts(database)):
        raise SettingsError(
            "Databasen är tom, men SAMVERKAN_EXPECT_DATA säger att där ska finnas utkast. "
            "Kontrollera adressen och att rätt disk är ansluten, eller läs tillbaka säkerhetskopian."
        )
    if migrate or not revision:
        migrating.migrate(database)
    migrating.check(database)


class Outside:
    """Lets the application know how the site is reached from outside, where the proxy speaks https."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app({**scope, "scheme": "https"} if scope["type"] == "http" else scope, receive, send)


def application(settings: Settings, database: Database, clock: Clock = now) -> ASGIApp:
    """Return the application that *settings* describe."""
    from samverkansavtal.web.app import make_app

    made = make_app(site_of(settings, database, clock))
    routes = {one.endpoint: one.name.rpartition(" ")[2] for one in made.routes if isinstance(one, Route)}
    logged = Logged(made, routes)
    return logged if settings.plain_http else Outside(logged)


def app() -> ASGIApp:
    """Return the application of one process, set up by the environment."""
    settings = read_settings(os.environ)
    for name in model_names():
        shipped_library(name)  # read before the first visitor comes
    gc.collect()
    gc.freeze()  # the libraries stay to the end: nobody need look through them for rubbish at every answer
    return application(settings, Database(settings.database))


def serve(settings: Settings, migrate: bool) -> None:
    """Serve until stopped. The processes read their settings from the environment.

    Raises:
        SamverkanError: the server cannot start as it is set up.
    """
    import uvicorn

    _free(settings)
    database = Database(settings.database)
    try:
        ready(settings, database, migrate)
    finally:
        database.close()
    uvicorn.run(
        "samverkansavtal.hosting.serving:app",
        factory=True,
        host=settings.listen,
        port=settings.port,
        workers=settings.processes,
        proxy_headers=False,
        server_header=False,
        access_log=False,
        log_config=CONFIG,
        timeout_graceful_shutdown=10,
    )


def _free(settings: Settings) -> None:
    """Ask for the port before anything else: uvicorn would only log that it is taken, in English."""
    kind = socket.AF_INET6 if ":" in settings.listen else socket.AF_INET
    with socket.socket(kind, socket.SOCK_STREAM) as trial:
        if os.name == "posix":  # on Windows the same option would let another program share the port
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((settings.listen, settings.port))
        except OSError:
            raise SettingsError(
                f"Det går inte att lyssna på {settings.listen}, port {settings.port}. Porten kan vara "
                "upptagen eller adressen en annan dators. Välj en annan med --port eller --listen."
            ) from None
