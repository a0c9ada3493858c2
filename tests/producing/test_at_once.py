"""Several who make papers at the same moment: every version has a number of its own, and no file is lost."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

from producing.shelves import edited, longer, papers
from producing.together import at_once
from samverkansavtal.producing.by_hand import same_parts
from samverkansavtal.producing.papers import write_papers
from samverkansavtal.producing.uploads import compare
from samverkansavtal.producing.versions import of_draft
from samverkansavtal.producing.whole_set import write_set
from samverkansavtal.storing.shelf import FolderShelf

TESTS = Path(__file__).parents[1]
PROCESSES, TIMES = 4, 3


def test_two_with_different_answers_get_a_version_each(tmp_path: Path) -> None:
    small = papers()
    both = (small, longer(small))
    found = at_once(lambda: FolderShelf(tmp_path), *(partial(write_papers, one) for one in both))
    assert sorted(one.version for one in found) == [1, 2]
    shelf = FolderShelf(tmp_path)
    for one, made in zip(both, found, strict=True):
        assert made.fresh
        alone = one.written(made.version, ())[1]
        assert same_parts(shelf.read(made.report), alone)
    assert len(of_draft(shelf.names(), small.base)) == 2


def test_two_with_the_same_answers_get_one_version(tmp_path: Path) -> None:
    small = papers()
    found = at_once(lambda: FolderShelf(tmp_path), *[partial(write_papers, small)] * 2)
    assert [one.version for one in found] == [1, 1]
    assert len(FolderShelf(tmp_path).names()) == 2


def test_all_papers_made_at_once_lie_beside_their_own_version(tmp_path: Path) -> None:
    small = papers()
    both = (small, longer(small))
    at_once(lambda: FolderShelf(tmp_path), *(partial(write_set, one) for one in both))
    counts = [len(one.papers) for one in of_draft(FolderShelf(tmp_path).names(), small.base)]
    assert counts[0] == counts[1] > 0


def test_two_files_sent_back_at_once_are_both_kept(tmp_path: Path) -> None:
    made = write_papers(papers(), FolderShelf(tmp_path))
    data = FolderShelf(tmp_path).read(made.agreement)
    sent = [edited(data, "Uppsägningstiden", new) for new in ("Ett", "Två")]
    at_once(lambda: FolderShelf(tmp_path), *(partial(compare, one) for one in sent))
    (version,) = of_draft(FolderShelf(tmp_path).names(), papers().base)
    assert sorted(FolderShelf(tmp_path).read(name) for name in version.uploads) == sorted(sent)


def test_processes_with_different_answers_get_a_version_each(tmp_path: Path) -> None:
    script = str(TESTS / "producing" / "making.py")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join((str(TESTS), os.environ.get("PYTHONPATH", "")))}
    running = [
        subprocess.Popen(
            [sys.executable, script, str(tmp_path), str(number), str(TIMES)], env=env, stdout=subprocess.PIPE
        )
        for number in range(PROCESSES)
    ]
    said = [process.communicate(timeout=300)[0].decode().split() for process in running]
    numbers = [int(number) for lines in said for number in lines]
    assert sorted(numbers) == list(range(1, PROCESSES * TIMES + 1))
    assert len(FolderShelf(tmp_path).names()) == 2 * PROCESSES * TIMES
