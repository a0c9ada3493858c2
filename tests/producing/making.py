"""A process that makes papers with answers of its own, many times: FOLDER NUMBER TIMES. Prints the versions."""

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from producing.shelves import papers
from samverkansavtal.planning.plan import plan
from samverkansavtal.producing.papers import write_papers
from samverkansavtal.storing.shelf import FolderShelf


def main() -> None:
    folder, number, times = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    small = papers()
    for turn in range(times):
        ends = date(2029, 1, 1) + timedelta(days=100 * number + turn)
        answers = small.plan.answers.put("slutdag", ends)
        mine = replace(small, plan=plan(small.plan.library, answers, small.plan.day))
        print(write_papers(mine, FolderShelf(folder)).version)


if __name__ == "__main__":
    main()
