"""Changed documents by the hundred thousand.

    python -m tests.fuzz --runs 100000 --seed 1 --workers 2 [--first 0] [--documents FOLDER]

Progress goes to standard error. The smallest input of each failure is written to tests/fuzz/corpus, which the ordinary
tests read again; exit 1 where there is any.
"""

import argparse
import os
import re
import sys
import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from tests.fuzz.run import Failure, Tally, first_of_each, fuzz

CORPUS = Path(__file__).with_name("corpus")
#: A longer input may hold whole sentences of a published document, and is told and not kept.
KEPT = 400


def main() -> int:
    """Run, tell, keep."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Mutated documents through the register.")
    parser.add_argument("--runs", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0, help="the number of the first run, to do one again")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--documents", type=Path, action="append", default=[], help="a folder of further texts")
    given = parser.parse_args()
    runs = range(given.first, given.first + given.runs)
    tally = fuzz(runs, given.seed, given.workers, tuple(given.documents), _progress(len(runs)))
    sys.stderr.write("\n")
    for failure, times in first_of_each(tally.failures):
        _tell(failure, times, given.seed)
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(tally.counts.items()))
    print(f"{tally.runs:,} runs ({kinds}) in {tally.seconds:,.0f} s; {len(tally.failures)} failures")
    if tally.lost:
        print(f"runs that ended their process, as a hostile PDF may: {tally.lost[:20]}")
    return 1 if tally.failures else 0


def _progress(total: int) -> Callable[[Tally], None]:
    last, told = 0.0, 0

    def tell(tally: Tally) -> None:
        nonlocal last, told
        for failure in tally.failures[told:]:
            sys.stderr.write(f"\rrun {failure.run}: {failure.told[:200]} {failure.content[:100]!r}\n")
        told = len(tally.failures)
        if time.monotonic() - last > 1:
            last = time.monotonic()
            rate = tally.runs / tally.seconds if tally.seconds else 0
            failures = len(tally.failures)
            sys.stderr.write(f"\r{tally.runs:,} of {total:,} runs, {rate:.0f} a second, {failures} failures ")
            sys.stderr.flush()

    return tell


def _tell(failure: Failure, times: int, seed: int) -> None:
    print(f"{times} x {failure.name}\n    {failure.told}\n    --seed {seed} --first {failure.run} --runs 1")
    if not failure.content:
        return
    if len(failure.content) > KEPT:
        print(f"    {len(failure.content):,} bytes: {failure.content[:200]!r} ...")
        return
    name = re.sub(r"[^a-z0-9]+", "-", failure.name.casefold()).strip("-")[:60]
    path = CORPUS / f"{name}-{sha256(failure.content).hexdigest()[:8]}{Path(failure.file).suffix}"
    path.write_bytes(failure.content)
    print(f"    kept as {path.name}: {failure.content!r}")


if __name__ == "__main__":
    sys.exit(main())
