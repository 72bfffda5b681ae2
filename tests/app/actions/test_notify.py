"""Mail by GOV.UK Notify: handed over once as its documentation says, and tried again as its answers ask for."""

import pytest
from django.utils import timezone

from inspectorate_app.actions import mail, mail_round, person, subscriber
from inspectorate_app.configuration import NotConfigured, NotifyKey, notify_address, notify_key
from inspectorate_app.notify import EmailBackend
from inspectorate_app.store import guard
from inspectorate_app.store.models import Mail, Subscriber
from inspectorate_app.store.queries import mail as query
from inspectorate_app.store.queries.subscriber import Following
from tests.app import given
from tests.app.notify_server import KEY, SECRET, SERVICE, TEMPLATE, notify_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def server(settings):
    with notify_server() as server:
        settings.EMAIL_BACKEND = "inspectorate_app.notify.EmailBackend"
        settings.NOTIFY_KEY, settings.NOTIFY_TEMPLATE = NotifyKey(SERVICE, SECRET), TEMPLATE
        settings.NOTIFY_ADDRESS = f"http://127.0.0.1:{server.port}"
        settings.EMAIL_TIMEOUT, settings.ADDRESS = 5, "https://inspectorate.test"
        yield server


@pytest.fixture
def ann():
    someone = given.person("Ann Example")
    person.change_password(given.actor(someone), "quite a long one, made up")
    return someone


def send():
    return {state: number for state, number in mail_round.send_due(mail.JOB).items() if number}


def test_a_mail_is_one_call_with_subject_and_body_in_the_template(server, ann):
    assert send() == {"sent": 1}
    [body] = server.took
    assert body["email_address"] == ann.email
    assert body["personalisation"]["subject"] == "Your account in Inspectorate"
    assert "The password of your account was changed." in body["personalisation"]["body"]
    assert body["reference"] == str(Mail.objects.get().key)
    assert "one_click_unsubscribe_url" not in body
    assert send() == {}


def test_a_subscriber_leaves_with_one_click(server):
    subscriber.sign_up("someone@subscribers.test", Following(everything=True))
    with guard.allowed():
        Subscriber.objects.update(confirmed_at=timezone.now())
        Mail.objects.all().delete()
        Mail.objects.create(
            subscriber=Subscriber.objects.get(),
            publication=given.publication_of_2023(given.inspection()),
            purpose="publication",
        )
    assert send() == {"sent": 1}
    left = f"https://inspectorate.test/register/subscribe/leave/{Subscriber.objects.get().key}"
    assert server.took[0]["one_click_unsubscribe_url"] == left


#: What Notify documents that it answers, how the mail stands then, what is kept of it, and whether others are tried.
ANSWERS = [
    (400, "ValidationError", "email_address Not a valid email address", "given_up", "Notify 400 ValidationError", 2),
    (400, "BadRequestError", "Can't send to this recipient using a team-only API key", "waiting", None, 2),
    (400, "BadRequestError", "Can't send to this recipient when service is in trial mode", "waiting", None, 2),
    (400, "BadRequestError", "Template not found", "waiting", "Notify 400 BadRequestError", 1),
    (403, "AuthError", "Invalid token: API key not found", "waiting", "Notify 403 AuthError", 1),
    (429, "RateLimitError", "Exceeded rate limit for key type LIVE", "waiting", "Notify 429 RateLimitError", 1),
    (429, "TooManyRequestsError", "Exceeded send limits (LIMIT NUMBER) for today", "waiting", None, 1),
    (500, "Exception", "Internal server error", "waiting", "Notify 500 Exception", 1),
]


@pytest.mark.parametrize(("status", "error", "said", "state", "trouble", "tried"), ANSWERS)
def test_each_answer_that_notify_documents(server, ann, status, error, said, state, trouble, tried):
    person.change_password(given.actor(ann), "another one, made up as well")
    server.refuse = (status, [(error, f"{said}")])
    assert send() == {state: tried}
    first = query.troubled()[-1]
    assert (first.state, first.trouble) == (state, trouble or f"Notify {status} {error}")


def test_what_is_no_answer_of_notify_is_tried_again(server, ann):
    server.refuse, server.raw = (502, []), b"<html>Bad gateway</html>"
    assert send() == {"waiting": 1}
    assert query.troubled()[0].trouble == "Notify 502"


def test_nobody_there_and_a_token_of_another_key_are_tried_again(server, ann, settings):
    settings.NOTIFY_KEY = NotifyKey(SERVICE, TEMPLATE)
    assert send() == {"waiting": 1}
    assert query.troubled()[0].trouble == "Notify 403 AuthError"
    with guard.allowed():
        Mail.objects.update(not_before=timezone.now())
    settings.NOTIFY_ADDRESS = "http://127.0.0.1:1"
    assert send() == {"waiting": 1}
    assert query.troubled()[0].trouble == "ConnectionRefusedError"


def test_neither_address_nor_key_is_in_the_log(server, ann, caplog):
    server.refuse = (400, [("ValidationError", f"email_address {ann.email} is none")])
    send()
    assert "mail was not sent" in caplog.text
    assert ann.email not in caplog.text
    assert SECRET not in caplog.text


def test_several_messages_go_over_one_connection(server):
    with EmailBackend() as backend:
        backend.open()
        first = backend.connection
        mail.send_test("a@inspectorate.test")
        assert backend.open() is False
        assert backend.connection is first
    assert backend.connection is None
    assert server.took[0]["personalisation"]["subject"] == "A test of the mail of Inspectorate"


# --- the settings ---


def test_a_key_is_taken_apart_whatever_its_name():
    assert notify_key(KEY, TEMPLATE, "") == NotifyKey(SERVICE, SECRET)
    assert notify_key("", "", "smtp://mail.example") is None


@pytest.mark.parametrize(
    ("key", "template", "url", "said"),
    [
        ("secret-thing", TEMPLATE, "", "NOTIFY_KEY: it is no key"),
        (KEY, "", "", "NOTIFY_TEMPLATE: set it"),
        (KEY, TEMPLATE, "smtp://mail.example", "both set"),
    ],
)
def test_what_cannot_work_is_refused_without_showing_the_key(key, template, url, said):
    with pytest.raises(NotConfigured, match=said) as caught:
        notify_key(key, template, url)
    assert key not in str(caught.value)


def test_mail_is_never_sent_to_notify_unencrypted():
    assert notify_address("https://notify.example/") == "https://notify.example"
    with pytest.raises(NotConfigured, match="https://"):
        notify_address("http://notify.example")
