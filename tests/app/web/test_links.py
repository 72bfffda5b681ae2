"""No page offers a way that is then refused: every link of the ways around, of the first page and of what they lead to.

The pages' own links are the source: whatever a role is offered, it must be able to open.
"""

import copy
import re

import pytest
from django.test import Client
from django.urls import reverse

from inspectorate_app.actions import sample as action
from inspectorate_app.actions.permission import IN_AN_INSPECTION, OF_THE_INSPECTED, Role
from inspectorate_app.rate import WINDOW
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Milestone, Panel, Person
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db
_LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')


def links(page: str) -> set[str]:
    """Where a page leads within the service; files that stand beside it are no pages."""
    return {each.replace("&amp;", "&") for each in _LINK.findall(page) if not each.startswith("/static/")}


def between(page: str, begin: str, end: str) -> str:
    """A part of a page; blank where there is none."""
    start = page.find(begin)
    return page[start : page.index(end, start)] if start >= 0 else ""


def refused(client: Client, addresses: set[str]) -> dict[str, int]:
    """What does not open, with the status."""
    found = {}
    for address in sorted(addresses):
        WINDOW.forget()
        status = client.get(address, follow=True).status_code
        if status != 200:
            found[address] = status
    return found


def someone_in(role: Role, inspection: Inspection) -> Person:
    if role not in IN_AN_INSPECTION:
        return given.person("Some One", role.value)
    return given.member(inspection, role, "Some One", capacity=5 if role is Role.INSPECTOR else 0)


def everything():
    """All that can be there: an approved sample, cases with someone, a timetable and a panel."""
    row = synthetic.inspection()
    lead = synthetic.lead(row)
    synthetic.approved(row, lead)
    with guard.allowed():
        for phase in ("evidence", "fieldwork", "analysis", "panel"):
            Milestone.objects.create(inspection=row, phase=phase, due_on=given.FIELDWORK[0])
    return row


@pytest.fixture(scope="module")
def of_all(before_all):
    return before_all(everything)


@pytest.fixture
def inspection(of_all):
    return copy.deepcopy(of_all)


@pytest.mark.parametrize("phase", ["evidence", "fieldwork", "panel", "published"])
@pytest.mark.parametrize("role", Role)
def test_every_way_that_is_offered_is_open(inspection, role, phase):
    someone = someone_in(role, inspection)
    with guard.allowed():
        inspection.cases.filter(number__in=(1, 2)).update(
            allocated_to=someone if role in (Role.INSPECTOR, Role.LOCAL_ASSESSOR, Role.LEAD_INSPECTOR) else None
        )
        Inspection.objects.update(phase=phase)
        if phase == "panel":
            Panel.objects.create(inspection=inspection, held_on=given.FIELDWORK[1], opened_by=someone)
    client = given.signed_in(someone)
    home = client.get(reverse("home")).content.decode()
    opened = {reverse("home"), *links(home)}
    assert refused(client, links(home)) == {}
    first = "service" if role in OF_THE_INSPECTED else "inspection"
    overview = client.get(reverse(first, kwargs={"inspection": inspection.slug}))
    if role is Role.ADMINISTRATOR:
        assert overview.status_code == 404
        return
    rooms = links(between(overview.content.decode(), 'aria-label="In this inspection"', "</nav>"))
    assert len(rooms) >= 3, "overview, timetable and team at the least"
    beyond: set[str] = set()
    for room in sorted(rooms):
        page = client.get(room)
        assert page.status_code == 200, room
        beyond |= links(between(page.content.decode(), "<main", "</main>"))
    # Of the many cases in lists one is as good as another.
    single = {re.sub(r"/cases/\d+", "/cases/1", each) for each in beyond - rooms}
    # What opened once for this person opens again: nothing was changed since.
    assert refused(client, single - opened) == {}


def test_a_link_that_is_refused_is_found(inspection):
    client = given.signed_in(someone_in(Role.INSPECTOR, inspection))
    sample = reverse("sample", kwargs={"inspection": inspection.slug})
    assert refused(client, links(f'<a class="x" href="{sample}">Sample</a>')) == {sample: 403}


def test_an_inspector_comes_from_the_first_page_to_a_question(inspection):
    someone = someone_in(Role.INSPECTOR, inspection)
    action.allocate_case(
        given.actor(inspection.memberships.get(role="lead_inspector").person), inspection.slug, 1, someone.pk
    )
    with guard.allowed():
        Inspection.objects.update(phase="fieldwork")
    client = given.signed_in(someone)
    cases = reverse("cases", kwargs={"inspection": inspection.slug})
    assert cases in links(client.get("/").content.decode())
    case = reverse("case", kwargs={"inspection": inspection.slug, "number": 1})
    assert case in links(client.get(cases).content.decode())
    assert refused(client, links(between(client.get(case).content.decode(), "<main", "</main>"))) == {}
