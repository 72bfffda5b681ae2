"""Whoever asks is told of what is published by a real mail, once, until they leave; nobody learns who is told."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate_app.actions import expiry, mail, mail_round, publication_round, subscriber
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.change import NothingRecorded, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Followed, Mail, Notification, Subscriber
from inspectorate_app.store.queries import mail as mails
from inspectorate_app.store.queries import subscriber as query
from inspectorate_app.store.queries.subscriber import Following
from tests.app import given, publishing, regional
from tests.app.mail_server import mail_server

pytestmark = pytest.mark.django_db
ALL = Following(everything=True)
LLR = "pdu/leicester-leicestershire-and-rutland"
ADDRESS = "Someone@Subscribers.test"
DAY = datetime.timedelta(days=1)


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT, settings.ADDRESS = 5, "https://inspectorate.test"
        yield server


def send(now=None):
    return {state: number for state, number in mail_round.send_due(mail.JOB, now).items() if number}


def body(server, place=-1, kind="plain"):
    return server.took[place][1].get_body((kind,)).get_content().replace("\r\n", "\n")


def key_in(text, step):
    return re.search(rf"https://inspectorate\.test/register/(?:cy/)?subscribe/{step}/([\w-]{{43}})", text)[1]


def signed_up(server, email=ADDRESS, following=ALL, language=""):
    """Someone who signed up and confirmed; their key."""
    subscriber.sign_up(email, following, language)
    send()
    return subscriber.confirm(key_in(body(server), "confirm"))


def told(publication):
    """How many mails went on their way for a publication."""
    with change_in(operator(), Action.REMIND, publication.inspection.slug) as under_way:
        under_way.leaves_no_trace()
        return subscriber.tell(under_way, publication)


# --- signing up ---


def test_an_address_is_told_nothing_before_it_is_confirmed(server):
    subscriber.sign_up(ADDRESS, ALL)
    assert told(given.publication_of_2023(given.inspection())) == 0
    assert send() == {"sent": 1}
    to, message = server.took[0]
    assert to == "someone@subscribers.test", "kept in lower case"
    assert message["Subject"] == "Confirm that you want to be told of new inspection reports and letters"
    assert "The link works for 7 days." in body(server)
    subscriber.confirm(key_in(body(server), "confirm"))
    assert Subscriber.objects.get().confirmed_at is not None


def test_the_link_that_confirms_works_once_and_stands_nowhere_in_the_database(server):
    subscriber.sign_up(ADDRESS, ALL)
    key = None
    [row] = Mail.objects.values()
    send()
    key = key_in(body(server), "confirm")
    assert key not in str(row) + str(list(Subscriber.objects.values()))
    subscriber.confirm(key)
    with pytest.raises(NotThere):
        subscriber.confirm(key)
    assert Mail.objects.get().sealed == "", "what was sent is not kept"


def test_after_the_days_to_confirm_the_link_is_dead_and_the_address_is_deleted(server, settings):
    subscriber.sign_up(ADDRESS, ALL)
    send()
    key = key_in(body(server), "confirm")
    late = timezone.now() - datetime.timedelta(days=settings.SUBSCRIBER_CONFIRM_DAYS, seconds=1)
    with guard.allowed():
        Subscriber.objects.update(asked_at=late)
    with pytest.raises(NotThere):
        subscriber.confirm(key)
    assert expiry.clear_expired(operator())["subscribers"] == 1
    assert not Subscriber.objects.exists()
    assert not Followed.objects.exists()


def test_a_confirmed_address_never_expires(server):
    signed_up(server)
    with guard.allowed():
        Subscriber.objects.update(asked_at=timezone.now() - 1000 * DAY)
    assert expiry.clear_expired(operator())["subscribers"] == 0


def test_who_is_told_already_is_mailed_how_to_change_and_nothing_is_changed_by_others(server):
    key = signed_up(server)
    with guard.allowed():
        Subscriber.objects.update(mailed_at=timezone.now() - DAY)
    subscriber.sign_up(ADDRESS.upper(), Following(units=(LLR,)))
    assert send() == {"sent": 1}
    assert server.took[1][1]["Subject"] == "You are told of new inspection reports and letters already"
    assert key_in(body(server), "change") == key
    assert f"/change/{key}?unit=pdu%2Fleicester-leicestershire-and-rutland\n" in body(server)
    assert query.by_key(key).following == ALL


def test_nobody_fills_the_box_of_another(server):
    for _ in range(5):
        subscriber.sign_up(ADDRESS, ALL)
        send()
    assert len(server.took) == 1
    with guard.allowed():
        Subscriber.objects.update(mailed_at=timezone.now() - subscriber.PAUSE)
    subscriber.sign_up(ADDRESS, ALL)
    send()
    assert len(server.took) == 2
    with pytest.raises(NotThere):
        subscriber.confirm(key_in(body(server, 0), "confirm"))  # the later link alone works
    subscriber.confirm(key_in(body(server, 1), "confirm"))


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(BadInput) as caught:
        subscriber.sign_up("no address", Following())
    assert {fault.field for fault in caught.value.faults} == {"email", "what"}
    with pytest.raises(BadInput) as caught:
        subscriber.sign_up(ADDRESS, Following(regions=("Atlantis",), units=("pdu/nowhere",)))
    assert [fault.problem for fault in caught.value.faults] == ["the register does not know what was chosen"]
    assert not Subscriber.objects.exists()


def test_a_sign_up_with_a_secret_key_that_is_gone_is_given_up(server, settings):
    subscriber.sign_up(ADDRESS, ALL)
    settings.SECRET_KEY = "another" * 10
    assert send() == {"given_up": 1}
    assert Mail.objects.get().trouble == "InvalidToken"


# --- telling ---


@pytest.mark.parametrize(
    ("following", "expected"),
    [
        (ALL, 1),
        (Following(regions=("East Midlands",)), 1),
        (Following(kinds=("PDU",)), 1),
        (Following(units=(LLR,)), 1),
        (Following(regions=("East Midlands",), kinds=("PDU",), units=(LLR,)), 1),
        (Following(regions=("Wales",), kinds=("youth justice service",), units=("pdu/gwent",)), 0),
    ],
)
def test_whoever_follows_the_unit_its_kind_or_its_region_is_told_once(server, following, expected):
    signed_up(server, following=following)
    publication = given.publication_of_2023(given.inspection())
    assert told(publication) == expected
    told(publication)
    assert Mail.objects.filter(purpose="publication").count() == expected


def test_the_mail_says_what_was_published_where_it_stands_and_how_to_leave(server):
    key = signed_up(server)
    publication = given.publication_of_2023(given.inspection())
    with guard.allowed():
        for place, form in enumerate(("pdf", "html")):
            facts = {"kind": "report", "format": form, "name": f"report.{form}", "content_type": "text/html"}
            publication.files.create(place=place, key=form, size=1, sha256="0" * 64, **facts)
    told(publication)
    assert send() == {"sent": 1}
    to, message = server.took[-1]
    assert to == "someone@subscribers.test"
    assert message["Subject"] == "Leicester, Leicestershire and Rutland: inspection report published"
    register = "https://inspectorate.test/register"
    assert body(server) == (
        "The report of the inspection of Leicester, Leicestershire and Rutland was published.\n\n"
        "Overall rating: Requires improvement, 9 of 27 points.\n\n"
        f"The report: {register}/publications/{given.LLR}/1/report.html\n\n"
        f"Ratings and all documents: {register}/inspections/{LLR}/2023-02#documents\n\n"
        f"All inspections of Leicester, Leicestershire and Rutland: {register}/units/{LLR}\n\n"
        f"Change what you are told of: {register}/subscribe/change/{key}\n\n"
        f"Leave: get no more of these mails: {register}/subscribe/leave/{key}\n"
    )
    html = body(server, kind="html")
    assert html.count("<a href=") == 5
    assert "<img" not in html
    assert set(re.findall(r'(?:src|href)="(https?://[^/"]+)', html)) == {"https://inspectorate.test"}
    assert message["List-Unsubscribe"].strip() == f"<{register}/subscribe/leave/{key}>"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["Message-ID"] == f"<{Mail.objects.get(purpose='publication').key}@inspectorate.test>"


@pytest.mark.parametrize(("number", "done"), [(1, "published"), (2, "corrected")])
def test_of_a_letter_the_mail_says_so_and_leads_to_it(server, number, done):
    signed_up(server)
    region = regional.review("published")
    entry = {"inspection": "region/east-midlands/2023-02", "unit": region.organisation}
    publication = given.publication_of_2023(region, number=number, entry=entry, notice="" if number == 1 else "A name.")
    with guard.allowed():
        for place, form in enumerate(("pdf", "html")):
            facts = {"kind": "letter", "format": form, "name": f"letter.{form}", "content_type": "text/html"}
            publication.files.create(place=place, key=form, size=1, sha256="0" * 64, **facts)
    told(publication)
    send()
    assert server.took[-1][1]["Subject"] == f"East Midlands: inspection letter {done}"
    assert body(server).startswith(f"The letter on the inspection of East Midlands was {done}.\n")
    assert f"The letter: https://inspectorate.test/register/publications/{region.slug}/{number}/letter.html\n" in body(
        server
    )
    assert "report" not in body(server).replace("inspection-reports", "").casefold()


def test_of_two_inspections_of_a_unit_in_one_month_each_mail_leads_to_its_own(server):
    signed_up(server)
    given.publication_of_2023(given.inspection())
    later = datetime.datetime(2023, 2, 20, 0, 1, tzinfo=datetime.UTC)
    told(given.publication_of_2023(given.inspection("another-2022"), published_at=later))
    send()
    address = re.search(r"https://inspectorate\.test(/register/inspections/\S+)#documents", body(server))[1]
    assert address == f"/register/inspections/{LLR}/2023-02-2"


def test_a_mail_says_where_an_inspection_is_synthetic(server):
    signed_up(server)
    made = given.inspection()
    with guard.allowed():
        made.demonstration = True
        made.save()
    told(given.publication_of_2023(made))
    send()
    assert "\n\nDemonstration: this inspection is synthetic.\n\n" in body(server)


def test_a_correction_is_told_with_its_notice_escaped_in_html(server):
    signed_up(server)
    inspection = given.inspection()
    given.publication_of_2023(inspection)
    told(given.publication_of_2023(inspection, number=2, notice="The score of 2.2 was <wrong>."))
    send()
    assert server.took[-1][1]["Subject"] == "Leicester, Leicestershire and Rutland: inspection report corrected"
    assert "The score of 2.2 was <wrong>." in body(server)
    assert "The score of 2.2 was &lt;wrong&gt;." in body(server, kind="html")


def test_a_mail_is_in_the_language_in_which_one_signed_up(server):
    signed_up(server, language="cy")
    told(given.publication_of_2023(given.inspection()))
    send()
    assert "https://inspectorate.test/register/cy/subscribe/leave/" in body(server)
    assert 'lang="cy"' in body(server, kind="html")


def test_whoever_left_meanwhile_gets_no_mail_and_nothing_of_them_is_kept(server):
    key = signed_up(server)
    told(given.publication_of_2023(given.inspection()))
    subscriber.leave(key)
    assert send() == {}
    assert len(server.took) == 1, "the one that asked to confirm"
    assert (Subscriber.objects.count(), Followed.objects.count(), Mail.objects.count()) == (0, 0, 0)
    subscriber.leave(key)  # once more is nothing


def test_what_was_withdrawn_before_the_round_is_not_told(server):
    signed_up(server)
    publication = given.publication_of_2023(given.inspection())
    told(publication)
    with guard.allowed():
        type(publication).objects.update(state="withdrawn")
    assert send() == {"dropped": 1}


def test_what_is_undone_is_told_to_nobody(server):
    signed_up(server)
    publication = given.publication_of_2023(given.inspection())
    with pytest.raises(NothingRecorded), change_in(operator(), Action.REMIND, publication.inspection.slug) as under_way:
        subscriber.tell(under_way, publication)  # and no entry: the change is undone
    assert not Mail.objects.filter(purpose="publication").exists()


def test_without_mail_nothing_waits_to_become_a_storm(server, settings):
    signed_up(server)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert told(given.publication_of_2023(given.inspection())) == 0
    assert not Mail.objects.filter(purpose="publication").exists()


def test_telling_costs_a_few_statements_however_many_are_told(server):
    publication = given.publication_of_2023(given.inspection())
    with guard.allowed():
        rows = [Subscriber(email=f"{n}@subscribers.test", key=str(n), confirmed_at=timezone.now()) for n in range(1000)]
        made = Subscriber.objects.bulk_create(rows)
        Followed.objects.bulk_create(Followed(subscriber=each, what="everything") for each in made)
    with CaptureQueriesContext(connection) as asked:
        assert told(publication) == 1000
    written = [each for each in asked.captured_queries if "INSERT" in each["sql"]]
    assert len(written) < 20


def test_a_mail_to_one_person_goes_before_those_to_thousands(server):
    signed_up(server)
    told(given.publication_of_2023(given.inspection()))
    with guard.allowed():
        later = Mail.objects.create(purpose="security", person=given.person("Ann Example"), about="password_changed")
    assert mails.due(timezone.now())[0] == later.pk


def test_administrators_are_told_of_the_first_address_that_is_refused_and_not_of_each(server):
    given.person("Ada Admin", "administrator")
    for name in ("one", "two"):
        signed_up(server, f"{name}@subscribers.test")
    told(given.publication_of_2023(given.inspection()))
    server.refuse_to = "550 no such user"
    assert send() == {"given_up": 2}
    assert Notification.objects.filter(event="mail_given_up").count() == 1
    assert query.counts().undelivered == 2
    server.refuse_to = ""
    mail.try_again(given.actor(given.person("Bob Admin", "administrator")), mails.troubled()[0].id)
    assert send() == {"sent": 1}


def test_at_publication_everyone_is_told_with_the_link_of_the_report_that_is_there(server, client):
    signed_up(server)
    row = publishing.approved(publishing.room())
    publication_round.publish_due(publication_round.JOB, row.due_at + datetime.timedelta(seconds=1))
    assert Mail.objects.filter(purpose="publication").count() == 1
    send(row.due_at + datetime.timedelta(minutes=5))
    link = next(words for words in body(server).split() if "/publications/" in words)
    assert client.get(link.removeprefix("https://inspectorate.test")).status_code == 200


# --- changing, and deleting on request ---


def test_what_is_followed_is_changed_by_the_key(server):
    key = signed_up(server)
    subscriber.follow(key, Following(regions=("Wales", "Wales"), units=(LLR,)))
    assert query.by_key(key).following == Following(regions=("Wales",), units=(LLR,))
    with pytest.raises(BadInput):
        subscriber.follow(key, Following())
    with pytest.raises(NotThere):
        subscriber.follow("x" * 43, ALL)


def test_an_address_is_deleted_on_request_and_the_trail_does_not_hold_it(server):
    signed_up(server)
    officer = given.actor(given.person("Olly Officer", "publication_officer"))
    subscriber.delete(officer, f" {ADDRESS} ")
    assert not Subscriber.objects.exists()
    entry = AuditEntry.objects.get(subject="subscriber")
    assert (entry.before, entry.after) == ({"addresses": 1}, {"addresses": 0})
    assert "subscribers.test" not in str(list(AuditEntry.objects.values()))
    with pytest.raises(NotThere):
        subscriber.delete(officer, ADDRESS)


@pytest.mark.parametrize("office", ["", "planner", "auditor", "chief_inspector"])
def test_nobody_else_deletes_one(server, office):
    signed_up(server)
    with pytest.raises(NotAllowed):
        subscriber.delete(given.actor(given.person("Someone Else", office)), ADDRESS)


def test_signing_up_and_leaving_leave_no_trace(server):
    before = AuditEntry.objects.count()
    subscriber.leave(signed_up(server))
    assert AuditEntry.objects.count() == before
