"""A real server and a real browser for the tests and for `tools/screens.py`."""

import os
import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from samverkansavtal.web.app import make_app
from samverkansavtal.web.site import Site

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WANTED = "SAMVERKAN_REQUIRE_BROWSER"  # "1": a missing browser fails the tests instead of skipping them


def chromium() -> Path | None:
    """Return the system's Chromium, or the one that SAMVERKAN_CHROMIUM names."""
    named = (
        os.environ.get("SAMVERKAN_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    return Path(named) if named and Path(named).exists() else None


def axe_file() -> Path | None:
    """Return axe-core's script: from SAMVERKAN_AXE, the cache of tools/browser.sh, or node_modules."""
    cache = Path(os.environ.get("XDG_CACHE_HOME", "") or Path.home() / ".cache")
    inside = Path("node_modules/axe-core/axe.min.js")
    named = os.environ.get("SAMVERKAN_AXE")
    places = [Path(named)] if named else [cache / "samverkansavtal-tests" / inside, ROOT / inside]
    return next((place for place in places if place.is_file()), None)


def missing() -> str:
    """Return what the browser tests lack on this machine, "" when nothing."""
    if chromium() is None:
        return "Chromium is not installed; tools/browser.sh installs it"
    if axe_file() is None:
        return "axe-core is not found; tools/browser.sh fetches it, or SAMVERKAN_AXE names its file"
    return ""


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(chromium()), args=FLAGS)
        try:
            yield started
        finally:
            started.close()


@contextmanager
def server(folder: Path) -> Iterator[str]:
    """Start `samverkan web` for the drafts in *folder* and return the one-time address it says."""
    command = [sys.executable, "-m", "samverkansavtal", "web", "--no-browser", "--folder", str(folder)]
    environment = os.environ | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, encoding="utf-8") as process:
        try:
            assert process.stdout is not None
            told = (line.partition("Öppna: ")[2].strip() for line in process.stdout)
            yield next(address for address in told if address)
        finally:
            process.terminate()
            process.wait(10)


@contextmanager
def hosted(site: Site) -> Iterator[str]:
    """Serve *site* from a thread and return its address."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.bind(("127.0.0.1", 0))
    running = uvicorn.Server(uvicorn.Config(make_app(site), log_level="critical", proxy_headers=False))
    thread = threading.Thread(target=running.run, args=([listening],))
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    finally:
        running.should_exit = True
        thread.join(10)
        listening.close()


def entered(browser: Browser, address: str, **options: object) -> BrowserContext:
    """Return a browser context that has come in by the one-time *address*."""
    context = browser.new_context(locale="sv-SE", **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    page.close()
    return context
