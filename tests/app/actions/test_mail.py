"""Mail goes out once, to a real server, says no secret, and waits for quiet hours and for the server."""

import datetime
from threading import Thread

import pytest
from django.db import connections
from django.utils import translation

from inspectorate.errors import BadInput
from inspectorate_app.actions import mail, mail_round, notification, person
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.notification_kind import Delivery
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.cli.serve import look_for_mail
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, Mail, Membership, Notification
from inspectorate_app.store.queries import mail as query
from inspectorate_app.store.seal import seal
from tests.app import given
from tests.app.mail_server import MailServer, mail_server
from tests.words.pseudo import CLOSING, OPENING, spoken

pytestmark = pytest.mark.django_db
#: A Wednesday, when London is on UTC.
NOON = datetime.datetime(2026, 11, 18, 12, tzinfo=datetime.UTC)
MINUTE, HOUR, DAY = datetime.timedelta(minutes=1), datetime.timedelta(hours=1), datetime.timedelta(days=1)


@pytest.fixture
def server(settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT, settings.ADDRESS = 5, "https://inspectorate.test"
        yield server


@pytest.fixture
def inspection() -> Inspection:
    return given.inspection()


@pytest.fixture
def ann(inspection):
    someone = given.member(inspection, Role.INSPECTOR, "Ann Example")
    no_digest(someone)
    return someone


def no_digest(someone, **hours):
    notification.choose(given.actor(someone), {}, **{"digest_hour": None, **hours})


def tell(inspection, someone, event="meeting_planned", at=NOON, number=1, **facts):
    with change_in(operator(), Action.REMIND, inspection.slug) as under_way:
        under_way.leaves_no_trace()
        before = set(Notification.objects.values_list("pk", flat=True))
        notification.tell(under_way, event, [someone.pk], number=number, **facts)
        Notification.objects.exclude(pk__in=before).update(at=at)


def send(now=NOON):
    return {state: number for state, number in mail_round.send_due(mail.JOB, now).items() if number}


def body(server: MailServer, place: int = -1, kind: str = "plain") -> str:
    return server.took[place][1].get_body((kind,)).get_content().replace("\r\n", "\n")


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


# --- the server ---


def test_a_server_that_is_busy_is_asked_again_later_and_then_takes_it_once(server, inspection, ann):
    tell(inspection, ann)
    server.refuse = "451 try later"
    assert send() == {"waiting": 1}
    waiting = Mail.objects.get()
    assert (waiting.state, waiting.tries, waiting.trouble) == ("waiting", 1, "SMTPDataError 451")
    assert waiting.not_before == NOON + MINUTE
    server.refuse = ""
    assert send(NOON + MINUTE / 2) == {}
    assert send(NOON + MINUTE) == {"sent": 1}
    assert len(server.took) == 1


def test_an_address_that_is_refused_for_good_is_given_up_and_administrators_are_told(server, inspection, ann, caplog):
    admin = given.person("Ada Admin", "administrator")
    tell(inspection, ann)
    server.refuse_to = f"550 no such user {ann.email}"
    assert send() == {"given_up": 1}
    [given_up] = query.troubled()
    assert (given_up.state, given_up.trouble, given_up.tries) == ("given_up", "SMTPRecipientsRefused 550", 1)
    assert Notification.objects.get(person=admin).event == "mail_given_up"
    assert AuditEntry.objects.filter(subject=f"mail {given_up.id}").exists()
    assert ann.email not in caplog.text
    server.refuse_to = ""
    assert send(NOON + HOUR) == {}, "it stays in the application, and is not mailed again"


def test_a_dead_server_is_tried_less_and_less_often_and_given_up_after_all_pauses(server, inspection, ann, settings):
    tell(inspection, ann)
    settings.EMAIL_PORT = 1
    now, tries = NOON, 0
    while not Mail.objects.filter(state="given_up").exists():
        send(now)
        tries += 1
        assert tries <= len(mail.PAUSES) + 1
        now = max(now + MINUTE, Mail.objects.get(purpose="notifications").not_before)
        now = mail.quiet_of(mail.notifications.choice(ann.pk)).over(now)
    assert Mail.objects.get().tries == len(mail.PAUSES) + 1 == 8


def test_a_dead_server_costs_a_round_one_try_and_not_one_of_each_mail(server, inspection, settings):
    for name in ("Ann", "Bea", "Cid"):
        someone = given.member(inspection, Role.INSPECTOR, f"{name} Example")
        no_digest(someone)
        tell(inspection, someone)
    settings.EMAIL_PORT = 1
    assert send() == {"waiting": 1}
    assert sorted(Mail.objects.values_list("tries", flat=True)) == [0, 0, 1]


def waiting(inspection, count):
    """So many people to whom one mail each is on its way."""
    for number in range(count):
        someone = given.member(inspection, Role.INSPECTOR, f"Example {chr(ord('A') + number)}")
        no_digest(someone)
        tell(inspection, someone)


def test_a_round_goes_over_one_connection(server, inspection):
    waiting(inspection, 6)
    assert send() == {"sent": 6}
    assert (len({to for to, _ in server.took}), len(server.took), server.connections) == (6, 6, 1)


def test_a_server_that_hangs_up_after_some_mails_is_called_again_and_no_mail_is_tried_twice(server, inspection):
    """Seven mails, two at a time: over four connections."""
    server.at_a_time = 2
    waiting(inspection, 7)
    assert send() == {"sent": 7}
    assert (len({to for to, _ in server.took}), len(server.took), server.connections) == (7, 7, 4)
    assert set(Mail.objects.values_list("tries", "trouble")) == {(1, "")}


def test_one_that_is_refused_keeps_none_of_the_others_back(server, inspection):
    waiting(inspection, 3)
    server.refuse = "451 try later"
    assert send() == {"waiting": 3}
    server.refuse = ""
    assert send(NOON + MINUTE) == {"sent": 3}


def test_a_server_that_goes_away_in_the_middle_of_a_mail_costs_that_mail_a_try_and_the_others_none(server, inspection):
    """Whether it took the second is not known: that is tried again under its Message-ID after a pause, as ever."""
    waiting(inspection, 4)
    server.dies_at = 2
    assert send() == {"sent": 1, "waiting": 1}
    assert sorted(Mail.objects.values_list("state", "tries")) == [
        ("sent", 1), ("waiting", 0), ("waiting", 0), ("waiting", 1)
    ]  # fmt: skip
    assert send(NOON + MINUTE / 2) == {"sent": 2}
    assert send(NOON + MINUTE) == {"sent": 1}
    assert len({to for to, _ in server.took}) == 4


def test_after_a_full_round_the_next_follows_at_once(server, inspection, monkeypatch):
    from django_tasks_db.models import DBTaskResult

    monkeypatch.setattr(mail_round, "MOST", 2)
    with guard.allowed():
        for number in range(3):
            person_ = given.person(f"Account {chr(ord('A') + number)}")
            Mail.objects.create(purpose="security", person=person_, about="password_changed")
    assert mail_round.send_mail_that_is_due.call() == 2
    assert DBTaskResult.objects.filter(status="READY").count() == 1
    assert mail_round.send_mail_that_is_due.call() == 1, "the last"
    assert DBTaskResult.objects.count() == 1, "nothing is left, so no round follows"


def test_a_sender_that_died_is_followed_by_another_under_the_same_message_id(server, inspection, ann):
    tell(inspection, ann)
    mail_round.gather(mail.JOB, NOON)
    row = Mail.objects.get()
    with guard.allowed():  # claimed, and then the process was killed
        Mail.objects.filter(pk=row.pk).update(state="sending", claimed_at=NOON, tries=1)
    assert send(NOON + 14 * MINUTE) == {}
    assert send(NOON + 16 * MINUTE) == {"sent": 1}
    assert server.took[0][1]["Message-ID"] == f"<{row.key}@inspectorate.test>"


@pytest.mark.django_db(transaction=True)
def test_two_processes_send_a_mail_once(server, inspection, ann):
    tell(inspection, ann)
    mail_round.gather(mail.JOB, NOON)
    number = Mail.objects.get().pk
    states: list[str] = []

    def run() -> None:
        try:
            states.append(mail.deliver(mail.JOB, number, NOON).state)
        finally:
            connections.close_all()

    threads = [Thread(target=run) for _ in range(4)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sorted(states) == ["", "", "", "sent"]
    assert len(server.took) == 1


# --- what is not chosen ---


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


def broken(not_before=NOON - HOUR):
    """An invitation whose sealed words are none that can be read, such as another version might leave."""
    with guard.allowed():
        facts = {"address": "nell@inspectorate.test", "not_before": not_before}
        return Mail.objects.create(purpose="invitation", sealed=seal(b"Nell Example").decode(), **facts)


def test_a_mail_that_cannot_be_written_keeps_none_of_the_others_back(server, inspection, ann, caplog):
    row = broken()
    tell(inspection, ann)
    assert send() == {"sent": 1, "waiting": 1}
    assert [to for to, _ in server.took] == [ann.email]
    row.refresh_from_db()
    assert (row.state, row.tries, row.trouble, row.claimed_at) == ("waiting", 1, "JSONDecodeError", None)
    assert row.not_before == NOON + MINUTE
    assert "mail was not written" in caplog.text
    assert "actions/mail_text.py" in caplog.text, "where it came of"
    assert "Nell" not in caplog.text
    assert "nell@" not in caplog.text


def test_a_mail_that_can_never_be_written_is_given_up_after_all_pauses_and_administrators_are_told(server):
    admin, row = given.person("Ada Admin", "administrator"), broken()
    no_digest(admin)
    for tried, pause in enumerate(mail.PAUSES, start=1):
        now = row.not_before
        assert send(now) == {"waiting": 1}
        row.refresh_from_db()
        assert (row.tries, row.not_before) == (tried, now + pause * MINUTE)
    send(row.not_before)
    row.refresh_from_db()
    assert (row.state, row.tries, row.address, row.sealed) == ("given_up", 8, "", "")
    assert Notification.objects.get(person=admin).event == "mail_given_up"


def test_someone_whose_day_cannot_be_worked_out_keeps_nobody_elses_mail_back(server, inspection, ann):
    bea = given.member(inspection, Role.INSPECTOR, "Bea Example")
    for each in (bea, ann):
        tell(inspection, each)
    with guard.allowed():
        Membership.objects.filter(person=bea).update(role="of another version")
    assert send() == {"sent": 1, "waiting": 2}, "of Bea that at once and that of the day"
    assert [to for to, _ in server.took] == [ann.email]
    assert set(Mail.objects.filter(person=bea).values_list("tries", "trouble")) == {(1, "ValueError")}


def test_a_mail_whose_header_cannot_be_keeps_none_of_the_others_back(server, inspection, ann):
    with guard.allowed():
        facts = {"purpose": "security", "about": "password_changed", "not_before": NOON - HOUR}
        Mail.objects.create(person=given.person("Bea Example", email="bea\n@inspectorate.test"), **facts)
        Mail.objects.create(person=ann, **facts)
    assert send() == {"sent": 1, "waiting": 1}
    assert [to for to, _ in server.took] == [ann.email]


def test_a_mail_that_kills_whoever_sends_it_is_given_up(server, ann):
    with guard.allowed():
        facts = {"state": "sending", "claimed_at": NOON - HOUR, "tries": 8, "not_before": NOON - HOUR}
        Mail.objects.create(purpose="security", about="password_changed", person=ann, **facts)
    assert send() == {"given_up": 1}
    assert server.took == []


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


def test_without_a_server_nothing_waits_for_one(inspection, ann, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    tell(inspection, ann)
    person.change_password(given.actor(ann), "quite a long one, made up")
    assert send() == {}
    assert not Mail.objects.exists()
    assert set(Notification.objects.values_list("mail", flat=True)) == {""}


def test_a_mail_of_an_account_is_tried_again_and_others_are_not():
    admin = given.actor(given.person("Ada Admin", "administrator"))
    with guard.allowed():
        one = Mail.objects.create(purpose="security", about="password_changed", state="given_up", tries=8)
        other = Mail.objects.create(purpose="invitation", state="given_up", tries=8)
    mail.try_again(admin, one.pk)
    one.refresh_from_db()
    assert (one.state, one.tries) == ("waiting", 0)
    with pytest.raises(NotNow):
        mail.try_again(admin, other.pk)
    with pytest.raises(NotAllowed):
        mail.try_again(given.actor(given.person("Pat", "planner")), one.pk)


def test_the_job_is_asked_for_where_mail_waits_and_once(server, inspection, ann):
    from django_tasks_db.models import DBTaskResult

    late = NOON.replace(hour=22)
    tell(inspection, ann, at=late)
    assert not mail_round.ask_for_mail(late), "everyone is asleep"
    assert mail_round.ask_for_mail(NOON + DAY)
    assert not mail_round.ask_for_mail(NOON + DAY), "it is on the queue"
    assert DBTaskResult.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_whatever_runs_jobs_looks_for_mail(server, ann):
    from django_tasks_db.models import DBTaskResult

    person.change_password(given.actor(ann), "quite a long one, made up")
    looking = Thread(target=look_for_mail, args=(1, 0))
    looking.start()
    looking.join()
    [asked] = DBTaskResult.objects.all()
    assert asked.task_path == "inspectorate_app.actions.mail_round.send_mail_that_is_due"
    assert asked.task.call() == 1
    assert server.took[0][0] == ann.email
