"""One draft on a site of its own, and pages asked for without a network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from producing.shelves import EXAMPLES, MemoryShelf
from samverkansavtal.content.records import Library
from samverkansavtal.documents import open_answers
from samverkansavtal.planning.answers import Answer
from samverkansavtal.planning.plan import plan
from samverkansavtal.storing.answer_file import Draft
from samverkansavtal.storing.shelf import Shelf
from samverkansavtal.web.addresses import ADDRESSES, address
from samverkansavtal.web.keeping import (
    DraftLine,
    Edit,
    Event,
    Headers,
    Kept,
    NotHereError,
    Person,
    Role,
    Session,
)
from samverkansavtal.web.routes import Page
from samverkansavtal.web.site import Site
from samverkansavtal.web.visit import Posted, Visit
from web.html import Element, read

ME = Person("jag", "Jag")


@dataclass
class OneDraft:
    """Drafts, doors and a shelf for a single draft; `earlier` is how it was before the last change."""

    kept: Kept
    earlier: Draft | None = None
    files: MemoryShelf = field(default_factory=MemoryShelf)

    def all(self, person: Person) -> Sequence[DraftLine]:
        return ()

    def begin(self, person: Person, draft: Draft, library: Library) -> str:
        raise NotImplementedError

    def open(self, person: Person, name: str) -> Kept:
        if name != self.kept.id:
            raise NotHereError("Utkastet finns inte.")
        return self.kept

    def change(self, person: Person, name: str, edit: Edit, path: str = "") -> Kept:
        self.kept = edit(self.kept)
        return self.kept

    def before(self, person: Person, name: str) -> Draft | None:
        return self.earlier

    def delete(self, person: Person, name: str) -> None:
        raise NotImplementedError

    def shelf(self, person: Person, name: str) -> Shelf:
        return self.files

    def history(self, person: Person, name: str) -> Sequence[Event]:
        return ()

    def enter(self, cookies: Mapping[str, str], headers: Headers) -> Session | None:
        return None

    def leave(self, session: Session) -> None:
        raise NotImplementedError

    def answer(self, **answers: Answer | None) -> None:
        """Change answers the way one visit does; None takes one away."""
        self.earlier = self.kept.draft
        self.kept = answered(self.kept, answers)

    def ask(
        self, page: Page, query: str = "", form: Mapping[str, Any] | None = None, **parts: str
    ) -> Response:
        """Return what *page* answers."""
        parts = {"utkast": self.kept.id, **parts}
        scope = {
            "type": "http",
            "method": page.method,
            "path": address(page.name, **parts),
            "query_string": query.encode(),
            "headers": [],
            "path_params": parts,
            "scheme": "http",
            "server": ("127.0.0.1", 80),
        }
        assert page.name in ADDRESSES
        posted = Posted(FormData(form or {}))
        site = Site(self, self, lambda: datetime(2026, 11, 25, tzinfo=UTC), ("127.0.0.1",))
        visit = Visit(site, Request(scope), Session("s", ME, "hemlig"), posted, self.kept)
        return page.handler(visit)

    def see(self, page: Page, **more: Any) -> Element:
        """Return the page as a browser reads it."""
        return read(bytes(self.ask(page, **more).body).decode())


def answered(kept: Kept, answers: Mapping[str, Answer | None]) -> Kept:
    now = kept.draft.answers
    for path, answer in answers.items():
        now = now.put(path, answer) if answer is not None else now.clear(path)
    draft = replace(kept.draft, answers=now)
    return replace(kept, draft=draft, plan=plan(kept.library, now, draft.day))


def one_draft(case: str = "kvarterslokal", role: Role = Role.OWNER) -> OneDraft:
    """The draft of an example."""
    opened = open_answers(EXAMPLES / case)
    return OneDraft(Kept("abc", "1", role, opened.draft, opened.library, opened.plan))


def uploaded(data: bytes, name: str = "avtal.docx") -> UploadFile:
    """A file as a form carries it."""
    return UploadFile(BytesIO(data), size=len(data), filename=name)
