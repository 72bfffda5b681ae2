"""Meetings, notes and figures of context through the API."""

import pytest

from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lena Lead")


def address(inspection, rest):
    return f"inspections/{inspection.slug}/{rest}"


def test_a_meeting_is_planned_held_noted_and_read(inspection, lead):
    call = calling(lead)
    body = {
        "kind": "focus_group",
        "title": "Probation officers",
        "day": "2022-10-24",
        "starts": "10:00",
        "ends": "11:00",
        "place": "Cobden Street office",
        "attendees": ["6 probation officers"],
        "leads": [lead.pk],
    }
    made = call("POST", address(inspection, "meetings"), body, key="a")
    assert (made.status_code, made.data["number"], made.data["state"]) == (201, 1, "planned")
    assert (made.data["starts"], made.data["ends"]) == ("10:00", "11:00")
    assert call("POST", address(inspection, "meetings"), body, key="a").data["number"] == 1, "sent again, done once"
    assert call("POST", address(inspection, "meetings"), body | {"starts": "10:60"}).status_code == 422
    clash = call("POST", address(inspection, "meetings"), body)
    assert (clash.status_code, clash.data["errors"][0]["field"]) == (422, "leads")
    changed = call("PUT", address(inspection, "meetings/1"), body | {"title": "Officers", "version": 1})
    assert (changed.data["title"], changed.data["version"]) == ("Officers", 2)
    assert call("PUT", address(inspection, "meetings/1"), body | {"version": 1}).status_code == 409
    attended = {"attendees": ["5 probation officers"], "version": 2}
    held = call("PUT", address(inspection, "meetings/1/held"), attended, key="h")
    assert held.data["attendees"] == [{"role": "probation officers", "number": 5}]
    late = call("PUT", address(inspection, "meetings/1/held"), attended | {"attendees": []})
    assert (late.status_code, late.data["theirs"]["attendees"]) == (409, held.data["attendees"])
    again = call("PUT", address(inspection, "meetings/1/held"), attended, key="h")
    assert (again.status_code, again.data["version"]) == (200, 3), "sent again, done once"
    assert call("PUT", address(inspection, "meetings/1/held"), {"attendees": []}).status_code == 422
    note = {"text": "Workloads are too high.", "mark": "said", "about": "1.2.1", "flag": "area"}
    written = call("POST", address(inspection, "meetings/1/notes"), note)
    assert (written.status_code, written.data["standard"], written.data["question"]) == (201, "1.2", "1.2.1")
    again = call("PUT", address(inspection, "meetings/1/notes/1"), note | {"text": "Too high.", "version": 1})
    assert (again.data["text"], again.data["version"]) == ("Too high.", 2)
    late = call("PUT", address(inspection, "meetings/1/notes/1"), note | {"version": 1})
    assert (late.status_code, late.data["theirs"]["text"]) == (409, "Too high.")
    assert "by" not in late.data["theirs"], "no names"
    listed = call("GET", address(inspection, "meetings/notes")).data["notes"]
    assert [each["text"] for each in listed] == ["Too high."]
    assert [each["number"] for each in call("GET", address(inspection, "meetings")).data["meetings"]] == [1]
    assert call("GET", address(inspection, "meetings/2")).status_code == 404
    cancelled = call("POST", address(inspection, "meetings/1/cancellation"), {"reason": "x"})
    assert cancelled.status_code == 409


def test_a_figure_is_recorded_corrected_and_withdrawn(inspection, lead):
    call = calling(lead)
    body = {"figure": "sickness_days", "value": "13.8", "as_of": "November 2022", "source": "Data return"}
    made = call("POST", address(inspection, "context"), body, key="a")
    assert (made.status_code, made.data["as_of"], made.data["words"]) == (201, "2022-11", "13.8 days")
    assert made.data["said"] == "the average annual days lost at 13.8"
    assert call("POST", address(inspection, "context"), body, key="a").data["number"] == 1
    assert call("POST", address(inspection, "context"), body).status_code == 422
    wrong = call("POST", address(inspection, "context"), body | {"figure": "x", "as_of": "soon"})
    assert {each["field"] for each in wrong.data["errors"]} == {"figure", "as_of"}
    corrected = call(
        "POST", address(inspection, "context/1/corrections"), body | {"value": "14", "reason": "A slip.", "version": 1}
    )
    assert (corrected.data["value"], corrected.data["earlier"][0]["value"]) == ("14", "13.8")
    late = call("POST", address(inspection, "context/1/corrections"), body | {"reason": "Mine.", "version": 1})
    assert late.status_code == 409
    withdrawn = call("POST", address(inspection, "context/1/withdrawal"), {"reason": "Wrong PDU.", "version": 2})
    assert withdrawn.data["withdrawn"] is True
    assert call("GET", address(inspection, "context")).data["figures"][0]["withdrawn"] is True


def test_a_token_to_read_reads_and_does_not_write(inspection, lead):
    given.meeting(inspection, lead)
    given.figure(inspection, lead)
    call = calling(lead, "read")
    for rest in ("meetings", "meetings/1", "meetings/notes", "context"):
        assert call("GET", address(inspection, rest)).status_code == 200
    assert call("POST", address(inspection, "meetings/1/cancellation"), {"reason": "x"}).status_code == 403
