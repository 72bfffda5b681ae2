"""What is put on the queue once a day, and is not lost where the queue refuses it."""

import datetime

import pytest

from inspectorate_app.actions.round import once_a_day

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)


class Job:
    """Stands for a job of the queue, which takes it or does not."""

    def __init__(self) -> None:
        self.asked = 0
        self.refuses = False

    def enqueue(self) -> None:
        self.asked += 1
        if self.refuses:
            raise OSError("the queue is away")


def test_whoever_asks_first_on_a_day_puts_it_on_the_queue() -> None:
    job = Job()
    asked = [once_a_day("job", TODAY, job), once_a_day("job", TODAY, job), once_a_day("another", TODAY, job)]
    assert (asked, job.asked) == ([True, False, True], 2)
    assert once_a_day("job", TODAY + datetime.timedelta(days=1), job)


def test_the_day_is_not_lost_where_the_queue_refuses() -> None:
    job = Job()
    job.refuses = True
    with pytest.raises(OSError, match="away"):
        once_a_day("job", TODAY, job)
    job.refuses = False
    assert once_a_day("job", TODAY, job)
