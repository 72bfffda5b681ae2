"""A publication whose files are made: what they are, approved by someone else, and published as they were approved."""

import copy
import datetime

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.report.document_json import from_json
from inspectorate_app.actions import document, publication, publication_approval, publication_files, publication_round
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import PhaseChange, Publication, PublishedFile
from inspectorate_app.store.queries import public_publication as public
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import publishing
from tests.app.publishing import approve, approved, due, told, tomorrow

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(publishing.prepared)


@pytest.fixture
def room(of_all):
    return copy.deepcopy(of_all)


@pytest.fixture
def row(room):
    return Publication.objects.get()


def test_all_files_are_made_before_anyone_approves_them(room, row):
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


def test_the_entry_of_the_register_says_what_the_report_says(room, row):
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


def test_the_chief_inspector_approves_what_someone_else_prepared(room, row):
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


def test_what_was_approved_is_what_is_published(room, row):
    approve(room, row)
    with guard.allowed():
        PublishedFile.objects.filter(publication=row).order_by("place").last().delete()
    (ended,) = due(row)
    assert "not those that were approved" in ended.trouble
    row.refresh_from_db()
    assert row.state == "approved"


def test_an_approval_is_taken_back_until_it_is_published(room, row):
    approve(room, row)
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


def test_what_is_withdrawn_is_never_published_and_its_number_is_given_again(room, row):
    approve(room, row)
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


def test_it_is_not_moved_by_hand_past_a_publication(room, row):
    with pytest.raises(NotNow, match="publication 1"):
        inspections.move_phase(room.lead, room.slug, facts_of(room.inspection).phase.PUBLISHED, "Printed.")
    with pytest.raises(NotNow, match="Publication 1"):
        inspections.move_phase(room.lead, room.slug, facts_of(room.inspection).phase.DRAFTING, "Once more.")
    publication.withdraw(room.officer, room.slug, row.number, "Published elsewhere.")
    with pytest.raises(NotNow, match="outside this service"):
        inspections.move_phase(room.lead, room.slug, facts_of(room.inspection).phase.PUBLISHED)
    inspections.move_phase(room.lead, room.slug, facts_of(room.inspection).phase.PUBLISHED, "By the old website.")
    assert PhaseChange.objects.get(after="published").reason == "By the old website."


def test_files_of_publications_are_no_orphans(room, row):
    document.sweep(timezone.now() + datetime.timedelta(days=3))
    assert not publication_files.wrong_files(query.files_of(row.pk))
