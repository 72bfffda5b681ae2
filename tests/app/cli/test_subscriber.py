"""``inspectorate subscriber``: how many are told of what, and deleting one, in both formats; no address is told."""

import io

import pytest
from django.utils import timezone

from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Followed, Mail, Subscriber
from tests.app import given

pytestmark = pytest.mark.django_db
LLR = "pdu/leicester-leicestershire-and-rutland"
ADDRESS = "someone@subscribers.test"


def subscriber(email, *followed, confirmed=True):
    """Someone who follows pairs of what and of which."""
    with guard.allowed():
        row = Subscriber.objects.create(email=email, key=email, confirmed_at=timezone.now() if confirmed else None)
        for what, of in followed:
            Followed.objects.create(subscriber=row, what=what, of=of)


@pytest.fixture
def several():
    """Three who confirmed, one of everything and two of the East Midlands, one of them of a unit too; and one more."""
    subscriber("all@subscribers.test", ("everything", ""))
    subscriber(ADDRESS, ("region", "East Midlands"), ("unit", LLR))
    subscriber("other@subscribers.test", ("region", "East Midlands"), ("kind", "PDU"))
    subscriber("new@subscribers.test", ("everything", ""), confirmed=False)


def test_where_nobody_is_told_it_says_so_and_is_no_fault(run):
    ran = run("subscriber", "count")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "0 told of reports, 0 of them of all; 0 not confirmed yet; 0 mails given up\n"


def test_how_many_are_told_of_what_in_words(run, several):
    ran = run("subscriber", "count")
    assert ran.status == 0
    told, heading, *rows = ran.out.splitlines()
    assert told == "3 told of reports, 1 of them of all; 1 not confirmed yet; 0 mails given up"
    assert heading.split() == ["What", "Which", "Addresses"]
    assert [" ".join(row.split()) for row in rows if row.strip("- ")] == [
        "kind PDU 1",
        "region East Midlands 2",
        "unit Leicester, Leicestershire and Rutland 1",
    ]


def test_how_many_are_told_of_what_as_json(run, several):
    with guard.allowed():
        publication = given.publication_of_2023(given.inspection())
        Mail.objects.create(purpose="publication", publication=publication, state="given_up")
    ran = run("subscriber", "count", "--format", "json")
    assert (ran.status, ran.data) == (
        0,
        {
            "confirmed": 3,
            "unconfirmed": 1,
            "everything": 1,
            "regions": [["East Midlands", 2]],
            "kinds": [["PDU", 1]],
            "units": [["Leicester, Leicestershire and Rutland", 1]],
            "undelivered": 1,
        },
    )


@pytest.mark.parametrize("form", ["text", "json"])
def test_no_count_tells_an_address(run, several, form):
    assert "subscribers.test" not in run("subscriber", "count", "--format", form).out


def test_one_who_asked_is_deleted_with_the_mail_that_waits(run, several):
    with guard.allowed():
        Mail.objects.create(purpose="subscription", subscriber=Subscriber.objects.get(email=ADDRESS))
    ran = run("subscriber", "delete", "--address", ADDRESS.upper())
    assert (ran.status, ran.out, ran.err) == (0, "Deleted.\n", "")
    assert not Subscriber.objects.filter(email=ADDRESS).exists()
    assert not Mail.objects.exists()
    entry = AuditEntry.objects.latest("position")
    assert (entry.action, entry.actor_name) == ("delete a subscriber", "operator of the server")
    assert "subscribers.test" not in str([entry.subject, entry.before, entry.after])


def test_deleting_is_told_as_json_too(run, several):
    ran = run("subscriber", "delete", "--address", ADDRESS, "--format", "json")
    assert (ran.status, ran.data) == (0, {"deleted": 1})


@pytest.mark.parametrize("form", ["text", "json"])
def test_the_address_is_asked_for_where_it_is_left_out_and_what_is_asked_is_no_data(run, several, monkeypatch, form):
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ADDRESS}\n"))
    ran = run("subscriber", "delete", "--format", form)
    assert ran.status == 0
    assert "Address" in ran.err
    assert ran.out == "Deleted.\n" if form == "text" else ran.data == {"deleted": 1}
    assert not Subscriber.objects.filter(email=ADDRESS).exists()


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_address_that_is_not_kept_is_said_to_be_and_nothing_is_deleted(run, several, form):
    ran = run("subscriber", "delete", "--address", "nobody@subscribers.test", "--format", form)
    assert ran.status == 2
    assert ran.out == ""
    assert "This address is not kept." in ran.err
    assert Subscriber.objects.count() == 4
