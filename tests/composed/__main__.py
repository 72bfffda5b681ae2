"""Made-up inspections by the thousand, each document composed from one and read back by the register's reader.

    python -m tests.composed --runs 1000 [--first 0]

What the reader does not find, or finds otherwise, goes to standard output; exit 1 where there is anything.
"""

import argparse
import sys
import time
from collections import Counter

from tests.composed.documents import differences, differences_of_letter
from tests.composed.inspection import made_up


def main() -> int:
    """Compose, read, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.composed", description="Documents read back.")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first, to do one again")
    given = parser.parse_args()
    started, kinds = time.monotonic(), Counter[str]()
    for seed in range(given.first, given.first + given.runs):
        made = made_up(seed)
        for found in (*differences(made.base), *differences_of_letter(seed)):
            kinds[" ".join(found.split()[:4])] += 1
            if kinds[" ".join(found.split()[:4])] <= 3:
                print(f"{seed} {made.edition.framework.edition} {made.base.unit.id}: {found[:900]}")
    print(
        f"{given.runs:,} inspections in {time.monotonic() - started:,.0f} s; {sum(kinds.values())} differences", kinds
    )
    return 1 if kinds else 0


if __name__ == "__main__":
    sys.exit(main())
