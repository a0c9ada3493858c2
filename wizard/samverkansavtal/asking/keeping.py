"""A sitting's answers in the folder of drafts; a new draft gets its file with the first answer."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from samverkansavtal.asking.services import Services
from samverkansavtal.content.records import Library
from samverkansavtal.planning.plan import Plan
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw, write_draft
from samverkansavtal.storing.drafts import OpenDraft, new_path


class DraftKeeper:
    """Keeps a draft through an `OpenDraft`."""

    def __init__(
        self, draft: Draft, library: Library, services: Services, opened: OpenDraft | None = None
    ) -> None:
        self.draft = draft
        self.opened = opened
        self._library = library
        self._services = services
        self._folder = services.folder

    @property
    def where(self) -> str:
        return str(self.opened.path) if self.opened else ""

    def save(self, plan: Plan, changed: Sequence[str]) -> str:
        """Keep the plan's answers; return what the user must be told, or ""."""
        draft = self._services.kept(self.draft, plan, changed)
        if self.opened is None:
            self.opened = OpenDraft(new_path(self._folder, self._title(plan)))
        notice = self.opened.save(write_draft(draft, self._library))
        self.draft = draft
        return notice

    def _title(self, plan: Plan) -> str:
        name = plan.answers.values.get("namn")
        return name if isinstance(name, str) else f"Utkast {self.draft.day}"

    def move(self, folder: Path) -> None:
        """Keep the draft in *folder* from now on; what lies in the old place is left there."""
        self.close()
        self.opened, self._folder = None, folder

    def close(self) -> None:
        """Let others open the draft."""
        if self.opened is not None:
            self.opened.release()

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Let others read and write the draft meanwhile; what they changed besides the answers is taken over."""
        assert self.opened is not None
        self.opened.release()
        try:
            yield
        finally:
            self.opened.acquire()
            self.draft, _ = read_draft(read_raw(self.opened.path), self._library)
