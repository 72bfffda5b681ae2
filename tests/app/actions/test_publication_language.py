"""A publication in Welsh too: made, approved and published with the documents in English, or not at all."""

import copy

import pytest
from django.utils import translation

from inspectorate.errors import BadInput
from inspectorate_app.actions import publication, publication_files
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import AuditEntry, Publication
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries import subscriber
from tests.app import publishing
from tests.app.publishing import approve, approved, due, made, tomorrow

pytestmark = pytest.mark.django_db


def prepared_in_both():
    """A room, and the publication whose files are made in English and in Welsh."""
    of = publishing.room()
    return of, made(of, also_in="cy")


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(prepared_in_both)


@pytest.fixture
def prepared(of_all):
    return copy.deepcopy(of_all)


def content(row: Publication, name: str) -> str:
    file = row.files.get(name=name)
    return b"".join(keeping.chunks(file.key)).decode()


def test_every_document_is_made_in_both_languages_under_one_seal(prepared):
    room, row = prepared
    assert (row.state, row.trouble, row.also_in) == ("prepared", "", "cy")
    files = list(row.files.all())
    of_english = [(each.kind, each.format) for each in files if each.language == "en"]
    of_welsh = [(each.kind, each.format) for each in files if each.language == "cy"]
    assert of_english == of_welsh
    assert len(of_english) + len(of_welsh) == len(files) == row.files_to_make
    assert row.sealed == publication_files.seal(query.files_of(row.pk))
    page = content(row, f"{room.slug}-cy-report.html")
    assert '<html lang="cy">' in page
    assert "Cefndir" in page
    assert '<html lang="en' in content(row, f"{room.slug}-report.html")
    entry = AuditEntry.objects.filter(chain__name=room.slug, action="prepare publication").latest("position")
    assert entry.after["also_in"] == "cy"


def test_the_english_files_are_the_same_whoever_asks_and_whether_welsh_is_made_too(prepared):
    room, both = prepared
    of_both = {each.name: each.sha256 for each in both.files.filter(language="en")}
    of_welsh = {each.name for each in both.files.filter(language="cy")}
    publication.withdraw(room.officer, room.slug, 1, "English alone.")
    with translation.override("cy"):
        alone = {each.name: each.sha256 for each in made(room).files.all()}
    assert of_both == alone
    assert of_welsh
    assert of_welsh.isdisjoint(alone)


def test_a_language_that_there_is_not_is_refused_and_nothing_is_prepared(prepared):
    room, _row = prepared
    publication.withdraw(room.officer, room.slug, 1, "French is missing.")
    with pytest.raises(BadInput, match="documents are not made in ‘fr’"):
        publication.prepare(room.officer, room.slug, day=tomorrow(), also_in="fr")
    assert query.under_way(room.inspection.pk) is None


def test_one_welsh_file_that_was_changed_stops_all_of_it(prepared):
    row = approve(*prepared)
    with guard.allowed():
        row.files.filter(language="cy").order_by("place").last().delete()
    (ended,) = due(row)
    assert ended.trouble
    row.refresh_from_db()
    assert row.state == "approved"


def test_a_correction_is_as_what_was_published_and_not_as_what_was_withdrawn(prepared):
    room, _row = prepared
    publication.withdraw(room.officer, room.slug, 1, "English alone.")
    due(approved(room))
    publication.begin_correction(room.officer, room.slug, "A wrong name was put right.")
    assert query.last_also_in(room.slug) == ""
    publication.prepare(room.officer, room.slug)
    assert Publication.objects.get(state="making").also_in == ""


def test_another_day_keeps_the_language(prepared):
    room, _row = prepared
    later = tomorrow().replace(year=tomorrow().year + 1, day=1)
    publication.change_day(room.officer, room.slug, 1, later, "It is not ready.")
    assert Publication.objects.exclude(state="withdrawn").get().also_in == "cy"
    entry = AuditEntry.objects.filter(chain__name=room.slug, action="prepare publication").latest("position")
    assert entry.after["also_in"] == "cy"


def test_a_correction_says_its_notice_in_both_and_in_welsh_marks_it_as_english(prepared):
    room, row = prepared
    due(approve(room, row))
    publication.begin_correction(room.officer, room.slug, "A wrong name was put right.")
    corrected = made(room)
    assert corrected.also_in == "cy", "as the version before, where nothing else is said"
    assert (corrected.state, corrected.trouble) == ("prepared", "")
    page = content(corrected, f"{room.slug}-cy-report.html")
    assert '<span lang="en-GB">A wrong name was put right.</span>' in page
    assert "This version replaces" not in page
    assert "This version replaces" in content(corrected, f"{room.slug}-report.html")


def test_copies_checks_and_subscribers_are_told_of_the_english_document(prepared):
    room, row = prepared
    approve(room, row)
    assert {each.language for each in query.documents_of(row.pk)} == {"en-GB"}
    due(row)
    told = subscriber.told_of(row.pk)
    assert told is not None
    assert told.document == f"{room.slug}-report.html"
