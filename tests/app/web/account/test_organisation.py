"""Sign-in at one's organisation, against a real provider of OpenID Connect in a process of its own."""

import http.cookiejar
import json
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from allauth.socialaccount.models import SocialAccount

from inspectorate_app.actions.audit import kept_out
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Person
from inspectorate_app.web.account import organisation
from tests.app import given
from tests.app.web.account.signing_in import APP, CODE, code, with_app

pytestmark = pytest.mark.django_db(transaction=True)
START = "/account/organisation/organisation/sign-in"


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of the provider."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{address}/.well-known/openid-configuration", timeout=1).close()  # noqa: S310 - our own process
                break
            except OSError:
                time.sleep(0.1)
        else:
            pytest.fail("the provider did not start within 20 seconds")
        yield address
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def organised(provider, settings) -> str:
    """The settings of an installation whose organisation has that provider."""
    settings.OIDC_NAME = "Example Inspectorate"
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "organisation",
                    "name": "Example Inspectorate",
                    "client_id": "inspectorate",
                    "secret": "not a secret",
                    "settings": {"server_url": provider},
                }
            ],
        }
    }
    return provider


@dataclass(frozen=True)
class Page:
    """Where a browser ended up, with what status, and what it saw there."""

    status: int
    url: str
    text: str

    @property
    def path(self) -> str:
        return urllib.parse.urlsplit(self.url).path


class Browser:
    """Follows links and keeps cookies, over the network."""

    def __init__(self, server: str):
        self.server = server
        jar = http.cookiejar.CookieJar(http.cookiejar.DefaultCookiePolicy(strict_ns_domain=0))
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        self.cookies = jar

    def open(self, address: str, **form: str) -> Page:
        data = urllib.parse.urlencode(form).encode() if form else None
        where = urllib.parse.urljoin(self.server, address)
        try:
            answer = self.opener.open(urllib.request.Request(where, data), timeout=20)  # noqa: S310 - our own processes
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            return Page(answer.status, answer.url, answer.read().decode())

    def submit(self, page: Page, **form: str) -> Page:
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)
        return self.open(page.url, csrfmiddlewaretoken=token[1] if token else "", **form)

    def sign_in(self, subject: str, next_page: str = "") -> Page:
        """From our link through the provider's form and back."""
        form = self.open(f"{START}?next={urllib.parse.quote(next_page)}" if next_page else START)
        assert "code_challenge=" in form.url
        return self.open(form.url, sub=subject)


def known(provider: str, subject: str, **claims: object) -> None:
    """Tell the provider of someone."""
    request = urllib.request.Request(  # noqa: S310 - our own process
        f"{provider}/users/{subject}", json.dumps(claims).encode(), {"Content-Type": "application/json"}, method="PUT"
    )
    urllib.request.urlopen(request, timeout=5).close()  # noqa: S310 - as above


@pytest.fixture
def browser(live_server, organised) -> Browser:
    return Browser(live_server.url)


def test_a_person_with_a_verified_address_signs_in_and_is_then_asked_for_the_second_factor(browser, organised):
    planner = with_app(given.person("Pat Planner", "planner"))
    known(organised, "pat", email="Pat.Planner@Inspectorate.test", email_verified=True, amr=["pwd", "mfa"])
    assert "Sign in with Example Inspectorate" in browser.open("/account/sign-in").text
    page = browser.sign_in("pat", "/people/")
    assert page.path == CODE, "amr is not believed where the settings do not say so"
    page = browser.submit(page, code=code())
    assert (page.status, page.path) == (200, "/people/")
    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.actor, entry.after["with"]) == (planner.pk, ["the organisation's sign-in", "authenticator app"])


def test_one_without_a_second_factor_must_set_it_up(browser, organised):
    given.person("Pat Planner", "planner")
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True)
    assert browser.sign_in("pat").path == APP


@pytest.mark.parametrize(
    ("claims", "asked"),
    [
        ({"amr": ["pwd", "otp"]}, False),
        ({"amr": ["pwd"]}, True),
        ({"acr": "gold"}, False),
        ({"acr": "0"}, True),
        ({}, True),
    ],
)
def test_the_providers_second_factor_counts_where_the_settings_say_so(browser, organised, settings, claims, asked):
    settings.OIDC_SECOND_FACTOR = True
    settings.OIDC_SECOND_FACTOR_ACR = ["gold"]
    given.person("Pat Planner", "planner")
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True, **claims)
    assert browser.sign_in("pat", "/people/").path == (APP if asked else "/people/")


@pytest.mark.parametrize(
    "claims",
    [
        {"email": "pat.planner@inspectorate.test"},
        {"email": "pat.planner@inspectorate.test", "email_verified": False},
        {"email": "pat.planner@inspectorate.test", "email_verified": "true"},
        {"email": "nobody@inspectorate.test", "email_verified": True},
        {"email_verified": True},
    ],
)
def test_nobody_signs_in_without_a_verified_address_of_a_person(browser, organised, claims):
    given.person("Pat Planner", "planner")
    known(organised, "someone", **claims)
    page = browser.sign_in("someone")
    assert page.status == 403
    assert "nobody with a verified email address like yours" in page.text
    assert Person.objects.count() == 1
    assert browser.open("/people/").path == "/account/sign-in"
    assert AuditEntry.objects.get().after == {"sign_in": "the organisation's sign-in named nobody who may sign in"}


@pytest.mark.parametrize("said", [True, 1, "1", "true"])
def test_microsofts_word_for_a_verified_address_counts(browser, organised, said):
    # Entra ID sends no email_verified, and xms_edov where its administrator adds that claim.
    given.person("Pat Planner")
    known(organised, "pat", email="pat.planner@inspectorate.test", xms_edov=said)
    assert browser.sign_in("pat").path == "/"


@pytest.mark.parametrize(
    "claims", [{"xms_edov": False}, {"xms_edov": "0"}, {"xms_edov": True, "email_verified": False}]
)
def test_microsofts_word_counts_for_nothing_where_it_is_no_or_the_standard_one_says_no(claims):
    assert organisation.email_of({"email": "pat.planner@inspectorate.test", **claims}) == ""


def test_a_deactivated_person_does_not_sign_in(browser, organised):
    given.person("Pat Planner", "planner")
    with guard.allowed():
        Person.objects.update(is_active=False)
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True)
    assert browser.sign_in("pat").status == 403


def test_the_address_counts_each_time_and_not_the_account_at_the_provider(browser, organised, live_server):
    given.person("Pat Planner")
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True)
    assert browser.sign_in("pat").path == "/"
    known(organised, "pat", email="someone.else@inspectorate.test", email_verified=True)
    assert Browser(live_server.url).sign_in("pat").status == 403


def test_an_address_that_was_given_to_someone_else_does_not_open_the_account(browser, organised, live_server, run):
    pat = given.person("Pat Planner")
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True)
    assert browser.sign_in("pat").path == "/"
    assert [entry.after for entry in AuditEntry.objects.order_by("pk")] == [
        {"organisation_account": kept_out("pat")},
        {"sign_in": "signed in", "with": ["the organisation's sign-in"]},
    ]
    known(organised, "new", email="pat.planner@inspectorate.test", email_verified=True)
    other = Browser(live_server.url)
    page = other.sign_in("new")
    assert page.status == 403
    assert "another account of your organisation" in page.text
    assert other.open("/account/").path == "/account/sign-in"
    entry = AuditEntry.objects.order_by("pk").last()
    assert (entry.subject, entry.after) == (
        f"person {pat.pk}",
        {"sign_in": "refused: another account of the organisation's sign-in"},
    )
    assert Browser(live_server.url).sign_in("pat").path == "/", "the first one still opens it"
    assert run("user", "unbind", "pat.planner@inspectorate.test").status == 0
    assert other.sign_in("new").path == "/"
    assert Browser(live_server.url).sign_in("pat").status == 403


def test_an_account_of_the_organisation_is_one_persons_alone(browser, organised, live_server):
    given.person("Pat Planner")
    given.person("Quinn Quality")
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True)
    assert browser.sign_in("pat").path == "/"
    known(organised, "pat", email="quinn.quality@inspectorate.test", email_verified=True)
    page = Browser(live_server.url).sign_in("pat")
    assert (page.status, "another account of your organisation" in page.text) == (403, True)


def test_whoever_stops_at_the_second_factor_binds_nothing(browser, organised, live_server):
    with_app(given.person("Pat Planner", "planner"))
    known(organised, "new", email="pat.planner@inspectorate.test", email_verified=True)
    assert browser.sign_in("new").path == CODE
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True)
    mine = Browser(live_server.url)
    assert mine.submit(mine.sign_in("pat"), code=code()).status == 200
    assert browser.sign_in("new").status == 403


def test_what_the_provider_says_of_a_person_is_not_kept(browser, organised, live_server):
    given.person("Pat Planner")
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True, phone_number="01632 960001")
    for _ in range(2):
        assert Browser(live_server.url).sign_in("pat").path == "/"
    (row,) = SocialAccount.objects.all()
    assert (row.uid, row.extra_data) == ("pat", {})


def test_an_answer_that_was_not_asked_for_is_refused(browser, live_server, organised):
    given.person("Pat Planner")
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True)
    form = browser.open(START)
    other = Browser(live_server.url)
    page = other.open(form.url, sub="pat")
    assert page.status == 401
    assert "did not answer as expected" in page.text
    assert other.open("/account/").path == "/account/sign-in"


def test_nobody_is_sent_elsewhere_afterwards(browser, organised):
    given.person("Pat Planner")
    known(organised, "pat", email="pat.planner@inspectorate.test", email_verified=True)
    assert browser.sign_in("pat", "https://elsewhere.test/").url == f"{browser.server}/"


def test_stopping_at_the_provider_is_said(browser):
    asked = urllib.parse.parse_qs(urllib.parse.urlsplit(browser.open(START).url).query)
    # RFC 6749 4.1.2.1, as providers answer; the one of these tests leaves the state out.
    page = browser.open(f"{asked['redirect_uri'][0]}?error=access_denied&state={asked['state'][0]}")
    assert (page.status, page.path) == (200, "/account/organisation/cancelled")
    assert "You did not sign in" in page.text


def test_user_information_of_another_subject_is_not_used():
    said = {"id_token": {"sub": "1"}, "userinfo": {"sub": "2", "email": "a@inspectorate.test", "email_verified": True}}
    assert organisation.claims_of(said) == {}
    assert organisation.claims_of({"userinfo": said["userinfo"]}) == {}
