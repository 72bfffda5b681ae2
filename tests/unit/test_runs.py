"""The two runs of `make test`: what each makes, and what they came to together."""

import pytest

from tests.database import by_turns
from tests.everything import Finished, closing_line
from tests.tally import OUTCOMES, Tally


@pytest.mark.parametrize("number", range(5))
def test_each_journey_is_made_with_one_of_the_databases(number: int):
    journeys = list(range(number))
    with_sqlite, with_postgresql = by_turns(journeys, "sqlite"), by_turns(journeys, "postgresql")
    assert sorted([*with_sqlite, *with_postgresql]) == journeys
    assert len(with_sqlite) - len(with_postgresql) in (0, 1)


def finished(database: str, status: int, seconds: float, **outcomes: int) -> Finished:
    return Finished(database, status, Tally(seconds, dict.fromkeys(OUTCOMES, 0) | outcomes))


def test_what_both_runs_counted_is_added_up():
    runs = [
        finished("SQLite", 1, 2.5, passed=3, failed=1, skipped=2),
        finished("PostgreSQL", 0, 1.25, passed=2),
    ]
    assert closing_line(runs) == "1 failed, 5 passed, 2 skipped in 3.75s"


def test_a_run_that_came_to_no_end_is_an_error():
    lost = Finished("PostgreSQL", -9, None)
    assert closing_line([finished("SQLite", 0, 1.0, passed=3), lost]) == "3 passed, 1 error in 1.00s"


def test_a_run_that_failed_without_a_failed_test_is_an_error():
    silent = finished("SQLite", 3, 1.0, passed=3)
    assert closing_line([silent, finished("PostgreSQL", 0, 1.0, passed=2)]) == "5 passed, 1 error in 2.00s"
