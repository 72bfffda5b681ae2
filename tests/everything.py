"""Every test: ``python -m tests.everything [ARGUMENTS OF PYTEST]``.

First all of them, the application's with SQLite; then the application's again with PostgreSQL, which is started for it.
Of the journeys, which take longest, every other is made with the one database and the rest with the other: what a page
does on either is shown by the tests of pages, which run on both.
Both run whatever the first came to. The last line counts both, as pytest counts one, and says which of them failed.
What the tests cover, ``make coverage`` says: to count it makes them half as long again.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.postgresql import ServerError, ended_by_signals, run, running
from tests.tally import OUTCOMES, Tally, read

RUNS = {
    "SQLite": ("--by-turns",),
    # What comes by no database ran with SQLite.
    "PostgreSQL": ("--by-turns", "--of-the-database", "tests/app", "tests/journeys"),
}


@dataclass(frozen=True)
class Finished:
    """One run: the database, the exit status of pytest, and what it counted; None where it came to no end."""

    database: str
    status: int
    tally: Tally | None

    def __str__(self) -> str:
        came_to = str(self.tally) if self.tally else "came to no end"
        return f"{self.database + ':':12}{came_to}" + (f" (exit status {self.status})" if self.status else "")


def _pytest(database: str, more: Sequence[str], **environment: str) -> Finished:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "tally.json"
        _say(f"tests with {database}".center(_width(), "="))
        status = run([sys.executable, "-m", "pytest", f"--tally={file}", *RUNS[database], *more], **environment)
        return Finished(database, status, read(file))


def _with_postgresql(more: Sequence[str]) -> Finished:
    try:
        with running() as url:
            return _pytest("PostgreSQL", more, DATABASE_URL=url)
    except ServerError as error:
        _say(str(error))
        return Finished("PostgreSQL", 2, None)


def _width() -> int:
    return shutil.get_terminal_size().columns


def _say(text: str) -> None:
    print(text, flush=True)


def closing_line(runs: Sequence[Finished]) -> str:
    """All runs counted as one, in the words of pytest's own last line."""
    nothing = Tally(0.0, dict.fromkeys(OUTCOMES, 0))
    together = sum((each.tally for each in runs if each.tally), start=nothing)
    lost = sum(each.tally is None for each in runs)
    # A run that came to no end, or failed though no test did, is an error that the counts do not hold.
    silent = sum(bool(each.status and each.tally and not _failures(each.tally)) for each in runs)
    return str(together + Tally(0.0, {"error": lost + silent}))


def _failures(tally: Tally) -> int:
    return tally.outcomes["failed"] + tally.outcomes["error"]


def main(more: Sequence[str]) -> int:
    """Both runs; the exit status is that of the first that failed."""
    os.environ.pop("DATABASE_URL", None)
    # Each process that tests would rewrite the assertions of every file again.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with ended_by_signals():
        runs = [_pytest("SQLite", more), _with_postgresql(more)]
    _say("\n".join(["", *map(str, runs)]))
    _say(f" {closing_line(runs)} ".center(_width(), "="))
    return next((each.status for each in runs if each.status), 0)


if __name__ == "__main__":
    try:
        raise SystemExit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        raise SystemExit(130) from None
