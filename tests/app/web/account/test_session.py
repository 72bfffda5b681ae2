"""How long a session lasts, and what ends it."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from inspectorate_app.actions import audit
from inspectorate_app.actions import person as action
from inspectorate_app.actions.actor import operator
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Person
from inspectorate_app.web.middleware import gate
from tests.app import given
from tests.app.api.bearer import Caller, token
from tests.app.web.account.signing_in import CODE, SIGN_IN, code, password, with_app, words

pytestmark = pytest.mark.django_db
CHANGE = "/account/password"
NEW = "another long one, quite different"


@pytest.fixture
def clock(monkeypatch):
    """A clock that the test moves: seconds from now."""
    real = gate.time.time
    moved = [0]

    class Clock:
        @staticmethod
        def time():
            return real() + moved[0]

    monkeypatch.setattr(gate, "time", Clock)
    return moved


def signed_in(someone: Person) -> Client:
    client = Client()
    assert password(client, someone.email).status_code == 302
    assert client.get("/account/").status_code == 200
    return client


def test_after_an_hour_without_a_page_one_signs_in_again(clock):
    client = signed_in(given.person("Ann Example"))
    clock[0] = 3599
    assert client.get("/account/").status_code == 200
    clock[0] += 3601
    assert client.get("/account/").url == f"{SIGN_IN}?next=/account/"
    clock[0] = 0
    assert client.get("/account/").status_code == 302, "the session has ended, not only waited"


def test_after_twelve_hours_one_signs_in_again_however_busy_one_was(clock):
    client = signed_in(given.person("Ann Example"))
    for half_hour in range(1, 25):
        clock[0] = half_hour * 1800 - 5
        assert client.get("/account/").status_code == 200
    clock[0] = 12 * 3600 + 5
    assert client.get("/account/").status_code == 302


def test_a_new_password_ends_all_other_sessions_and_leaves_an_entry():
    someone = given.person("Ann Example")
    here, there = signed_in(someone), signed_in(someone)
    key = here.cookies["inspectorate"].value
    answer = here.post(CHANGE, {"oldpassword": given.PASSWORD, "password1": NEW})
    assert (answer.status_code, answer.url) == (302, "/account/")
    assert here.get("/account/").status_code == 200
    assert here.cookies["inspectorate"].value != key
    assert there.get("/account/").status_code == 302
    assert password(Client(), someone.email).status_code == 200
    assert password(Client(), someone.email, NEW).status_code == 302
    entry = AuditEntry.objects.filter(action="use own account").get()
    assert (entry.actor, entry.before, entry.after) == (
        someone.pk,
        None,
        {"password": "changed", "tokens_revoked": 0},
    )
    assert NEW not in repr(list(AuditEntry.objects.values()))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("wrong", NEW, "The current password is wrong"),
        (given.PASSWORD, "short", "This password is too short. It must contain at least 12 characters"),
        (given.PASSWORD, "annexample12", "The password is too similar to the name"),
        (given.PASSWORD, "1q2w3e4r5t6y", "This password is too common"),
    ],
)
def test_a_password_that_is_refused_is_refused_in_words(old, new, said):
    client = signed_in(given.person("Annexample"))
    answer = client.post(CHANGE, {"oldpassword": old, "password1": new})
    assert answer.status_code == 200
    assert said in words(answer)
    assert "There is a problem" in words(answer)


def test_wrong_current_passwords_lock_as_those_at_the_door_do():
    client = signed_in(given.person("Ann Example"))
    for _ in range(4):
        assert client.post(CHANGE, {"oldpassword": "wrong", "password1": NEW}).status_code == 200
    assert client.post(CHANGE, {"oldpassword": "wrong", "password1": NEW}).status_code == 429


def test_deactivating_ends_a_session_at_once_and_reactivating_does_not_bring_it_back():
    given.person("Ada Admin", "administrator")
    someone = given.person("Ann Example")
    client = signed_in(someone)
    action.deactivate(operator(), someone.pk)
    assert client.get("/account/").status_code == 302
    assert password(Client(), someone.email).status_code == 200
    cookie = client.cookies["inspectorate"].value
    action.reactivate(operator(), someone.pk)
    client.cookies["inspectorate"] = cookie
    assert client.get("/account/").status_code == 302


def test_a_new_password_ends_the_tokens_and_says_how_many():
    someone = given.person("Ann Example", "planner")
    secrets = [token(someone, "read", days=days) for days in (1, 2)]
    client = given.signed_in(someone)
    said = words(client.post(CHANGE, {"oldpassword": given.PASSWORD, "password1": NEW}, follow=True))
    assert "you are signed out everywhere else. 2 tokens ended with it." in said
    assert [Caller(secret)("GET", "inspections").status_code for secret in secrets] == [401, 401]
    assert AuditEntry.objects.get(action="use own account").after["tokens_revoked"] == 2


def test_deactivating_says_how_many_tokens_ended():
    admin = given.signed_in(given.person("Ada Admin", "administrator"))
    someone = given.person("Ann Example", "planner")
    token(someone)
    said = words(admin.post(f"/people/{someone.pk}/deactivate", follow=True))
    assert "Ann Example is signed out and cannot sign in any more. 1 token ended with it." in said


def test_removing_the_app_ends_other_sessions_and_sends_back_to_setting_one_up(django_capture_on_commit_callbacks):
    planner = with_app(given.person("Pat Planner", "planner"))
    secret = token(planner)
    here, there = Client(), Client()
    # Of the code that comes next: it is good still where the half minute ends in between.
    for client, steps in ((here, 0), (there, 1)):
        password(client, planner.email)
        assert client.post(CODE, {"code": code(steps=steps)}).status_code == 302
        assert client.get("/people/").status_code == 200
    assert here.get("/account/second-factor/app/remove").status_code == 200
    with django_capture_on_commit_callbacks(execute=True):
        assert here.post("/account/second-factor/app/remove").url == "/account/"
    assert here.get("/people/").url == "/account/second-factor/app"
    assert there.get("/people/").url == f"{SIGN_IN}?next=/people/"
    assert AuditEntry.objects.get(action="use own account").after == {
        "authenticator_app": "removed",
        "recovery_codes": "removed",
        "sessions": "all others ended",
        "tokens_revoked": 1,
    }
    assert "1 token ended with it." in words(here.get("/account/second-factor/app"))
    assert Caller(secret)("GET", "inspections").status_code == 401


@pytest.mark.parametrize("page", ["/account/second-factor/app/remove", "/account/second-factor/recovery-codes/new"])
def test_a_second_factor_stays_as_it_was_where_its_entry_cannot_be_written(monkeypatch, page):
    planner = with_app(given.person("Pat Planner", "planner"))
    client = Client(raise_request_exception=False)
    password(client, planner.email)
    client.post(CODE, {"code": code()})
    before = list(Authenticator.objects.order_by("pk").values("pk", "data"))

    def full(*_arguments, **_named):
        raise OSError("the disk is full")

    monkeypatch.setattr(audit, "append", full)
    assert client.post(page).status_code == 500
    assert list(Authenticator.objects.order_by("pk").values("pk", "data")) == before


def test_what_changes_how_one_signs_in_asks_again_who_one_is_after_ten_minutes(monkeypatch):
    planner = with_app(given.person("Pat Planner", "planner"))
    client = Client()
    password(client, planner.email)
    client.post(CODE, {"code": code()})
    session = client.session
    session["signed_in_at"] -= 601
    session.save()
    page = "/account/second-factor/recovery-codes/new"
    answer = client.get(page)
    assert answer.url == f"/account/confirm?next={page.replace('/', '%2F')}"
    assert client.get("/account/confirm").status_code == 200
    assert client.post("/account/confirm", {"password": "wrong", "next": page}).status_code == 200
    assert client.get("/account/second-factor/confirm").status_code == 200
    assert client.post("/account/second-factor/confirm", {"code": code(), "next": page}).status_code == 200, "used"
    assert client.post("/account/second-factor/confirm", {"code": code(steps=1), "next": page}).url == page
    assert client.get(page).status_code == 200


def test_signing_out_asks_first_and_then_ends_the_session():
    client = signed_in(given.person("Ann Example"))
    assert "Sign out?" in words(client.get("/account/sign-out"))
    assert client.get("/account/").status_code == 200
    client.post("/account/sign-out")
    assert client.get("/account/").status_code == 302


def test_a_person_whose_row_says_so_is_the_one_whose_sessions_end():
    ann, bob = given.person("Ann Example"), given.person("Bob Example")
    client, other = signed_in(ann), signed_in(bob)
    with guard.allowed():
        Person.objects.filter(pk=ann.pk).update(sessions_ended=1)
    assert client.get("/account/").status_code == 302
    assert other.get("/account/").status_code == 200
