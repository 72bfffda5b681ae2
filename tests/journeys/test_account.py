"""From an invitation to signing in with a second factor, changing a password, and everything that refuses."""

import re
from pathlib import Path

import pytest
from django.test import Client

from inspectorate_app.actions import person as action
from inspectorate_app.actions.actor import operator
from tests.app import given
from tests.app.web.account.signing_in import code, with_app
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, press

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "quite a long one, made up"  # noqa: S105 - of someone who exists in this journey alone


def _enter(page, typed: dict[str, str]) -> None:
    for label, text in typed.items():
        page.get_by_label(label, exact=True).fill(text)


def _sign_in(page, email: str, password: str = PASSWORD) -> None:
    page.goto("/account/sign-in")
    _enter(page, {"Email address": email, "Password": password})
    press(page, "Sign in")


def _key(page) -> str:
    return page.locator(".app-key").inner_text().replace(" ", "")


def test_an_invitation_leads_to_an_account_with_a_second_factor(page):
    token = action.invite(operator(), email="nell@inspectorate.test", name="Nell Newcomer", office="administrator")
    page.goto(f"/account/invitation/{token}")
    assert token not in page.url
    examine(page)
    _enter(page, {"Password": "short"})
    press(page, "Save and continue")
    examine(page)
    assert page.title().startswith("Error: ")
    _enter(page, {"Password": PASSWORD})
    press(page, "Save and continue")
    page.get_by_text("Your password is set").wait_for()
    examine(page)
    _enter(page, {"Email address": "nell@inspectorate.test", "Password": PASSWORD})
    press(page, "Sign in")

    page.get_by_role("heading", name="Set up your authenticator app").wait_for()
    assert page.get_by_alt_text("QR code that holds the key below").evaluate("(each) => each.naturalWidth") > 0
    examine(page)
    key = _key(page)
    _enter(page, {"Code": "000000"})
    press(page, "Continue")
    page.get_by_role("alert").get_by_text("The code is wrong").wait_for()
    assert _key(page) == key, "the app that was set up is still the one"
    examine(page)
    _enter(page, {"Code": code(key)})
    press(page, "Continue")

    page.get_by_role("heading", name="Recovery codes").wait_for()
    examine(page)
    codes = [each.replace(" ", "") for each in page.locator(".app-codes li").all_inner_texts()]
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the codes as a file").click()
    assert download.value.suggested_filename == "inspectorate-recovery-codes.txt"
    assert Path(download.value.path()).read_text().split() == codes
    press(page, "I have kept my codes")
    follow(page, "Nell Newcomer")
    examine(page)

    press(page, "Sign out")
    _sign_in(page, "nell@inspectorate.test")
    page.get_by_role("heading", name="Enter your code").wait_for()
    examine(page)
    _enter(page, {"Code": codes[0]})
    press(page, "Continue")
    page.get_by_role("link", name="Nell Newcomer").wait_for()
    page.goto("/account/second-factor/recovery-codes")
    assert "You have 9 codes left" in page.inner_text("main")
    examine(page)


def test_one_looks_after_ones_account(page):
    ann = with_app(given.person("Ann Example", "planner"))
    _sign_in(page, ann.email, given.PASSWORD)
    _enter(page, {"Code": code()})
    press(page, "Continue")
    page.goto("/account/")
    follow(page, "Change password")
    examine(page)
    _enter(page, {"Current password": "wrong", "New password": "short"})
    press(page, "Change password")
    examine(page)
    _enter(page, {"Current password": given.PASSWORD, "New password": PASSWORD})
    press(page, "Change password")
    page.get_by_text("Your password has been changed").wait_for()
    follow(page, "Declare a conflict of interest")
    examine(page)
    page.get_by_label("Unit or region").select_option("Wales (region)")
    _enter(page, {"Reason": "Lives there"})
    press(page, "Save")
    page.get_by_text("Wales (region): Lives there").wait_for()
    examine(page)
    follow(page, "Make new recovery codes")
    examine(page)
    press(page, "Make new codes")
    page.get_by_role("heading", name="Recovery codes").wait_for()
    page.goto("/account/second-factor/app/remove")
    examine(page)
    press(page, "Remove it")
    page.get_by_role("heading", name="Set up your authenticator app").wait_for()
    page.goto("/account/confirm?next=/account/")
    examine(page)
    page.goto("/account/sign-out")
    examine(page)


def test_what_refuses_says_so_in_words(page, faults):
    ann = with_app(given.person("Ann Example", "planner"))
    page.goto("/account/invitation/" + "x" * 43)
    examine(page)
    page.goto("/account/not-active")
    examine(page)
    page.goto("/account/organisation/cancelled")
    examine(page)
    page.goto("/account/organisation/error")
    examine(page)
    for _ in range(4):
        Client().post("/account/sign-in", {"login": ann.email, "password": "wrong"})
    _sign_in(page, ann.email)
    assert "Wait 15 minutes" in page.inner_text("main")
    examine(page)
    for status in ("401 GET", "404 GET", "429 POST"):
        faults.expect(f"^{status}")


@pytest.mark.usefixtures("drawn")
def test_signing_in_without_a_script_and_without_a_mouse(without_script, page):
    ann = with_app(given.person("Ann Example", "planner"))
    _sign_in(without_script, ann.email, given.PASSWORD)
    examine(without_script)
    _enter(without_script, {"Code": code()})
    press(without_script, "Continue")
    assert re.search(r"/$", without_script.url)
    page.goto("/account/sign-in")
    tab_to(page, "Email address", "textbox")
    page.keyboard.type(ann.email)
    tab_to(page, "Password")
    page.keyboard.type(given.PASSWORD)
    tab_to(page, "Show password", "button")
    tab_to(page, "Sign in", "button")
    enter(page)
    tab_to(page, "Code", "textbox")
    page.keyboard.type(code(steps=1))
    enter(page)
    page.get_by_role("link", name="Ann Example").wait_for()


def test_the_browser_knows_every_feature_that_the_headers_name(page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/account/sign-in")
    page.get_by_role("heading", level=1).wait_for()
    assert [each for each in said if "Permissions-Policy" in each] == []
