"""What is installed is what lies in the repository: code, clauses, rules and templates, and it works from there."""

import importlib.util
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CONTENT = ("clauses", "rules", "templates")
PACKAGE = "samverkansavtal"
TRY = """
import sys
from datetime import date
from pathlib import Path
import samverkansavtal
assert Path(samverkansavtal.__file__).is_relative_to(sys.argv[1]), samverkansavtal.__file__
from samverkansavtal.content.layers import model_names
from samverkansavtal.content.library import shipped_library
from samverkansavtal.planning.plan import plan
from samverkansavtal.storing.answer_file import read_draft, read_raw
library = shipped_library("portalen")
draft, dropped = read_draft(read_raw(Path(sys.argv[2])), library)
found = plan(library, draft.answers, draft.day)
print(len(model_names()), len(found.rules) > 50, found.needs, dropped, library.fingerprint)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the wheel built from the source distribution, as an index would get it."""
    for needed in ("build", "hatchling"):
        if importlib.util.find_spec(needed) is None:
            pytest.skip(f"{needed} is not installed, and nothing is fetched for a test")
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stdout + made.stderr
    (found,) = folder.glob("*.whl")
    assert len(list(folder.glob("*.tar.gz"))) == 1
    return found


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_the_wheel_holds_one_package_and_nothing_beside_it(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert PACKAGE in tops
    assert [top for top in tops if top != PACKAGE and not top.endswith(".dist-info")] == []


def test_every_module_is_in_the_wheel(unpacked: Path) -> None:
    source = ROOT / "wizard" / PACKAGE
    modules = {path.relative_to(source) for path in source.rglob("*.py")}
    assert modules | {Path("py.typed")} <= {
        p.relative_to(unpacked / PACKAGE) for p in (unpacked / PACKAGE).rglob("*")
    }


@pytest.mark.parametrize("name", CONTENT)
def test_every_content_file_is_in_the_wheel_byte_for_byte(name: str, unpacked: Path) -> None:
    files = [path for path in (ROOT / name).rglob("*") if path.is_file()]
    assert files != []
    packed = unpacked / PACKAGE / name
    assert [
        path for path in files if (packed / path.relative_to(ROOT / name)).read_bytes() != path.read_bytes()
    ] == []


def run_from(folder: Path, where: Path) -> str:
    answers = ROOT / "examples" / "portalen" / "answers.toml"
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-c", TRY, str(folder), str(answers)]
    made = subprocess.run(command, capture_output=True, text=True, check=False, env=environment, cwd=where)
    assert made.returncode == 0, made.stderr
    return made.stdout


def test_it_works_from_the_wheel_as_from_the_checkout(unpacked: Path, tmp_path: Path) -> None:
    assert run_from(unpacked, tmp_path) == run_from(ROOT / "wizard", tmp_path)


def test_the_command_is_declared(unpacked: Path) -> None:
    (entry,) = unpacked.glob("*.dist-info/entry_points.txt")
    assert "samverkan = samverkansavtal.cli:main" in entry.read_text("utf-8")
