"""Mail goes out once, to a real server, says no secret, and waits for quiet hours and for the server."""

import datetime

import pytest
from django.utils import translation

from inspectorate.errors import BadInput
from inspectorate_app.actions import mail, mail_round, notification, person
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.notification_kind import Delivery
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, Mail, Membership, Notification
from tests.app import given
from tests.app.mailing import DAY, HOUR, MINUTE, NOON, body, no_digest, send, sending, tell
from tests.words.pseudo import CLOSING, OPENING, spoken

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with sending(settings) as server:
        yield server


@pytest.fixture
def inspection() -> Inspection:
    return given.inspection()


@pytest.fixture
def ann(inspection):
    someone = given.member(inspection, Role.INSPECTOR, "Ann Example")
    no_digest(someone)
    return someone


def test_a_mail_says_how_many_things_wait_and_where_and_nothing_else(server, inspection, ann):
    for number in (3, 4):
        tell(inspection, ann, number=number)
    assert send() == {"sent": 1}
    to, message = server.took[0]
    assert (to, message["To"], message["Subject"]) == (ann.email, ann.email, "2 notifications in Inspectorate")
    assert message["List-Unsubscribe"] == "<https://inspectorate.test/notifications/settings>"
    assert message["Auto-Submitted"] == "auto-generated"
    assert body(server) == (
        "2 notifications wait for you:\n\n"
        "- 2 in the inspection of Leicester, Leicestershire and Rutland 2022\n\n"
        "https://inspectorate.test/notifications\n\n"
        "Sign in to read more.\n\n"
        "Choose what you are told, and when: https://inspectorate.test/notifications/settings\n"
    )
    assert 'href="https://inspectorate.test/notifications"' in body(server, kind="html")
    assert send(NOON + HOUR) == {}, "nothing is mailed twice"
    assert len(server.took) == 1


def test_an_inspection_before_its_announcement_is_not_named(server, inspection, ann):
    with guard.allowed():
        Inspection.objects.update(phase="announced")
    tell(inspection, ann)
    send()
    assert "- 1 in an inspection\n" in body(server)
    assert "Leicester" not in server.took[0][1].as_string()


def test_the_mail_to_the_service_says_neither_phase_nor_event(server, inspection):
    sam = given.member(inspection, Role.SERVICE_CONTACT, "Sam Contact")
    no_digest(given.person("Nobody Else"))
    tell(inspection, sam, "service_phase_changed")
    assert send() == {"sent": 1}
    assert server.took[0][0] == sam.email
    assert "- 1 in the inspection of Leicester, Leicestershire and Rutland 2022\n" in body(server)
    assert not {"phase", "fieldwork", "analysis"} & set(body(server).casefold().split())


def test_names_are_escaped_in_html(server, inspection, ann):
    with guard.allowed():
        Inspection.objects.update(unit="<b>A & B</b>")
    tell(inspection, ann)
    send()
    assert "&lt;b&gt;A &amp; B&lt;/b&gt; 2022" in body(server, kind="html")
    assert "<b>A & B</b> 2022" in body(server)


def test_whoever_was_taken_from_the_team_gets_no_mail_of_it(server, inspection, ann):
    tell(inspection, ann)
    mail_round.gather(mail.JOB, NOON)
    with guard.allowed():
        Membership.objects.filter(person=ann).delete()
    assert send() == {"dropped": 1}
    assert server.took == []


def test_what_was_read_meanwhile_is_not_mailed(server, inspection, ann):
    tell(inspection, ann)
    notification.mark_all_read(given.actor(ann), 2**40)
    assert send() == {}
    assert server.took == []


def test_mail_is_held_until_quiet_hours_end_and_comes_as_one(server, inspection, ann):
    evening = NOON.replace(hour=21)
    for number in range(5):
        tell(inspection, ann, number=number, at=evening)
    assert send(evening) == {}
    assert send(evening + 10 * HOUR) == {}, "it is seven in the morning"
    assert send(evening + 11 * HOUR) == {"sent": 1}
    assert "5 notifications wait for you" in body(server)


def test_a_mail_that_was_made_before_quiet_hours_waits_too(server, inspection, ann):
    tell(inspection, ann)
    mail_round.gather(mail.JOB, NOON)
    assert send(NOON.replace(hour=22)) == {"waiting": 1}
    assert Mail.objects.get().not_before == NOON.replace(hour=8) + DAY
    assert (Mail.objects.get().tries, server.took) == (0, [])


def test_many_things_in_a_short_time_are_two_mails_and_no_storm(server, inspection, ann):
    for number in range(30):
        tell(inspection, ann, number=number, at=NOON + number * MINUTE / 10)
        send(NOON + number * MINUTE / 10)
    send(NOON + 16 * MINUTE)
    assert [message["Subject"][:3].strip() for _, message in server.took] == ["1 n", "29"]


def test_after_a_downtime_what_is_old_comes_with_the_mail_of_the_day(server, inspection):
    someone = given.member(inspection, Role.INSPECTOR, "Bea Example")
    for number in range(40):
        tell(inspection, someone, number=number, at=NOON - 2 * DAY)
    assert send() == {"sent": 1}
    assert server.took[0][1]["Subject"] == "Your day in Inspectorate"
    assert "40 unread notifications" in body(server)
    assert send(NOON + 2 * HOUR) == {}


def test_the_mail_of_the_day_is_one_a_day_from_its_hour_and_only_where_there_is_something(server, inspection):
    someone = given.member(inspection, Role.INSPECTOR, "Bea Example")
    kinds = {"meetings": (True, str(Delivery.DIGEST))}
    notification.choose(given.actor(someone), kinds, digest_hour=10)
    tell(inspection, someone)
    morning = NOON.replace(hour=9)
    assert send(morning) == {}
    assert send(morning + HOUR) == {"sent": 1}
    assert "1 unread notification, 0 things due" in body(server)
    tell(inspection, someone, number=2)
    assert send(morning + 2 * HOUR) == {}
    assert send(morning + DAY + HOUR) == {"sent": 1}
    assert send(morning + 2 * DAY + HOUR) == {}, "nothing is new and nothing due"


def test_what_is_due_is_counted_in_the_mail_of_the_day(server, inspection):
    someone = given.member(inspection, Role.INSPECTOR, "Bea Example")
    given.cases(inspection, allocated_to=someone)
    send()
    # fieldwork of 2022 has ended, and three cases of it are one thing to do
    assert "- 1 thing due, 1 of them overdue: https://inspectorate.test/notifications/due" in body(server)


def test_what_is_due_makes_a_mail_when_it_is_due_when_it_is_overdue_and_then_once_a_week(server, inspection):
    """Due on Wednesday 18 November: mail on that day, on the 19th, then on the 26th and on 3 December."""
    someone = given.member(inspection, Role.INSPECTOR, "Bea Example")
    given.cases(inspection, allocated_to=someone)
    with guard.allowed():
        Inspection.objects.update(fieldwork_to=NOON.date())
    days = [NOON + number * DAY for number in range(-3, 17)]
    mailed = [day.date().isoformat() for day in days if send(day).get("sent")]
    assert mailed == ["2026-11-18", "2026-11-19", "2026-11-26", "2026-12-03"]


def test_a_mail_for_another_reason_says_what_is_overdue_all_the_same(server, inspection):
    someone = given.member(inspection, Role.INSPECTOR, "Bea Example")
    given.cases(inspection, allocated_to=someone)
    assert send() == {"sent": 1}
    assert send(NOON + DAY) == {}
    with guard.allowed():
        inspection.cases.filter(number=1).delete()
    tell(inspection, someone, "phase_changed", at=NOON + DAY)
    assert send(NOON + 2 * DAY) == {"sent": 1}
    assert "1 unread notification, 1 thing due" in body(server)


def test_a_kind_that_was_switched_off_is_neither_shown_nor_mailed(server, inspection, ann):
    notification.choose(given.actor(ann), {"meetings": (False, "never")}, digest_hour=None)
    tell(inspection, ann)
    assert not Notification.objects.exists()
    notification.choose(given.actor(ann), {"meetings": (False, "at_once")}, digest_hour=None)
    tell(inspection, ann)
    assert not Notification.objects.get().shown
    assert send() == {"sent": 1}


def test_a_change_of_the_account_is_mailed_in_quiet_hours_and_whatever_one_chose(server, ann):
    person.change_password(given.actor(ann), "quite a long one, made up")
    with guard.allowed():
        Mail.objects.update(not_before=NOON)
    assert send(NOON.replace(hour=23)) == {"sent": 1}
    assert server.took[0][1]["Subject"] == "Your account in Inspectorate"
    assert "The password of your account was changed." in body(server)
    assert server.took[0][1]["List-Unsubscribe"] is None


#: The last day of an invitation.
MAY = datetime.date(2027, 5, 1)


def test_an_invitation_goes_the_same_way_and_its_link_is_sealed_until_then(server):
    facts = {"email": "nell@inspectorate.test", "name": "Nell <b>", "link": "https://x.test/l", "until": MAY}
    server.refuse = "451 later"
    assert mail.invitation(**facts) == "waiting"
    row = Mail.objects.get()
    assert "x.test" not in row.sealed
    server.refuse = ""
    assert send(row.not_before) == {"sent": 1}
    assert "https://x.test/l" in body(server)
    assert "Hello Nell &lt;b&gt;" in body(server, kind="html")
    row.refresh_from_db()
    assert (row.address, row.sealed, row.state) == ("", "", "sent")


def test_an_invitation_is_in_the_language_that_was_chosen_with_it(server):
    given = {"email": "nell@inspectorate.test", "name": "Nell", "link": "https://x.test/l", "until": MAY}
    with spoken():
        assert mail.invitation(**given, language="cy") == "sent"
    assert f"{OPENING}Hello Nell{CLOSING}" in body(server)
    assert f"1 {OPENING}May{CLOSING} 2027" in body(server)
    with spoken(), translation.override("cy"):
        assert mail.invitation(**given) == "sent"
    assert "Hello Nell" in body(server)
    assert OPENING not in body(server)


def test_mail_is_written_in_the_language_of_whom_it_goes_to(server, inspection, ann):
    """Whatever language whoever caused it reads; and English as long as they chose none."""
    person.choose_language(given.actor(ann), "cy")
    with spoken(), translation.override("en"):
        tell(inspection, ann)
        assert send() == {"sent": 1}
    assert f"{OPENING}1 notification waits for you:{CLOSING}" in body(server)
    assert '<html lang="cy">' in body(server, kind="html")
    person.choose_language(given.actor(ann), "en")
    entry = AuditEntry.objects.filter(subject=f"person {ann.pk}").latest("position")
    assert (entry.before, entry.after) == ({"language": "cy"}, {"language": "en"})


def test_a_language_that_the_service_does_not_speak_is_refused(ann):
    with pytest.raises(BadInput, match="'fr' is no language of the service"):
        person.choose_language(given.actor(ann), "fr")


def test_an_invitation_that_was_sealed_with_another_key_is_given_up(server, settings):
    server.refuse = "451 later"
    mail.invitation(email="nell@inspectorate.test", name="Nell", link="https://x.test/l", until=MAY)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, []
    assert send(Mail.objects.get().not_before) == {"given_up": 1}
    assert (Mail.objects.get().trouble, Mail.objects.get().address) == ("InvalidToken", "")


def test_an_invitation_that_was_withdrawn_is_not_sent(server):
    server.refuse = "451 later"
    token = person.invite(operator(), email="nell@inspectorate.test", name="Nell")
    assert token
    mail.invitation(email="nell@inspectorate.test", name="Nell", link="https://x.test/l", until=MAY)
    person.withdraw(operator(), person.query.open_invitations().get().pk)
    server.refuse = ""
    with guard.allowed():
        Mail.objects.update(not_before=NOON)
    assert send() == {}
    assert (Mail.objects.get().state, Mail.objects.get().sealed) == ("dropped", "")
