"""A visitor without a browser: asks the application over ASGI, keeps cookies, reads and posts forms."""

import asyncio
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

HOST = "127.0.0.1:5000"


@dataclass
class Control:
    """One input, textarea or button of a form."""

    kind: str
    name: str
    value: str
    checked: bool = False


@dataclass
class Form:
    """A form as it stands on a page."""

    action: str
    controls: list[Control] = field(default_factory=list)

    @property
    def values(self) -> list[tuple[str, str]]:
        """What a browser would send without anything being touched, buttons left out."""
        return [
            (one.name, one.value)
            for one in self.controls
            if one.name and one.kind != "submit" and (one.kind not in ("radio", "checkbox") or one.checked)
        ]

    def has(self, name: str) -> bool:
        return any(one.name == name for one in self.controls)

    def options(self, name: str) -> list[str]:
        return [one.value for one in self.controls if one.name == name]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.links: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.ids: list[str] = []
        self.headings: list[tuple[str, str]] = []
        self._form: Form | None = None
        self._area: Control | None = None
        self._link: str | None = None
        self._heading: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "form":
            self._form = Form(given.get("action", ""))
            self.forms.append(self._form)
        elif tag in ("input", "button", "textarea") and self._form is not None:
            kind = "submit" if tag == "button" else given.get("type", "text") if tag == "input" else tag
            control = Control(kind, given.get("name", ""), given.get("value", ""), "checked" in given)
            self._form.controls.append(control)
            self._area = control if tag == "textarea" else self._area
        elif tag == "a":
            self._link = given.get("href", "")
            self.links.append((self._link, ""))
        elif tag in ("h1", "h2", "h3"):
            self._heading = tag
            self.headings.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea":
            self._area = None
        elif tag == "a":
            self._link = None
        elif tag == self._heading:
            self._heading = ""

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.value += data
        self.text.append(data)
        if self._link is not None:
            self.links[-1] = (self._link, self.links[-1][1] + data)
        if self._heading:
            self.headings[-1] = (self._heading, self.headings[-1][1] + data)


@dataclass
class Answer:
    """What came back."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes
    url: str

    def header(self, name: str) -> str:
        return next((value for key, value in self.headers if key == name), "")

    @property
    def html(self) -> str:
        return self.body.decode("utf-8")

    @property
    def page(self) -> _Reader:
        reader = _Reader()
        reader.feed(self.html)
        return reader

    @property
    def said(self) -> str:
        """The page's text, spaces as they read."""
        return " ".join("".join(self.page.text).replace("\u00a0", " ").split())

    @property
    def heading(self) -> str:
        return next((" ".join(text.split()) for tag, text in self.page.headings if tag == "h1"), "")

    @property
    def path(self) -> str:
        return urlsplit(self.url).path


class Visitor:
    """Somebody with a browser, as far as HTTP goes."""

    def __init__(
        self, app: Any, host: str = HOST, scheme: str = "http", peer: str = "127.0.0.1", **headers: str
    ) -> None:
        self.app = app
        self.host, self.scheme, self.peer = host, scheme, peer
        self.headers = {key.replace("_", "-"): value for key, value in headers.items()}
        self.cookies: dict[str, str] = {}
        self.last: Answer | None = None

    def get(self, url: str, **options: Any) -> Answer:
        return self.ask("GET", url, **options)

    def post(self, url: str, data: dict[str, Any] | list[tuple[str, str]], **options: Any) -> Answer:
        body = urlencode(data, doseq=True).encode()
        kind = "application/x-www-form-urlencoded"
        return self.ask("POST", url, body=body, kind=kind, **options)

    def upload(self, url: str, fields: dict[str, str], name: str, filename: str, data: bytes) -> Answer:
        edge = "----kant"
        parts = [
            f'--{edge}\r\ncontent-disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'.encode()
            for key, value in fields.items()
        ]
        head = f'--{edge}\r\ncontent-disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(head.encode() + b"content-type: application/octet-stream\r\n\r\n" + data + b"\r\n")
        body = b"".join(parts) + f"--{edge}--\r\n".encode()
        return self.ask("POST", url, body=body, kind=f"multipart/form-data; boundary={edge}")

    def ask(
        self,
        method: str,
        url: str,
        *,
        body: bytes = b"",
        kind: str = "",
        headers: dict[str, str] | None = None,
        follow: bool = True,
    ) -> Answer:
        """Return the answer to one request, the redirects after it followed."""
        here = self.last.url if self.last else "/"
        target = urljoin(here, url)
        answer = asyncio.run(self._request(method, target, body, kind, headers or {}))
        self._keep(answer)
        if follow and answer.status in (302, 303, 307):
            self.last = answer
            return self.ask("GET", answer.header("location"), headers=headers)
        self.last = answer
        return answer

    def _keep(self, answer: Answer) -> None:
        for name, value in answer.headers:
            if name == "set-cookie":
                pair, _, rest = value.partition(";")
                key, _, given = pair.partition("=")
                if "max-age=0" in rest.lower():
                    self.cookies.pop(key, None)
                else:
                    self.cookies[key] = given

    async def _request(
        self, method: str, url: str, body: bytes, kind: str, headers: dict[str, str]
    ) -> Answer:
        split = urlsplit(url)
        sent = {"host": self.host, **self.headers}
        if kind:
            sent |= {"content-type": kind, "content-length": str(len(body))}
        if self.cookies:
            sent["cookie"] = "; ".join(f"{key}={value}" for key, value in self.cookies.items())
        sent |= headers
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": self.scheme,
            "path": _unquoted(split.path),
            "raw_path": split.path.encode(),
            "query_string": split.query.encode(),
            "root_path": "",
            "headers": [(key.lower().encode(), value.encode("latin-1")) for key, value in sent.items()],
            "client": (self.peer, 50000),
            "server": ("127.0.0.1", 5000),
        }
        messages = [{"type": "http.request", "body": body, "more_body": False}]
        got: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return messages.pop(0) if messages else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            got.append(message)

        await self.app(scope, receive, send)
        start = next(message for message in got if message["type"] == "http.response.start")
        parts = (message.get("body", b"") for message in got if message["type"] == "http.response.body")
        told = [(name.decode().lower(), value.decode("latin-1")) for name, value in start["headers"]]
        return Answer(start["status"], told, b"".join(parts), url)

    def submit(self, changes: dict[str, Any] | None = None, button: tuple[str, str] | None = None) -> Answer:
        """Post the last form of the page shown, with *changes*: name → value, or values."""
        assert self.last is not None
        form = self.last.page.forms[-1]
        changed = changes or {}
        missing = [name for name in changed if not form.has(name)]
        assert not missing, (missing, self.last.said)
        values = [(name, value) for name, value in form.values if name not in changed]
        for name, value in changed.items():
            given = value if isinstance(value, list | tuple | set | frozenset) else [value]
            values += [(name, one) for one in given]
        if button is not None:
            assert button[1] in form.options(button[0]), (button, self.last.said)
            values.append(button)
        return self.post(form.action or self.last.url, values)


def _unquoted(path: str) -> str:
    return dict(parse_qsl(f"p={path.replace('+', '%2B')}", keep_blank_values=True)).get("p", path)
