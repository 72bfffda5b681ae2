"""What every answer tells the browser, whoever asks for what."""

import re

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.rate import WINDOW
from tests.app import given
from tests.app.api.bearer import token

pytestmark = pytest.mark.django_db
PAGES = ["/", "/account/tokens", "/account/tokens/new", "/no/such/page", "/health", "/api/v1/openapi.json"]
SECRETS = ["/", "/account/tokens", "/account/tokens/new", "/no/such/page"]


@pytest.fixture
def inspector():
    WINDOW.forget()
    return given.member(given.inspection(), Role.INSPECTOR)


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_allows_no_script_but_our_own_files(inspector, path):
    response = given.signed_in(inspector).get(path)
    policy = response["Content-Security-Policy"]
    parts = dict(part.strip().partition(" ")[::2] for part in policy.split(";"))
    assert parts["default-src"] == "'none'"
    assert (parts["script-src"], parts["style-src"]) == ("'self'", "'self'")
    assert (parts["base-uri"], parts["frame-ancestors"], parts["form-action"]) == ("'none'", "'none'", "'self'")
    assert "unsafe" not in policy
    assert "*" not in policy


@pytest.mark.parametrize("path", PAGES)
def test_types_are_not_guessed_frames_and_devices_are_refused(inspector, path):
    response = given.signed_in(inspector).get(path)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"
    assert response["Referrer-Policy"] == "same-origin"
    assert response["Cross-Origin-Opener-Policy"] == "same-origin"
    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(response["Permissions-Policy"].split(", "))


@pytest.mark.parametrize("path", SECRETS)
def test_nothing_behind_sign_in_stays_in_a_cache(inspector, path):
    assert given.signed_in(inspector).get(path)["Cache-Control"] == "no-store"


def test_what_the_api_answers_stays_in_no_cache_either(inspector, client):
    answer = client.get("/api/v1/inspections", headers={"Authorization": f"Bearer {token(inspector)}"})
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert client.get("/api/v1/openapi.json")["Cache-Control"] == "public, max-age=3600"


def test_by_https_the_browser_is_told_to_stay_there_and_http_is_left(inspector, client, settings):
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31_536_000
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    assert client.get("/", secure=False)["Location"].startswith("https://")
    told = client.get("/account/tokens", secure=True)["Strict-Transport-Security"]
    assert told == "max-age=31536000; includeSubDomains; preload"


def test_cookies_are_kept_from_scripts_and_other_sites(inspector):
    client = given.signed_in(inspector)
    client.get("/account/tokens/new")
    for cookie in client.cookies.values():
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"


def test_the_forms_of_a_page_carry_one_token_without_which_nothing_is_taken(inspector):
    client = given.signed_in(inspector)
    client.handler.enforce_csrf_checks = True
    page = client.get("/account/tokens/new").content.decode()
    tokens = re.findall(r'<input type="hidden" name="csrfmiddlewaretoken" value="(\w{64})">', page)
    assert len(tokens) >= 2, "to sign out, and to make one"
    assert len(set(tokens)) == 1
    sent = {"csrfmiddlewaretoken": tokens[0]}
    assert client.post("/account/tokens/new", sent).status_code == 200
    assert client.post("/account/tokens/new", sent | {"csrfmiddlewaretoken": "a" * 64}).status_code == 403
    assert tokens[0] not in client.get("/account/tokens/new").content.decode(), "masked anew for each page"


def test_a_form_that_is_too_large_is_refused(inspector, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    page = given.signed_in(inspector).post("/account/tokens/new", {"name": "x" * 2_000})
    assert page.status_code == 400


def test_a_form_with_too_many_fields_is_refused(inspector, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 10
    page = given.signed_in(inspector).post("/account/tokens/new", {f"name{number}": "x" for number in range(20)})
    assert page.status_code == 400


def test_a_person_who_asks_too_often_is_told_when_to_come_again(inspector, settings):
    settings.REQUESTS_A_MINUTE = 3
    client = given.signed_in(inspector)
    assert [client.get("/").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert 0 < int(client.get("/")["Retry-After"]) <= 60
    assert client.get("/health").status_code == 200, "whoever watches the server is not counted"
    WINDOW.forget()


def test_tries_to_sign_in_are_counted_by_address(client, settings, db):
    settings.SIGN_INS_A_MINUTE = 2
    WINDOW.forget()
    from django.urls import reverse

    tries = [
        client.post(reverse("account_login"), {"login": f"{number}@inspectorate.test", "password": "x"}).status_code
        for number in range(3)
    ]
    assert tries[2] == 429
    assert 429 not in tries[:2]
    WINDOW.forget()


def test_an_office_behind_one_address_signs_in_within_a_minute(client, settings, db):
    """40 people with a password and a code each are 80 tries; what is left to guess with is bounded all the same."""
    assert settings.SIGN_INS_A_MINUTE == 120
    tries = [client.post("/account/sign-in", {}).status_code for _ in range(121)]
    assert tries.index(429) == 120
