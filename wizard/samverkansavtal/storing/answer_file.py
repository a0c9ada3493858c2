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

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from samverkansavtal.content.records import Library, Question
from samverkansavtal.errors import AnswerError, StorageError
from samverkansavtal.language.kinds import CHOICE, CHOICES
from samverkansavtal.language.reading import ReadError
from samverkansavtal.planning.answers import Answers, NotKnown
from samverkansavtal.storing.answer_values import plain, read_value

FORMAT = 1
MAX_SIZE = 2_000_000
HEADER = (
    "format",
    "model",
    "layer",
    "day",
    "version",
    "library",
    "closed",
    "skipped",
    "findings",
    "changed_after_result",
    "unsure",
    "answers",
    "judgements",
)


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
    try:
        if path.stat().st_size > MAX_SIZE:
            raise AnswerError(f"{path.name} är för stor för att vara en svarsfil. Välj en annan fil.")
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        raise AnswerError(
            f"{path.name} är ingen textfil i UTF-8. Spara om den, eller välj en annan fil."
        ) from None
    except FileNotFoundError:
        raise StorageError(
            f"Filen {path} finns inte. Kontrollera namnet, eller skriv samverkan resume för att se utkasten."
        ) from None
    except OSError:
        raise StorageError(
            f"Filen {path.name} kan inte öppnas. Kontrollera att den inte är öppen i ett annat program."
        ) from None
    return RawDraft(path.name, _header(path.name, text))


def _header(name: str, text: str) -> dict[str, Any]:
    try:
        data = tomllib.loads(text, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        where = str(error).partition("at line ")[2].split(",")[0].rstrip(")")
        line = f" på rad {where}" if where.isdigit() else ""
        raise AnswerError(
            f"{name} är skadad eller avbruten{line}. Rätta raden, eller ta en äldre kopia av filen."
        ) from None
    version = data.get("format")
    if not isinstance(version, int) or isinstance(version, bool):
        raise AnswerError(
            f"{name} är ingen svarsfil: ”format” saknas. Skriv format = {FORMAT} överst, eller välj en annan fil."
        )
    if version > FORMAT:
        raise AnswerError(
            f"{name} är gjord med en nyare version av verktyget. Installera den versionen och försök igen."
        )
    for key in data.keys() - set(HEADER):
        raise AnswerError(f"{name}: ”{key}” är okänt. Ta bort raden, eller flytta den under [answers].")
    if not isinstance(data.get("model"), str) or type(data.get("day")) is not date:
        raise AnswerError(
            f'{name}: ”model” eller ”day” saknas. Skriv till exempel model = "portalen" och day = 2026-01-15.'
        )
    if not isinstance(data.get("answers", {}), dict):
        raise AnswerError(
            f"{name}: ”answers” ska vara en tabell. Skriv [answers] på en egen rad och svaren under."
        )
    return data


def read_draft(raw: RawDraft, library: Library) -> tuple[Draft, tuple[str, ...]]:
    """Return the draft and what could not be kept: choices and questions that the library has dropped.

    Raises:
        AnswerError: one or more answers are wrong; every one of them is in the message.
    """
    data = raw.data
    reader = _Reader(raw.path, library)
    answers = reader.answers(data.get("answers", {}))
    for name in _words(data.get("closed")):
        answers = answers.close(name) if name in library.schema.lists else answers
    for name in _words(data.get("skipped")):
        answers = answers.skip(name)
    for name, who in _table(data.get("unsure")).items():
        answers = answers.put(f"{name}.+", NotKnown(str(who))) if name in library.schema.lists else answers
    if reader.mistakes:
        raise AnswerError("\n".join(reader.mistakes))
    draft = Draft(
        model=raw.model,
        day=data["day"],
        answers=answers,
        layer=raw.layer,
        version=data.get("version", 0) if isinstance(data.get("version", 0), int) else 0,
        library=str(data.get("library", "")),
        findings=tuple(_words(data.get("findings"))),
        judgements=tuple(_judgements(data.get("judgements"))),
        changed_after_result=tuple(_words(data.get("changed_after_result"))),
    )
    return draft, tuple(reader.dropped)


def _words(value: object) -> list[str]:
    return [word for word in value if isinstance(word, str)] if isinstance(value, list) else []


def _table(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _judgements(value: object) -> Iterator[Judgement]:
    for entry in value if isinstance(value, list) else []:
        if isinstance(entry, dict) and type(entry.get("day")) is date:
            words = {
                key: str(entry.get(key, ""))
                for key in ("rule", "name", "role", "mandate", "reason", "answers")
            }
            yield Judgement(day=entry["day"], **words)


class _Reader:
    """Reads answers one by one and goes on after a mistake."""

    def __init__(self, path: str, library: Library) -> None:
        self.path = path
        self.library = library
        self.mistakes: list[str] = []
        self.dropped: list[str] = []

    def answers(self, data: Mapping[str, Any]) -> Answers:
        found = Answers()
        for name, value in data.items():
            question = self.library.questions.get(name)
            if question is None:
                self.mistakes.append(
                    f"{self.path}: frågan ”{name}” finns inte. Ta bort raden eller rätta namnet."
                )
            elif question.is_list:
                found = self.rows(found, question, value)
            else:
                found = self.put(found, name, question, value)
        return found

    def rows(self, found: Answers, question: Question, value: Any) -> Answers:
        name = question.fact
        if not isinstance(value, list) or not all(isinstance(row, dict) for row in value):
            self.mistakes.append(
                f"{self.path}: ”{name}” är en lista med rader. Skriv [[answers.{name}]] före varje rad."
            )
            return found
        for number, row in enumerate(value, 1):
            key = str(row.get("key", f"r{number}"))
            if key in found.keys(name) or not key or "." in key or "+" in key:
                self.mistakes.append(
                    f"{self.path}: raden ”{key}” i {name} har en nyckel som inte går. Skriv en egen key för varje rad, utan punkt."
                )
                continue
            found = found.add_row(name, key)
            for field_name, field_value in row.items():
                if field_name == "key":
                    continue
                inner = self.library.questions.get(f"{name}.{field_name}")
                if inner is None:
                    self.mistakes.append(
                        f"{self.path}: fältet ”{field_name}” finns inte i {name}. Ta bort raden eller rätta namnet."
                    )
                else:
                    found = self.put(found, f"{name}.{key}.{field_name}", inner, field_value)
        return found

    def put(self, found: Answers, path: str, question: Question, value: Any) -> Answers:
        try:
            answer = read_value(question, value)
        except ReadError as error:
            self.mistakes.append(f"{self.path}: {path}: {error}")
            return found
        if isinstance(answer, frozenset | str) and question.kind.name in (CHOICE, CHOICES):
            chosen = answer if isinstance(answer, frozenset) else frozenset((answer,))
            if gone := chosen - question.kind.choices.keys():
                self.dropped.append(
                    f"{question.ask} Valet ”{min(gone)}” finns inte längre, så frågan ställs igen."
                )
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
    single = {path: plain(value) for path, value in answers.values.items() if "." not in path}
    rows = {
        name: [_row_data(answers, name, key) for key in answers.keys(name)]
        for name in library.schema.lists
        if answers.keys(name)
    }
    return single | rows


def _row_data(answers: Answers, name: str, key: str) -> dict[str, Any]:
    return {"key": key} | {path.rpartition(".")[2]: plain(value) for path, value in answers.row(name, key)}
