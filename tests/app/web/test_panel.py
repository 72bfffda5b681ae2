"""The pages of standards and of the ratings panel: who may do what, and what they say where it cannot be done."""

import datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from inspectorate_app.actions import panel
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.standard import judge
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Panel, PanelDecision, StandardJudgement, Tally
from tests.app import given
from tests.app.results import GOOD, NEAR, judge_all, ten_cases
from tests.app.web.drawing import one

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    found = given.inspection(phase="panel")
    ten_cases(found, NEAR)
    judge_all(found, GOOD)
    return found


@pytest.fixture
def member(inspection):
    return given.member(inspection, Role.PANEL_MEMBER, "Pia Panel")


@pytest.fixture
def client(member):
    return given.signed_in(member)


@pytest.fixture
def opened(inspection, member):
    held_on = datetime.date(2022, 12, 12)
    return panel.open_panel(given.actor(member), inspection.slug, held_on=held_on, members=[member.pk])


def place(inspection, page):
    return f"/inspections/{inspection.slug}/{page}"


def test_what_someone_else_saved_is_shown_beside_what_was_typed(inspection):
    with guard.allowed():
        Inspection.objects.update(phase="analysis")
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    judge(given.actor(lead), inspection.slug, "1.2", rating="Good", reason="Staff are supported.", version=1)
    typed = {"rating": "Inadequate", "reason": "Vacancies.", "version": "1"}
    answer = given.signed_in(lead).post(place(inspection, "standards/1.2/judge"), typed)
    said = answer.content.decode()
    assert answer.status_code == 409
    assert "Lee Lead saved another judgement" in said
    assert "Staff are supported." in said
    assert "Vacancies." in said
    assert one(LexborHTMLParser(said), "input[name=version]").attributes["value"] == "2"
    assert StandardJudgement.objects.get(standard="1.2").rating == "Good"
    again = given.signed_in(lead).post(place(inspection, "standards/1.2/judge"), {**typed, "version": "2"})
    assert again.status_code == 302
    assert StandardJudgement.objects.get(standard="1.2").rating == "Inadequate"
    said = given.signed_in(lead).get(place(inspection, "standards/1.2")).content.decode()
    assert said.index("Vacancies.") < said.index("Staff are supported.")  # the history, latest first


@pytest.mark.parametrize("page", ["standards/2.1", "standards/9.9", "standards/overall", "standards/2.1/judge"])
def test_what_is_not_judged_has_no_page(inspection, page):
    lead = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR))
    assert lead.get(place(inspection, page)).status_code == 404


def test_a_form_to_decide_stands_only_where_there_is_discretion(inspection, client, opened):
    assert b'<form method="post" novalidate>' in client.get(place(inspection, "panel/decisions/2.2")).content
    judged = client.get(place(inspection, "panel/decisions/1.2")).content.decode()
    assert "the standard is judged, not computed" in judged
    assert "Save decision" not in judged
    assert client.get(place(inspection, "panel/decisions/9.9")).status_code == 404


def test_a_rating_beyond_discretion_is_no_choice(inspection, client, opened):
    answer = client.post(place(inspection, "panel/decisions/2.2"), {"rating": "Outstanding", "reason": "We like it."})
    assert answer.status_code == 200
    assert not PanelDecision.objects.exists()


def test_a_decision_is_made_and_withdrawn(inspection, client, opened):
    client.post(place(inspection, "panel/decisions/2.2"), {"rating": "Good", "reason": "Practice was improving."})
    said = client.get(place(inspection, "panel/")).content.decode()
    assert "Practice was improving." in said
    assert PanelDecision.objects.get().computed == "Requires improvement"
    assert client.get(place(inspection, "panel/decisions/2.2/withdraw")).status_code == 405
    assert client.post(place(inspection, "panel/decisions/2.2/withdraw")).status_code == 302
    assert not PanelDecision.objects.exists()


def test_a_decision_that_no_longer_fits_is_told(inspection, client, opened):
    client.post(place(inspection, "panel/decisions/2.2"), {"rating": "Good", "reason": "Practice was improving."})
    with guard.allowed():
        row = Tally.objects.get(characteristic="")
        row.counts["2.2.1"] = {"yes": 1, "no": 9}
        row.save()
    said = client.get(place(inspection, "panel/")).content.decode()
    assert "A decision no longer fits what is computed" in said
    assert "10 per cent is not near a boundary" in said
    assert "only computed ratings are shown" in client.get(place(inspection, "results/")).content.decode()


def test_the_page_says_what_stands_in_the_way_of_signing_off(inspection, client, opened):
    with guard.allowed():
        StandardJudgement.objects.filter(standard="1.3").delete()
    for page in ("panel/", "panel/sign-off"):
        assert b"1.3 Services has no rating" in client.get(place(inspection, page)).content
    assert client.post(place(inspection, "panel/sign-off")).status_code == 409
    assert Panel.objects.get().state == "open"


@pytest.mark.parametrize("page", ["panel/decisions/2.2", "panel/sign-off"])
def test_without_an_open_panel_nothing_is_decided(inspection, client, page):
    assert client.get(place(inspection, page)).status_code == 409
    assert client.post(place(inspection, page), {"rating": "Good", "reason": "x"}).status_code == 409


def test_a_panel_without_anyone_is_told_at_the_field(inspection, client):
    typed = {"held_on-day": "12", "held_on-month": "12", "held_on-year": "2022", "others": ""}
    said = client.post(place(inspection, "panel/open"), typed).content.decode()
    assert "Select or name who sits on the panel" in said
    assert not Panel.objects.exists()


def test_what_is_not_signed_off_cannot_be_checked(inspection, client, opened):
    assert client.get(place(inspection, "panel/1/check")).status_code == 404
    client.post(place(inspection, "panel/sign-off"))
    assert b"gives the same ratings" in client.get(place(inspection, "panel/1/check")).content
    assert client.get(place(inspection, "panel/2/check")).status_code == 404


def test_a_change_after_the_sign_off_is_told(inspection, client, opened):
    client.post(place(inspection, "panel/sign-off"))
    assert b"Something was changed after the sign-off" not in client.get(place(inspection, "panel/")).content
    with guard.allowed():
        StandardJudgement.objects.filter(standard="1.3").update(rating="Inadequate")
    assert b"Something was changed after the sign-off" in client.get(place(inspection, "panel/")).content
    assert b"gives the same ratings" in client.get(place(inspection, "panel/1/check")).content


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        (Role.PANEL_MEMBER, (200, 200, 200, 200, 200)),
        (Role.LEAD_INSPECTOR, (200, 200, 403, 403, 403)),
        (Role.ANALYST, (200, 403, 403, 403, 403)),
        (Role.QUALITY_LEAD, (200, 403, 403, 403, 403)),
        (Role.INSPECTOR, (403, 403, 403, 403, 403)),
    ],
)
def test_who_may_open_which_page(inspection, opened, role, statuses):
    client = given.signed_in(given.member(inspection, role))
    pages = ("panel/", "panel/open", "panel/decisions/2.2", "panel/sign-off", "panel/reopen")
    assert tuple(client.get(place(inspection, page)).status_code for page in pages) == statuses
