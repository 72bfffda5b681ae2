"""What documents tell and is changed once their files are made, or while they are: none is approved or published so."""

import copy
import datetime
import json

import pytest

from inspectorate_app.actions import (
    draft,
    publication,
    publication_approval,
    publication_files,
    publication_round,
    quotation,
)
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store import guard
from inspectorate_app.store.file import keeping
from inspectorate_app.store.models import Publication
from tests.app import given, publishing
from tests.app.publishing import approve, made

pytestmark = pytest.mark.django_db


SAID = "We hear of plans late."


def surveyed(inspection):
    """A quotation that was checked, of a closed survey of people on probation, whose words a report prints."""
    of_people = next(
        each for each in given.edition_of().survey_by_id.values() if each.audience == "people_on_probation"
    )
    asked = next(iter(of_people.of_kind("text"))).id
    with guard.allowed():
        survey = inspection.surveys.create(
            number=1,
            questionnaire=of_people.id,
            opens_on=inspection.fieldwork_from,
            closes_on=inspection.fieldwork_to,
            closed=True,
            answers_kept=True,
            opened_by=inspection.set_up_by,
        )
        for _person in range(10):
            survey.responses.create(answers={})
        return survey.quotations.create(question=asked, text=SAID, state="checked")


def prepared_with_quotation():
    """A room, its publication whose files are made, and the quotation that they print."""
    of = publishing.room()
    words = surveyed(of.inspection)
    given.reviewed(of.inspection)
    return of, made(of), words


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(prepared_with_quotation)


@pytest.fixture
def prepared(of_all):
    return copy.deepcopy(of_all)


@pytest.fixture
def waiting(prepared):
    """The same while its files are still to be made."""
    _room, row, _words = prepared
    with guard.allowed():
        row.files.all().delete()
        row.state, row.sealed, row.files_made = "making", "", 0
        row.save()
    return prepared


def during_the_making(monkeypatch, do):
    """Do something once, while the first file is kept."""
    keep, done = keeping.keep, []

    def keeps(file):
        if not done:
            done.append(do())
        return keep(file)

    monkeypatch.setattr(keeping, "keep", keeps)


def test_a_quotation_that_is_withdrawn_meanwhile_is_in_no_file_that_can_be_approved(waiting, monkeypatch):
    room, row, words = waiting
    during_the_making(monkeypatch, lambda: quotation.remove(room.lead, room.slug, 1, words.pk))
    assert publication_files.make(publication_files.JOB, row.pk, 1) == 0
    row.refresh_from_db()
    assert (row.state, "changed while" in row.trouble, row.files.count()) == ("failed", True, 0)


def test_whoever_comes_into_print_meanwhile_is_not_left_out(waiting, monkeypatch):
    """Everything that documents tell counts, and not the texts alone: who led the inspection stands in the report."""
    room, row, _words = waiting
    during_the_making(monkeypatch, lambda: given.member(room.inspection, Role.LEAD_INSPECTOR, "Lou Second"))
    assert publication_files.make(publication_files.JOB, row.pk, 1) == 0
    row.refresh_from_db()
    assert "changed while" in row.trouble


def test_another_address_of_the_service_is_told_apart_from_a_change_of_the_documents(prepared, settings):
    """Files print where the service was."""
    room, row, _words = prepared
    before, settings.ADDRESS = settings.ADDRESS, "http://localhost:8001"
    with pytest.raises(NotNow, match=f"which was {before} when they were made and is http://localhost:8001 now"):
        publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)
    settings.ADDRESS = before
    assert publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)


def test_what_changed_after_the_files_were_made_is_not_approved_without_it(prepared):
    room, row, words = prepared
    assert row.state == "prepared", row.trouble
    assert SAID in json.dumps(row.documents)
    quotation.remove(room.lead, room.slug, 1, words.pk)
    given.reviewed(room.inspection)
    with pytest.raises(NotNow, match="changed since the files were made"):
        publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)


def test_a_quotation_that_is_removed_after_approval_is_not_published(prepared):
    room, row, words = prepared
    approve(room, row)
    quotation.remove(room.lead, room.slug, 1, words.pk)
    (ended,) = publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(seconds=1))
    assert "quotation that stands in it was removed" in ended.trouble
    row.refresh_from_db()
    assert row.state == "approved"


def test_a_text_that_is_saved_meanwhile_is_not_left_out(waiting, monkeypatch):
    room, row, _words = waiting
    during_the_making(
        monkeypatch, lambda: draft.write(room.lead, room.slug, "report", "2.2", text="New words.", version=0)
    )
    assert publication_files.make(publication_files.JOB, row.pk, 1) == 0
    row.refresh_from_db()
    assert (row.state, "changed while" in row.trouble) == ("failed", True)


def test_a_demonstration_that_is_served_on_another_port_is_approved_and_nothing_else_is(prepared, settings):
    """Its documents print the address where it was loaded; a service that moved has its files made again."""
    room, row, _words = prepared
    settings.ADDRESS = "http://localhost:8003"
    with pytest.raises(NotNow, match="is http://localhost:8003 now"):
        publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)
    with guard.allowed():
        room.inspection.demonstration = True
        room.inspection.save(update_fields=["demonstration"])
    publication_approval.approve(room.chief, room.slug, 1, sealed=row.sealed, day=row.day)
    row.refresh_from_db()
    assert row.state == "approved"


def test_while_files_are_made_it_is_told_how_many_and_a_withdrawal_ends_the_making(waiting, monkeypatch):
    monkeypatch.setattr(publication_files, "TOLD_EVERY", 0)
    (room, row, _words), keep, told = waiting, keeping.keep, []

    def keeps(file):
        told.append(Publication.objects.get().files_made)
        if len(told) == 3:
            publication.withdraw(room.officer, room.slug, 1, "The foreword changes.")
        return keep(file)

    monkeypatch.setattr(keeping, "keep", keeps)
    assert publication_files.make(publication_files.JOB, row.pk, row.run) == 0
    row.refresh_from_db()
    assert (told, row.state, row.files.count()) == ([0, 1, 2], "withdrawn", 0)
