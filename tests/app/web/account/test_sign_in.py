"""Signing in: password, second factor, limits, and what is told to whom."""

import time

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.models import Session
from django.test import Client

from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Inspection, Person
from tests.app import given
from tests.app.web.account.signing_in import (
    APP,
    CODE,
    CODES,
    SIGN_IN,
    code,
    password,
    recovery_codes,
    with_app,
    words,
)

pytestmark = pytest.mark.django_db


def trail(key: str = "sign_in") -> list[str]:
    return [entry.after[key] for entry in AuditEntry.objects.order_by("position") if key in (entry.after or {})]


def test_password_then_code_signs_in_and_leaves_an_entry(client):
    planner = with_app(given.person("Pat Planner", "planner"))
    answer = password(client, planner.email)
    assert (answer.status_code, answer.url) == (302, CODE)
    assert client.get("/people/").status_code == 302
    answer = client.post(CODE, {"code": code()})
    assert (answer.status_code, answer.url) == (302, "/")
    assert client.get("/people/").status_code == 200
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject, entry.actor) == ("sign in", f"person {planner.pk}", planner.pk)
    assert entry.after == {"sign_in": "signed in", "with": ["password", "authenticator app"]}


def test_an_address_is_found_however_it_is_capitalised(client):
    someone = given.person("Ann Example")
    assert password(client, someone.email.upper()).status_code == 302


def test_the_session_gets_another_key_when_one_signs_in(client):
    someone = with_app(given.person("Ann Example", "planner"))
    client.get(SIGN_IN)
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["inspectorate"] = planted = session.session_key
    password(client, someone.email)
    client.post(CODE, {"code": code()})
    assert client.cookies["inspectorate"].value != planted
    assert not Session.objects.filter(session_key=planted).exists()
    stranger = Client()
    stranger.cookies["inspectorate"] = planted
    assert stranger.get("/people/").status_code == 302


@pytest.mark.parametrize("known", [True, False])
def test_an_unknown_address_is_told_what_a_known_one_is(client, known):
    given.person("Ann Example")
    address = "ann.example@inspectorate.test" if known else "nobody@inspectorate.test"
    answer = password(client, address, "not the password")
    assert answer.status_code == 200
    said = words(answer).replace(address, "ADDRESS")
    assert "The email address or the password is wrong, or the account is not active" in said
    assert trail() == ["wrong address or password"]
    subject = AuditEntry.objects.get().subject
    assert subject == (f"person {Person.objects.get().pk}" if known else "an unknown address")


def test_the_two_answers_differ_in_nothing_but_what_was_typed():
    given.person("Ann Example")
    seen = set()
    for address in ("ann.example@inspectorate.test", "nob.example@inspectorate.test"):
        client = Client()
        client.cookies["csrf"] = "a" * 32
        seen.add(words(password(client, address, "not the password")).replace(address, "ADDRESS"))
    assert len(seen) == 1


def test_the_work_is_one_hash_for_a_known_and_for_an_unknown_address(monkeypatch):
    given.person("Ann Example")
    from django.contrib.auth.hashers import MD5PasswordHasher

    hashed = []
    whole = MD5PasswordHasher.encode
    monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *a, **k: hashed.append(1) or whole(*a, **k))
    counts = []
    for address in ("ann.example@inspectorate.test", "nob.example@inspectorate.test"):
        hashed.clear()
        password(Client(), address, "not the password")
        counts.append(len(hashed))
    assert counts == [1, 1]


def test_a_deactivated_person_with_the_right_password_is_told_nothing_else(client):
    someone = given.person("Ann Example")
    with guard.allowed():
        Person.objects.update(is_active=False)
    assert "The email address or the password is wrong" in words(password(client, someone.email))


def test_the_fifth_wrong_password_locks_for_fifteen_minutes(client, monkeypatch):
    someone = given.person("Ann Example")
    statuses = [password(client, someone.email, "wrong").status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 200, 429]
    assert password(client, someone.email).status_code == 429, "the right password does not help now"
    assert "Wait 15 minutes" in words(password(client, someone.email))
    assert password(client, given.person("Bob Example").email).status_code == 302, "another account is not locked"
    assert trail()[4:6] == ["refused: too many tries"] * 2
    from axes.models import AccessAttempt

    for attempt in AccessAttempt.objects.all():
        assert someone.email not in repr(vars(attempt))
        attempt.attempt_time = attempt.attempt_time.__class__.fromtimestamp(
            time.time() - 901, attempt.attempt_time.tzinfo
        )
        attempt.save()
    assert password(Client(), someone.email).status_code == 302


def test_a_code_is_good_once(client):
    someone = with_app(given.person("Ann Example", "planner"))
    shown = code()
    password(client, someone.email)
    assert client.post(CODE, {"code": shown}).status_code == 302
    for typed in (shown, f"{shown[:3]} {shown[3:]}", f"{shown[:3]}-{shown[3:]}"):
        again = Client()
        password(again, someone.email)
        assert "The code is wrong, or has been used before" in words(again.post(CODE, {"code": typed}))
        assert again.get("/people/").status_code == 302


def test_a_code_of_half_a_minute_ago_is_good_and_still_only_once(client, monkeypatch):
    someone = with_app(given.person("Ann Example", "planner"))
    earlier = code(steps=-1)
    password(client, someone.email)
    assert client.post(CODE, {"code": earlier}).status_code == 302
    again = Client()
    password(again, someone.email)
    assert again.post(CODE, {"code": earlier}).status_code == 200
    assert again.post(CODE, {"code": code(steps=-3)}).status_code == 200, "an older one is not"


def test_a_recovery_code_is_good_once(client):
    someone = with_app(given.person("Ann Example", "planner"))
    kept = recovery_codes(someone)
    assert len(kept) == 10
    password(client, someone.email)
    assert client.post(CODE, {"code": f"{kept[0][:4]} {kept[0][4:]}"}).status_code == 302
    assert AuditEntry.objects.get().after["with"] == ["password", "recovery code"]
    again = Client()
    password(again, someone.email)
    assert again.post(CODE, {"code": kept[0]}).status_code == 200
    assert again.post(CODE, {"code": kept[1]}).status_code == 302


def test_the_sixth_wrong_code_is_refused_wherever_it_comes_from():
    someone = with_app(given.person("Ann Example", "planner"))
    statuses = []
    for number in range(6):
        client = Client(REMOTE_ADDR=f"192.0.2.{number}")
        password(client, someone.email)
        statuses.append(client.post(CODE, {"code": "000000"}).status_code)
    assert statuses == [200] * 5 + [429]
    client = Client()
    password(client, someone.email)
    assert client.post(CODE, {"code": code()}).status_code == 429, "a right code neither"
    assert trail() == ["wrong code"] * 5 + ["refused: too many tries"] * 2


@pytest.mark.parametrize(
    "elsewhere", ["https://elsewhere.test/", "//elsewhere.test", "javascript:alert(1)", "http:///x"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(client, elsewhere):
    someone = given.person("Ann Example")
    assert password(client, someone.email, next=elsewhere).url == "/"
    other = Client()
    assert password(other, someone.email, next="/account/").url == "/account/"


@pytest.mark.django_db(transaction=True)
def test_whoever_has_an_office_sets_up_an_app_before_anything_else(client):
    planner = given.person("Pat Planner", "planner")
    password(client, planner.email)
    assert client.get("/people/").url == APP
    page = client.get(APP)
    assert page.status_code == 200, "no second password straight after signing in"
    secret = page.context["form"].secret if page.context else client.session["mfa.totp.secret"]
    assert 'src="data:image/svg+xml;base64,' in page.content.decode()
    assert " ".join(secret[at : at + 4] for at in range(0, 32, 4)) in page.content.decode()
    assert client.post(APP, {"code": "000000"}).status_code == 200
    shown = code(secret)
    assert client.post(APP, {"code": shown}).url == CODES
    assert trail("authenticator_app") == ["set up"]
    page = client.get(CODES)
    codes = recovery_codes(planner)
    assert all(f"{each[:4]} {each[4:]}" in page.content.decode() for each in codes)
    assert f"data:text/plain;charset=utf-8,{codes[0]}%0A" in page.content.decode()
    assert codes[0][:4] not in words(client.get(CODES)), "they are shown once"
    assert client.get("/people/").status_code == 200
    other = Client()
    password(other, planner.email)
    assert other.post(CODE, {"code": shown}).status_code == 200, "the first code does not sign in too"


@pytest.mark.django_db(transaction=True)
def test_a_session_from_before_the_app_was_set_up_gets_nowhere_by_it(client):
    planner = given.person("Pat Planner", "planner")
    earlier = Client()
    password(earlier, planner.email)
    password(client, planner.email)
    client.get(APP)
    assert client.post(APP, {"code": code(client.session["mfa.totp.secret"])}).url == CODES
    assert client.get("/people/").status_code == 200
    assert earlier.get("/people/").url.startswith(SIGN_IN), "it knew the password alone"


def test_what_is_kept_of_an_app_is_encrypted(client):
    from allauth.mfa.models import Authenticator

    someone = with_app(given.person("Ann Example"))
    kept = repr([row.data for row in Authenticator.objects.filter(user=someone)])
    assert "JBSWY3DP" not in kept


@pytest.mark.parametrize(
    ("demonstration", "secure", "status"), [(True, False, 200), (True, True, 302), (False, False, 302)]
)
def test_only_the_demonstration_on_ones_own_machine_demands_none(client, settings, demonstration, secure, status):
    settings.DEMONSTRATION, settings.SECURE = demonstration, secure
    password(client, given.person("Pat Planner", "planner").email)
    assert client.get("/people/").status_code == status


def test_no_setting_takes_the_second_factor_from_an_inspection_that_is_real(client, settings):
    settings.DEMONSTRATION, settings.SECURE = True, False
    inspection = given.inspection()
    password(client, inspection.set_up_by.email)
    assert client.get("/programme/").url == APP
    with guard.allowed():
        Inspection.objects.update(demonstration=True)
    assert client.get("/programme/").status_code == 200


def test_a_member_of_an_inspection_needs_a_second_factor_too(client):
    from inspectorate_app.actions.permission import Role

    inspection = given.inspection()
    inspector = given.member(inspection, Role.INSPECTOR)
    password(client, inspector.email)
    assert client.get("/").url == APP


def test_a_password_hashed_with_less_work_is_hashed_anew(client, settings):
    someone = given.person("Ann Example")
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.Argon2PasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    with guard.allowed():
        Person.objects.update(password=make_password(given.PASSWORD, hasher="md5"))
    assert password(client, someone.email).status_code == 302
    assert Person.objects.get().password.startswith("argon2")
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "signup/", "email/", "confirm-email/", "password/reset/", "password/set/", "login/", "logout/", "2fa/",
        "social/signup/", "3rdparty/", "3rdparty/signup/", "login/code/", "phone/change/", "sessions/",
        "second-factor/recovery-codes/download", "password/reset/key/1-a/", "oidc/organisation/login/",
    ],
)  # fmt: skip
def test_pages_of_allauth_that_are_not_ours_are_not_there(path):
    from django.urls import Resolver404, resolve

    with pytest.raises(Resolver404):
        resolve(f"/account/{path}")


def test_without_an_organisation_its_sign_in_is_not_there(client):
    assert client.get("/account/organisation/organisation/sign-in").status_code == 404
    assert "your organisation" not in words(client.get(SIGN_IN))


def test_every_page_of_allauth_that_can_be_reached_is_drawn_by_our_templates():
    from django.template.loader import get_template

    from inspectorate_app.web.account.urls import urlpatterns

    drawn = [each.callback.view_class.template_name for each in urlpatterns if hasattr(each.callback, "view_class")]
    assert "account/login.html" in drawn
    others = ["socialaccount/authentication_error.html", "account/signup_closed.html", "error/429.html"]
    found = {name: type(get_template(name).backend).__name__ for name in (*drawn, *others)}
    assert set(found.values()) == {"Jinja2"}, found
    assert len(found) == 15, "12 of allauth's and three that are not the template of one view"


def test_a_secret_kept_under_an_earlier_key_is_still_read(settings):
    from inspectorate_app.web.account import secret

    kept = secret.encrypt("a secret")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "x" * 50
    assert secret.decrypt(kept) == "a secret"
