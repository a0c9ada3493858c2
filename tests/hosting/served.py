"""A server's site without a network: visitors who come through the proxy, from two organisations."""

import ipaddress
from dataclasses import dataclass
from typing import Any

from hosting.hosted import Hosted, Now
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.serving import site_of
from samverkansavtal.hosting.settings import Settings
from samverkansavtal.web.app import make_app
from samverkansavtal.web.keeping import Person
from samverkansavtal.web.site import Site
from web.browsing import Visitor

HOST = "samverkan.linden.se"
PROXY, OUTSIDE = "10.0.0.5", "203.0.113.9"
HEADER = "x-forwarded-email"


@dataclass(frozen=True)
class Served:
    """The site of a server, its store, and ways to visit it."""

    hosted: Hosted
    site: Site
    app: Any

    @classmethod
    def on(cls, database: Database, clock: Now) -> "Served":
        settings = Settings(
            database=database.url.render_as_string(hide_password=False),
            host_name=(HOST,),
            trusted_proxies=(ipaddress.ip_network(f"{PROXY}/32"),),
        )
        site = site_of(settings, database, clock)
        return cls(Hosted.on(database, clock), site, make_app(site))

    def visitor(self, person: Person | None, peer: str = PROXY) -> Visitor:
        """Return a browser that *person* has signed in with; None has not signed in."""
        headers = {HEADER: person.id} if person else {}
        return Visitor(self.app, HOST, "https", peer, **headers)


def secret_of(visitor: Visitor) -> str:
    """Return the secret that the forms of a visitor's session carry."""
    for form in visitor.get("/borja").page.forms:
        for control in form.controls:
            if control.name == "csrf":
                return control.value
    return ""
