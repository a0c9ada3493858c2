"""`samverkan web` as a program of its own: what it prints, what it refuses on the wire, how it ends."""

import http.client
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from samverkansavtal.web.guards import FORM_BODY
from web.places import Place

MARK = "Kvittermossens hemliga namn"
ADDRESS = re.compile(r"Öppna: (http://127\.0\.0\.1:\d+/oppna\?nyckel=\S+)")


@dataclass
class Running:
    """A server that is up."""

    process: "subprocess.Popen[str]"
    address: str
    draft: str

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def key(self) -> str:
        return self.address.partition(str(self.port))[2]

    def get(self, url: str, cookie: str = "") -> tuple[int, dict[str, str], str]:
        """Return the status, headers and page of an address."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        with closing(connection):
            connection.request("GET", url, headers={"cookie": cookie})
            with connection.getresponse() as answer:
                return answer.status, dict(answer.getheaders()), answer.read().decode()

    def cookie(self) -> str:
        """Return the cookie that the printed address gives."""
        status, headers, _ = self.get(self.key)
        assert status == 303
        return headers["set-cookie"].partition(";")[0]

    def stop(self) -> tuple[int, str]:
        """Press Ctrl-C; return the exit code and all that was printed after the address."""
        self.process.send_signal(signal.SIGINT)
        assert self.process.stdout is not None
        printed = self.process.stdout.read()
        return self.process.wait(20), printed


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    draft = Place(tmp_path).example(namn=MARK)
    command = [sys.executable, "-m", "samverkansavtal", "web", "--no-browser", "--folder", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        assert process.stdout is not None
        found = next(found for line in process.stdout if (found := ADDRESS.search(line)))
        yield Running(process, found[1], draft)
        if process.poll() is None:
            process.kill()


def test_the_printed_address_lets_one_in_once_and_ctrl_c_ends_it_quietly(running: Running) -> None:
    status, headers, page = running.get(running.draft, running.cookie())
    assert status == 200
    assert MARK in page
    assert "server" not in headers
    assert running.get(running.key)[0] == 401
    code, printed = running.stop()
    assert "Traceback" not in printed
    assert MARK not in printed
    assert running.draft not in printed
    assert code in (0, 130)


def test_a_body_in_pieces_that_never_ends_is_stopped_on_the_wire(running: Running) -> None:
    cookie, sent = running.cookie(), 0
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as wire:
        head = (
            f"POST {running.draft}/fraga/namn HTTP/1.1\r\nhost: 127.0.0.1:{running.port}\r\ncookie: {cookie}\r\n"
            "content-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n"
        )
        wire.sendall(head.encode())
        piece = b"svar=" + b"x" * 32_000 + b"&"
        try:
            while sent < 8 * FORM_BODY:
                wire.sendall(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
                sent += len(piece)
        except OSError:
            pass  # hung up on
        assert sent < 8 * FORM_BODY or wire.recv(100).startswith(b"HTTP/1.1 413")
    assert running.get(running.draft, cookie)[0] == 200


@pytest.mark.parametrize(
    "bytes_",
    [b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x02\x00", b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\n\r\n"],
)
def test_what_is_no_proper_request_is_refused_and_not_logged(bytes_: bytes, running: Running) -> None:
    with socket.create_connection(("127.0.0.1", running.port), timeout=20) as wire:
        wire.sendall(bytes_)
        wire.shutdown(socket.SHUT_WR)
        answer = wire.recv(4000)
    assert answer == b"" or answer.startswith(b"HTTP/1.1 4")
    code, printed = running.stop()
    assert "Traceback" not in printed
    assert code in (0, 130)


def test_a_port_that_is_taken_is_one_sentence(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "samverkansavtal", "web", "--no-browser", "--port", port]
        ended = subprocess.run(
            [*command, "--folder", str(tmp_path)], capture_output=True, text=True, timeout=60, check=False
        )
    assert ended.returncode == 1
    assert f"Port {port} är upptagen" in ended.stderr
    assert "Traceback" not in ended.stderr
