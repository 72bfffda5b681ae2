"""What people do with what they were told, and that nobody sees what they may no longer see."""

import datetime

import pytest
from django.urls import resolve, reverse

from inspectorate.errors import BadInput
from inspectorate.inspection import Phase
from inspectorate_app.actions import (
    allocation,
    conflict,
    document,
    evidence,
    meeting,
    membership,
    notification,
)
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.evidence import Asked
from inspectorate_app.actions.notification_kind import EVENTS, Kind
from inspectorate_app.actions.notification_reading import kinds_for
from inspectorate_app.actions.permission import MAY, Action, Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AuditEntry,
    Membership,
    Notification,
    NotificationChoice,
)
from inspectorate_app.web.page import rule_of
from tests.app import evidence as files
from tests.app import given
from tests.app.notified import acting, in_fieldwork, texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    return in_fieldwork()


@pytest.mark.parametrize("event", EVENTS)
def test_a_notification_leads_to_a_page_that_who_is_told_may_open(event):
    for place in EVENTS[event].places:
        inspection = {} if place.route in ("account", "people", "mail") else {"inspection": "x"}
        number = {place.number: 7} if place.number else {}
        view = resolve(reverse(place.route, kwargs={**inspection, **number})).func
        known = {"own account": Action.SEE_OWN_NOTIFICATIONS}
        asks = known.get(rule_of(view) or "") or Action(rule_of(view))
        assert MAY[place.sees] <= MAY[asks], f"{place.sees} does not open {place.route}, which asks for {asks}"


def test_someone_taken_from_the_team_sees_nothing_of_it_any_more(world):
    inspection, people = world
    slug, lead = inspection.slug, acting(world, "lead")
    meeting.schedule(lead, slug, given.planned(people["ann"]))
    assert texts(people["ann"])
    with guard.allowed():  # whatever takes the role away
        row = Membership.objects.get(person=people["ann"])
        row.delete()
    assert texts(people["ann"]) == []
    with guard.allowed():
        row.pk = None
        row.save()
    membership.remove(lead, slug, Membership.objects.get(person=people["ann"]).pk)
    assert not Notification.objects.filter(person=people["ann"]).exists(), "nor is it counted"


def test_a_conflict_of_interest_takes_away_what_one_was_told(world):
    inspection, people = world
    meeting.schedule(acting(world, "lead"), inspection.slug, given.planned(people["ann"]))
    ann = given.actor(people["ann"])
    conflict.declare(ann, person=people["ann"].pk, organisation=inspection.organisation, reason="Worked there")
    assert not Notification.objects.filter(person=people["ann"]).exists()


def test_another_role_keeps_what_it_may_see_alone(world):
    inspection, people = world
    slug = inspection.slug
    inspections.move_phase(acting(world, "lead"), slug, Phase.EVIDENCE, reason="Too early")
    evidence.add(acting(world, "lead"), slug, Asked("Business plan", standards=("1.1",)))
    document.upload(acting(world, "sam"), slug, files.uploaded(), request=1)
    assert set(texts(people["ops"])) == {"The phase changed", "Document 1 came in"}
    row = Membership.objects.get(person=people["ops"])
    membership.change(acting(world, "lead"), slug, row.pk, role=Role.LOCAL_ASSESSOR, capacity=0)
    assert texts(people["ops"]) == ["The phase changed"]
    assert Notification.objects.filter(person=people["ops"]).count() == 1


def test_a_case_that_went_to_someone_else_by_another_way_is_not_shown(world):
    inspection, people = world
    given.cases(inspection)
    allocation.allocate_case(acting(world, "lead"), inspection.slug, 1, people["ann"].pk)
    with guard.allowed():
        inspection.cases.update(allocated_to=people["bea"])
    assert texts(people["ann"]) == []


def test_read_is_ones_own_and_leaves_no_entry(world):
    inspection, people = world
    meeting.schedule(acting(world, "lead"), inspection.slug, given.planned(people["ann"], people["bea"]))
    entries = AuditEntry.objects.count()
    [one] = Notification.objects.filter(person=people["ann"])
    notification.mark_read(acting(world, "bea"), one.pk)
    assert texts(people["ann"], unread=True)
    notification.mark_read(acting(world, "ann"), one.pk)
    assert texts(people["ann"], unread=True) == []
    notification.mark_all_read(acting(world, "bea"), 0)
    assert texts(people["bea"], unread=True), "what came since is not read"
    notification.mark_all_read(acting(world, "bea"), 2**40)
    assert texts(people["bea"], unread=True) == []
    assert AuditEntry.objects.count() == entries


def test_a_choice_is_kept_with_an_entry_and_goes_for_what_waits(world):
    inspection, people = world
    meeting.schedule(acting(world, "lead"), inspection.slug, given.planned(people["ann"]))
    assert Notification.objects.get().mail == "at_once"
    notification.choose(acting(world, "ann"), {"meetings": (True, "digest")}, digest_hour=17)
    assert Notification.objects.get().mail == "digest"
    notification.choose(acting(world, "ann"), {"meetings": (False, "never")}, digest_hour=None, quiet=False)
    assert Notification.objects.get().mail == ""
    row = NotificationChoice.objects.get()
    assert (row.kinds, row.digest_hour, row.quiet) == ({"meetings": [False, "never"]}, None, False)
    assert AuditEntry.objects.filter(subject__endswith="notifications").count() == 2


def test_what_cannot_be_chosen_is_refused(world):
    ann = acting(world, "ann")
    same = datetime.time(9)
    for kinds, hours, field in (
        ({"account": (False, "never")}, {}, "kinds"),
        ({"weather": (True, "never")}, {}, "kinds"),
        ({"cases": (True, "often")}, {}, "cases"),
        ({}, {"digest_hour": 24}, "digest_hour"),
        ({}, {"quiet": True, "quiet_from": same, "quiet_to": same}, "quiet_to"),
    ):
        with pytest.raises(BadInput) as error:
            notification.choose(ann, kinds, **hours)
        assert [fault.field for fault in error.value.faults] == [field]


def test_one_chooses_of_what_one_may_be_told(world):
    assert Kind.ASKED in kinds_for(acting(world, "sam"))
    assert Kind.CASES not in kinds_for(acting(world, "sam"))
    assert Kind.SAMPLE in kinds_for(acting(world, "ops"))
    assert kinds_for(given.actor(given.person("Nobody Yet"))) == [Kind.ACCOUNT]
    assert {each.kind for each in EVENTS.values()} == set(Kind)
