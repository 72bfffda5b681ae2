"""The harness of the journeys can fail: each of its checks meets a page with the fault, and one without."""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from tests.app import given
from tests.journeys.accessibility import axe, axe_at_both_widths, examine, fits, focused, tab_to
from tests.journeys.browser import WIDE, sign_in
from tests.journeys.fault import Faults

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

#: As strict as the product's.
POLICY = {"Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:"}
SOUND = """<!doctype html><html lang="en"><head><title>Sound</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Sound</h1>%s</main></body></html>"""


def _fulfil(answer: dict[str, Any], route: "Route") -> None:
    route.fulfill(**answer)


Serve = Callable[..., None]


@pytest.fixture
def serve(live_server) -> Serve:
    """``serve(page, "<p>...")`` opens a static page with this inside; other addresses as ``address=body`` or status."""

    def _serve(
        page: "Page", inside: str, frame: str = SOUND, policy: dict[str, str] = POLICY, **others: str | int
    ) -> None:
        page.route(
            "**/static-page",
            lambda route: route.fulfill(
                headers={"Content-Type": "text/html; charset=utf-8", **policy}, body=frame % inside
            ),
        )
        for address, body in others.items():
            answer = {"status": body} if isinstance(body, int) else {"body": body, "content_type": "text/css"}
            page.route(f"**/{address}", partial(_fulfil, answer))
        page.goto("/static-page")

    return _serve


@pytest.mark.usefixtures("drawn")
def test_a_sound_page_passes_every_check(page, serve):
    serve(page, "<p>Nothing is wrong here.</p><a href='/elsewhere'>Elsewhere</a>")
    examine(page)
    tab_to(page, "Elsewhere", "link")


@pytest.mark.parametrize(
    ("rule", "inside"),
    [
        ("image-alt", "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"),
        ("label", "<form><input name='reason'></form>"),
        ("target-size", "<button style='width:9px;height:9px;padding:0'>a</button>" * 2),
    ],
)
def test_axe_finds_a_planted_fault_and_says_where(page, serve, rule, inside):
    serve(page, inside, policy={})
    with pytest.raises(AssertionError, match=rf"{rule} \((serious|critical)\): (.|\n)*at (img|input|button)"):
        axe(page)


def test_axe_works_where_the_page_runs_no_script(without_script, serve):
    serve(without_script, "<form><input name='reason'></form><script>document.title = 'ran'</script>")
    assert without_script.title() == "Sound"
    with pytest.raises(AssertionError, match="label"):
        axe(without_script)


NARROW_ALONE = "<style>#it { %s } @media (max-width: 400px) { #it { %s } }</style>"
PALE = NARROW_ALONE % ("", "color: #aaa; background: #fff") + "<p id='it'>Pale</p>"
SMALL = NARROW_ALONE % ("", "width: 9px; height: 9px; padding: 0")
SMALL += "<div><button id='it'>Save</button><button>Back</button></div>"
SHOWN = NARROW_ALONE % ("display: none", "display: inline") + "<form><input id='it'></form>"


@pytest.mark.parametrize(("rule", "inside"), [("color-contrast", PALE), ("target-size", SMALL), ("label", SHOWN)])
@pytest.mark.parametrize("window", ["page", "without_script"])
def test_what_only_a_narrow_page_has_is_held_against_axe(request, window, serve, rule, inside):
    opened = request.getfixturevalue(window)
    serve(opened, inside, policy={})
    axe(opened)
    with pytest.raises(AssertionError, match=rf"{rule} (.|\n)*at #it"):
        axe_at_both_widths(opened)


def test_what_comes_on_a_narrow_page_is_held_against_every_rule_though_something_else_came_so_before(page, serve):
    inside = (
        "<style>@media (min-width: 401px) { .late { display: none } }</style><form><label>Name <input></label>%s</form>"
    )
    sound = "<div class='late'><label>Town <input class='late' id='town'></label></div>"
    for _ in range(2):
        serve(page, inside % sound, policy={})
        axe_at_both_widths(page)
        page.set_viewport_size(WIDE)
    serve(page, inside % (sound + "<div class='late'><input class='late' id='street'></div>"), policy={})
    with pytest.raises(AssertionError, match=r"label (.|\n)*at #street"):
        axe_at_both_widths(page)


def test_contrast_is_held_against_axe_again_where_the_same_element_is_drawn_in_another_way(page, serve):
    inside = "<link rel='stylesheet' href='/style'><p class='one'>One</p>"
    serve(page, inside, style=".one { color: #111; }")
    axe(page)
    for style in (".one { color: #999; }", "main { background: #333; } .one { color: #111; }", ".one { opacity: .4; }"):
        page.unroute_all()
        serve(page, inside, style=style)
        with pytest.raises(AssertionError, match=r"color-contrast (.|\n)*class=.one"):
            axe(page)


def test_what_is_too_wide_is_named(page, serve, faults):
    serve(page, "<table id='wide'><tr><td>" + "x" * 100 + "</td></tr></table>")
    fits(page)
    with pytest.raises(AssertionError, match=r"window of 320 px(.|\n)*<table id=.wide."):
        examine(page)
    assert not faults.found


def test_a_narrow_window_notices_by_itself(narrow, serve, faults):
    serve(narrow, "<p id='wide'>" + "x" * 100 + "</p>")
    faults.expect("console error .*scrolls sideways(.|\n)*<p id=.wide.")


def test_errors_of_scripts_are_noticed(page, serve, faults):
    serve(page, "<script src='/script'></script>", script="console.error('lost'); throw new Error('broken')")
    faults.expect("console error on .*/static-page: lost")
    faults.expect("script error: .*broken")


def test_the_policy_of_the_page_is_in_force(page, serve, faults):
    serve(page, "<p style='color: red'>Styled inline</p>")
    faults.expect("console error .*Content Security Policy")


def test_answers_of_400_and_above_are_noticed(page, serve, faults):
    serve(page, "<link rel='stylesheet' href='/missing'>", missing=404)
    faults.expect(r"^404 GET .*/missing$")
    assert not faults.found


def test_a_request_without_an_answer_is_noticed(page, serve, faults):
    page.route("**/gone", lambda route: route.abort())
    serve(page, "<link rel='stylesheet' href='/gone'>")
    faults.expect(r"^request failed: GET .*/gone: net::ERR_FAILED$")


def test_what_was_expected_must_have_happened(faults: Faults):
    with pytest.raises(AssertionError, match="no fault is like '403'"):
        faults.expect("403")


@pytest.mark.usefixtures("drawn")
def test_the_keyboard_finds_what_it_can_reach_and_no_more(page, serve):
    serve(page, "<label>Reason <input name='reason'></label><div onclick='x()'>Save</div><button>Continue</button>")
    tab_to(page, "Continue", "button")
    assert focused(page) == ("button", "Continue")
    with pytest.raises(AssertionError, match="10 times Tab did not reach button 'Save'"):
        tab_to(page, "Save", "button", limit=10)


@pytest.mark.usefixtures("drawn")
def test_a_focus_that_does_not_show_is_noticed(page, serve):
    inside = "<link rel='stylesheet' href='/style'><button>First</button><button>Save</button>"
    serve(page, inside, style="button { outline: none; }")
    with pytest.raises(AssertionError, match="nothing shows that button 'Save' has the focus"):
        tab_to(page, "Save")


def test_a_person_is_signed_in_in_one_window_alone(page, open_page):
    sign_in(page, given.person("Ada Administrator", "administrator"))
    assert page.request.get("/", max_redirects=0).status != 302
    refused = open_page().request.get("/", max_redirects=0)
    assert (refused.status, "/account/sign-in" in refused.headers["location"]) == (302, True)
