"""Run as a program by the tests: add one to a draft's answer, many times, as one of several processes."""

import sys

from hosting.hosted import ANNA, Hosted, Now, little, one_more
from samverkansavtal.hosting.database import Database


def main() -> None:
    address, name, times = sys.argv[1:]
    hosted = Hosted.on(Database(address), Now(), little)
    for _ in range(int(times)):
        hosted.drafts.change(ANNA, name, one_more("bakgrund"), "bakgrund")
    hosted.database.close()


if __name__ == "__main__":
    main()
