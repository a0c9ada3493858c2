"""How long it takes from an answer to the next page, storing included, over loopback.

    python -m benchmarks.web_speed

Each server runs in a process of its own; the answers are those of examples/portalen, and one of them is
changed again and again. Where other programs want the machine too, the processor time tells more: it
is for the question, the answer and the next page. The ratio is to the bare framework's form and page, measured in the same run.
"""

import http.client
import re
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from urllib.parse import urlencode

from benchmarks.web_servers import Server, bare, example, hosted, local, memory, worked

from samverkansavtal.planning.plan import plan

GOAL_MS, ROUNDS, WARM, PEOPLE, ANSWERS = 10.0, 200, 20, 50, 6
INPUT = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')


class Visitor:
    """Somebody with a browser that keeps its connection."""

    def __init__(self, server: Server, number: int = 0) -> None:
        self.draft = server.drafts[number]
        self.headers = dict(server.headers[number]) if server.headers else {}
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)

    def ask(self, method: str, url: str, body: str | None = None) -> tuple[int, str, str]:
        """Return the status, where to go on, and the page."""
        kind = {"content-type": "application/x-www-form-urlencoded"} if body else {}
        self.connection.request(method, url, body, self.headers | kind)
        answer = self.connection.getresponse()
        page = answer.read().decode()
        if cookie := answer.getheader("set-cookie"):
            self.headers["cookie"] = cookie.partition(";")[0]
        return answer.status, answer.getheader("location") or "", page

    def prepare(self) -> dict[str, str]:
        """Open the question; return what its form carries."""
        status, _, page = self.ask("GET", f"{self.draft}/fraga/forandring")
        if status != 200:
            raise RuntimeError(f"the question answers {status}")
        return dict(INPUT.findall(page))

    def answer(self, hidden: dict[str, str], text: str) -> float:
        """Answer the question and fetch the next page; return the milliseconds that took."""
        body = urlencode(hidden | {"svar": text, "gor": "svara"})
        start = time.perf_counter()
        status, onwards, _ = self.ask("POST", f"{self.draft}/fraga/forandring", body)
        shown, _, _ = self.ask("GET", onwards) if status == 303 else (status, "", "")
        took = (time.perf_counter() - start) * 1000
        if (status, shown) != (303, 200):
            raise RuntimeError(f"an answer gave {status} and then {shown}")
        return took


def one_by_one(visitor: Visitor, rounds: int = ROUNDS) -> list[float]:
    """Return how long each of *rounds* answers took."""
    times = []
    for number in range(WARM + rounds):
        hidden = visitor.prepare()
        times.append(visitor.answer(hidden, f"fler möts, {number} gånger."))
    return times[WARM:]


def all_at_once(visitors: list[Visitor]) -> tuple[list[float], list[str], float]:
    """Let everybody answer at the same time; return the times, what went wrong, and the answers a second."""
    times, wrong, ready = list[float](), list[str](), threading.Barrier(len(visitors))

    def work(visitor: Visitor) -> None:
        ready.wait()
        for number in range(ANSWERS):
            try:
                times.append(visitor.answer(visitor.prepare(), f"fler möts, {number} gånger till."))
            except (OSError, RuntimeError, http.client.HTTPException) as error:
                wrong.append(str(error) or type(error).__name__)

    threads = [threading.Thread(target=work, args=(visitor,)) for visitor in visitors]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, wrong, len(times) / (time.perf_counter() - start)


def come_in(server: Server) -> list[Visitor]:
    """Return the visitors, let in; on one's own computer they share one browser."""
    visitors = [Visitor(server, number) for number in range(len(server.drafts))]
    if server.key:
        visitors[0].ask("GET", f"/oppna?nyckel={server.key}")
        for visitor in visitors:
            visitor.headers = dict(visitors[0].headers)
    return visitors


def tell(name: str, server: Server, base: float, goal: str) -> None:
    """Print one server's lines."""
    visitors = come_in(server)
    before = worked(server.process)
    took = one_by_one(visitors[0])
    used = worked(server.process)
    median, late = statistics.median(took), statistics.quantiles(took, n=20)[-1]
    print(f"{name:34}{median:8.1f}{late:8.1f}{median / base:8.1f}   {goal}".rstrip())
    if before is not None and used is not None:
        each = (used - before) / (WARM + ROUNDS)
        print(f"{'  processor, with its question':34}{each:8.1f}")
    times, wrong, speed = all_at_once(visitors)
    middle = statistics.median(times) if times else float("nan")
    print(
        f"{'  ' + str(PEOPLE) + ' people at once':34}{middle:8.1f}{'':16}   {speed:.0f} answers/s, {len(wrong)} errors"
    )
    for sentence in sorted(set(wrong)):
        print(f"    {sentence}")
    if (held := memory(server.process)) is not None:
        print(f"{'  memory of the process':34}{held:8.0f} MB")


def planning() -> float:
    """Return the milliseconds of one plan: every answer needs one, and it scales the rest on a busy machine."""
    library, draft = example()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        plan(library, draft.answers, draft.day)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> None:
    """Print the time from answer to next page: bare framework, files on one's own computer, SQLite."""
    print(f"{'':34}{'ms':>8}{'95 %':>8}{'ratio':>8}")
    with bare() as server:
        visitor = Visitor(server)
        took = [visitor.answer({"csrf": "x"}, "fler möts.") for _ in range(WARM + ROUNDS)][WARM:]
        base = statistics.median(took)
        print(f"{'the bare framework':34}{base:8.1f}{statistics.quantiles(took, n=20)[-1]:8.1f}{1:8.1f}")
    print(f"{'one plan of the same answers':34}{planning():8.1f}")
    servers: dict[str, tuple[Callable[[Path, int], AbstractContextManager[Server]], str]] = {
        "files on one's own computer": (local, ""),
        "SQLite, one process": (hosted, f"goal ≤ {GOAL_MS:.0f} ms"),
    }
    for name, (start, goal) in servers.items():
        with tempfile.TemporaryDirectory() as folder, start(Path(folder), PEOPLE) as server:
            tell(name, server, base, goal)


if __name__ == "__main__":
    main()
