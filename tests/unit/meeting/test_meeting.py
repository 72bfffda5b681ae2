"""Attendees, clashes, guides and calendars of meetings."""

import datetime
from zoneinfo import ZoneInfo

import pytest

from inspectorate.errors import FaultLog
from inspectorate.framework.catalogue import find_edition
from inspectorate.meeting.attendee import Attendee, people, read_attendee, read_attendees
from inspectorate.meeting.calendar import Event, calendar_text
from inspectorate.meeting.clash import Engagement, Slot, clashes
from inspectorate.meeting.guide import GuideQuestion, guide_from, in_order, of_service, with_added

DAY = datetime.date(2022, 11, 28)


@pytest.mark.parametrize(
    ("typed", "role", "number", "told"),
    [
        ("head of PDU", "head of PDU", 1, "head of PDU"),
        ("6 probation officers", "probation officers", 6, "6 probation officers"),
        ("Six  probation officers", "probation officers", 6, "6 probation officers"),
        ("one senior probation officer", "senior probation officer", 1, "senior probation officer"),
        ("2nd line manager", "2nd line manager", 1, "2nd line manager"),
    ],
)
def test_an_attendee_is_a_role_with_a_number(typed, role, number, told):
    found = read_attendee(typed)
    assert (found, str(found)) == (Attendee(role, number), told)


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("Mrs Example", "named"),
        ("head of PDU, Dr Example", "named"),
        ("someone@example.org", "named"),
        ("0 probation officers", "number"),
        ("501 probation officers", "number"),
        ("x" * 81, "cannot be kept"),
    ],
)
def test_a_name_or_an_impossible_number_is_refused(line, problem):
    log = FaultLog()
    read_attendees([line], log)
    assert [problem in fault.problem for fault in log.faults] == [True]


def test_attendees_are_counted_and_blank_lines_left_out():
    log = FaultLog()
    found = read_attendees(["6 probation officers", " ", "head of PDU"], log)
    assert (people(found), log.faults) == (7, [])
    read_attendees(["clerk"] * 41, log)
    assert "41 roles" in log.faults[0].problem


def slot(starts, ends, day=DAY):
    return Slot(day, datetime.time(starts), datetime.time(ends))


@pytest.mark.parametrize(
    ("other", "clashing"),
    [
        (slot(9, 10), False),  # ends as it begins
        (slot(11, 12), False),
        (slot(9, 11), True),
        (slot(10, 11), True),
        (slot(8, 20), True),
        (slot(10, 11, DAY + datetime.timedelta(1)), False),
    ],
)
def test_nobody_is_in_two_places_at_once(other, clashing):
    engaged = [Engagement(1, "One", other, "meeting 1"), Engagement(2, "Two", other, "meeting 1")]
    assert clashes([1], slot(10, 11), engaged) == ((engaged[0],) if clashing else ())


def test_a_guide_is_the_key_questions_and_prompts_in_the_order_of_the_framework():
    edition = find_edition("hmip-pdu-2021")
    found = guide_from(edition, {"2.2", "1.1"})
    standards = [edition.standard_by_id[name] for name in ("1.1", "2.2")]
    expected = [each for one in standards for question in one.key_questions for each in (question, *question.prompts)]
    assert [(each.source, each.text) for each in found] == [(each.id, each.text) for each in expected]
    assert {each.standard for each in found} == {"1.1", "2.2"}
    assert len(found) > 10


def test_what_is_in_a_guide_already_stays_as_it_was_worded():
    edition = find_edition("hmip-pdu-2021")
    worded = (GuideQuestion("In my words?", "1.1", "1.1.1"), GuideQuestion("My own?"))
    found = in_order(edition, with_added(worded, guide_from(edition, {"1.1", "1.2"})))
    assert [each.text for each in found if each.source == "1.1.1"] == ["In my words?"]
    assert found[-1].text == "My own?", "what is asked for no standard comes last"
    assert [each.standard for each in found] == sorted((each.standard for each in found), key=lambda one: one or "9")


def test_a_guide_asks_of_its_own_service_alone():
    edition = find_edition("hmip-crc-nps-2018")
    services = {one.service for one in edition.standards}
    assert len(services) > 1
    for service in services - {None}:
        assert {one.service for one in of_service(edition, service)} == {None, service}


def event(**facts):
    zone = ZoneInfo("Europe/London")
    starts = datetime.datetime(2022, 7, 4, 10, 30, tzinfo=zone)
    return Event("meeting-1@host", starts, starts + datetime.timedelta(hours=1), "Focus group 1", **facts)


def test_a_calendar_is_in_utc_with_every_line_short_and_every_text_escaped():
    stamp = datetime.datetime(2022, 6, 1, 12, tzinfo=datetime.UTC)
    text = calendar_text([event(place="Cobden Street; first floor, Leicester\\n", description="ä" * 100)], stamp)
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    unfolded = text.replace("\r\n ", "")
    assert "DTSTART:20220704T093000Z\r\n" in unfolded  # 10.30 in British Summer Time
    assert "DTSTAMP:20220601T120000Z\r\n" in unfolded
    assert r"LOCATION:Cobden Street\; first floor\, Leicester\\n" + "\r\n" in unfolded
    assert f"DESCRIPTION:{'ä' * 100}\r\n" in unfolded
    assert "STATUS:CONFIRMED\r\n" in unfolded


def test_what_is_typed_adds_no_line_to_a_calendar():
    stamp = datetime.datetime(2022, 6, 1, 12, tzinfo=datetime.UTC)
    text = calendar_text([event(place="a\r\nATTENDEE:x\rb\x07", cancelled=True)], stamp)
    assert "LOCATION:a\\nATTENDEE:x\\nb\r\n" in text
    assert "STATUS:CANCELLED\r\n" in text
    with pytest.raises(ValueError, match="no time zone"):
        calendar_text([], stamp) and calendar_text([event()], stamp.replace(tzinfo=None))
