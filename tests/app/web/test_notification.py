"""The pages of notifications, of what is due, of one's choice, and of mail."""

import datetime

import pytest
from django.utils import timezone

from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.due import of_person
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    EvidenceRequest,
    Identity,
    Membership,
    Milestone,
    Notification,
    NotificationChoice,
    Panel,
)
from tests.app import given

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def ann(inspection):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    someone = given.member(inspection, Role.INSPECTOR, "Ann Example", capacity=5)
    given.meeting(inspection, lead, someone)
    return someone


def told(someone, count):
    """So many notifications of someone, put straight into the table."""
    with guard.allowed():
        Notification.objects.bulk_create(Notification(person=someone, event="password_changed") for _ in range(count))


def test_what_is_unread_stands_first_and_the_rest_in_pages(ann):
    told(ann, 40)
    client = given.signed_in(ann)
    [first] = Notification.objects.filter(event="meeting_planned")
    client.post("/notifications/read", {"until": Notification.objects.latest("pk").pk})
    with guard.allowed():
        Notification.objects.filter(pk=first.pk).update(read_at=None)
    page = client.get("/notifications").text
    assert page.index("You take part in meeting 1") < page.index("Your password was changed")
    assert page.count('<li class="app-notices__item') == 25
    assert client.get("/notifications?page=2").text.count('<li class="app-notices__item') == 16
    assert client.get("/notifications?page=99").status_code == client.get("/notifications?page=x").status_code == 200


def test_following_marks_as_read_and_goes_there_and_of_others_nothing_is_said(ann, inspection):
    [one] = Notification.objects.filter(person=ann)
    other = given.signed_in(given.member(inspection, Role.INSPECTOR, "Bea Example"))
    assert other.get(f"/notifications/{one.pk}").url == "/notifications"
    assert other.post(f"/notifications/{one.pk}/read").url == "/notifications"
    one.refresh_from_db()
    assert one.read_at is None
    answer = given.signed_in(ann).get(f"/notifications/{one.pk}")
    assert answer.url == f"/inspections/{inspection.slug}/meetings/1"
    one.refresh_from_db()
    assert one.read_at is not None


def test_marking_asks_for_a_form(ann):
    [one] = Notification.objects.filter(person=ann)
    client = given.signed_in(ann)
    assert client.get("/notifications/read").status_code == 405
    assert client.get(f"/notifications/{one.pk}/read").status_code == 405
    assert client.post("/notifications/read", {"until": "x"}).url == "/notifications"
    assert not Notification.objects.exclude(read_at=None).exists()


def test_how_many_are_unread_stands_on_every_page_and_costs_no_query(ann, django_assert_num_queries):
    client = given.signed_in(ann)
    client.get("/account/tokens")
    with django_assert_num_queries(3) as one:  # the session, the person with the count, the tokens
        page = client.get("/account/tokens").text
    assert "Notifications <span" in page
    assert len(one.captured_queries) == 3
    told(ann, 30)
    with django_assert_num_queries(3):
        assert '>31<span class="govuk-visually-hidden"> unread' in client.get("/account/tokens").text


def test_what_one_is_not_shown_is_not_counted(ann):
    with guard.allowed():
        Notification.objects.update(shown=False)
    page = given.signed_in(ann).get("/notifications").text
    assert "unread" not in page
    assert "You take part" not in page


def test_names_of_inspections_are_escaped(ann, inspection):
    with guard.allowed():
        type(inspection).objects.update(unit="<i>Unit</i>")
    assert "&lt;i&gt;Unit&lt;/i&gt; 2022" in given.signed_in(ann).get("/notifications").text


def test_a_choice_is_kept_and_shown_and_a_wrong_one_told_at_its_field(ann):
    client = given.signed_in(ann)
    page = client.get("/notifications/settings").text
    assert "What the inspectorate asks" not in page, "that is for the inspected service"
    given_ = {"quiet_from": "20:00", "quiet_to": "07:00", "digest_hour": "9", "quiet": "on", "cases_shown": "on"}
    kinds = (
        "cases",
        "readings",
        "evidence",
        "meetings",
        "recommendations",
        "review",
        "inspection",
        "publication",
        "deadlines",
    )
    given_ |= {f"{kind}_mail": "at_once" for kind in kinds}
    assert client.post("/notifications/settings", given_).status_code == 302
    row = NotificationChoice.objects.get(person=ann)
    assert (row.kinds["cases"], row.kinds["meetings"]) == ([True, "at_once"], [False, "at_once"])
    assert (row.quiet_from, row.quiet_weekends, row.digest_hour) == (datetime.time(20), False, 9)
    wrong = client.post("/notifications/settings", given_ | {"quiet_to": "20:00"})
    assert "Quiet hours end when they begin" in wrong.text
    wrong = client.post("/notifications/settings", given_ | {"digest_hour": "", "cases_mail": "digest"})
    assert "goes into the mail of the day" in wrong.text


def test_what_is_due_is_drawn_from_how_things_stand(inspection, ann):
    today = given.FIELDWORK[1]
    lead, actor = Membership.objects.get(role="lead_inspector").person, given.actor
    given.cases(inspection, allocated_to=ann)
    with guard.allowed():
        Milestone.objects.create(inspection=inspection, phase="fieldwork", due_on=today)
        for number, due in ((1, today - DAY), (2, today + DAY)):
            EvidenceRequest.objects.create(
                inspection=inspection, number=number, title="x", due_on=due, answered_by="contact"
            )
        Identity.objects.create(case=inspection.cases.get(number=1))
        type(inspection).objects.update(names_delete_on=today + DAY)
    texts = [(each.text, each.on, each.overdue) for each in of_person(actor(ann), given.FIELDWORK[0])]
    assert texts == [("Take part in meeting 1", given.FIELDWORK[0], False), ("Submit 3 cases", today, False)]
    assert [(each.text, each.overdue) for each in of_person(actor(lead), today)] == [
        ("Follow up request 1 for evidence", True),
        ("End the phase ‘fieldwork’", False),
        ("The names of people are deleted", False),
    ]
    contact = given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact")
    assert [each.text for each in of_person(actor(contact), today)] == [
        "Answer request 1 for evidence",
        "Answer request 2 for evidence",
    ]
    with guard.allowed():
        type(inspection).objects.update(phase="panel")
        Panel.objects.create(inspection=inspection, held_on=today, opened_by=lead)
    panel = given.member(inspection, Role.PANEL_MEMBER, "Pam Panel")
    assert [each.text for each in of_person(actor(panel), today)] == ["Decide and sign off the ratings"]
    assert of_person(actor(ann), today) == []
    assert "Decide and sign off" in given.signed_in(panel).get("/notifications/due").text


def test_a_conflict_of_interest_leaves_nothing_due(inspection, ann):
    given.cases(inspection, allocated_to=ann)
    assert of_person(given.actor(ann), given.FIELDWORK[0])
    with guard.allowed():
        ann.conflicts.create(organisation=inspection.organisation, reason="made up", declared_by=ann)
    assert of_person(given.actor(ann), given.FIELDWORK[0]) == []


def test_dates_of_fieldwork_are_told_to_the_service_too(inspection, ann):
    contact = given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact")
    lead = given.actor(Membership.objects.get(role="lead_inspector").person)
    today = timezone.localdate()
    with guard.allowed():
        ahead = {"fieldwork_from": today + 100 * DAY, "fieldwork_to": today + 104 * DAY}
        type(inspection).objects.update(names_delete_on=today + 400 * DAY, phase="evidence", **ahead)
    inspections.edit(lead, inspection.slug, fieldwork_to=today + 105 * DAY, cohort_weeks=())
    assert "The dates of fieldwork changed" in given.signed_in(contact).get("/notifications").text
