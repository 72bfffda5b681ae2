"""Documents from the first word to a part that is ready: written, previewed, mended, compared; without script too."""

import re

import pytest
from playwright.sync_api import expect

from inspectorate_app.actions import draft as drafts
from inspectorate_app.actions.permission import Role
from tests.app import given
from tests.app.drafting import in_drafting
from tests.journeys.accessibility import examine, tab_to
from tests.journeys.browser import enter, follow, go, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

TEXT = """Leaders were **known**.

We inspected 11 cases, and 17 workshops were run.

- One item
- Another

> Practitioners were there for me.
> — Person on probation"""


def written(page, text):
    """Type a text, and wait for its preview."""
    page.get_by_label("Text", exact=True).fill(text)
    expect(page.locator("#draft-status")).to_contain_text("The preview shows what you typed.")


def at(page, live_server, inspection, place=""):
    page.goto(f"{live_server.url}/inspections/{inspection.slug}/documents/{place}")


@pytest.fixture
def inspection(live_server):
    return in_drafting()


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


def test_a_part_is_written_with_a_number_put_in_and_previewed_as_one_writes(page, live_server, inspection, lead):
    sign_in(page, lead)
    at(page, live_server, inspection)
    examine(page)
    follow(page, "Background")
    examine(page)
    page.get_by_label("Text", exact=True).fill(TEXT)
    expect(page.locator(".app-draft__claim--false")).to_contain_text("11 cases")
    page.get_by_label("Text", exact=True).fill("We inspected ")
    page.get_by_label("Find a number of the evidence").fill("sample:cases")
    expect(page.locator("#numbers-status")).to_have_text("1 of 1 numbers")
    found = page.locator("#numbers-found button", has_text=re.compile("^10$"))
    found.click()
    expect(page.get_by_label("Text", exact=True)).to_have_value("We inspected {{sample:cases | number}}")
    expect(page.locator("#judged .app-draft__number")).to_have_text("10")
    examine(page)
    press(page, "Save")
    page.get_by_text("Version 1, saved by Lee Lead").wait_for()
    examine(page)


def test_claims_are_mended_and_the_way_is_free(page, live_server, inspection, lead):
    drafts.write(given.actor(lead), inspection.slug, "report", "background", text=TEXT, version=0)
    sign_in(page, lead)
    at(page, live_server, inspection)
    page.get_by_text("put 1 false claim of the report right").wait_for()
    examine(page)
    follow(page, "Background")
    go(page.get_by_role("link", name=re.compile("^Give a source of ‘17")))
    examine(page)
    page.get_by_label("Source in words").fill("Meeting 4")
    press(page, "Save the source")
    page.get_by_text("Has a source").wait_for()
    written(page, TEXT.replace("11", "10"))
    press(page, "Save")
    page.get_by_text("Version 2, saved by Lee Lead").wait_for()
    follow(page, "Versions and what changed")
    expect(page.locator("ins")).to_contain_text("10")
    examine(page)
    page.get_by_role("link", name="Back", exact=True).click()
    page.get_by_role("heading", name="Background", exact=True).wait_for()
    page.get_by_text("Add a comment").click()
    page.get_by_label("Comment", exact=True).fill("Which workshops?")
    press(page, "Add comment")
    follow(page, "Answer and resolve comment 1")
    examine(page)
    page.get_by_label("Answer", exact=True).fill("Those of 2022.")
    press(page, "Resolve the comment")
    page.get_by_text("Lee Lead answered:").wait_for()
    # a text that is not saved is not left for another comment unasked
    written(page, more := TEXT.replace("11", "10") + "\n\nNot saved yet.")
    page.get_by_text("Add a comment").click()
    page.get_by_label("Comment", exact=True).fill("And these?")
    with page.expect_event("dialog") as asked:
        page.get_by_role("button", name="Add comment").click(no_wait_after=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    expect(page.get_by_label("Text", exact=True)).to_have_value(more)
    page.get_by_label("Comment", exact=True).fill("")
    press(page, "Save")
    page.get_by_text("Version 3, saved by Lee Lead").wait_for()
    at(page, live_server, inspection, "report")
    page.get_by_text("Practitioners were there for me.").wait_for()
    examine(page)


def test_without_script_it_is_previewed_by_a_button_and_numbers_are_copied(
    without_script, live_server, inspection, lead
):
    page = without_script
    sign_in(page, lead)
    at(page, live_server, inspection, "report/parts/background")
    page.get_by_label("Text", exact=True).fill(TEXT)
    press(page, "Preview")
    page.get_by_text("not saved yet").wait_for()
    assert page.get_by_label("Text", exact=True).input_value() == TEXT
    examine(page)
    follow(page, "Numbers of the evidence to put in")
    page.get_by_label("Words in it").fill("sample:cases")
    press(page, "Find")
    page.get_by_text("{{sample:cases | number}}").wait_for()
    examine(page)


def test_whoever_is_signed_out_meanwhile_is_told_and_saves_once_signed_in_again(
    page, live_server, inspection, lead, faults
):
    sign_in(page, lead)
    at(page, live_server, inspection, "report/parts/foreword")
    page.context.clear_cookies()
    page.get_by_label("Text", exact=True).fill("Leaders were known.")
    expect(page.locator("#draft-status")).to_contain_text("You have been signed out")
    expect(page.get_by_role("link", name="Sign in (opens in a new tab)")).to_be_visible()
    faults.expect("^403 POST .*/preview")
    sign_in(page, lead)
    written(page, "Leaders were known to staff.")
    press(page, "Save")
    page.get_by_text("Version 1, saved by Lee Lead").wait_for()
    faults.found = [each for each in faults.found if "/preview" not in each and "/account/sign-in" not in each]


def test_without_script_a_text_is_not_lost_by_whoever_is_signed_out(
    without_script, live_server, inspection, lead, faults
):
    page = without_script
    sign_in(page, lead)
    at(page, live_server, inspection, "report/parts/foreword")
    page.get_by_label("Text", exact=True).fill(TEXT)
    page.context.clear_cookies()
    press(page, "Save")
    faults.expect("^403 POST .*/text")
    assert page.get_by_label("What you typed").input_value() == TEXT
    examine(page)
    sign_in(page, lead)
    press(page, "Send it again")
    page.get_by_text("Version 1, saved by Lee Lead").wait_for()


@pytest.mark.usefixtures("drawn")
def test_by_keyboard_alone(page, live_server, inspection, lead):
    sign_in(page, lead)
    at(page, live_server, inspection, "report/parts/foreword")
    tab_to(page, "Text")
    page.keyboard.type("Leaders were known.")
    expect(page.locator("#draft-status")).to_contain_text("The preview shows what you typed.")
    tab_to(page, "Find a number of the evidence")
    # What is found stands between the box and the button.
    expect(page.locator("#numbers-status")).to_have_text(re.compile("^[0-9]+ of [0-9]+ numbers$"))
    tab_to(page, "Save")
    enter(page)
    page.get_by_text("Version 1, saved by Lee Lead").wait_for()


def test_who_saves_over_another_sees_both_on_a_narrow_window(narrow, live_server, inspection, lead, faults):
    sign_in(narrow, lead)
    at(narrow, live_server, inspection, "report/parts/foreword")
    other = given.actor(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    drafts.write(other, inspection.slug, "report", "foreword", text="Theirs stands.", version=0)
    written(narrow, "Mine.")
    press(narrow, "Save")
    narrow.get_by_text("Ina Inspector saved this part after you opened it.").wait_for()
    faults.expect("^409 POST")
    press(narrow, "Save")
    narrow.get_by_text("Version 2, saved by Lee Lead").wait_for()
