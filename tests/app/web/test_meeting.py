"""The pages of meetings: by day, one's own marked, calendar and guide to take along, notes by hand and by script."""

import datetime
import re

import pytest

from inspectorate_app.actions import meeting_guide
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.queries import meeting as query
from inspectorate_app.web.time_field import TimeField
from tests.app import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def inspector(inspection):
    return given.member(inspection, Role.INSPECTOR, "Ina Inspector")


def address(inspection, rest=""):
    return f"/inspections/{inspection.slug}/meetings/{rest}"


PLAN = {
    "kind": "focus_group",
    "title": "Probation officers",
    "day-day": "24",
    "day-month": "10",
    "day-year": "2022",
    "starts": "10.30am",
    "ends": "2pm",
    "place": "Cobden Street office",
    "attendees": "6 probation officers\r\nhead of PDU",
}
NOTE = {"text": "Workloads are too high.", "mark": "said", "about": "1.2.1", "flag": "area", "key": "k1"}


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("10:30", datetime.time(10, 30)),
        ("10.30am", datetime.time(10, 30)),
        ("2pm", datetime.time(14)),
        ("12pm", datetime.time(12)),
        ("12 am", datetime.time(0)),
        ("14", datetime.time(14)),
        ("9.05 PM", datetime.time(21, 5)),
        ("25:00", None),
        ("14pm", None),
        ("0am", None),
        ("noon", None),
        ("10:75", None),
    ],
)
def test_a_time_is_read_as_people_write_it(typed, found):
    from django.core.exceptions import ValidationError

    field = TimeField(label="Starts at")
    if found is None:
        with pytest.raises(ValidationError, match="Starts at must be a"):
            field.clean(typed)
    else:
        assert field.clean(typed) == found


def test_a_meeting_is_planned_and_a_clash_told_with_what_was_typed_still_there(inspection, lead, inspector):
    client = given.signed_in(lead)
    response = client.post(address(inspection, "new"), PLAN | {"leads": lead.pk, "takes_notes": inspector.pk})
    assert response.status_code == 302
    assert response["Location"] == address(inspection, "1")
    shown = client.post(address(inspection, "new"), PLAN | {"leads": inspector.pk, "title": "Others"}).content.decode()
    assert "Ina Inspector is in focus group 1 from 10.30am to 2pm: Choose another time or someone else" in shown
    assert 'value="Others"' in shown
    assert len(query.meetings(inspection.pk)) == 1


def test_the_timetable_shows_every_day_of_fieldwork_and_marks_ones_own(inspection, lead, inspector):
    given.meeting(inspection, lead)
    given.meeting(inspection, lead, inspector, day=given.FIELDWORK[0] + datetime.timedelta(1))
    client = given.signed_in(inspector)
    shown = client.get(address(inspection)).content.decode()
    # 24 October to 4 November 2022: ten working days
    assert shown.count('class="app-day"') == 10
    assert shown.count("app-slot--own") == shown.count(">Yours</strong>") == 1
    mine = client.get(address(inspection), {"who": "mine"}).content.decode()
    assert (mine.count('class="app-day"'), mine.count('class="app-slot ')) == (1, 1)


def test_a_calendar_holds_ones_own_meetings_and_nothing_of_who_is_met(inspection, lead, inspector):
    given.meeting(inspection, lead, title="Secret subject", attendees=("6 secret people",))
    given.meeting(inspection, lead, inspector, starts=datetime.time(12), ends=datetime.time(13), title="Secret too")
    response = given.signed_in(inspector).get(address(inspection, "calendar.ics"))
    assert response["Content-Type"].startswith("text/calendar")
    text = response.content.decode().replace("\r\n ", "")
    assert text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Focus group 2 (you take notes)" in text
    assert "DTSTART:20221024T110000Z" in text  # noon in British Summer Time
    assert f"DESCRIPTION:http://testserver{address(inspection, '2')}" in text
    assert "ecret" not in text
    assert inspection.unit not in text


def test_a_guide_is_printed_and_downloaded_as_a_file_that_fetches_nothing(inspection, lead):
    given.meeting(inspection, lead, title="<b>Officers</b>", attendees=("2 <i>officers</i>",))
    client = given.signed_in(lead)
    client.post(address(inspection, "1/guide/standards"), {"standards": ["1.1"], "version": "0"})
    shown = client.get(address(inspection, "1/guide")).content.decode()
    assert "Do the vision and strategy drive" in shown
    response = client.get(address(inspection, "1/guide/file"))
    text = response.content.decode()
    assert response["Content-Disposition"] == 'attachment; filename="guide-1.html"'
    assert "Do the vision and strategy drive" in text
    for page in (shown, text):
        assert "&lt;b&gt;Officers&lt;/b&gt;" in page
        assert "2 &lt;i&gt;officers&lt;/i&gt;" in page
    assert not re.search(r"\b(?:src|href)=|<script|<link|url\(", text)


def test_a_guide_is_changed_box_by_box_and_a_later_change_is_not_lost(inspection, lead):
    given.meeting(inspection, lead)
    meeting_guide.add_standards(given.actor(lead), inspection.slug, 1, standards=["1.1"], version=0)
    client = given.signed_in(lead)
    typed = {"version": "1", "question-0": "Where are you going?", "question-1": "", "question-2": "", "more": "Why?"}
    assert client.post(address(inspection, "1/guide/change"), typed | {"more_of": "1.2"}).status_code == 302
    facts = query.find(inspection.pk, 1)
    assert facts
    assert [(each.text, each.standard) for each in facts.guide] == [("Where are you going?", "1.1"), ("Why?", "1.2")]
    again = client.post(address(inspection, "1/guide/change"), typed | {"question-0": "Mine"})
    assert again.status_code == 409
    assert "Someone else changed this meeting" in again.content.decode()


def test_a_note_is_written_once_however_often_it_is_sent(inspection, lead):
    given.meeting(inspection, lead)
    client = given.signed_in(lead)
    for _ in range(2):
        assert client.post(address(inspection, "1/notes/new"), NOTE).status_code == 302
    assert [each.text for each in query.notes(inspection.pk)] == [NOTE["text"]]
    other = client.post(address(inspection, "1/notes/new"), NOTE | {"text": "Another."}).content.decode()
    assert "A note was saved from this page already" in other
    assert "Another." in other
    key = re.search(r'name="key" value="([0-9a-f]{32})"', other)
    assert key
    client.post(address(inspection, "1/notes/new"), NOTE | {"text": "Another.", "key": key[1], "another": "yes"})
    assert [each.text for each in query.notes(inspection.pk)] == [NOTE["text"], "Another."]


def test_the_script_is_told_where_to_save_next_and_of_a_conflict(inspection, lead, inspector):
    given.meeting(inspection, lead, inspector)
    json = {"Accept": "application/json"}
    client, other = given.signed_in(lead), given.signed_in(inspector)
    saved = client.post(address(inspection, "1/notes/new"), NOTE, headers=json)
    assert saved.json() == {"version": 1, "address": address(inspection, "1/notes/1/change")}
    theirs = other.post(saved.json()["address"], NOTE | {"text": "Mine.", "version": "1"}, headers=json)
    assert theirs.json()["version"] == 2
    late = client.post(saved.json()["address"], NOTE | {"text": "Late.", "version": "1"}, headers=json)
    assert (late.status_code, late.json()["problem"]) == (409, "Ina Inspector saved this note while you were writing.")
    wrong = client.post(saved.json()["address"], {"version": "2"}, headers=json)
    assert (wrong.status_code, "Enter the note" in wrong.json()["problem"]) == (422, True)
    page = client.post(saved.json()["address"], NOTE | {"text": "Late.", "version": "1"})
    assert page.status_code == 409
    shown = page.content.decode()
    assert "Mine." in shown
    assert "Late." in shown
    assert 'name="version" value="2"' in shown


def test_an_operations_officer_plans_and_does_not_read_notes(inspection, lead):
    given.meeting(inspection, lead)
    given.note(inspection, lead, text="Said in confidence.")
    officer = given.signed_in(given.member(inspection, Role.OPERATIONS_OFFICER, "Odo Officer"))
    shown = officer.get(address(inspection, "1")).content.decode()
    assert "Probation officers" in shown
    assert "Said in confidence." not in shown
    assert officer.get(address(inspection, "notes")).status_code == 403
    timetable = officer.get(address(inspection)).content.decode()
    assert "1 note" not in timetable


def test_notes_stand_under_their_standards_whichever_meeting_they_come_from(inspection, lead):
    given.meeting(inspection, lead)
    given.meeting(inspection, lead, starts=datetime.time(12), ends=datetime.time(13))
    given.note(inspection, lead, 2, text="B", about="1.1")
    given.note(inspection, lead, 1, text="C", about="")
    given.note(inspection, lead, 1, text="A", about="1.2.1", flag="area")
    shown = given.signed_in(lead).get(address(inspection, "notes")).content.decode()
    places = [shown.index(words) for words in ("1.1 Leadership", "Focus group 2", "1.2 Staff", "No standard")]
    assert places == sorted(places)
    assert "Area for improvement" in shown


def test_a_note_is_removed_after_a_question(inspection, lead):
    given.meeting(inspection, lead)
    given.note(inspection, lead)
    client = given.signed_in(lead)
    assert "Remove note 1?" in client.get(address(inspection, "1/notes/1/remove")).content.decode()
    client.post(address(inspection, "1/notes/1/remove"))
    assert client.get(address(inspection, "1/notes/1")).status_code == 404


def test_a_meeting_is_cancelled_with_a_reason_and_held_with_who_came(inspection, lead):
    given.meeting(inspection, lead)
    given.meeting(inspection, lead, starts=datetime.time(12), ends=datetime.time(13))
    client = given.signed_in(lead)
    assert "Enter why it is cancelled" in client.post(address(inspection, "1/cancel"), {}).content.decode()
    client.post(address(inspection, "1/cancel"), {"reason": "The office is closed."})
    assert "The office is closed." in client.get(address(inspection, "1")).content.decode()
    late = client.post(address(inspection, "1/cancel"), {"reason": "Again."}).content.decode()
    assert "is cancelled already" in late
    named = client.post(address(inspection, "2/held"), {"attendees": "Mrs Example", "version": "1"}).content.decode()
    assert "Someone is named" in named
    client.post(address(inspection, "2/held"), {"attendees": "5 probation officers", "version": "1"})
    shown = client.get(address(inspection, "2")).content.decode()
    assert "Attended" in shown
    assert "5 probation officers" in shown


def test_who_came_is_recorded_over_anothers_only_after_seeing_theirs(inspection, lead):
    given.meeting(inspection, lead)
    client = given.signed_in(lead)
    assert 'name="version" value="1"' in client.get(address(inspection, "1/held")).content.decode()
    typed = {"attendees": "5 probation officers", "version": "1"}
    assert client.post(address(inspection, "1/held"), typed).status_code == 302
    late = client.post(address(inspection, "1/held"), {"attendees": "head of PDU", "version": "1"})
    shown = late.content.decode()
    assert late.status_code == 409
    assert 'name="version" value="2"' in shown
    assert "Someone else changed this meeting after you opened it" in shown
    assert "5 probation officers" in shown, "theirs"
    assert ">head of PDU</textarea>" in shown.replace("\r", "").replace("\n", ""), "what was typed"
    client.post(address(inspection, "1/held"), {"attendees": "head of PDU", "version": "2"})
    assert [str(each) for each in query.find(inspection.pk, 1).attendees] == ["head of PDU"]


def test_a_form_without_a_version_is_one_of_before(inspection, lead):
    given.meeting(inspection, lead)
    late = given.signed_in(lead).post(address(inspection, "1/held"), {"attendees": "head of PDU"})
    assert late.status_code == 409
    assert query.find(inspection.pk, 1).state == "planned"


def test_a_change_over_anothers_is_told_and_may_be_sent_again(inspection, lead):
    given.meeting(inspection, lead)
    client = given.signed_in(lead)
    typed = PLAN | {"leads": lead.pk, "version": "1"}
    assert client.post(address(inspection, "1/change"), typed).status_code == 302
    late = client.post(address(inspection, "1/change"), typed | {"title": "Mine"})
    assert late.status_code == 409
    assert 'name="version" value="2"' in late.content.decode()
    client.post(address(inspection, "1/change"), typed | {"title": "Mine", "version": "2"})
    facts = query.find(inspection.pk, 1)
    assert facts
    assert facts.title == "Mine"


def test_nothing_is_planned_when_fieldwork_is_over(inspection, lead):
    given.meeting(inspection, lead)
    with guard.allowed():
        inspection.phase = "panel"
        inspection.save()
    client = given.signed_in(lead)
    for rest in ("new", "1/change", "1/guide/change", "1/notes/new"):
        assert client.get(address(inspection, rest)).status_code == 409
    shown = client.get(address(inspection, "1")).content.decode()
    assert "Write a note" not in shown
    assert "Change this meeting" not in shown
