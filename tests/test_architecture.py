"""The shape of the house: imports go one way, the heart does no I/O, modules stay small, law stays in content."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "wizard" / "samverkansavtal"
MODULES = sorted(SOURCE.rglob("*.py"))
PACKAGE = "samverkansavtal"
FACES = frozenset(("word", "asking", "web"))
BESIDE = frozenset(("proving", "explaining", "drafting", "storing"))
HEART = frozenset(("language", "content", "planning"))
TOP = frozenset(
    ("documents", "sessions", "telling", "judging", "copying", "serving", "covering", "lawyers", "returning")
)  # bring packages together
MAY_IMPORT = {  # package → the packages it may import from, besides itself and errors
    "language": frozenset[str](),
    "content": frozenset(("language",)),
    "planning": frozenset(("language", "content")),
    "drafting": HEART,
    "proving": HEART,
    "storing": HEART,
    "explaining": HEART | {"drafting", "storing"},
    "interviewing": HEART | {"drafting", "storing"},
    "word": HEART | BESIDE,
    "producing": HEART | BESIDE | {"word"},
    "asking": HEART | BESIDE | {"interviewing"},
    "web": HEART | BESIDE | {"interviewing", "producing", "word"},
    "hosting": HEART | BESIDE | {"interviewing", "producing", "web"},
    "commands": HEART | BESIDE | FACES | TOP | {"interviewing", "producing", "hosting"},
}
PURE = frozenset(("language", "planning", "drafting", "explaining", "interviewing", "proving"))
MAX_LINES, MAX_FUNCTION = 300, 40
IO_NAMES = frozenset(("open", "print", "input", "breakpoint", "eval", "exec", "compile", "__import__"))
IO_METHODS = frozenset(
    ("now", "today", "utcnow", "read_text", "read_bytes", "write_text", "write_bytes", "open", "mkdir", "unlink",
     "iterdir", "glob", "rglob", "stat", "exists", "is_file", "is_dir", "getenv", "urlopen", "Popen", "run")
)  # fmt: skip
IO_MODULES = frozenset(
    ("os", "sys", "io", "pathlib", "shutil", "subprocess", "socket", "tempfile", "time", "random", "secrets", "glob",
     "urllib", "http", "logging", "click", "rich", "questionary", "docx", "tomllib", "tomli_w", "platformdirs",
     "filelock", "importlib")
)  # fmt: skip


def name_of(path: Path) -> str:
    return str(path.relative_to(SOURCE))


def package_of(path: Path) -> str:
    """Return the package a module belongs to, "" for the modules at the top."""
    parts = path.relative_to(SOURCE).parts
    return parts[0] if len(parts) > 1 else ""


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"), str(path))


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "relative imports hide where a name comes from"
            module = node.module or ""
            yield from (f"{module}.{alias.name}" for alias in node.names)


PACKAGED = [path for path in MODULES if package_of(path)]


@pytest.mark.parametrize("path", PACKAGED, ids=name_of)
def test_imports_go_one_way(path: Path) -> None:
    package = package_of(path)
    allowed = MAY_IMPORT[package] | {package, "errors"}
    if path.name == "__main__.py" and package == "content":
        allowed |= {"proving"}  # a door, not a part
    reached = {name.split(".")[1] for name in imported(tree_of(path)) if name.startswith(f"{PACKAGE}.")}
    assert reached <= allowed


def test_every_package_has_its_place_in_the_order() -> None:
    packages = {package_of(path) for path in MODULES} - {""}
    assert packages <= MAY_IMPORT.keys()


def test_the_order_has_no_circle() -> None:
    def below(package: str, seen: tuple[str, ...] = ()) -> set[str]:
        assert package not in seen, (*seen, package)
        packages = MAY_IMPORT[package] - TOP
        return set(packages).union(*(below(p, (*seen, package)) for p in packages))

    for package in MAY_IMPORT:
        below(package)


PURE_MODULES = [path for path in PACKAGED if package_of(path) in PURE and path.name != "__main__.py"]


@pytest.mark.parametrize("path", PURE_MODULES, ids=name_of)
def test_the_heart_reads_no_file_no_clock_and_no_keyboard(path: Path) -> None:
    tree = tree_of(path)
    assert IO_MODULES.isdisjoint(name.split(".")[0] for name in imported(tree))
    called = [node.func for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert IO_NAMES.isdisjoint(func.id for func in called if isinstance(func, ast.Name))
    assert IO_METHODS.isdisjoint(func.attr for func in called if isinstance(func, ast.Attribute))


EVERYTHING = sorted(
    path for folder in ("wizard", "tests", "benchmarks") for path in (ROOT / folder).rglob("*.py")
)


@pytest.mark.parametrize("path", EVERYTHING, ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_imports_the_source_folder(path: Path) -> None:
    assert "wizard" not in {name.split(".")[0] for name in imported(tree_of(path))}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_and_its_functions_can_be_read_at_one_go(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(text.splitlines()) <= MAX_LINES
    functions = [n for n in ast.walk(tree_of(path)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef)]
    long = [node.name for node in functions if (node.end_lineno or 0) - node.lineno + 1 > MAX_FUNCTION]
    assert long == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_says_what_it_is(path: Path) -> None:
    assert ast.get_docstring(tree_of(path))


LAW = re.compile(
    r"\b(LOU|LUF|LUK|LOV|OSL|GDPR|HFD|RÅ|KKV|SFS|AB 04|JB|KL|MBL|LAS|jordabalken|kommunallagen|"
    r"hyreslagen|offentlighets- och sekretesslagen|dataskyddsförordningen|avtalslagen)\b"
)


def words_in(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the texts in a module that are not docstrings."""
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.lineno, node.value


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_law_is_content_and_never_code(path: Path) -> None:
    assert [(line, word) for line, word in words_in(tree_of(path)) if LAW.search(word)] == []


def test_shipped_questions_and_rules_are_named_nowhere_in_the_heart() -> None:
    rules = {path.stem for path in (ROOT / "rules").rglob("*.md") if path.parent.name != "concepts"}
    found = [
        (name_of(path), line, word)
        for path in MODULES
        if package_of(path) in HEART
        for line, word in words_in(tree_of(path))
        if word in rules
    ]
    assert found == []
