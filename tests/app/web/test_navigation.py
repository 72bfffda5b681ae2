"""The ways around show what a person may see, and nothing else."""

import re

import pytest
from django.template import engines
from django.test import RequestFactory

from inspectorate_app.actions.permission import IN_AN_INSPECTION, Role
from inspectorate_app.store.queries.inspection import find
from inspectorate_app.web.inspection import navigation
from tests.app import given

pytestmark = pytest.mark.django_db

_PLAN, _MEETINGS = "overview timetable team", "meetings context surveys"
_JUDGE = "results standards findings panel recommendations"
_PUBLISH, _HOLDS = "documents reviews factual publication", "action legal"
#: Which rooms each role sees, from the issue: a panel member sees no cases, an inspector no results; a local assessor,
#: who works for whom is inspected, sees nothing of what was said of it. Blind readings are for who assesses cases and
#: for the quality lead, quality for those who lead.
SEEN = {
    Role.LEAD_INSPECTOR: f"{_PLAN} evidence inspected sample cases blind progress {_MEETINGS} "
    f"{_JUDGE} {_PUBLISH} embargoed {_HOLDS} quality audit archive",
    Role.INSPECTOR: f"{_PLAN} evidence inspected cases blind {_MEETINGS} findings recommendations {_PUBLISH} {_HOLDS}",
    Role.LOCAL_ASSESSOR: f"{_PLAN} cases blind",
    Role.QUALITY_LEAD: f"{_PLAN} evidence inspected sample cases blind progress {_MEETINGS} "
    f"{_JUDGE} {_PUBLISH} {_HOLDS} quality audit",
    Role.ANALYST: f"{_PLAN} evidence inspected sample cases progress {_MEETINGS} {_JUDGE} {_PUBLISH} {_HOLDS} archive",
    Role.OPERATIONS_OFFICER: f"{_PLAN} evidence inspected sample progress {_MEETINGS} recommendations action",
    Role.PANEL_MEMBER: f"{_PLAN} evidence inspected {_MEETINGS} {_JUDGE} {_PUBLISH} {_HOLDS}",
    Role.PLANNER: "overview timetable team",
    Role.AUDITOR: "overview timetable team audit",
    Role.CHIEF_INSPECTOR: f"{_PLAN} recommendations {_PUBLISH} embargoed {_HOLDS}",
    Role.PUBLICATION_OFFICER: f"{_PLAN} recommendations {_PUBLISH} embargoed {_HOLDS}",
    Role.ADMINISTRATOR: "",
    Role.SERVICE_CONTACT: "",
    Role.SERVICE_HEAD: "",
}


@pytest.mark.parametrize("role", SEEN)
def test_the_rooms_of_an_inspection_are_those_that_one_may_see(role):
    row = given.inspection()
    someone = given.member(row, role) if role in IN_AN_INSPECTION else given.person("Some One", role.value)
    request = RequestFactory().get("/")
    request.user = someone
    seen = " ".join(
        room.text.split()[0].lower().replace("ratings", "panel") for room in navigation.rooms(request, row.slug)
    )
    assert seen == SEEN[role]


def test_the_rooms_stand_under_short_headings_and_no_heading_stands_without_a_room():
    row = given.inspection()
    request = RequestFactory().get("/")
    request.user = given.member(row, Role.INSPECTOR)
    found = [(group.heading, [room.text for room in group.rooms]) for group in navigation.groups(request, row.slug)]
    gathered = ["Evidence", "Inspected service", "Cases", "Blind readings", "Meetings", "Context", "Surveys"]
    assert found == [
        ("Plan", ["Overview", "Timetable", "Team"]),
        ("Gather", gathered),
        ("Judge", ["Findings", "Recommendations"]),
        ("Publish", ["Documents", "Reviews", "Factual accuracy", "Publication", "Action plan", "Legal holds"]),
    ]
    page = given.signed_in(request.user).get(f"/inspections/{row.slug}/team").content.decode()
    menu = page[page.index('aria-label="In this inspection"') : page.index("</nav>", page.index("In this inspection"))]
    assert re.findall(r'<p class="app-rooms__heading"[^>]*>([^<]+)', menu) == ["Plan", "Gather", "Judge", "Publish"]
    assert re.findall(r'aria-current="true">([^<]+)', menu) == ["Team"]


def test_a_page_in_an_inspection_stands_under_its_name_and_its_rooms():
    row = given.inspection()
    request = RequestFactory().get("/")
    request.user = given.member(row, Role.LEAD_INSPECTOR)
    page = engines["jinja2"]
    template = '{% extends "inspection/layout.html" %}{% set room = "Team" %}{% block title %}Add someone{% endblock %}'
    drawn = page.from_string(template).render({"inspection": find(row.slug)}, request)
    assert "<title>Add someone - Leicester, Leicestershire and Rutland 2022 - Inspectorate</title>" in drawn
    assert '<span class="govuk-caption-l">Leicester, Leicestershire and Rutland 2022</span>' in drawn
    assert 'aria-label="In this inspection"' in drawn


@pytest.mark.parametrize(
    ("office", "seen"),
    [
        ("", "Your inspections"),
        ("planner", "Your inspections, Programme, People"),
        ("administrator", "Your inspections, Programme, People, Audit trail, Mail, Subscribers"),
        ("auditor", "Your inspections, Programme, Audit trail"),
        ("publication_officer", "Your inspections, Programme, Subscribers"),
    ],
)
def test_the_pages_of_the_service_are_those_that_one_may_open(office, seen):
    client = given.signed_in(given.person("Some One", office))
    page = client.get("/").content.decode()
    menu = page[page.index('aria-label="Menu"') : page.index("</nav>")]
    links = re.findall(r'<a [^>]*href="([^"]+)"[^>]*>\s*(?:<strong[^>]*>)?([^<]+)', menu)
    assert ", ".join(text.strip() for _, text in links) == seen
    assert [client.get(href).status_code for href, _ in links] == [200] * len(links)
