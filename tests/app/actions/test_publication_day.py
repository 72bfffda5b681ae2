"""When a publication is public: at 00.01 in London on its day, all of it at once, or not at all."""

import copy
import datetime
from io import BytesIO

import pytest

from inspectorate_app.actions import (
    hold,
    publication,
    publication_files,
    publication_round,
)
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AuditEntry, Inspection, Notification, PhaseChange, Publication
from inspectorate_app.store.queries import public_publication as public
from inspectorate_app.store.queries import publication as query
from tests.app import given, publishing
from tests.app.publishing import due, told, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(publishing.prepared_and_approved)


@pytest.fixture
def room(of_all):
    return copy.deepcopy(of_all)


@pytest.fixture
def row(room):
    return Publication.objects.get()


@pytest.mark.parametrize(
    ("day", "utc"),
    [
        (datetime.date(2027, 1, 14), "2027-01-14T00:01:00+00:00"),
        # summer time: 00.01 in London is 23.01 of the day before
        (datetime.date(2027, 7, 15), "2027-07-14T23:01:00+00:00"),
        # the day on which clocks go forward an hour later, and the day on which they went back
        (datetime.date(2027, 3, 28), "2027-03-28T00:01:00+00:00"),
        (datetime.date(2027, 10, 31), "2027-10-30T23:01:00+00:00"),
    ],
)
def test_it_is_due_at_one_past_midnight_in_london(day, utc):
    assert publication.due_at(day).astimezone(datetime.UTC).isoformat() == utc


@pytest.mark.parametrize(
    ("now", "inspection", "demonstration"),
    [
        # winter, London on UTC: the day of which 00.01 lies ahead; what is synthetic on the same day
        ("2027-01-14T12:00:00+00:00", "2027-01-15", "2027-01-14"),
        ("2027-01-14T23:59:59+00:00", "2027-01-15", "2027-01-14"),
        # in the first minute of a day its own 00.01 lies ahead, and no longer once it has come
        ("2027-01-15T00:00:30+00:00", "2027-01-15", "2027-01-15"),
        ("2027-01-15T00:01:00+00:00", "2027-01-16", "2027-01-15"),
        # summer: 22.59.59 UTC is a second before midnight in London, 23.00.30 half a minute after it
        ("2027-07-14T22:59:59+00:00", "2027-07-15", "2027-07-14"),
        ("2027-07-14T23:00:30+00:00", "2027-07-15", "2027-07-15"),
        ("2027-07-14T23:01:00+00:00", "2027-07-16", "2027-07-15"),
        # the days on which clocks change
        ("2027-03-28T00:00:59+00:00", "2027-03-28", "2027-03-28"),
        ("2027-03-27T23:59:59+00:00", "2027-03-28", "2027-03-27"),
        ("2027-10-30T23:01:00+00:00", "2027-11-01", "2027-10-31"),
        # the last day of a year
        ("2027-12-31T18:00:00+00:00", "2028-01-01", "2027-12-31"),
    ],
)
def test_the_first_day_that_is_possible_is_the_one_whose_minute_past_midnight_lies_ahead(
    now, inspection, demonstration
):
    now = datetime.datetime.fromisoformat(now)
    assert publication.first_possible(now).isoformat() == inspection
    assert publication.due_at(publication.first_possible(now)) > now
    assert publication.due_at(publication.first_possible(now) - datetime.timedelta(days=1)) <= now, "and the first"
    assert publication.first_possible(now, demonstration=True).isoformat() == demonstration


def test_a_minute_past_midnight_everything_is_published_at_once(room, row):
    early = row.due_at - datetime.timedelta(seconds=1)
    assert publication_round.publish_due(publication_round.JOB, early) == ()
    assert public.published() == ()
    assert query.published_file(room.slug, 1, f"{room.slug}-report.pdf") is None
    before, before_version = AuditEntry.objects.count(), public.version()
    (ended,) = due(row)
    assert (ended.inspection, ended.number, ended.trouble) == (room.slug, 1, "")
    assert due(row) == (), "once"
    row.refresh_from_db()
    assert (row.state, row.published_at) == ("published", row.due_at + datetime.timedelta(seconds=1))
    assert Inspection.objects.get(pk=room.inspection.pk).phase == "published"
    change = PhaseChange.objects.get(inspection=room.inspection, after="published")
    assert (change.before, change.by_id) == ("factual_accuracy", room.chief.person)
    assert AuditEntry.objects.count() == before + 2
    assert {"Lee Lead", "Cai Chief", "Olive Officer"} <= told("published")
    (facts,) = public.published()
    assert (facts.slug, facts.entry.sample_size, facts.corrections) == (room.slug, 10, ())
    assert (facts.current.number, facts.current.at) == (1, row.published_at)
    assert len(facts.current.files) == row.files.count()
    assert public.version() != before_version
    assert query.published_file(room.slug, 1, f"{room.slug}-report.pdf").content_type == "application/pdf"


def test_a_server_that_was_down_at_midnight_publishes_when_it_is_back_and_says_so(room, row):
    publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(hours=7))
    row.refresh_from_db()
    assert row.state == "published"
    last = AuditEntry.objects.filter(action="publish").order_by("-pk").first()
    assert last.after["minutes late"] == 420
    (facts,) = query.history(room.inspection.pk)
    assert facts.late == datetime.timedelta(hours=7)


@pytest.fixture
def file(room, row):
    """A file of the publication with its content; it is put back, since no rollback does that."""
    file = row.files.get(name=f"{room.slug}-press-release.pdf")
    content = b"".join(keeping.chunks(file.key))
    yield file, content
    keeping.put_back(file.key, BytesIO(content))


def test_where_one_file_is_missing_nothing_is_published_and_people_are_told_once(room, row, file):
    file, content = file
    keeping.remove(file.key)
    (ended,) = due(row)
    assert f"{room.slug}-press-release.pdf" in ended.trouble
    due(row)
    row.refresh_from_db()
    assert (row.state, public.published()) == ("approved", ())
    assert Notification.objects.filter(event="publication_stopped", person_id=room.chief.person).count() == 1
    keeping.put_back(file.key, BytesIO(content + b" "))
    assert due(row)[0].trouble, "it is there, and not what was approved"
    keeping.put_back(file.key, BytesIO(content))
    assert due(row)[0].trouble == ""


def test_what_a_hold_kept_until_its_day_was_over_is_not_published_with_that_day_in_print(room, row):
    hold.place(room.lead, room.slug, reason="An inquest was opened.")
    assert "legal hold" in due(row)[0].trouble
    hold.lift(room.chief, room.slug, 1, reason="It ended.")
    later = row.due_at + datetime.timedelta(days=20)
    for _minute in range(2):
        (ended,) = publication_round.publish_due(publication_round.JOB, later)
        assert "print is over" in ended.trouble
    row.refresh_from_db()
    assert (row.state, public.published()) == ("approved", ())
    assert Notification.objects.filter(event="publication_stopped", person_id=room.chief.person).count() == 2
    publication.change_day(room.officer, room.slug, 1, tomorrow() + datetime.timedelta(days=21), "It was held.")
    assert Publication.objects.get(state="making").day == tomorrow() + datetime.timedelta(days=21)


def test_what_a_hold_kept_for_hours_is_published_on_its_day(room, row):
    hold.place(room.lead, room.slug, reason="An inquest was opened.")
    assert "legal hold" in due(row)[0].trouble
    hold.lift(room.chief, room.slug, 1, reason="It ended.")
    (ended,) = publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(hours=9))
    assert ended.trouble == ""


def test_another_day_is_printed_and_approved_anew(room, row):
    later = row.day + datetime.timedelta(days=7)
    publication.change_day(room.officer, room.slug, 1, later, "Ministers are away.")
    assert publication_round.publish_due(publication_round.JOB, row.due_at) == ()
    new = Publication.objects.exclude(state="withdrawn").get()
    assert (new.state, new.day) == ("making", later)
    publication_files.make(publication_files.JOB, new.pk, new.run)
    new.refresh_from_db()
    assert (new.state, new.sealed != row.sealed) == ("prepared", True)


def test_an_inspection_that_cannot_even_be_told_of_stops_none_of_the_others(room, row):
    with guard.allowed():
        other = given.inspection("broken-2023", "factual_accuracy")
        first = row.due_at - datetime.timedelta(hours=1)
        given.approved_publication(other, due_at=first)
        Inspection.objects.filter(pk=other.pk).update(phase="no such phase")
    assert row.inspection.slug in {each.inspection for each in due(row) if not each.trouble}
    row.refresh_from_db()
    assert row.state == "published"
