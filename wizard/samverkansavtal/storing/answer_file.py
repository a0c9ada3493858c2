"""Answer files: TOML in, checked answers out, and back. Every mistake is told at once, in Swedish.

format = 1
model = "portalen"
day = 2026-01-15
closed = ["parter"]                  # lists that have all their rows
unsure = { lokaler = "uthyrningen" } # lists nobody here knows the rest of, and who does
[answers]
namn = "…"
hyra = { not_known = "uthyrningen" } # vet inte än, och vem vet
eget = { not_for_us = true }         # gäller inte oss
[[answers.parter]]
key = "p1"
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from samverkansavtal.content.records import Library, Question
from samverkansavtal.errors import AnswerError, StorageError
from samverkansavtal.language.kinds import CHOICE, CHOICES
from samverkansavtal.language.reading import ReadError, text
from samverkansavtal.planning.answers import Answer, Answers, NotKnown
from samverkansavtal.storing.answer_head import FORMAT, parse, visible
from samverkansavtal.storing.answer_values import plain, read_value

MAX_SIZE = 2_000_000
PACKED = b"PK\x03\x04"  # how a zip begins, and a Word file is one
KEY = re.compile(r"[\w-]{1,60}")  # of a row


@dataclass(frozen=True)
class Judgement:
    """Avvikande bedömning: who decided otherwise about a finding, and why."""

    rule: str
    name: str
    role: str
    mandate: str
    reason: str
    day: date
    answers: str  # fingerprint of the answers it rested on


@dataclass(frozen=True)
class Draft:
    """An answer file: the answers and what they were made with."""

    model: str
    day: date
    answers: Answers
    layer: str = ""  # folder of the user's own layer
    version: int = 0  # of the Word file written last
    library: str = ""  # fingerprint of the library last used
    findings: tuple[str, ...] = ()  # what the library found then
    judgements: tuple[Judgement, ...] = ()
    changed_after_result: tuple[str, ...] = ()  # answers changed once the result had been seen


@dataclass(frozen=True)
class RawDraft:
    """An answer file read but not yet held against a library."""

    path: str
    data: dict[str, Any] = field(default_factory=dict)

    @property
    def model(self) -> str:
        return str(self.data["model"])

    @property
    def layer(self) -> str:
        return str(self.data.get("layer", ""))


def read_raw(path: Path) -> RawDraft:
    """Return the file's data when it can be read at all.

    Raises:
        StorageError: the file cannot be opened.
        AnswerError: it is not an answer file, is damaged, or was made by a newer version.
    """
    return raw_from(path.name, read_content(path))


def read_content(path: Path) -> bytes:
    """Return what an answer file holds.

    Raises:
        StorageError: it cannot be opened.
        AnswerError: it is too large to be one.
    """
    try:
        if path.stat().st_size > MAX_SIZE:
            raise AnswerError(f"{path.name} är för stor för att vara en svarsfil. Välj en annan fil.")
        return path.read_bytes()
    except FileNotFoundError:
        raise StorageError(
            f"Filen {path} finns inte. Kontrollera namnet, eller skriv samverkan resume för att se utkasten."
        ) from None
    except OSError:
        raise StorageError(
            f"Filen {path.name} kan inte öppnas. Kontrollera att den inte är öppen i ett annat program."
        ) from None


def raw_from(name: str, content: bytes) -> RawDraft:
    """Return the data of the answer file *name*.

    Raises:
        AnswerError: it is not an answer file, is damaged, or was made by a newer version.
    """
    if content.startswith(PACKED):
        raise AnswerError(
            f"{name} är en Word-fil, eller en annan packad fil, och ingen svarsfil. Välj filen med svaren, "
            "ofta svar.toml. Ett ifyllt partsblad läses in med samverkan read."
        )
    try:
        return RawDraft(name, parse(name, content.decode("utf-8-sig")))
    except UnicodeDecodeError:
        raise AnswerError(
            f"{name} är ingen textfil i UTF-8. Spara om den, eller välj en annan fil."
        ) from None


def read_draft(raw: RawDraft, library: Library) -> tuple[Draft, tuple[str, ...]]:
    """Return the draft and what could not be kept: choices and questions that the library has dropped.

    Raises:
        AnswerError: one or more answers are wrong; every one of them is in the message.
    """
    data = raw.data
    reader = _Reader(raw.path, library)
    answers = reader.answers(data.get("answers", {}))
    for name in data.get("closed", ()):
        answers = answers.close(name) if name in library.schema.lists else answers
    for name in data.get("skipped", ()):
        answers = answers.skip(name)
    for name, who in data.get("unsure", {}).items():
        if name in library.schema.lists:
            answers = answers.put(f"{name}.+", NotKnown(reader.word(f"unsure.{name}", who)))
    judgements = tuple(_judgement(reader, entry) for entry in data.get("judgements", ()))
    if reader.mistakes:
        raise AnswerError("\n".join(reader.mistakes))
    draft = Draft(
        model=raw.model,
        day=data["day"],
        answers=answers,
        layer=raw.layer,
        version=data.get("version", 0),
        library=data.get("library", ""),
        findings=tuple(data.get("findings", ())),
        judgements=judgements,
        changed_after_result=tuple(data.get("changed_after_result", ())),
    )
    return draft, tuple(reader.dropped)


def _judgement(reader: "_Reader", entry: Mapping[str, Any]) -> Judgement:
    keys = ("rule", "name", "role", "mandate", "reason", "answers")
    words = {key: reader.word(f"judgements.{key}", entry.get(key, "")) for key in keys}
    return Judgement(day=entry["day"], **words)


class _Reader:
    """Reads answers one by one and goes on after a mistake."""

    def __init__(self, path: str, library: Library) -> None:
        self.path = path
        self.library = library
        self.mistakes: list[str] = []
        self.dropped: list[str] = []

    def mistake(self, sentence: str) -> None:
        self.mistakes.append(visible(f"{self.path}: {sentence}"))

    def word(self, path: str, value: object) -> str:
        """Return a name or a reason that someone has written beside the answers; it may be left out."""
        try:
            return text(value) if isinstance(value, str) and value else ""
        except ReadError as error:
            self.mistake(f"{path}: {error}")
            return ""

    def answers(self, data: Mapping[str, Any]) -> Answers:
        found = Answers()
        for name, value in data.items():
            question = self.library.questions.get(name)
            if question is None or question.list:
                self.mistake(f"frågan ”{name}” finns inte. Ta bort raden eller rätta namnet.")
            elif question.is_list:
                found = self.rows(found, question, value)
            else:
                found = self.put(found, name, question, value)
        return found

    def rows(self, found: Answers, question: Question, value: Any) -> Answers:
        name = question.fact
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.mistake(f"”{name}” är en lista med rader. Skriv [[answers.{name}]] före varje rad.")
            return found
        for number, row in enumerate(value, 1):
            key = row.get("key", f"r{number}")
            if not isinstance(key, str) or key in found.keys(name) or not KEY.fullmatch(key):
                self.mistake(
                    f"raden ”{key}” i {name} har en nyckel som inte går. "
                    "Skriv en egen key för varje rad, med bokstäver, siffror och bindestreck."
                )
                continue
            found = self.fields(found.add_row(name, key), name, key, row)
        return found

    def fields(self, found: Answers, name: str, key: str, row: Mapping[str, Any]) -> Answers:
        for field_name, value in row.items():
            question = self.library.questions.get(f"{name}.{field_name}")
            if question is not None:
                found = self.put(found, f"{name}.{key}.{field_name}", question, value)
            elif field_name != "key":
                self.mistake(f"fältet ”{field_name}” finns inte i {name}. Ta bort raden eller rätta namnet.")
        return found

    def put(self, found: Answers, path: str, question: Question, value: Any) -> Answers:
        try:
            answer = read_value(question, value)
        except ReadError as error:
            self.mistake(f"{path}: {error}")
            return found
        if isinstance(answer, frozenset | str) and question.kind.name in (CHOICE, CHOICES):
            chosen = answer if isinstance(answer, frozenset) else frozenset((answer,))
            if gone := chosen - question.kind.choices.keys():
                sentence = f"{question.ask} Valet ”{min(gone)}” finns inte längre, så frågan ställs igen."
                self.dropped.append(visible(sentence))
                return found
        return found.put(path, answer)


def write_draft(draft: Draft, library: Library) -> bytes:
    """Return the draft as an answer file."""
    import tomli_w

    data: dict[str, Any] = {"format": FORMAT, "model": draft.model, "day": draft.day}
    if draft.layer:
        data["layer"] = draft.layer
    data |= {"version": draft.version, "library": draft.library, "closed": sorted(draft.answers.closed)}
    data |= {"skipped": sorted(draft.answers.skipped), "findings": list(draft.findings)}
    unsure = {name: draft.answers.values.get(f"{name}.+") for name in library.schema.lists}
    data["unsure"] = {name: answer.who for name, answer in unsure.items() if isinstance(answer, NotKnown)}
    if draft.changed_after_result:
        data["changed_after_result"] = list(draft.changed_after_result)
    if draft.judgements:
        data["judgements"] = [vars_of(judgement) for judgement in draft.judgements]
    data["answers"] = _answers_data(draft.answers, library)
    return tomli_w.dumps(data, multiline_strings=False).encode("utf-8")


def vars_of(judgement: Judgement) -> dict[str, Any]:
    return {name: getattr(judgement, name) for name in Judgement.__dataclass_fields__}


def _answers_data(answers: Answers, library: Library) -> dict[str, Any]:
    """Return the answers in authored order: the same file, whichever was given first."""
    single: dict[str, Any] = {}
    fields: defaultdict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for path, value in sorted(answers.values.items(), key=partial(_authored, library)):
        name, _, rest = path.partition(".")
        key, _, field_name = rest.partition(".")
        if not rest:
            single[name] = plain(value)
        elif field_name:  # `parter.+`, whether there are more rows, stands elsewhere
            fields[name, key][field_name] = plain(value)
    rows = {
        name: [{"key": key} | fields[name, key] for key in answers.keys(name)]
        for name in library.schema.lists
        if answers.keys(name)
    }
    return single | rows


def _authored(library: Library, answered: tuple[str, Answer]) -> tuple[int, ...]:
    question = library.question(answered[0])
    return question.order if question is not None else ()
