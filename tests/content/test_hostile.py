"""Nothing hostile gets through: refused at once, with path and line, wherever it stands."""

import json
from pathlib import Path
from time import process_time

import pytest

from content.hostile import EXPRESSIONS, LINES, STATEMENTS, hostile
from content.small_library import FILES, problems, small, spoiled
from samverkansavtal.content.body_reader import BodyReader
from samverkansavtal.content.frontmatter import read_source
from samverkansavtal.content.layers import folder_layer, layers_for
from samverkansavtal.content.library import load_library
from samverkansavtal.errors import ContentError, Problem
from samverkansavtal.language.parse import condition, hole
from samverkansavtal.language.syntax import LanguageError

SCHEMA = small().schema
TEXTS = sorted({*EXPRESSIONS, *STATEMENTS, *LINES})
USES = list(hostile())
RULE, CLAUSE = "rules/upphandling/granse.md", "clauses/syfte/syfte.md"
SECONDS = 0.05


def test_the_corpus_is_as_large_as_it_says() -> None:
    assert len({text for _, text in USES}) >= 300
    assert len(USES) >= 700


def refused(use: str, text: str) -> bool:
    """Return whether *text* is refused when used as *use*."""
    if use == "line":
        source = read_source("x.md", f"+++\n+++\nFörst.\n{text}\nSist.\n")
        if isinstance(source, Problem):
            return source.line == 4
        reader = BodyReader("x.md", SCHEMA, frozenset(("bakgrund",)))
        reader.read(source.body, source.body_line, {})
        return {problem.line for problem in reader.problems} == {4}
    try:
        (condition if use == "condition" else hole)(text, SCHEMA)
    except LanguageError as error:
        return "; " in str(error)
    return False


def seconds(use: str, text: str) -> float:
    """Return how long it takes to refuse *text*, whatever else the machine is doing."""
    start = process_time()
    refused(use, text)
    return process_time() - start


def test_every_hostile_text_is_refused_wherever_it_stands_and_at_once() -> None:
    through, slow = [], []
    for use, text in USES:
        if not refused(use, text):
            through.append((use, text))
        if min(seconds(use, text) for _ in range(2)) > SECONDS:
            slow.append((use, text))
    assert (through, slow) == ([], [])


ALONE = [text for text in TEXTS if "\x00" not in text and text.strip()]


def test_a_hostile_text_in_a_file_is_told_with_the_files_path_and_line() -> None:
    wrong = []
    for text in EXPRESSIONS:
        rule = spoiled(RULE, '"kop", "belopp', f'"kop", {json.dumps(text, ensure_ascii=False)}, "belopp')
        found = problems({RULE: rule})
        if not found or {(problem.path, problem.line) for problem in found} != {(RULE, 4)}:
            wrong.append((text, found))
    assert wrong == []


def test_a_hostile_text_as_a_whole_file_is_told_with_its_path(tmp_path: Path) -> None:
    (tmp_path / "model.toml").write_text('derives = "samverkan"\n', "utf-8")
    base = load_library(*layers_for(folder_layer(tmp_path)))
    kinds = (
        "clauses/x/y.md",
        "rules/x/y.md",
        "rules/concepts/y.md",
        "interview/y.toml",
        "rules/figures/y.toml",
    )
    for number, text in enumerate(TEXTS):
        path = tmp_path / kinds[number % len(kinds)].replace("y", f"y{number}")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
    start = process_time()
    with pytest.raises(ContentError) as refusal:
        load_library(*layers_for(folder_layer(tmp_path)))
    assert process_time() - start < SECONDS * len(TEXTS)
    told = {Path(problem.path).name for problem in refusal.value.problems}
    assert told == {path.name for path in tmp_path.rglob("*.*") if path.name != "model.toml"}
    assert all(problem.line >= 1 for problem in refusal.value.problems)
    assert base.model.id == tmp_path.name


@pytest.mark.parametrize("text", ALONE[:: len(ALONE) // 25])
def test_a_hostile_text_as_the_model_file_is_told(tmp_path: Path, text: str) -> None:
    (tmp_path / "model.toml").write_text(text, "utf-8")
    with pytest.raises(ContentError, match=r"model\.toml:\d+: "):
        load_library(*layers_for(folder_layer(tmp_path)))


def test_a_chain_of_deep_conditions_is_told_and_never_followed() -> None:
    deep = "not " * 25 + "({})"
    concept = FILES["rules/concepts/kop.md"]
    files = {
        f"rules/concepts/a{n:03}.md": concept.replace('"betalt"', f'"{deep.format(f"a{n + 1:03}")}"')
        for n in range(60)
    }
    files["rules/concepts/a060.md"] = concept
    found = problems(files)
    assert [("för lång" in problem.message, "; " in problem.message) for problem in found] == [(True, True)]


def test_a_long_chain_of_references_between_rows_is_refused() -> None:
    with pytest.raises(LanguageError):
        condition("finns(insatser, insats" + ".fran" * 40 + ".form is kommun)", SCHEMA)
