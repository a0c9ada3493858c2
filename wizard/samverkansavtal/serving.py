"""The commands that serve pages: what the web face needs from the rest of the program, put together."""

import os
import socket
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from samverkansavtal.errors import SamverkanError
from samverkansavtal.producing.opening import library_for
from samverkansavtal.storing.drafts import default_folder, sweep
from samverkansavtal.web.local import LocalDoors, LocalDrafts
from samverkansavtal.web.site import Site

LOOPBACK = "127.0.0.1"
HOSTS = (LOOPBACK, "localhost")


def now() -> datetime:
    """Return this moment, in UTC."""
    return datetime.now(UTC)


def local_site(folder: Path, clock: Callable[[], datetime] = now) -> Site:
    """Return the site for the drafts in *folder* on one's own computer."""
    doors = LocalDoors("samverkan")
    return Site(LocalDrafts(folder, library_for), doors, clock, HOSTS, where=str(folder))


def web(folder: Path | None, port: int, open_browser: bool, say: Callable[[str], None]) -> None:
    """Serve the drafts in *folder* to this computer only, until Ctrl-C.

    Raises:
        SamverkanError: the extra `web` is not installed, or the port is taken.
    """
    import uvicorn

    from samverkansavtal.web.app import make_app

    kept = folder or default_folder()
    sweep(kept)
    site = local_site(kept)
    listening = _listen(port)
    address = entrance(site, listening.getsockname()[1])
    say("Samverkansavtal är öppet i webbläsaren på den här datorn. Ingen annan kan nå det.")
    say(f"Öppna: {address}")
    say("Adressen gäller en gång. Stäng med Ctrl-C: allt som är besvarat är sparat.")
    if open_browser:
        _open(address)
    config = uvicorn.Config(
        make_app(site), log_level="critical", access_log=False, server_header=False, proxy_headers=False
    )
    uvicorn.Server(config).run(sockets=[listening])


def entrance(site: Site, port: int) -> str:
    """Return the address that lets in the one who has it, once."""
    assert isinstance(site.doors, LocalDoors)
    return f"http://{LOOPBACK}:{port}/oppna?nyckel={site.doors.key}"


def _listen(port: int) -> socket.socket:
    found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    if os.name == "posix":  # on Windows the same option would let another program share the port
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((LOOPBACK, port))
    except OSError:
        raise SamverkanError(
            f"Port {port} är upptagen. Välj en annan med --port, eller låt programmet välja."
        ) from None
    found.listen(64)
    return found


def _open(address: str) -> None:
    import webbrowser

    try:
        webbrowser.open(address)
    except webbrowser.Error:
        print("Ingen webbläsare kunde öppnas. Kopiera adressen ovan.", file=sys.stderr)
