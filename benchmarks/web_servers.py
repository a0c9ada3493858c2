"""Real servers on loopback, each in a process of its own: the bare framework, one's own computer, SQLite."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from samverkansavtal.content.library import shipped_library
from samverkansavtal.content.records import Library
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "portalen" / "answers.toml"
PATIENCE = 60.0
LAST = "boende_inflytande"
ORGANISATION = "bolaget.se"


@dataclass(frozen=True)
class Server:
    """A server that is up: where it is, which process, and an address to a draft for each visitor."""

    port: int
    process: int
    drafts: tuple[str, ...] = ()
    key: str = ""  # lets one visitor in
    headers: tuple[dict[str, str], ...] = field(default_factory=tuple)  # who each visitor is


def example() -> tuple[Library, Draft]:
    """Return the large example's library and draft, one question from done: its page is the next one."""
    raw = read_raw(EXAMPLE)
    library = shipped_library(raw.model)
    draft = read_draft(raw, library)[0]
    return library, replace(draft, answers=draft.answers.clear(LAST))


@contextmanager
def bare() -> Iterator[Server]:
    """Run the framework alone: a form is posted, a page of the same size comes."""
    port = free()
    with running(["bare", str(port)], port) as process:
        yield Server(port, process, ("/utkast/x",))


@contextmanager
def local(folder: Path, people: int) -> Iterator[Server]:
    """Run the site of one's own computer, with a draft for each visitor: files on disk."""
    from samverkansavtal.storing.answer_file import write_draft
    from samverkansavtal.web.local import id_of

    library, draft = example()
    names = []
    for number in range(people):
        path = folder / f"Utkast {number}" / "svar.toml"
        path.parent.mkdir(parents=True)
        path.write_bytes(write_draft(draft, library))
        names.append(f"/utkast/{id_of(path)}")
    port = free()
    with running(["local", str(port), str(folder)], port) as process:
        yield Server(port, process, tuple(names), (folder / "nyckel").read_text())


@contextmanager
def hosted(folder: Path, people: int) -> Iterator[Server]:
    """Run a server with SQLite, with a draft for each visitor, who are different persons."""
    from samverkansavtal.hosting.database import Database
    from samverkansavtal.hosting.serving import ready, site_of
    from samverkansavtal.hosting.settings import read_settings
    from samverkansavtal.web.keeping import Person

    port = free()
    settings = {
        "DATABASE": str(folder / "utkast.db"),
        "HOST_NAME": "127.0.0.1",
        "TRUSTED_PROXIES": "127.0.0.1/32",
        "PLAIN_HTTP": "1",
        "PORT": str(port),
    }
    environment = {f"SAMVERKAN_{name}": value for name, value in settings.items()}
    read = read_settings(environment)
    database = Database(read.database)
    ready(read, database, True)
    library, draft = example()
    users = [f"person{number}@{ORGANISATION}" for number in range(people)]
    site = site_of(read, database)
    names = [site.drafts.begin(Person(user, user, ORGANISATION), draft, library) for user in users]
    database.close()
    with running(["hosted", str(port)], port, environment) as process:
        headers = tuple({"X-Forwarded-Email": user} for user in users)
        yield Server(port, process, tuple(f"/utkast/{name}" for name in names), headers=headers)


@contextmanager
def running(arguments: list[str], port: int, environment: dict[str, str] | None = None) -> Iterator[int]:
    """Run this file as a server until it is no longer needed; yield its process."""
    command = [sys.executable, "-m", "benchmarks.web_servers", *arguments]
    server = subprocess.Popen(
        command, cwd=ROOT, env=os.environ | (environment or {}), stderr=subprocess.DEVNULL
    )
    try:
        _wait(port, server)
        yield server.pid
    finally:
        server.terminate()
        server.wait(10)


def _wait(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        with socket.socket() as trying:
            if trying.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError("the server did not start")


def free() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def memory(process: int) -> float | None:
    """Return how many megabytes a process holds, None where the system does not say."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def worked(process: int) -> float | None:
    """Return how many milliseconds of processor a process has used, None where the system does not say."""
    status = Path(f"/proc/{process}/stat")
    if not status.exists():
        return None
    fields = status.read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def run_bare(port: int) -> None:
    """Serve a form and a page as a plain Starlette application does."""
    import uvicorn
    from starlette.applications import Starlette
    from starlette.requests import Request
    from starlette.responses import HTMLResponse, RedirectResponse, Response
    from starlette.routing import Route

    page = "<!doctype html><title>x</title>" + "<p>x</p>" * 600

    async def take(request: Request) -> Response:
        await request.form()
        return RedirectResponse(request.url.path, 303)

    async def show(request: Request) -> Response:
        return HTMLResponse(page)

    app = Starlette(
        routes=[
            Route("/{rest:path}", take, methods=["POST"]),
            Route("/{rest:path}", show, methods=["GET"]),
        ]
    )
    uvicorn.run(app, port=port, log_level="critical", access_log=False)


def run_local(port: int, folder: Path) -> None:
    """Serve one's own drafts, as `samverkan web` does; the key is written in the folder."""
    import uvicorn

    from samverkansavtal.serving import local_site
    from samverkansavtal.web.app import make_app
    from samverkansavtal.web.local import LocalDoors

    site = local_site(folder)
    assert isinstance(site.doors, LocalDoors)
    (folder / "nyckel").write_text(site.doors.key)
    uvicorn.run(make_app(site), port=port, log_level="critical", access_log=False)


def run_hosted() -> None:
    """Serve an organisation, as `samverkan serve` does."""
    from samverkansavtal.hosting.serving import serve
    from samverkansavtal.hosting.settings import read_settings

    serve(read_settings(os.environ), migrate=False)


def main(kind: str, port: str, *more: str) -> None:
    """Run one of the servers."""
    if kind == "bare":
        run_bare(int(port))
    elif kind == "local":
        run_local(int(port), Path(*more))
    else:
        run_hosted()


if __name__ == "__main__":
    main(*sys.argv[1:])
