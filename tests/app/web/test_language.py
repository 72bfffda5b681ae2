"""Pages in two languages: which one is shown, how it is chosen, and what stays English whoever asks."""

import datetime

import pytest
from django import forms
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from inspectorate.framework.catalogue import product_translations
from inspectorate.framework.translation import said_in as translations_in
from inspectorate.framework.translation_validation import shown_texts
from inspectorate_app.actions import person, survey, survey_answer
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import AuditEntry, FindingSource, SurveyPool
from inspectorate_app.web.jinja import day, moment, of_edition, until
from tests.app import given
from tests.words.pseudo import CLOSING, OPENING, spoken

pytestmark = pytest.mark.django_db
SIGN_IN = "/account/sign-in"


def welsh() -> Client:
    client = Client()
    client.cookies["language"] = "cy"
    return client


def test_the_language_is_english_without_a_choice():
    page = Client().get(SIGN_IN)
    assert '<html lang="en"' in page.content.decode()
    assert page["Content-Language"] == "en"
    assert "Sign in" in page.content.decode()


def test_the_switch_is_remembered_and_leads_back():
    client = Client()
    answer = client.post("/language", {"language": "cy", "next": f"{SIGN_IN}?next=/"})
    assert (answer.status_code, answer["Location"]) == (302, f"{SIGN_IN}?next=/")
    page = client.get(SIGN_IN)
    assert '<html lang="cy"' in page.content.decode()
    assert "Mewngofnodi" in page.content.decode()
    assert page["Content-Language"] == "cy"
    assert {"Accept-Language", "Cookie"} <= {each.strip() for each in page["Vary"].split(",")}
    client.post("/language", {"language": "en", "next": SIGN_IN})
    assert '<html lang="en"' in client.get(SIGN_IN).content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_the_switch_leads_nowhere_else(elsewhere):
    assert Client().post("/language", {"language": "cy", "next": elsewhere})["Location"] == "/"


def test_the_switch_takes_only_languages_that_there_are_and_only_as_a_form():
    client = Client()
    assert "language" not in client.post("/language", {"language": "xx", "next": SIGN_IN}).cookies
    assert client.get("/language").status_code == 405


def test_the_cookie_says_the_language_and_lasts():
    cookie = Client().post("/language", {"language": "cy", "next": SIGN_IN}).cookies["language"]
    assert (cookie.value, cookie["httponly"], cookie["samesite"]) == ("cy", True, "Lax")
    assert cookie["max-age"] == 365 * 24 * 3600


def test_the_switch_of_who_is_signed_in_is_the_language_of_their_mail_too():
    someone = given.person("Lee Lead")
    client = given.signed_in(someone)
    client.post("/language", {"language": "cy", "next": "/"})
    someone.refresh_from_db()
    assert someone.language == "cy"
    assert "Cymraeg" in client.get(reverse("account")).content.decode()
    answer = client.post(reverse("account_language"), {"language": "en"})
    assert (answer.status_code, answer.cookies["language"].value) == (302, "en")
    someone.refresh_from_db()
    assert someone.language == "en"
    entries = AuditEntry.objects.filter(subject=f"person {someone.pk}").values_list("after", flat=True)
    assert list(entries.order_by("position")) == [{"language": "cy"}, {"language": "en"}]


def test_a_browser_that_asks_for_welsh_is_answered_in_welsh():
    assert '<html lang="cy"' in Client().get(SIGN_IN, headers={"accept-language": "cy, en;q=0.5"}).content.decode()
    assert '<html lang="en"' in Client().get(SIGN_IN, headers={"accept-language": "fr, de;q=0.5"}).content.decode()


def test_a_welsh_page_says_in_both_languages_that_nobody_has_checked_it():
    page = welsh().get(SIGN_IN).content.decode()
    assert 'lang="cy">Nid yw’r Gymraeg hon wedi’i gwirio eto' in page
    assert 'lang="en">This Welsh has not been checked by a Welsh speaker yet.' in page
    assert "has not been checked by a Welsh speaker" not in Client().get(SIGN_IN).content.decode()


def test_one_page_in_welsh_leaves_the_next_in_english():
    """The same thread answers both."""
    welsh().get(SIGN_IN)
    assert translation.get_language() == "en"
    assert "Sign in" in Client().get(SIGN_IN).content.decode()


def test_days_and_moments_are_said_in_welsh():
    noon = datetime.datetime(2023, 2, 9, 14, 5, tzinfo=datetime.UTC)
    with translation.override("cy"):
        assert day(datetime.date(2023, 8, 1)) == "1 Awst 2023"
        assert moment(noon) == "9 Chwefror 2023 am 2.05pm"
        assert until(datetime.date(2022, 10, 24), datetime.date(2022, 11, 4)) == "24 Hydref i 4 Tachwedd 2022"


def test_the_error_summary_is_in_welsh():
    page = welsh().post(SIGN_IN, {"login": "", "password": ""}).content.decode()
    assert "Mae yna broblem" in page
    assert "Rhowch: " in page
    assert "There is a problem" not in page


def test_the_api_answers_in_english_whoever_asks():
    answer = welsh().get("/api/v1/inspections", headers={"accept-language": "cy"})
    assert answer.status_code == 401
    assert "Content-Language" not in answer


def test_what_is_recorded_is_english_in_whatever_language_it_was_done():
    row = given.inspection()
    lead = given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
    with spoken(), translation.override("cy"):
        given.meeting(row, lead)
        given.note(row, lead)
        person.invite(
            given.actor(given.person("Ada Admin", "administrator")), email="a@example.org", name="A", office=""
        )
    recorded = str(list(AuditEntry.objects.values())) + str(list(FindingSource.objects.values()))
    assert OPENING not in recorded
    assert CLOSING not in recorded


# --- surveys: no account and no cookie ----------------------------------------------------------------------------


@pytest.fixture
def word() -> str:
    lead = given.actor(given.member(given.inspection(), Role.LEAD_INSPECTOR, "Lee Lead"))
    today = timezone.localdate()
    number = survey.open_survey(lead, given.LLR, questionnaire="people-on-probation", opens_on=today, closes_on=today)
    return survey.make_links(lead, given.LLR, number, 1)[0]


def test_a_survey_is_answered_in_welsh_without_a_cookie(word):
    client, address = Client(), f"/survey/{word}"
    start = client.get(address, {"language": "cy"})
    assert '<html lang="cy"' in start.content.decode()
    assert "Eich profiad o’r gwasanaeth prawf" in start.content.decode()
    page = client.post(address, {"at": "", "go": "next", "language": "cy"}).content.decode()
    assert "Rwy’n teimlo’n ddiogel pan fyddaf yn mynd i’m hapwyntiadau" in page
    assert "Cytuno’n gryf" in page
    sent = client.post(address, {"at": "check", "go": "send", "language": "cy", "q-safe": "agree"})
    assert (sent.status_code, sent["Location"]) == (302, "/survey/sent?language=cy")
    assert "Anfonwyd eich atebion" in client.get(sent["Location"]).content.decode()
    assert not client.cookies
    assert SurveyPool.objects.count() == 1


def test_the_switch_of_a_survey_keeps_what_was_answered(word):
    given_so_far = {"at": "office", "q-safe": "agree", "q-private": "disagree"}
    welsh_page = Client().post(f"/survey/{word}", {**given_so_far, "go": "cy"}).content.decode()
    assert '<html lang="cy"' in welsh_page
    assert 'name="language" value="cy"' in welsh_page
    assert 'name="q-safe" type="radio" value="agree" checked' in welsh_page
    back = Client().post(f"/survey/{word}", {**given_so_far, "go": "en", "language": "cy"}).content.decode()
    assert '<html lang="en"' in back
    assert 'name="q-private" type="radio" value="disagree" checked' in back


def test_a_survey_that_is_not_translated_is_english_and_says_so(word, monkeypatch):
    from inspectorate_app.store.queries import survey as query

    monkeypatch.setattr(query, "said_in", lambda language: {})
    page = Client().get(f"/survey/{word}", {"language": "cy"})
    assert '<html lang="en"' in page.content.decode()
    assert page["Content-Language"] == "en"
    assert '<p class="govuk-body" lang="cy">Nid yw’r arolwg hwn ar gael yn Gymraeg.</p>' in page.content.decode()


def test_answers_given_in_welsh_are_those_of_the_english_survey(word):
    survey_answer.answer(word, {"safe": ["agree"]})
    assert SurveyPool.objects.count() == 1


# --- no text without a translation --------------------------------------------------------------------------------


def _left(html: str) -> set[str]:
    """The words of a page that no message says, and that are marked as no other language."""
    import re

    from selectolax.lexbor import LexborHTMLParser

    before = ""
    while before != html:
        before, html = html, re.sub(rf"{OPENING}[^{OPENING}{CLOSING}]*{CLOSING}", "", html)
    body = LexborHTMLParser(html).body
    assert body is not None
    for each in body.css("[lang], script"):
        each.decompose()
    texts = {" ".join(text.split()) for text in body.text(separator="\n").split("\n")}
    return {text for text in texts if re.search(r"[A-Za-z]{2}", text)}


#: What a page says in no language: names of people, places and the product.
LLR = "Leicester, Leicestershire and Rutland"
NAMES = {"Inspectorate", "Lee Lead", LLR, f"{LLR} 2022", "PDU, East Midlands"}


@pytest.mark.parametrize("path", [SIGN_IN, "/survey", "/survey/sent", "/survey/nothing", "/nothing"])
def test_a_page_for_everyone_has_no_text_that_cannot_be_translated(path):
    with spoken():
        assert _left(welsh().get(path).content.decode()) <= NAMES


@pytest.mark.parametrize("route", ["home", "account", "tokens", "account_change_password", "token_new"])
def test_a_page_of_ones_own_has_no_text_that_cannot_be_translated(route):
    someone = given.person("Lee Lead", email="lee@example.org")
    client = given.signed_in(someone)
    client.cookies["language"] = "cy"
    with spoken():
        assert _left(client.get(reverse(route)).content.decode()) <= NAMES | {"lee@example.org"}


#: Pages of an inspection that show what its edition says.
OF_AN_INSPECTION = (
    *("inspection", "timetable", "team", "surveys", "evidence", "findings", "meetings", "cases", "progress"),
    *("results", "standards", "panel", "context"),
    *("evidence_gaps", "findings_missing", "meeting_notes"),
)


def _in_welsh(edition) -> set[str]:
    """What the edition says in Welsh, which no message says."""
    said = translations_in((*edition.translations, *product_translations()), "cy")
    return {said[text] for text in shown_texts(edition) if text in said}


@pytest.mark.parametrize("route", OF_AN_INSPECTION)
def test_a_page_of_an_inspection_has_no_text_that_cannot_be_translated(route):
    """What its edition says in English alone is marked so, in an element that ``_left`` takes out."""
    row = given.inspection()
    client = given.signed_in(given.member(row, Role.LEAD_INSPECTOR, "Lee Lead"))
    client.cookies["language"] = "cy"
    with spoken():
        left = _left(client.get(reverse(route, kwargs={"inspection": row.slug})).content.decode())
    welsh_texts = _in_welsh(given.edition_of())
    assert {text for text in left if not any(text.endswith(each) for each in welsh_texts)} - NAMES == set()


def test_what_an_edition_asks_of_a_case_is_in_welsh_or_marked_as_english():
    row = given.inspection()
    ines = given.member(row, Role.INSPECTOR, "Ines Spector")
    given.cases(row, allocated_to=ines)
    client = given.signed_in(ines)
    client.cookies["language"] = "cy"
    where = {"inspection": row.slug, "number": 1, "section": "2-2-assessment"}
    page = client.get(reverse("case_section", kwargs=where)).content.decode()
    said = translations_in(product_translations(), "cy")
    asked = given.edition_of().question_by_id["2.2.1"]
    assert f"{said[asked.text]}</h2>" in page
    prompt = asked.prompts[0]
    assert prompt.text not in said
    assert f'<span lang="en">{prompt.text}</span>' in page


def test_what_no_edition_says_is_marked_as_nothing():
    given.inspection()
    given.edition_of()
    with translation.override("cy"):
        assert of_edition("Written by <b>a person</b>") == "Written by <b>a person</b>"
        assert of_edition("1.1 Leadership") == "1.1 Arweinyddiaeth"
        assert str(of_edition("Leadership & more")) == "Leadership & more"
    assert of_edition("1.1 Leadership") == "1.1 Leadership"


def test_a_rating_is_in_the_words_of_the_inspectorate_or_marked_as_english():
    """‘Angen gwella’: HM Inspectorate of Probation, Arolygiad o’r gwasanaethau prawf yn Nyfed Powys."""
    assert of_edition("Requires improvement") == "Requires improvement"
    with translation.override("cy"):
        assert of_edition("Requires improvement") == "Angen gwella"
        assert of_edition("Outstanding") == '<span lang="en">Outstanding</span>'


def test_a_code_of_two_words_stands_before_a_title_in_welsh():
    given.inspection()
    given.edition_of()
    with translation.override("cy"):
        assert of_edition("P 1.1 Leadership") == "P 1.1 Arweinyddiaeth"
        assert of_edition("Case 1 Leadership") == "Case 1 Leadership"  # what somebody wrote


def test_an_option_that_is_shown_in_english_is_marked_as_a_whole():
    """A ``<span>`` may not stand in an option."""
    from django.template import engines

    page = engines["jinja2"].from_string(
        '{% from "component/field.html" import field %}{{ field(form["rating"]) }}{{ field(form["why"], count=true) }}'
    )
    with translation.override("cy"):
        drawn = page.render({"form": _Rated()})
    assert '<option value="best" lang="en">Outstanding</option>' in drawn
    assert '<option value="good">Da</option>' in drawn
    # What the script of GOV.UK Frontend counts aloud: the form of 2, and that of all others.
    assert 'data-i18n.characters-under-limit.two="Mae gennych %{count} nod ar ôl"' not in drawn
    assert 'data-i18n.characters-under-limit.other="Mae gennych %{count} nod ar ôl"' in drawn


class _Rated(forms.Form):
    rating = forms.ChoiceField(choices=[("best", "Outstanding"), ("good", "Good")])
    why = forms.CharField(widget=forms.Textarea, max_length=100)
