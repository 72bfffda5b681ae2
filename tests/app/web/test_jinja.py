"""The environment of the pages: filters, strictness, the base page and the pages for what went wrong."""

import datetime
import re
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from jinja2 import UndefinedError

from inspectorate_app import web
from inspectorate_app.web.jinja import day, markdown, moment, plural
from tests.app.web.drawing import HOSTILE, check_harmless, check_references, draw, one, text

UTC = datetime.UTC
STATIC = Path(web.__file__).parent / "static"
TEMPLATES = Path(web.__file__).parent / "templates"
PAGE = """{% extends "base.html" %}{% block title %}Draw the sample{% endblock %}
{% block content %}{% from "component/field.html" import field %}
{% if form %}<form novalidate>{{ field(form["unit"]) }}</form>{% endif %}{% endblock %}"""


@pytest.mark.parametrize(
    ("instant", "said"),
    [
        # Summer time began on 26 March 2023 at 1am UTC; before that London is at UTC, after it an hour on.
        (datetime.datetime(2023, 2, 9, 14, 5, tzinfo=UTC), "9 February 2023 at 2.05pm"),
        (datetime.datetime(2023, 7, 9, 14, 5, tzinfo=UTC), "9 July 2023 at 3.05pm"),
        (datetime.datetime(2023, 7, 9, 23, 30, tzinfo=UTC), "10 July 2023 at 12.30am"),
        (datetime.datetime(2023, 2, 9, 12, 0, tzinfo=UTC), "9 February 2023 at 12pm"),
    ],
)
def test_a_moment_is_told_as_it_is_in_london(instant, said):
    assert moment(instant) == said


def test_a_day_is_that_of_london():
    assert day(datetime.date(2023, 2, 9)) == "9 February 2023"
    assert day(datetime.datetime(2023, 7, 9, 23, 30, tzinfo=UTC)) == "10 July 2023"


def test_a_moment_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        moment(datetime.datetime(2023, 2, 9, 14, 5))  # noqa: DTZ001 - the point of the test


def test_counts_agree_with_their_nouns():
    assert [plural(n, "case") for n in (0, 1, 1203)] == ["0 cases", "1 case", "1,203 cases"]
    assert plural(2, "inquiry", "inquiries") == "2 inquiries"


def test_guidance_becomes_html_below_the_headings_of_the_page():
    tree = draw("{{ text | markdown(3) }}", text="# Look for\n\n* **views**\n\n|a|\n|-|\n|1|\n")
    assert text(one(tree, "h3")) == "Look for"
    assert text(one(tree, "li strong")) == "views"
    assert text(one(tree, "td")) == "1"


def test_guidance_cannot_carry_script():
    drawn = markdown(f"{HOSTILE}\n\n[a](javascript:alert(3)) ![b](http://x.example/y.png)\n\n[c](https://x.example)")
    tree = draw("{{ drawn }}", drawn=drawn)
    assert not tree.css("script, img, [onerror]")
    assert [a.attributes["href"] for a in tree.css("a[href]")] == ["https://x.example"]


def test_a_name_that_was_not_given_is_false_and_fails_when_printed():
    assert text(draw("<p>{% if nobody %}yes{% else %}no{% endif %}</p>").css("p")[0]) == "no"
    with pytest.raises(UndefinedError):
        draw("{{ persno }}")
    with pytest.raises(UndefinedError):
        draw("{% for each in cases %}{% endfor %}")


def test_markup_of_govuk_frontend_can_be_imported():
    tree = draw(
        '{% from "govuk_frontend_jinja/components/inset-text/macro.html" import govukInsetText %}'
        '{{ govukInsetText({"text": "Northmoor"}) }}'
    )
    assert text(one(tree, ".govuk-inset-text")) == "Northmoor"


class Unit(forms.Form):
    unit = forms.CharField(label="Unit")


def test_the_title_says_page_inspection_and_service_and_begins_with_error():
    assert text(one(draw(PAGE, subject="Northmoor 2023"), "title")) == "Draw the sample - Northmoor 2023 - Inspectorate"
    assert text(one(draw(PAGE), "title")) == "Draw the sample - Inspectorate"
    assert text(one(draw(PAGE, form=Unit({})), "title")).startswith("Error: Draw")
    assert text(one(draw(PAGE, form=Unit()), "title")).startswith("Draw")


def test_the_page_has_one_heading_one_main_part_and_a_way_to_skip_to_it():
    tree = draw(PAGE, subject="Northmoor 2023", form=Unit({}), back="/")
    check_references(tree)
    assert text(one(tree, "h1")) == "Draw the sample"
    assert one(tree, "html").attributes["lang"] == "en"
    skip = tree.css("body a")[0]
    assert skip.attributes["href"] == "#" + (one(tree, "main").attributes["id"] or "")
    assert text(one(tree, "main .govuk-error-summary a")) == "Enter unit"
    assert text(one(tree, ".govuk-back-link")) == "Back"


def test_signing_out_is_a_form_and_only_for_who_signed_in():
    tree = draw(PAGE, person="Ada Example", csrf_input="TOKEN")
    menu = one(tree, ".app-header__person")
    assert text(menu) == "Notifications Ada Example TOKENSign out"
    assert one(tree, ".app-header__person form").attributes["method"] == "post"
    assert not draw(PAGE, person=None).css(".app-header__person")


def test_the_demonstration_says_that_it_is_synthetic():
    assert "synthetic" in text(one(draw(PAGE, demonstration=True), ".govuk-phase-banner"))
    assert "synthetic" not in (draw(PAGE, demonstration=False).html or "")


class Message:
    def __init__(self, words, level_tag):
        self.words, self.level_tag = words, level_tag

    def __str__(self):
        return self.words


def test_notices_navigation_and_breadcrumbs_are_drawn_and_escaped():
    tree = draw(
        PAGE,
        subject=HOSTILE,
        person=HOSTILE,
        csrf_input="",
        messages=[Message(HOSTILE, "success"), Message(HOSTILE, "info")],
        navigation=[{"text": HOSTILE, "href": "/"}, {"text": "Register", "href": "/r"}],
        active="Register",
        breadcrumbs=[{"text": HOSTILE, "href": "/"}, {"text": "Sample", "href": ""}],
    )
    check_references(tree)
    check_harmless(tree, times=6)
    assert [node.attributes["role"] for node in tree.css(".govuk-notification-banner")] == ["alert", "region"]
    assert text(one(tree, "nav [aria-current=true]")) == "Register"
    assert text(one(tree, ".govuk-breadcrumbs [aria-current=page]")) == "Sample"


@pytest.mark.parametrize("status", [400, 403, 404, 409, 429, 500])
def test_the_pages_for_what_went_wrong_need_no_request_and_no_database(status):
    """pytest-django refuses the database to a test that does not ask for it."""
    tree = draw(
        engines["jinja2"].env.loader.get_source(engines["jinja2"].env, f"error/{status}.html")[0], message=HOSTILE
    )
    check_references(tree)
    assert text(one(tree, "h1"))
    assert not tree.css("script:not([src])")
    assert len(tree.css("main p")) >= 1
    assert draw(f'{{% extends "error/{status}.html" %}}').css("h1")


def test_scripts_and_styles_are_files_of_ours_that_exist():
    tree = draw(PAGE)
    addresses = [node.attributes.get("src") or node.attributes.get("href") for node in tree.css("script, link")]
    assert len(addresses) == 7
    for address in addresses:
        assert address
        assert (STATIC / address.removeprefix("/static/")).is_file()
    assert one(tree, "body > script").attributes == {"src": "/static/enabled.js"}


def test_no_template_or_style_breaks_the_policy_or_the_licence():
    for path in TEMPLATES.rglob("*.html"):
        source = path.read_text()
        # Data for machines is run by no browser, and so the policy lets it stand.
        source = source.replace('<script type="application/ld+json">', "")
        assert not re.search(r"\sstyle=|\son[a-z]+=\"|\|\s*safe|<script(?![^>]*\ssrc=)", source), path
    for name in ("govuk.css", "govuk.js", "inspectorate.css", "inspectorate.js"):
        content = (STATIC / name).read_text()
        assert not re.search(r"GDS Transport|sourceMappingURL|url\(|@font-face", content), name


def contrast(one_colour: str, other: str) -> float:
    """WCAG 2.2: (L1 + 0.05) / (L2 + 0.05), of relative luminance."""

    def luminance(colour: str) -> float:
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    lighter, darker = sorted((luminance(one_colour), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_colours_of_the_header_and_the_footer_can_be_read():
    style = (STATIC / "inspectorate.css").read_text()
    brand, light = (re.search(rf"--app-{name}: (#\w{{6}})", style)[1] for name in ("brand", "brand-light"))
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast(brand, "#ffffff") >= 4.5
    assert contrast(light, "#0b0c0c") >= 4.5
    assert contrast(brand, light) >= 3
