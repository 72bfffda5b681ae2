"""One's own notifications and what is due, for a program."""

import pytest

from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann():
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    someone = given.member(inspection, Role.INSPECTOR, "Ann Example", capacity=5)
    given.cases(inspection, allocated_to=someone)
    for hour in (9, 11, 13):
        facts = {"starts": given.datetime.time(hour), "ends": given.datetime.time(hour, 30)}
        given.meeting(inspection, lead, someone, **facts)
    return someone


@pytest.mark.parametrize("scope", ["read", "manage"])
def test_notifications_are_listed_a_page_at_a_time_and_stay_unread(ann, scope):
    call = calling(ann, scope)
    first = call("GET", "notifications?limit=2").data
    assert [each["text"] for each in first["items"]] == ["You take part in meeting 3", "You take part in meeting 2"]
    assert (first["items"][0]["kind"], first["items"][0]["event"]) == ("meetings", "meeting_planned")
    assert first["items"][0]["address"] == f"/inspections/{given.LLR}/meetings/3"
    rest = call("GET", first["next"]).data
    assert [each["number"] for each in rest["items"]] == [1]
    assert rest["next"] is None
    assert len(call("GET", "notifications?unread=true").data["items"]) == 3


def test_a_token_hears_of_what_it_may_see_alone(ann):
    """One to assess cases sees no meetings, and so hears of none."""
    assert calling(ann, "assess")("GET", "notifications").data["items"] == []


def test_what_is_due_is_listed(ann):
    [due] = calling(ann, "manage")("GET", "due").data["due"]
    assert due == {
        "inspection": given.LLR,
        "text": "Submit 3 cases",
        "on": given.FIELDWORK[1].isoformat(),
        "overdue": True,
        "address": f"/inspections/{given.LLR}/cases/",
    }


def test_someone_elses_are_not_seen(ann):
    other = given.person("Bea Example")
    assert calling(other)("GET", "notifications").data == {"items": [], "next": None}
