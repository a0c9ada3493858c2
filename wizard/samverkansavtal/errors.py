"""The errors a user may meet. `str()` of each is Swedish and says what to do.

SamverkanError
├── ContentError    mistakes in content files, every one as `path:line: …`
│   └── ModelError  there is no such model, or no model in a folder: one sentence, for it was typed
├── AnswerError     an answer or an answer file that cannot be used
├── StorageError    the disk said no; nothing already answered is lost
│   └── InUseError  a draft is open in another window
└── Interrupted     the user stopped; answers are saved
"""

import errno
from dataclasses import dataclass, field


class SamverkanError(Exception):
    """Something went wrong that the user can act on."""


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """One mistake in one content file."""

    path: str
    line: int
    message: str
    code: str = field(default="SA001", compare=False)  # what kind of mistake it is, for lint

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.message}"


class ContentError(SamverkanError):
    """Mistakes in content files, reported together."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        super().__init__("\n".join(map(str, self.problems)))


class ModelError(ContentError):
    """There is no such model, or a folder holds none; no file is wrong, so none is named."""

    def __init__(self, sentence: str) -> None:
        super().__init__([Problem("", 0, sentence)])
        self.args = (sentence,)


class AnswerError(SamverkanError):
    """An answer, or a file of answers, that cannot be used."""


class StorageError(SamverkanError):
    """A file could not be read or written."""


class InUseError(StorageError):
    """A draft is open in another window."""


class Interrupted(SamverkanError):
    """The user stopped before the end."""


REASONS = {
    errno.ENOENT: "mappen eller filen finns inte",
    errno.ENOTDIR: "en del av sökvägen är en fil, inte en mapp",
    errno.EISDIR: "det är en mapp, inte en fil",
    errno.EACCES: "ni har inte rätt till filen eller mappen",
    errno.EPERM: "ni har inte rätt till filen eller mappen",
    errno.EROFS: "disken går inte att skriva på",
    errno.ENOSPC: "disken är full",
    errno.ENAMETOOLONG: "namnet är för långt",
    errno.EBUSY: "filen används av ett annat program",
}


def reason(error: OSError) -> str:
    """Return why the disk said no, in Swedish: the system's own words are English."""
    return REASONS.get(error.errno or 0, "datorn säger inte varför")
