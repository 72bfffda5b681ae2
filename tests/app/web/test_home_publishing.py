"""The first page of who checks, reviews and publishes what an inspection found."""

import pytest
from django.utils import timezone

from inspectorate_app.actions.conflict import declare
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AccuracyCheck,
    DraftPart,
    Publication,
    Review,
)
from tests.app import given
from tests.app.first_page import DAY, text, to_do

pytestmark = pytest.mark.django_db


def checked():
    """An inspection whose factual accuracy check is closed, so that its publication is to be prepared."""
    row = given.inspection(phase="factual_accuracy")
    with guard.allowed():
        row.accuracy_checks.create(
            number=1, state="closed", sent_by=row.set_up_by, sent_at=timezone.now(), due_on=DAY("2022-12-01")
        )
    return row


def test_who_publishes_and_is_in_the_team_finds_the_inspection_once_with_what_is_to_do():
    row = checked()
    officer = given.person("Olive Officer", "publication_officer")
    with guard.allowed():
        row.memberships.create(person=officer, role=Role.ANALYST.value)
    shown = text(given.signed_in(officer))
    assert shown.count("Prepare the publication") == 1
    assert "Your role" in shown
    assert "On their way to publication" in shown, "with how far its publication is, which the other list does not say"


def test_a_conflict_of_interest_keeps_an_inspection_from_the_first_page_of_who_publishes():
    checked()
    officer, other = (given.person(f"{name} Officer", "publication_officer") for name in ("Olive", "Otto"))
    client = given.signed_in(officer)
    assert "Leicester" in text(client)
    declare(given.actor(officer), person=officer.pk, organisation="region/east-midlands", reason="A relative.")
    assert "Leicester" not in text(client)
    assert "Leicester" in text(given.signed_in(other)), "somebody else sees to it"


def test_a_planner_finds_no_inspection_that_a_conflict_of_interest_closes():
    given.inspection(phase="announced")
    planner = given.person("Pia Planner", "planner")
    client = given.signed_in(planner)
    assert "Add a lead inspector" in text(client)
    declare(given.actor(planner), person=planner.pk, organisation="region/east-midlands", reason="A relative.")
    assert "Leicester" not in text(client)


def test_where_no_chief_inspector_may_approve_the_first_pages_of_who_prepares_say_so():
    row = checked()
    lead = given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
    officer, chief = given.person("Olive Officer", "publication_officer"), given.person("Cai Chief", "chief_inspector")
    given.publication(row, state="prepared")
    waits = "Have someone named who approves the publication"
    for client in map(given.signed_in, (lead, officer, chief)):
        assert waits not in text(client)
    declare(given.actor(chief), person=chief.pk, organisation="region/east-midlands", reason="A relative.")
    for client in map(given.signed_in, (lead, officer)):
        assert f"{waits} Every chief inspector has a conflict of interest" in text(client)
    assert "Leicester" not in text(given.signed_in(chief))
    other = given.person("Cei Chief", "chief_inspector")
    assert "Approve the publication" in text(given.signed_in(other))
    assert waits not in text(given.signed_in(officer))


def test_the_factual_accuracy_check_is_sent_answered_closed_and_followed_by_publication():
    """Of two comments both wait, then one, then none: whoever writes answers, the lead inspector sends and closes."""
    row = given.inspection(phase="drafting")
    lead, writes = given.member(row, Role.LEAD_INSPECTOR), given.member(row, Role.INSPECTOR)
    analyst, on = given.member(row, Role.ANALYST), given.FIELDWORK[0]
    assert to_do(lead, row, on) == {}, "it is not time for it"
    with guard.allowed():
        row.phase = "factual_accuracy"
        row.save()
    assert to_do(lead, row, on).keys() == {"Send the factual accuracy check"}
    with guard.allowed():
        check = row.accuracy_checks.create(number=1, sent_by=lead, sent_at=timezone.now(), due_on=on)
        for number in (1, 2):
            about = {"written_by": lead, "written_at": timezone.now()}
            check.comments.create(number=number, kind="report", passage=number, correction="x", **about)
    assert to_do(lead, row, on) == {}, "comments are with the service until its head sends them"
    with guard.allowed():
        AccuracyCheck.objects.update(state="submitted", submitted_at=timezone.now())
    assert to_do(lead, row, on).keys() == {"Answer 2 comments of the service on factual accuracy"}
    assert to_do(writes, row, on).keys() == {"Answer 2 comments of the service on factual accuracy"}
    assert to_do(analyst, row, on) == {}
    with guard.allowed():
        check.comments.filter(number=1).update(verdict="accepted")
    assert to_do(lead, row, on).keys() == {"Answer 1 comment of the service on factual accuracy"}
    with guard.allowed():
        check.comments.update(verdict="accepted")
    assert to_do(lead, row, on).keys() == {"Close the factual accuracy check"}
    assert to_do(writes, row, on) == {}
    with guard.allowed():
        AccuracyCheck.objects.update(state="closed")
    assert to_do(lead, row, on).keys() == {"Prepare the publication"}
    with guard.allowed():
        Publication.objects.create(inspection=row, number=1, state="making", prepared_by=lead)
    assert to_do(lead, row, on) == {}
    with guard.allowed():
        Publication.objects.update(state="published")
        row.phase = "published"
        row.save()
    assert to_do(lead, row, on) == {}


def test_a_review_waits_for_who_neither_asked_nor_wrote_and_what_it_returned_for_who_asks():
    row = given.inspection(phase="drafting")
    lead, quinn = given.member(row, Role.LEAD_INSPECTOR), given.member(row, Role.QUALITY_LEAD)
    wrote, on = given.member(row, Role.QUALITY_LEAD, "Will Wrote"), given.FIELDWORK[0]
    asked = {"inspection": row, "kind": "report", "asked_by": lead, "asked_at": timezone.now()}
    with guard.allowed():
        by = {"changed_by": wrote, "changed_at": timezone.now()}
        draft = DraftPart.objects.create(inspection=row, kind="report", part="foreword", **by)
        draft.versions.create(version=1, text="x", saved_by=wrote, saved_at=timezone.now())
        review = Review.objects.create(number=1, **asked)
    assert to_do(quinn, row, on).keys() == {"Review 1 document"}
    assert to_do(wrote, row, on) == {} == to_do(lead, row, on)
    with guard.allowed():
        Review.objects.create(number=2, **asked | {"kind": "press-release"})
    assert to_do(quinn, row, on).keys() == {"Review 2 documents"}
    assert to_do(wrote, row, on).keys() == {"Review 1 document"}, "of the press release they wrote nothing"
    with guard.allowed():
        Review.objects.filter(pk=review.pk).update(state="returned")
    assert to_do(quinn, row, on).keys() == {"Review 1 document"}
    assert to_do(lead, row, on).keys() == {"Change 1 document that its review returned"}
    with guard.allowed():
        again = Review.objects.create(number=3, **asked)
    assert to_do(lead, row, on) == {}
    with guard.allowed():
        Review.objects.filter(pk=again.pk).update(state="withdrawn")
    assert to_do(lead, row, on).keys() == {"Change 1 document that its review returned"}, "nobody reads it now"
