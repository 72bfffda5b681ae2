"""What waits in the rooms of several inspections, which one query tells apart."""

import datetime

import pytest

from inspectorate_app.store import guard
from inspectorate_app.store.queries.waiting import waiting
from tests.app import given

pytestmark = pytest.mark.django_db
DUE = datetime.date(2022, 10, 24)


def test_what_waits_is_told_of_each_of_several_inspections() -> None:
    three = [given.inspection(f"unit-{number}-2022") for number in range(3)]
    with guard.allowed():
        three[2].evidence_requests.create(number=1, title="Delivery plan", answered_by="service head", due_on=DUE)
    ids = [each.pk for each in three]
    for day, overdue in ((DUE, [0, 0, 0]), (DUE + datetime.timedelta(days=1), [0, 0, 1])):
        found = waiting(ids, None, day)
        assert [found[each].overdue for each in ids] == overdue


def test_nothing_waits_where_no_inspection_is_asked_for() -> None:
    assert waiting([], None, DUE) == {}
