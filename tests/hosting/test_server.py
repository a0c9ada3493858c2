"""The whole server: pages over the database, a log without answers, several processes, and when it will not start."""

import io
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from hosting.hosted import ANNA, BO, CARIN, MODEL, Hosted, Now
from samverkansavtal.cli import run
from samverkansavtal.hosting.database import Database
from samverkansavtal.hosting.logs import Lines
from samverkansavtal.hosting.serving import application, ready
from samverkansavtal.hosting.settings import SettingsError, read_settings
from samverkansavtal.planning.answers import NotKnown
from web.browsing import Visitor

PROXY = "10.0.0.5"
HOST = "avtal.linden.se"
SETTINGS = read_settings(
    {
        "SAMVERKAN_DATABASE": "x",
        "SAMVERKAN_HOST_NAME": HOST,
        "SAMVERKAN_TRUSTED_PROXIES": f"{PROXY}/32",
        "SAMVERKAN_NAME_HEADER": "X-Name",
    }
)
CONTAINERFILE = Path(__file__).parents[2] / "Containerfile"
MARKED = "Märkvärdigheten"


@dataclass
class Server:
    """A server's application, its store beside it, and its log."""

    app: Any
    hosted: Hosted
    log: io.StringIO

    def visitor(self, user: str = ANNA.id, peer: str = PROXY, **headers: str) -> Visitor:
        named = {"X_Forwarded_Email": user} if user else {}
        return Visitor(self.app, HOST, "http", peer, **named, **headers)

    @property
    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.log.getvalue().splitlines()]


@pytest.fixture
def server(hosted: Hosted) -> Iterator[Server]:
    log = io.StringIO()
    handler = logging.StreamHandler(log)
    handler.setFormatter(Lines())
    loggers = [logging.getLogger(name) for name in ("samverkansavtal", "sqlalchemy", "alembic", "asyncio")]
    for one in loggers:
        one.addHandler(handler)
    loggers[0].setLevel(logging.INFO)
    yield Server(application(SETTINGS, hosted.database, hosted.clock), hosted, log)
    loggers[0].setLevel(logging.NOTSET)
    for one in loggers:
        one.removeHandler(handler)


def begun(visitor: Visitor) -> str:
    """Begin a draft through the pages; return its id."""
    visitor.get(f"/borja/{MODEL}")
    answer = visitor.submit({"svar": MARKED})
    found = re.match(r"/utkast/([^/]+)/", answer.path)
    assert found, answer.said
    return found[1]


def test_a_draft_is_begun_answered_and_seen_by_its_owner_only(server: Server) -> None:
    anna = server.visitor()
    name = begun(anna)
    assert server.hosted.value(name, "namn") == MARKED
    assert MARKED in anna.get("/").html
    for other, status in (
        (server.visitor(BO.id), 404),
        (server.visitor(CARIN.id), 404),
        (server.visitor(""), 401),
    ):
        assert other.get(f"/utkast/{name}").status == status
        assert MARKED not in other.get("/").html
    assert server.visitor(peer="192.0.2.1").get(f"/utkast/{name}").status == 401


def test_the_cookie_is_bound_to_https_and_to_this_host(server: Server) -> None:
    cookie = server.visitor().get("/").header("set-cookie")
    assert cookie.startswith("__Host-samverkan=")
    assert {"HttpOnly", "Secure", "Path=/"} <= set(cookie.split("; "))
    assert "domain" not in cookie.casefold()


def test_after_logging_out_the_old_cookie_opens_nothing_old(server: Server) -> None:
    anna = server.visitor()
    name = begun(anna)
    page = anna.get("/borja")
    csrf = next(form for form in page.page.forms if form.has("csrf")).options("csrf")[0]
    old = dict(anna.cookies)
    anna.post("/logga-ut", {"csrf": csrf}, follow=False)
    anna.cookies = old
    assert anna.post("/borja", {"csrf": csrf, "modell": MODEL}, follow=False).status == 403
    assert server.hosted.value(name, "namn") == MARKED


def test_a_links_page_is_told_with_the_address_from_outside(server: Server) -> None:
    anna = server.visitor()
    name = server.hosted.begin(namn=MARKED, omrade=NotKnown("Sara"))
    anna.get(f"/utkast/{name}/lankar")
    made = anna.submit({"vem": "Sara", "dagar": "7"})
    assert made.status == 200, made.said
    assert f"https://{HOST}/part/" in made.html


def test_a_party_answers_its_own_questions_through_its_link(server: Server) -> None:
    name = server.hosted.begin(namn=MARKED, omrade=NotKnown("Sara"), malgrupp=NotKnown("Sara"))
    secret = server.hosted.people.make_link(ANNA, name, "Sara", 7)
    sara = server.visitor("")
    page = sara.get(f"/part/{secret}")
    assert page.status == 200, page.said
    assert page.header("set-cookie") == ""
    answered = sara.submit({"omrade": "Lindgatan", "vetinte:omrade": []})
    assert answered.status == 200, answered.said
    assert server.hosted.value(name, "omrade") == "Lindgatan"
    assert server.hosted.drafts.history(ANNA, name)[0].who == "Sara (länk)"
    server.hosted.people.revoke(ANNA, name, server.hosted.people.links(ANNA, name)[0].id)
    assert sara.get(f"/part/{secret}").status == 404


def test_guessing_links_is_limited_by_the_visitors_own_address(server: Server) -> None:
    def guess(address: str) -> int:
        return server.visitor("", X_Forwarded_For=address).get("/part/gissning").status

    assert [guess("203.0.113.9") for _ in range(21)] == [404] * 20 + [429]
    assert guess("203.0.113.10") == 404


def test_the_log_tells_what_happened_and_nothing_that_anybody_wrote(server: Server) -> None:
    anna = server.visitor(X_Name="Anna Hemlighetsson", X_Forwarded_For="203.0.113.77")
    name = begun(anna)
    server.hosted.answer(ANNA, name, "omrade", NotKnown("Sara Hemlig"))
    anna.get(f"/utkast/{name}/fraga/omrade?sok=Hemlighetsfraga")
    secret = server.hosted.people.make_link(ANNA, name, "Sara Hemlig", 7)
    server.visitor("").get(f"/part/{secret}")
    server.visitor("").get("/part/Hemlighetsgissning")
    anna.get("/Hemlighetsadress")
    with server.hosted.database.writing() as connection:
        connection.execute(text("UPDATE draft SET rev = rev + 1, document = 'namn = Hemlighetsfel'"))
    assert anna.get(f"/utkast/{name}").status >= 400
    with server.hosted.database.writing() as connection:
        connection.execute(text("DROP TABLE comment"))
    anna.get(f"/utkast/{name}/kommentarer")
    said = server.log.getvalue()
    for hidden in (MARKED, "Hemlig", "anna@", "linden", "203.0.113", secret, name, *anna.cookies.values()):
        assert hidden.casefold() not in said.casefold(), hidden
    known = {line["route"] for line in server.lines if line["event"] == "request"}
    assert {"borja_modell", "fraga", "part", "utkast", "unknown"} <= known
    assert all(line["ms"] >= 0 and line["request"] for line in server.lines)


def test_of_an_error_nobody_foresaw_only_kind_and_place_are_told(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*words: object) -> None:
        raise RuntimeError(MARKED)

    monkeypatch.setattr("samverkansavtal.hosting.drafts.HostedDrafts.all", broken)
    answer = server.visitor().get("/")
    assert (answer.status, MARKED in answer.html) == (500, False)
    errors = [line for line in server.lines if line["level"] == "error"]
    assert {line["error"] for line in errors} == {"RuntimeError"}
    assert {line["place"].partition(":")[0] for line in errors} == {"test_server.py"}
    assert {line["request"] for line in errors} == {answer.header("x-request-id")}
    assert f"säg numret {answer.header('x-request-id')}." in answer.said
    assert MARKED not in server.log.getvalue()


def test_what_other_libraries_log_is_told_without_what_they_put_into_it(server: Server) -> None:
    other = logging.getLogger("asyncio")
    other.error("Could not read %r", MARKED)
    try:
        raise RuntimeError(MARKED)
    except RuntimeError:
        other.exception("It failed: %s", MARKED)
    assert [(line["event"], line.get("error")) for line in server.lines] == [
        ("asyncio: Could not read %r", None),
        ("error", "RuntimeError"),
    ]
    assert MARKED not in server.log.getvalue()


def test_health_says_whether_the_database_is_there_and_no_more(server: Server) -> None:
    watcher = server.visitor("", peer="127.0.0.1")
    well = watcher.get("/halsa")
    assert (well.status, well.body, well.header("set-cookie")) == (200, b"ok", "")
    with server.hosted.database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    ill = watcher.get("/halsa")
    assert (ill.status, ill.body) == (503, b"fel")


def test_a_new_database_is_prepared_and_one_that_should_hold_drafts_is_not(address: str) -> None:
    database = Database(address)
    expecting = SETTINGS.model_copy(update={"expect_data": True})
    with pytest.raises(SettingsError, match="SAMVERKAN_EXPECT_DATA"):
        ready(expecting, database, migrate=True)
    ready(SETTINGS, database, migrate=False)
    with pytest.raises(SettingsError, match="SAMVERKAN_EXPECT_DATA"):
        ready(expecting, database, migrate=False)
    hosted = Hosted.on(database, Now())
    hosted.drafts.delete(ANNA, hosted.begin())
    ready(expecting, database, migrate=False)
    database.close()


REFUSED = {
    "nothing said": {},
    "no proxy": {"DATABASE": "samverkan.db", "HOST_NAME": HOST, "LISTEN": "0.0.0.0"},
    "all proxies": {"DATABASE": "samverkan.db", "HOST_NAME": HOST, "TRUSTED_PROXIES": "0.0.0.0/0"},
    "no name": {"DATABASE": "samverkan.db", "TRUSTED_PROXIES": "10.0.0.5/32"},
    "no folder": {"DATABASE": "/finns/inte/x.db", "HOST_NAME": HOST, "TRUSTED_PROXIES": "10.0.0.5/32"},
    "no data": {
        "DATABASE": "samverkan.db", "HOST_NAME": HOST, "TRUSTED_PROXIES": "10.0.0.5/32", "EXPECT_DATA": "1",
    },
}  # fmt: skip


def test_a_port_that_is_taken_is_told_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", dict(os.environ))
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        words = ["--database", str(tmp_path / "a.db"), "--host-name", HOST, "--trusted-proxy", f"{PROXY}/32"]
        assert run(["serve", *words, "--port", port]) == 1
    told = capsys.readouterr()
    assert f"port {port}" in told.err
    assert told.err.count("\n") == 1
    assert not (tmp_path / "a.db").exists()


@pytest.mark.parametrize("given", REFUSED.values(), ids=REFUSED.keys())
def test_a_server_that_is_set_up_wrong_does_not_start(
    given: Mapping[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("uvicorn.run", lambda *words, **more: pytest.fail("it started"))
    for name in ("DATABASE", "LISTEN", "HOST_NAME", "TRUSTED_PROXIES", "EXPECT_DATA"):
        monkeypatch.setenv(f"SAMVERKAN_{name}", given.get(name, ""))
    assert run(["serve"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "Traceback" not in said


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def ask(url: str, cookie: str = "") -> tuple[int, str]:
    """Return status and the cookie that was set."""
    sent = {"X-Forwarded-Email": ANNA.id, **({"Cookie": cookie} if cookie else {})}
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=sent), timeout=30) as answer:
            return answer.status, (answer.headers["set-cookie"] or "").partition(";")[0]
    except urllib.error.HTTPError as error:
        error.close()
        return error.code, ""


def test_several_processes_serve_one_database(address: str, tmp_path: Path) -> None:
    base = f"http://localhost:{(port := free_port())}"
    command = [sys.executable, "-m", "samverkansavtal", "serve", "--database", address, "--processes", "3"]
    command += ["--host-name", "localhost", "--trusted-proxy", "127.0.0.1/32", "--port", str(port)]
    log = tmp_path / "log"
    with log.open("wb") as stderr:
        environment = {**os.environ, "SAMVERKAN_PLAIN_HTTP": "1"}
        server = subprocess.Popen(command, env=environment, stderr=stderr)
        try:
            wait_for(f"{base}/halsa", server)
            status, cookie = ask(f"{base}/")
            assert (status, bool(cookie)) == (200, True)
            with ThreadPoolExecutor(16) as pool:
                answers = list(pool.map(lambda _: ask(f"{base}/", cookie), range(64)))
            assert answers == [(200, "")] * 64
            assert watched(port) == 0
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait(60)
    told = [json.loads(line) for line in log.read_text().splitlines()]
    assert {line["level"] for line in told} <= {"info", "warning"}
    assert sum(line.get("route") == "start" for line in told) == 65


def watched(port: int) -> int:
    """Return what the container's own look at the server says."""
    (line,) = re.findall(r"^HEALTHCHECK .* CMD (\[.*\])$", CONTAINERFILE.read_text("utf-8"), re.MULTILINE)
    environment = {**os.environ, "SAMVERKAN_PORT": str(port), "SAMVERKAN_HOST_NAME": "localhost,annat.se"}
    command = [sys.executable, *json.loads(line)[1:]]
    return subprocess.run(command, env=environment, timeout=60, check=False).returncode


def wait_for(url: str, server: "subprocess.Popen[bytes]") -> None:
    for _ in range(300):
        assert server.poll() is None, "the server stopped"
        try:
            if ask(url)[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    pytest.fail("the server did not start")
