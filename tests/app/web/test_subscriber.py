"""The pages on which anyone asks to be told, confirms, changes and leaves: without a cookie, kept by nobody."""

import pytest
from django.test import Client
from django.utils import timezone

from inspectorate_app.actions import mail, mail_round
from inspectorate_app.rate import WINDOW
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Followed, Mail, Subscriber
from inspectorate_app.web.subscriber.views import HOUR, MOST
from tests.app import given
from tests.app.mail_server import mail_server

pytestmark = pytest.mark.django_db
SIGN_UP = "/register/subscribe"
LLR = "pdu/leicester-leicestershire-and-rutland"
ALL = {"what": "everything", "email": "someone@subscribers.test"}
KEY = "k" * 43


@pytest.fixture(autouse=True)
def mailing(settings):
    HOUR.forget()
    WINDOW.forget()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def anyone() -> Client:
    return Client(enforce_csrf_checks=True)


def subscriber(confirmed: bool = True, *followed: tuple[str, str]) -> Subscriber:
    with guard.allowed():
        made = Subscriber.objects.create(
            email="someone@subscribers.test", key=KEY, confirmed_at=timezone.now() if confirmed else None
        )
        Followed.objects.bulk_create(Followed(subscriber=made, what=what, of=of) for what, of in followed)
    return made


def text(response) -> str:
    return response.content.decode()


def test_the_form_is_kept_by_nobody_and_sets_no_cookie(anyone):
    for client in (anyone, given.signed_in(given.person("Ann Example", "planner"))):
        response = client.get(SIGN_UP)
        assert response.status_code == 200
        assert response["Cache-Control"] == "no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert "Set-Cookie" not in response
        assert "Ann Example" not in text(response)
        assert "csrf" not in text(response)


def test_pages_of_the_register_stay_as_they_were_for_caches(anyone):
    page = anyone.get(f"/register/units/{LLR}")
    assert page["Cache-Control"].startswith("public, max-age=60")
    assert f'href="/register/subscribe?unit={LLR}"' in text(page).replace("%2F", "/")


def test_from_the_page_of_a_unit_that_unit_is_ticked(anyone):
    found = text(anyone.get(SIGN_UP, {"unit": LLR}))
    assert f'value="{LLR}" checked' in found
    assert 'value="some" checked' in found
    assert 'name="unit"' not in text(anyone.get(SIGN_UP, {"unit": "pdu/nowhere"}))


def test_signing_up_leads_to_a_page_that_says_the_same_of_known_and_unknown(anyone):
    unknown = anyone.post(SIGN_UP, ALL)
    assert (unknown.status_code, unknown["Location"]) == (302, "/register/subscribe/done/asked")
    with guard.allowed():
        Subscriber.objects.update(confirmed_at=timezone.now(), mailed_at=None)
    known = anyone.post(SIGN_UP, ALL)
    told = [{name: value for name, value in each.items() if name != "X-Request-ID"} for each in (known, unknown)]
    assert (known.status_code, told[0], known.content) == (302, told[1], unknown.content)
    assert "Set-Cookie" not in known
    assert "Check your email" in text(anyone.get(known["Location"]))
    assert Mail.objects.filter(purpose="subscription").count() == 1, "the one of before is replaced"


def test_what_is_missing_is_told_and_what_was_typed_is_kept(anyone):
    page = text(anyone.post(SIGN_UP, {"what": "some", "region": ["Wales"], "email": "no address"}))
    assert "Enter an e-mail address in the correct format" in page.replace("This is no e-mail address: e", "E")
    assert 'value="no address"' in page
    assert 'value="Wales" checked' in page
    page = text(anyone.post(SIGN_UP, {"what": "some", "email": "a@b.example"}))
    assert "Nothing is chosen: choose all reports" in page
    assert "<title>Error: Be told of new reports and letters" in page
    assert not Subscriber.objects.exists()


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
    ],
)
def test_a_form_of_another_site_is_refused(anyone, headers):
    assert anyone.post(SIGN_UP, ALL, headers=headers).status_code == 403
    assert not Subscriber.objects.exists()


def test_the_own_form_is_taken(anyone):
    headers = {"Sec-Fetch-Site": "same-origin", "Origin": "http://testserver"}
    assert anyone.post(SIGN_UP, ALL, headers=headers).status_code == 302


def test_one_address_of_the_network_signs_up_so_many_an_hour(anyone):
    for number in range(MOST):
        assert anyone.post(SIGN_UP, {**ALL, "email": f"{number}@subscribers.test"}).status_code == 302
    assert anyone.post(SIGN_UP, {**ALL, "email": "more@subscribers.test"}).status_code == 429
    assert Subscriber.objects.count() == MOST


@pytest.mark.parametrize("email", ["a@localhost", "a@[127.0.0.1]", "a@[IPv6:::1]", "a@intern"])
def test_no_mail_goes_to_a_machine_of_our_own_network(anyone, email):
    page = anyone.post(SIGN_UP, {**ALL, "email": email})
    assert page.status_code == 200
    assert "email" in page.content.decode()
    assert not Subscriber.objects.exists()


def test_without_mail_the_page_says_so_and_offers_the_feed(anyone, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    page = text(anyone.get(SIGN_UP))
    assert "This service sends no email" in page
    assert "<form" not in page
    assert "/register/feed.atom" in page
    assert anyone.post(SIGN_UP, ALL).status_code == 409
    assert not Subscriber.objects.exists()


def test_opening_the_link_confirms_nothing_and_the_button_does(anyone, settings):
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.ADDRESS = "http://testserver"
        anyone.post(SIGN_UP, {"what": "some", "unit": [LLR], "kind": ["PDU"], "email": "someone@subscribers.test"})
        mail_round.send_due(mail.JOB)
    link = next(line for line in server.took[0][1].get_body(("plain",)).get_content().split() if "/confirm/" in line)
    page = text(anyone.get(link))
    assert "Leicester, Leicestershire and Rutland" in page
    assert "Probation delivery unit" in page
    assert Subscriber.objects.get().confirmed_at is None
    done = anyone.post(link)
    assert done["Location"] == "/register/subscribe/done/confirmed"
    assert Subscriber.objects.get().confirmed_at is not None
    used = anyone.get(link)
    assert (used.status_code, used["Cache-Control"]) == (404, "no-store")
    assert "This link does not work any more" in text(used)


def test_what_is_followed_is_changed_and_the_page_does_not_say_whose_it_is(anyone):
    subscriber(True, ("region", "Wales"), ("unit", LLR))
    page = text(anyone.get(f"/register/subscribe/change/{KEY}"))
    assert 'value="Wales" checked' in page
    assert f'value="{LLR}" checked' in page
    assert "subscribers.test" not in page
    changed = anyone.post(f"/register/subscribe/change/{KEY}", {"what": "some", "kind": ["CRC"]})
    assert changed["Location"] == "/register/subscribe/done/changed"
    assert list(Followed.objects.values_list("what", "of")) == [("kind", "CRC")]
    refused = anyone.post(f"/register/subscribe/change/{KEY}", {"what": "some"})
    assert "Nothing is chosen" in text(refused)
    assert anyone.get(f"/register/subscribe/change/{'x' * 43}").status_code == 404


def test_what_the_mail_names_is_ticked_beside_what_is_followed(anyone):
    subscriber(True, ("region", "Wales"))
    page = text(anyone.get(f"/register/subscribe/change/{KEY}?unit={LLR}"))
    assert f'value="{LLR}" checked' in page
    assert 'value="Wales" checked' in page


def test_one_click_in_the_mail_leaves_and_opening_the_link_does_not(anyone):
    subscriber(True, ("everything", ""))
    address = f"/register/subscribe/leave/{KEY}"
    assert "Leave?" in text(anyone.get(address))
    assert Subscriber.objects.exists()
    # as the mail program of the reader sends it: RFC 8058, 3.2
    left = anyone.post(address, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert (left.status_code, left["Cache-Control"]) == (200, "no-store"), "and leads nowhere"
    assert not Subscriber.objects.exists()
    assert anyone.post(address).status_code == 200, "once more is no fault"
    assert "You get no more of these mails" in text(anyone.get(address))


def test_a_provider_of_mail_passes_on_the_clicks_of_many(anyone, settings):
    settings.SIGN_INS_A_MINUTE = 5
    for number in range(20):
        assert anyone.post(f"/register/subscribe/leave/{number}").status_code == 200


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_there_is_no_other_way(anyone, method):
    assert getattr(anyone, method)(SIGN_UP).status_code == 405


def test_in_welsh_the_way_stays_welsh(anyone):
    response = anyone.post("/register/cy/subscribe", ALL)
    assert response["Location"] == "/register/cy/subscribe/done/asked"
    assert Subscriber.objects.get().language == "cy"
    assert anyone.get(response["Location"])["Content-Language"] == "cy"


def test_what_was_never_done_has_no_page(anyone):
    assert anyone.get("/register/subscribe/done/nothing").status_code == 404


# --- the numbers ---


def test_whoever_publishes_sees_numbers_and_no_address():
    subscriber(True, ("unit", LLR), ("region", "Wales"))
    page = text(given.signed_in(given.person("Olly Officer", "publication_officer")).get("/subscribers"))
    assert "Leicester, Leicestershire and Rutland" in page
    assert "Wales" in page
    assert "subscribers.test" not in page


def test_an_address_that_is_typed_is_deleted():
    subscriber(True, ("unit", LLR))
    officer = given.signed_in(given.person("Olly Officer", "publication_officer"))
    refused = officer.post("/subscribers", {"email": "other@subscribers.test"})
    assert "This address is not kept: check how it is written" in text(refused)
    assert 'value="other@subscribers.test"' in text(refused)
    done = officer.post("/subscribers", {"email": "someone@subscribers.test"}, follow=True)
    assert "The address was deleted." in text(done)
    assert not Subscriber.objects.exists()
    assert "subscribers.test" not in str(list(AuditEntry.objects.values()))


def test_others_see_no_numbers():
    assert given.signed_in(given.person("Pat Planner", "planner")).get("/subscribers").status_code == 403
