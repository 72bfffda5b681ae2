"""Made-up inspections by the thousand, each document composed from one and read back by the register's reader.

Every other one is read as the page of HTML that would be published, the rest as plain text.

    python -m tests.composed --runs 1000 [--first 0] [--workers 2]

What the reader does not find, or finds otherwise, goes to standard output; exit 1 where there is anything.
"""

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from inspectorate.report.plain_text import as_published
from tests.composed.documents import differences, differences_of_letter
from tests.composed.inspection import made_up
from tests.composed.reading import as_page

#: Differences of one kind that are told in full.
TOLD = 3


def main() -> int:
    """Compose, read, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.composed", description="Documents read back.")
    parser.add_argument("--runs", type=int, default=1000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first, to do one again")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    started, kinds = time.monotonic(), Counter[str]()
    for found in _found(range(given.first, given.first + given.runs), given.workers):
        kind = " ".join(found.split()[3:7])
        kinds[kind] += 1
        if kinds[kind] <= TOLD:
            print(found[:900])
    seconds = time.monotonic() - started
    documents = "reports, press releases, slides and letters"
    print(
        f"{given.runs:,} inspections, their {documents}, in {seconds:,.0f} s; {sum(kinds.values())} differences", *kinds
    )
    return 1 if kinds else 0


def _found(seeds: range, workers: int) -> Iterator[str]:
    with ProcessPoolExecutor(workers) as pool:
        for found in pool.map(_of_seed, seeds, chunksize=5):
            yield from found


def _of_seed(seed: int) -> list[str]:
    """The differences of one inspection, and of the letter of the same number."""
    made = made_up(seed)
    told = f"{seed} {made.edition.framework.edition} {made.base.unit.id}"
    opened = as_page if seed % 2 else as_published
    return [f"{told} {found}" for found in (*differences(made, opened), *differences_of_letter(seed, opened))]


if __name__ == "__main__":
    sys.exit(main())
