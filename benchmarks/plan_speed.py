"""How long one full plan takes, and how that grows with the library.

    python benchmarks/plan_speed.py

The answers are those of examples/portalen. The large library holds ten of everything: the same
questions, concepts, figures, rules and provisions under other names, each with its answers.
"""

import gc
import re
import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from samverkansavtal.content.layers import Layer, layers_for, model_layer
from samverkansavtal.content.library import load_library
from samverkansavtal.content.records import Library
from samverkansavtal.planning.answers import Answer, Answers
from samverkansavtal.planning.plan import plan
from samverkansavtal.storing.answer_file import Draft, read_draft, read_raw

EXAMPLE = Path(__file__).parents[1] / "examples" / "portalen" / "answers.toml"
GOAL_MS, GOAL_GROWTH, TIMES, ROUNDS = 3.0, 12.0, 10, 40
KEPT = (
    "rules/sources.toml",
    "reports/riskrapport.toml",
    "explaining/andra.toml",
    "explaining/snabbtest.toml",
)
SHARED = frozenset(("underskrifter",))  # a word of the texts, and the one table it stands for


class Copier:
    """Writes copies of a library's files under other names."""

    def __init__(self, library: Library, files: dict[str, str]) -> None:
        self.files = files
        fields = {name for rows in library.schema.lists.values() for name in (rows.item, *rows.fields)}
        derived = {name.rpartition(".")[2] for name in library.concepts}
        tables = library.tables.keys() - SHARED
        self.names = {*library.schema.names, *library.schema.lists, *fields, *derived, *tables} - {
            "avtalstexten"
        }
        longest = sorted(self.names, key=len, reverse=True)
        self.word = re.compile(rf"(?<![\w/-])({'|'.join(map(re.escape, longest))})(?![\w/-])")
        self.ids = {
            path.removeprefix("clauses/").removesuffix(".md") for path in files if path.startswith("clauses/")
        }
        self.id = re.compile(rf"\"({'|'.join(sorted(map(re.escape, self.ids), key=len, reverse=True))})\"")

    def name(self, name: str, number: int) -> str:
        return f"{name}x{number}" if name in self.names else name

    def text(self, text: str, number: int) -> str:
        lines = []
        for line in text.split("\n"):
            pieces = re.split(r"(\"[a-z0-9-]+/[a-z0-9-]+\"|^(?:part|kind|source) = .*)", line)
            lines.append("".join(self._piece(piece, number) for piece in pieces))
        return "\n".join(lines)

    def _piece(self, piece: str, number: int) -> str:
        if piece.startswith(("part = ", "kind = ", "source = ")):
            return piece
        if self.id.fullmatch(piece):
            return f'"k{number}/{piece[1:]}'
        return self.word.sub(lambda match: self.name(match[1], number), piece)

    def path(self, path: str, number: int) -> str:
        folder, _, name = path.rpartition("/")
        stem, _, extension = name.partition(".")
        if folder in ("rules/concepts", "rules/figures", "tables"):
            return f"{folder}/{self.name(stem, number)}.{extension}"
        top, _, rest = path.partition("/")
        return f"{top}/k{number}/{rest}"

    @staticmethod
    def grows(path: str) -> bool:
        """Return whether there can be many of such a file; forms and papers cost a plan nothing, words are shared."""
        stem = path.rpartition("/")[2].removesuffix(".toml")
        return (
            path not in KEPT
            and stem not in SHARED
            and not path.startswith(("forms/", "papers/", "rules/words/"))
        )

    def copies(self, times: int) -> Iterator[tuple[str, str]]:
        """Yield (path, text) of the files and of *times* - 1 copies of them."""
        yield from self.files.items()
        for number in range(1, times):
            for path, text in self.files.items():
                if self.grows(path):
                    yield self.path(path, number), self.text(text, number)

    def answers(self, answers: Answers, times: int) -> Answers:
        values: dict[str, Answer] = dict(answers.values)
        rows, closed = dict(answers.rows), set(answers.closed)
        for number in range(1, times):
            for path, value in answers.values.items():
                parts = path.split(".")
                parts = [self.name(parts[0], number), *parts[1:-1], self.name(parts[-1], number)][
                    : len(parts)
                ]
                values[".".join(parts)] = self._value(value, number)
            rows |= {self.name(name, number): keys for name, keys in answers.rows.items()}
            closed |= {self.name(name, number) for name in answers.closed}
        return replace(answers, values=values, rows=rows, closed=frozenset(closed))

    def _value(self, value: Answer, number: int) -> Answer:
        if isinstance(value, frozenset):
            return frozenset(self.name(choice, number) for choice in value)
        return self.name(value, number) if isinstance(value, str) else value


def layered_files() -> dict[str, str]:
    """Return the files of the model portalen, upper layers over lower, its outline left out."""
    files: dict[str, str] = {}
    for layer in layers_for(model_layer("portalen")):
        files |= {path: text for path, text in layer.files.items() if path != "model.toml"}
    return files


def outline(library: Library, times: int) -> str:
    """Return a model.toml with *times* of every section."""
    lines = ['title = "Stor"', 'document = "Avtal om {{ namn }}"']
    for number in range(times):
        prefix, ending = (f"k{number}/", f"-{number}") if number else ("", "")
        for kind, plans in (("sections", library.model.sections), ("annexes", library.model.annexes)):
            for section in plans:
                ids = ", ".join(f'"{prefix}{name}"' for name in section.provisions)
                lines += [
                    f"[[{kind}]]",
                    f'id = "{section.id}{ending}"',
                    f'title = "{section.title}"',
                    f"provisions = [{ids}]",
                ]
    return "\n".join(lines)


def large(library: Library, draft: Draft, times: int) -> tuple[Layer, Answers]:
    """Return a layer *times* as large as *library*, and the draft's answers as many times over."""
    copier = Copier(library, layered_files())
    files = dict(copier.copies(times))
    return Layer("stor", {**files, "model.toml": outline(library, times)}), copier.answers(
        draft.answers, times
    )


def milliseconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def by_turns(*works: Callable[[], object]) -> list[float]:
    """Return the median of each work, run by turns so that the machine's moods are shared."""
    for work in works:
        work()
    times = [[milliseconds(work) for work in works] for _ in range(ROUNDS)]
    return [statistics.median(column) for column in zip(*times, strict=True)]


def line(what: str, took: float, ratio: str, goal: str = "") -> str:
    return f"{what:34}{took:9.2f}{ratio:>9}   {goal}".rstrip()


def main() -> None:
    """Print the time of one plan, small and large, and of loading."""
    layers = layers_for(model_layer("portalen"))
    library = load_library(*layers)
    draft, _ = read_draft(read_raw(EXAMPLE), library)
    layer, answers = large(library, draft, TIMES)
    big = load_library(layer)
    gc.collect()
    gc.freeze()  # neither library is rubbish: only what a plan makes itself is collected while it is timed
    small_ms, big_ms = by_turns(
        lambda: plan(library, draft.answers, draft.day), lambda: plan(big, answers, draft.day)
    )
    loading = statistics.median(milliseconds(lambda: load_library(*layers)) for _ in range(7))
    loading_big = statistics.median(milliseconds(lambda: load_library(layer)) for _ in range(3))
    sizes = f"{len(library.records)} and {len(big.records)} files"
    print(f"{'':34}{'ms':>9}{'ratio':>9}")
    print(line("plan, examples/portalen", small_ms, "1.0", f"goal ≤ {GOAL_MS:.0f} ms"))
    print(
        line(
            f"plan, library {TIMES} times as large",
            big_ms,
            f"{big_ms / small_ms:.1f}",
            f"goal ≤ {GOAL_GROWTH:.0f} times",
        )
    )
    print(line("load, examples/portalen", loading, "1.0", sizes))
    print(line(f"load, library {TIMES} times as large", loading_big, f"{loading_big / loading:.1f}"))


if __name__ == "__main__":
    main()
