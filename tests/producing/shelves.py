"""A shelf in memory, and a draft whose papers can lie on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from pathlib import Path

import docx

from samverkansavtal.documents import open_answers
from samverkansavtal.errors import StorageError
from samverkansavtal.planning.plan import plan
from samverkansavtal.producing.papers import Papers
from samverkansavtal.storing.shelf import TakenError

EXAMPLES = Path(__file__).parents[2] / "examples"


@dataclass
class MemoryShelf:
    """Files by name, with every write remembered."""

    files: dict[str, bytes] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def names(self) -> Sequence[str]:
        return sorted(self.files)

    def read(self, name: str) -> bytes:
        try:
            return self.files[name]
        except KeyError:
            raise StorageError(f"Filen {name} finns inte.") from None

    def add(self, files: Mapping[str, bytes]) -> None:
        if self.files.keys() & files.keys():
            raise TakenError
        self.written += files
        self.files |= files


def papers(**answers: object) -> Papers:
    """The papers of the small example, with some answers changed."""
    opened = open_answers(EXAMPLES / "kvarterslokal")
    changed = opened.draft.answers
    for path, answer in answers.items():
        changed = changed.put(path, answer)  # type: ignore[arg-type]
    planned = plan(opened.library, changed, opened.draft.day)
    return Papers(planned, opened.draft.judgements, opened.draft.changed_after_result)


def longer(papers: Papers) -> Papers:
    """The same draft with another last day."""
    answers = papers.plan.answers.put("slutdag", date(2029, 12, 31))
    return replace(papers, plan=plan(papers.plan.library, answers, papers.plan.day))


def edited(data: bytes, old: str, new: str) -> bytes:
    """A Word file with a text changed the way a person does it."""
    document = docx.Document(BytesIO(data))
    run = next(r for p in document.paragraphs for r in p.runs if old in r.text)
    run.text = run.text.replace(old, new)
    saved = BytesIO()
    document.save(saved)
    return saved.getvalue()
