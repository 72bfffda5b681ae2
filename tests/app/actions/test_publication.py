"""Publications: prepared as files, approved by someone else, published together at their time or not at all."""

import datetime
import json

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.report.document_json import from_json
from inspectorate_app.actions import (
    draft,
    hold,
    publication,
    publication_approval,
    publication_files,
    publication_round,
)
from inspectorate_app.actions import finding as findings
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AuditEntry, Inspection, Notification, PhaseChange, Publication, PublishedFile
from inspectorate_app.store.queries import public_publication as public
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, publishing
from tests.app.publishing import approved, made, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return publishing.room()


def due(row):
    """Publish what is due a second after the publication is."""
    return publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(seconds=1))


def told(event):
    return set(Notification.objects.filter(event=event).values_list("person__name", flat=True))


def test_all_files_are_made_before_anyone_approves_them(room):
    row = made(room)
    assert (row.state, row.trouble, row.files_made) == ("prepared", "", row.files_to_make)
    files = list(row.files.all())
    # three documents as a page, PDF, Word and OpenDocument; the workbook as two of spreadsheets and CSV
    assert [each.name for each in files][:12] == [
        f"{room.slug}-{kind}.{form}"
        for kind in ("report", "press-release", "poster")
        for form in ("html", "pdf", "docx", "odt")
    ]
    assert {f"{room.slug}-data.xlsx", f"{room.slug}-data.ods"} < {each.name for each in files}
    assert all(keeping.sha256_of(each.key) == each.sha256 for each in files)
    assert row.sealed == publication_files.seal(query.files_of(row.pk))
    page = b"".join(keeping.chunks(files[4].key)).decode()
    day = tomorrow()
    assert f"{day.day} {day:%B} {day.year}" in page
    assert from_json(row.documents[0]).kind == "report"
    assert told("publication_prepared") == {"Olive Officer", "Cai Chief", "Lee Lead"}


def test_the_entry_of_the_register_says_what_the_report_says(room):
    row = made(room)
    published_on = tomorrow()
    base_answers = {"2.1": 60, "2.2.1": 60, "2.2.2": 70, "2.2.3": 70}  # 6, 6, 7 and 7 of ten cases
    entry = row.entry
    assert entry["published"] == published_on.isoformat()
    assert entry["inspection"] == f"pdu/leicester-leicestershire-and-rutland/{published_on:%Y-%m}"
    assert entry["sample_size"] == 10
    assert entry["certainty"] == "published"
    percentages = {key: value for key, value in entry["percentages"].items() if key in base_answers}
    assert percentages == {key: value for key, value in base_answers.items() if key in percentages}
    assert entry["sources"][0]["url"].endswith(f"/register/publications/{room.slug}/1/{room.slug}-report.html")
    assert "unit_name" not in entry, "the directory of organisations has it"


def test_the_chief_inspector_approves_what_someone_else_prepared(room):
    row = made(room)
    for actor in (room.lead, room.officer):
        with pytest.raises(NotAllowed):
            publication_approval.approve(actor, room.slug, 1, sealed=row.sealed, day=row.day)
    with pytest.raises(NotNow):
        publication_approval.approve(room.chief, room.slug, 1, sealed="0" * 64, day=row.day)
    with pytest.raises(BadInput):
        publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day + datetime.timedelta(1))
    at = publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)
    assert at.astimezone(publication.LONDON).strftime("%H:%M") == "00:01"
    with pytest.raises(NotNow):
        publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)


def test_nobody_approves_what_they_prepared_whatever_they_may(room):
    with guard.allowed():
        from inspectorate_app.store.models import Membership

        Membership.objects.create(inspection=room.inspection, person_id=room.chief.person, role=Role.LEAD_INSPECTOR)
    number = publication.prepare(room.chief, room.slug, day=tomorrow())
    row = Publication.objects.get(number=number)
    publication_files.make(publication_files.JOB, row.pk, row.run)
    row.refresh_from_db()
    with pytest.raises(NotAllowed, match="someone else must approve"):
        publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)


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


def test_what_is_synthetic_is_published_at_once_and_not_hours_late(room):
    with guard.allowed():
        Inspection.objects.filter(pk=room.inspection.pk).update(demonstration=True)
    before = timezone.now()
    row = approved(room, day=timezone.localdate())
    assert before <= row.due_at <= timezone.now(), "not at 00.01, which is over"
    (ended,) = publication_round.publish_due(publication_round.JOB)
    assert ended.trouble == ""
    (past,) = query.history(room.inspection.pk)
    assert past.late is None
    assert "minutes late" not in AuditEntry.objects.filter(action="publish").order_by("-pk").first().after
    assert Publication.objects.get().entry["published"] == timezone.localdate().isoformat()


def test_a_minute_past_midnight_everything_is_published_at_once(room):
    row = approved(room)
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


def test_a_server_that_was_down_at_midnight_publishes_when_it_is_back_and_says_so(room):
    row = approved(room)
    publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(hours=7))
    row.refresh_from_db()
    assert row.state == "published"
    last = AuditEntry.objects.filter(action="publish").order_by("-pk").first()
    assert last.after["minutes late"] == 420
    (facts,) = query.history(room.inspection.pk)
    assert facts.late == datetime.timedelta(hours=7)


def test_where_one_file_is_missing_nothing_is_published_and_people_are_told_once(room):
    row = approved(room)
    file = row.files.get(name=f"{room.slug}-press-release.pdf")
    content = b"".join(keeping.chunks(file.key))
    keeping.remove(file.key)
    (ended,) = due(row)
    assert f"{room.slug}-press-release.pdf" in ended.trouble
    due(row)
    row.refresh_from_db()
    assert (row.state, public.published()) == ("approved", ())
    assert Notification.objects.filter(event="publication_stopped", person_id=room.chief.person).count() == 1
    from io import BytesIO

    keeping.put_back(file.key, BytesIO(content + b" "))
    assert due(row)[0].trouble, "it is there, and not what was approved"
    keeping.put_back(file.key, BytesIO(content))
    assert due(row)[0].trouble == ""


def test_what_a_hold_kept_until_its_day_was_over_is_not_published_with_that_day_in_print(room):
    row = approved(room)
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


def test_what_a_hold_kept_for_hours_is_published_on_its_day(room):
    row = approved(room)
    hold.place(room.lead, room.slug, reason="An inquest was opened.")
    assert "legal hold" in due(row)[0].trouble
    hold.lift(room.chief, room.slug, 1, reason="It ended.")
    (ended,) = publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(hours=9))
    assert ended.trouble == ""


def test_what_was_approved_is_what_is_published(room):
    row = approved(room)
    with guard.allowed():
        PublishedFile.objects.filter(publication=row).order_by("place").last().delete()
    (ended,) = due(row)
    assert "not those that were approved" in ended.trouble
    row.refresh_from_db()
    assert row.state == "approved"


def test_an_approval_is_taken_back_until_it_is_published(room):
    row = approved(room)
    publication_approval.take_back(room.chief, room.slug, 1, "A number is asked about.")
    row.refresh_from_db()
    assert (row.state, row.approved_by, row.due_at) == ("prepared", None, None)
    publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)
    row.refresh_from_db()
    due(row)
    with pytest.raises(NotNow):
        publication_approval.take_back(room.chief, room.slug, 1, "Too late.")
    with pytest.raises(NotNow):
        publication.withdraw(room.officer, room.slug, 1, "Too late.")


def test_what_is_withdrawn_is_never_published_and_its_number_is_given_again(room):
    row = approved(room)
    with pytest.raises(BadInput):
        publication.withdraw(room.officer, room.slug, 1, " ")
    publication.withdraw(room.officer, room.slug, 1, "The foreword changes.")
    assert publication_round.publish_due(publication_round.JOB, row.due_at) == ()
    again = approved(room)
    assert again.number == 1
    due(again)
    assert [each.number for one in public.published() for each in one.versions] == [1]
    assert [each.state for each in query.history(room.inspection.pk)] == ["published", "withdrawn"]
    assert PublishedFile.objects.filter(publication=row).exists(), "what was withdrawn stays"


def test_another_day_is_printed_and_approved_anew(room):
    row = approved(room)
    later = row.day + datetime.timedelta(days=7)
    publication.change_day(room.officer, room.slug, 1, later, "Ministers are away.")
    assert publication_round.publish_due(publication_round.JOB, row.due_at) == ()
    new = Publication.objects.exclude(state="withdrawn").get()
    assert (new.state, new.day) == ("making", later)
    publication_files.make(publication_files.JOB, new.pk, new.run)
    new.refresh_from_db()
    assert (new.state, new.sealed != row.sealed) == ("prepared", True)


def test_a_false_claim_stands_in_its_way(room):
    draft.write(room.lead, room.slug, "report", "2.2", text="Planning was good in 95 per cent of cases.", version=0)
    with pytest.raises(NotNow, match="claim"):
        publication.prepare(room.officer, room.slug, day=tomorrow())


def test_the_check_of_factual_accuracy_stands_in_its_way(room):
    with guard.allowed():
        room.inspection.accuracy_checks.all().delete()
    with pytest.raises(NotNow, match="factual accuracy check"):
        publication.prepare(room.officer, room.slug, day=tomorrow())


def test_only_while_it_is_checked_for_accuracy(room):
    publishing.set_phase(room.inspection, "drafting")
    with pytest.raises(NotNow):
        publication.prepare(room.officer, room.slug, day=tomorrow())


def test_the_day_lies_ahead(room):
    for day in (None, timezone.localdate() - datetime.timedelta(days=1)):
        with pytest.raises(BadInput):
            publication.prepare(room.officer, room.slug, day=day)


def test_who_may(room):
    for role in (Role.INSPECTOR, Role.SERVICE_HEAD, Role.PANEL_MEMBER):
        actor = given.actor(given.member(room.inspection, role, f"Any {role.label}"))
        with pytest.raises((NotAllowed, NotThere)):
            publication.prepare(actor, room.slug, day=tomorrow())
    with pytest.raises(NotAllowed):
        publication.prepare(room.chief, room.slug, day=tomorrow())


def test_what_a_format_cannot_carry_is_told_before_anyone_approves(room):
    draft.write(room.lead, room.slug, "report", "2.2", text="A sign 说 stands.", version=0)
    given.reviewed(room.inspection)
    row = made(room)
    assert row.state == "failed"
    assert "cannot be written" in row.trouble
    assert not row.files.exists()
    assert "Olive Officer" in told("publication_failed")
    draft.write(room.lead, room.slug, "report", "2.2", text="Plain words.", version=1)
    given.reviewed(room.inspection)
    publication.make_again(room.officer, room.slug, 1)
    row.refresh_from_db()
    publication_files.make(publication_files.JOB, row.pk, row.run)
    row.refresh_from_db()
    assert (row.state, row.trouble) == ("prepared", "")


def test_what_the_register_could_not_hold_is_not_made_and_says_what_to_mend(room):
    """Published, it would be found by nobody: the register leaves out what it cannot read."""
    with guard.allowed():
        Inspection.objects.update(organisation="pdu/nowhere-made-up", kind="moon base")
    row = made(room)
    assert row.state == "failed"
    assert "The public register has no place for it" in row.trouble
    assert "'moon base' is no kind of unit; give one of PDU, region" in row.trouble
    assert (row.files.exists(), row.sealed, row.entry, public.published()) == (False, "", {}, ())
    assert "Olive Officer" in told("publication_failed")
    with guard.allowed():
        Inspection.objects.update(kind="PDU")
    publication.make_again(room.officer, room.slug, 1)
    publication_files.make(publication_files.JOB, row.pk, 2)
    row.refresh_from_db()
    assert (row.state, row.entry["unit_kind"]) == ("prepared", "PDU")


def test_a_correction_that_no_longer_fits_its_place_in_the_register_is_not_made(room):
    """Its id there is the one under which it was first published, and begins with the unit."""
    published(room)
    publication.begin_correction(room.officer, room.slug, "A wrong name.")
    with guard.allowed():
        Inspection.objects.update(organisation="pdu/nowhere-made-up")
    row = made(room)
    assert row.state == "failed"
    assert "the id does not begin with the unit 'pdu/nowhere-made-up'" in row.trouble


def test_words_by_which_someone_could_be_told_are_no_publication(room):
    text = "> A pregnant Black British woman from Hinckley was convicted of arson; her sister was the victim.\n"
    draft.write(room.lead, room.slug, "report", "2.2", text=text, version=0)
    given.reviewed(room.inspection)
    with pytest.raises(NotNow, match="could be recognised") as refused:
        made(room)
    assert "Hinckley" not in str(refused.value)


def test_a_job_that_died_is_seen_and_its_files_are_made_by_another(room):
    publication.prepare(room.officer, room.slug, day=tomorrow())
    row = Publication.objects.get()
    now = timezone.now()
    assert not query.under_way(room.inspection.pk).has_stopped(now)
    with pytest.raises(NotNow):
        publication.make_again(room.officer, room.slug, 1)
    with guard.allowed():
        Publication.objects.update(worked_at=now - query.DEAD_AFTER - datetime.timedelta(seconds=1))
    assert query.under_way(room.inspection.pk).has_stopped(now)
    publication.make_again(room.officer, room.slug, 1)
    assert publication_files.make(publication_files.JOB, row.pk, 1) == 0, "the job that was given up makes nothing"
    assert publication_files.make(publication_files.JOB, row.pk, 2) > 0


def test_it_is_not_moved_by_hand_past_a_publication(room):
    row = made(room)
    with pytest.raises(NotNow, match="publication 1"):
        inspections.move_phase(room.lead, room.slug, facts_of(room.inspection).phase.PUBLISHED, "Printed.")
    with pytest.raises(NotNow, match="Publication 1"):
        inspections.move_phase(room.lead, room.slug, facts_of(room.inspection).phase.DRAFTING, "Once more.")
    publication.withdraw(room.officer, room.slug, row.number, "Published elsewhere.")
    with pytest.raises(NotNow, match="outside this service"):
        inspections.move_phase(room.lead, room.slug, facts_of(room.inspection).phase.PUBLISHED)
    inspections.move_phase(room.lead, room.slug, facts_of(room.inspection).phase.PUBLISHED, "By the old website.")
    assert PhaseChange.objects.get(after="published").reason == "By the old website."


def published(room):
    row = approved(room)
    due(row)
    return row


def test_a_correction_is_a_version_of_its_own_with_its_notice_and_the_old_one_stays(room):
    first = published(room)
    with pytest.raises(NotNow, match="correction"):
        draft.write(room.lead, room.slug, "report", "2.2", text="Put right.", version=0)
    with pytest.raises(BadInput):
        publication.begin_correction(room.officer, room.slug, "")
    notice = "Page 3 named the wrong office."
    assert publication.begin_correction(room.officer, room.slug, notice) == 2
    draft.write(room.lead, room.slug, "report", "2.2", text="Put right.", version=0)
    given.reviewed(room.inspection)
    row = approved(room)
    assert (row.number, row.notice, row.day) == (2, notice, first.day)
    for each in row.documents:
        assert notice in json.dumps(each), each["is"]
    page = b"".join(keeping.chunks(row.files.get(name=f"{room.slug}-report.html").key)).decode()
    assert notice in page
    assert "This version replaces the one that was published on" in page
    version = public.version()
    assert publication_round.publish_due(publication_round.JOB)[0].trouble == ""
    assert public.version() != version
    (one,) = public.published()
    assert [(each.number, each.notice) for each in one.versions] == [(2, notice), (1, "")]
    assert one.entry.inspection == first.entry["inspection"], "it keeps its id in the register"
    assert query.published_file(room.slug, 1, f"{room.slug}-report.html").sha256 == first.files.first().sha256
    assert "Lee Lead" in told("correction_published")
    assert Inspection.objects.get().phase == "published"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("We inspected 11 cases.", "put 1 false claim of the findings right"),  # there are ten
        ("Needs were met in {{case:9.9 | count}}.", "mend 1 number of the findings that the evidence does not have"),
    ],
)
def test_nothing_is_prepared_with_a_number_of_a_finding_that_is_not_right(room, text, told):
    publishing.finding(room.inspection, room.lead, text)
    with pytest.raises(NotNow, match=told):
        publication.prepare(room.officer, room.slug, day=tomorrow())
    assert not Publication.objects.exists()


def test_a_finding_is_corrected_once_a_correction_has_begun(room):
    number = publishing.finding(room.inspection, room.lead, "We inspected ten cases.")
    given.reviewed(room.inspection)
    published(room)
    room.inspection.refresh_from_db()
    facts = {"heading": "2.2", "kind": "improvement"}
    with pytest.raises(NotNow, match="once a correction has begun"):
        findings.change(room.lead, room.slug, number, **facts, text="Six do.", version=1)
    with pytest.raises(NotNow, match="once a correction has begun"):
        findings.write(room.lead, room.slug, **facts, text="Morale is low.")
    publication.begin_correction(room.officer, room.slug, "A finding named the wrong office.")
    findings.change(room.lead, room.slug, number, **facts, text="We inspected 11 cases.", version=1)
    with pytest.raises(NotNow, match="put 1 false claim of the findings right"):
        publication.prepare(room.officer, room.slug)
    findings.change(room.lead, room.slug, number, **facts, text="Put right.", version=2)
    given.reviewed(room.inspection)
    row = made(room)
    assert row.state == "prepared", row.trouble
    assert "Put right." in json.dumps(row.documents)


def test_the_notice_of_a_correction_is_held_against_the_evidence(room):
    published(room)
    with pytest.raises(BadInput, match="as it is typed"):
        publication.begin_correction(room.officer, room.slug, "There were {{sample:cases}} cases.")
    publication.begin_correction(room.officer, room.slug, "We inspected 11 cases.")
    with pytest.raises(NotNow, match="put 1 false claim of the notice of the correction right"):
        publication.prepare(room.officer, room.slug)
    row = made(room, notice="We inspected ten cases.")
    assert (row.state, row.notice) == ("prepared", "We inspected ten cases.")


def test_a_correction_under_way_keeps_the_inspection_open(room):
    published(room)
    publication.begin_correction(room.officer, room.slug, "A wrong name.")
    phases = facts_of(room.inspection).phase
    inspections.move_phase(room.lead, room.slug, phases.FOLLOW_UP)
    with pytest.raises(NotNow, match="publication 2"):
        inspections.move_phase(room.lead, room.slug, phases.CLOSED, "Done.")
    with pytest.raises(NotNow):
        publication.begin_correction(room.officer, room.slug, "Another.")


def test_nothing_is_corrected_that_was_not_published(room):
    with pytest.raises(NotNow):
        publication.begin_correction(room.officer, room.slug, "A wrong name.")


def test_files_of_publications_are_no_orphans(room):
    from inspectorate_app.actions import document

    row = made(room)
    document.sweep(timezone.now() + datetime.timedelta(days=3))
    assert not publication_files.wrong_files(query.files_of(row.pk))


def test_an_inspection_that_cannot_even_be_told_of_stops_none_of_the_others(room):
    row = approved(room)
    with guard.allowed():
        other = given.inspection("broken-2023", "factual_accuracy")
        first = row.due_at - datetime.timedelta(hours=1)
        given.approved_publication(other, due_at=first)
        Inspection.objects.filter(pk=other.pk).update(phase="no such phase")
    assert row.inspection.slug in {each.inspection for each in due(row) if not each.trouble}
    row.refresh_from_db()
    assert row.state == "published"
