"""tests/spec/notification.md, row by row: which roles are told of what, and in which words."""

from pathlib import Path

import pytest

from inspectorate_app.actions import notification
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.change import change, change_in
from inspectorate_app.actions.notification_kind import EVENTS, words
from inspectorate_app.actions.permission import IN_AN_INSPECTION, PUBLISHING, Action, Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import ConflictOfInterest, Notification
from tests.app import given

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[2] / "spec/notification.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith("| what")
]


def test_every_event_has_a_row():
    assert [row[0] for row in ROWS] == list(EVENTS)


@pytest.mark.parametrize(("event", "told", "says"), ROWS, ids=[row[0] for row in ROWS])
def test_it_is_told_to_these_and_nobody_else(event, told, says):
    inspection = given.inspection()
    people = {role.value: given.member(inspection, role) for role in IN_AN_INSPECTION}
    people |= {role.value: given.person(f"Some {role.label}", role.value) for role in PUBLISHING}
    administrator = given.person("Ada Admin", "administrator")
    for role in IN_AN_INSPECTION:
        off = given.member(inspection, role, f"Kept off {role}")
        with guard.allowed():
            ConflictOfInterest.objects.create(
                person=off, organisation=inspection.organisation, reason="made up", declared_by=off
            )
    assert words(event, 7, 1) == says
    if told == "administrator":
        with change(operator(), Action.SEND_MAIL) as under_way:
            under_way.leaves_no_trace()
            notification.tell(under_way, event)
        assert [each.person for each in Notification.objects.all()] == [administrator]
        return
    with change_in(operator(), Action.REMIND, inspection.slug) as under_way:
        under_way.leaves_no_trace()
        assert bool(EVENTS[event].told) == (told != "named")
        notification.tell(under_way, event, None if told != "named" else [])
    expected = {people[Role(name.strip()).value].pk for name in told.split(",")} if told != "named" else set()
    assert set(Notification.objects.values_list("person", flat=True)) == expected
