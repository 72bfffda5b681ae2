"""Being told of new reports, by someone without an account: signed up, confirmed, told, changed, left."""

import re

import pytest
from playwright.sync_api import expect

from inspectorate_app.actions import mail, mail_round, subscriber
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.models import Subscriber
from inspectorate_app.store.queries.register import held
from inspectorate_app.web.subscriber.views import HOUR
from tests.app import given
from tests.app.mail_server import mail_server
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, go, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)
LLR = "pdu/leicester-leicestershire-and-rutland"


@pytest.fixture
def server(settings, live_server):
    HOUR.forget()
    held()  # read before a browser waits for the first page
    with mail_server() as server:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
        settings.EMAIL_TIMEOUT, settings.ADDRESS = 5, live_server.url
        yield server


def link_in_last(server, words):
    mail_round.send_due(mail.JOB)
    text = server.took[-1][1].get_body(("plain",)).get_content()
    return re.search(rf"\S*/subscribe/{words}/\S+", text)[0]


def test_someone_follows_a_unit_is_told_and_leaves(page, live_server, server):
    page.goto(f"{live_server.url}/register/units/{LLR}")
    follow(page, "Be told of new reports and letters on Leicester, Leicestershire and Rutland")
    expect(page.get_by_label("Leicester, Leicestershire and Rutland")).to_be_checked()
    examine(page)
    press(page, "Sign up")
    page.get_by_role("heading", name="There is a problem").wait_for()
    examine(page)
    page.get_by_label("Your email address").fill("someone@subscribers.test")
    page.get_by_label("Wales", exact=True).check()
    press(page, "Sign up")
    page.get_by_role("heading", name="Check your email").wait_for()
    examine(page)
    page.goto(link_in_last(server, "confirm"))
    page.get_by_role("heading", name="Confirm that you want to be told").wait_for()
    examine(page)
    press(page, "Confirm")
    page.get_by_role("heading", name="You will be told of new reports and letters").wait_for()
    examine(page)
    publication = given.publication_of_2023(given.inspection())
    with change_in(operator(), Action.REMIND, publication.inspection.slug) as under_way:
        under_way.leaves_no_trace()
        assert subscriber.tell(under_way, publication) == 1
    page.goto(link_in_last(server, "change"))
    page.get_by_label("All new reports and letters").check()
    expect(page.get_by_label("Wales", exact=True)).to_be_hidden()
    examine(page)
    press(page, "Save")
    page.get_by_role("heading", name="Your choice was saved").wait_for()
    page.goto(link_in_last(server, "leave"))
    page.get_by_role("heading", name="Leave?").wait_for()
    examine(page)
    press(page, "Leave")
    page.get_by_role("heading", name="You get no more of these mails").wait_for()
    examine(page)
    assert not Subscriber.objects.exists()
    assert page.context.cookies() == []


@pytest.mark.usefixtures("drawn")
def test_on_a_phone_by_keyboard_and_in_welsh(narrow, live_server, server):
    narrow.goto(f"{live_server.url}/register/subscribe")
    examine(narrow)
    tab_to(narrow, "All new reports and letters")
    narrow.keyboard.press("Space")
    tab_to(narrow, "Your email address")
    narrow.keyboard.type("someone@subscribers.test")
    tab_to(narrow, "Sign up")
    enter(narrow)
    narrow.get_by_role("heading", name="Check your email").wait_for()
    narrow.goto(f"{live_server.url}/register/subscribe")
    go(narrow.get_by_role("link", name="Cymraeg"))
    expect(narrow.locator("html")).to_have_attribute("lang", "cy")
    examine(narrow)


def test_without_a_script(without_script, live_server, server, faults):
    page = without_script
    page.goto(f"{live_server.url}/register/subscribe")
    page.get_by_label("Only what I choose").check()
    page.get_by_label("Probation delivery unit").check()
    page.get_by_label("Your email address").fill("someone@subscribers.test")
    press(page, "Sign up")
    page.get_by_role("heading", name="Check your email").wait_for()
    link = link_in_last(server, "confirm")
    page.goto(link)
    expect(page.get_by_role("listitem").filter(has_text="Probation delivery unit")).to_be_visible()
    press(page, "Confirm")
    page.goto(link)
    page.get_by_role("heading", name="This link does not work any more").wait_for()
    faults.expect("^404 GET")
    examine(page)


def test_whoever_publishes_sees_numbers_and_deletes_an_address(page, server):
    subscriber.sign_up("someone@subscribers.test", subscriber.Following(kinds=("PDU",), regions=("Wales",)))
    key = link_in_last(server, "confirm").rpartition("/")[2]
    subscriber.confirm(key)
    sign_in(page, given.person("Olly Officer", "publication_officer"))
    page.goto("/")
    follow(page, "Subscribers")
    expect(page.get_by_role("row").filter(has_text="Wales")).to_contain_text("1")
    examine(page)
    page.get_by_label("Email address").fill("someone@subscribers.test")
    press(page, "Delete")
    page.get_by_text("The address was deleted.").wait_for()
    examine(page)
