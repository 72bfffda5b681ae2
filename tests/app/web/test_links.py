"""No page offers a way that is then refused: every link of the ways around, of the first page and of what they lead to.

The pages' own links are the source: whatever a role is offered, it must be able to open, and what a form is sent to
must take it.
"""

import copy
import re
from collections.abc import Callable, Collection
from functools import cache

import pytest
from django.test import Client
from django.urls import resolve, reverse

from inspectorate_app.actions import sample as action
from inspectorate_app.actions.permission import IN_AN_INSPECTION, OF_THE_INSPECTED, Role
from inspectorate_app.rate import WINDOW
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Milestone, Panel, Person
from inspectorate_app.web.page import SHOWN, methods_of
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db
_LINK = re.compile(r'<a\b[^>]*\bhref="(/[^"#]*)')
_FORM = re.compile(r"<form\b[^>]*>")
_ACTION = re.compile(r'\baction="(/[^"?#]*)')
PHASES = ("evidence", "fieldwork", "panel", "published")


def links(page: str) -> set[str]:
    """Where a page leads within the service; files that stand beside it are no pages."""
    return {each.replace("&amp;", "&") for each in _LINK.findall(page) if not each.startswith("/static/")}


def way(address: str) -> Collection[str]:
    """How the page of an address may be asked for."""
    return methods_of(resolve(address.partition("?")[0]).func)


def not_taken(address: str, page: str) -> set[str]:
    """Where forms of a page are sent that takes none; a form without an address is sent to the page itself."""
    forms = [each for each in _FORM.findall(page) if 'method="post"' in each]
    sent_to = {found[1] if (found := _ACTION.search(each)) else address for each in forms}
    return {each for each in sent_to if "POST" not in way(each)}


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


def pages(client: Client) -> Callable[[str], str]:
    """A way to open pages that opens each once and fails where one is refused: nothing is changed in between."""

    @cache
    def page(address: str) -> str:
        WINDOW.forget()
        answer = client.get(address, follow=True)
        assert answer.status_code == 200, address
        text = "" if answer.streaming else answer.content.decode(errors="replace")
        assert not_taken(answer.request["PATH_INFO"], text) == set(), address
        return text

    return page


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


@pytest.mark.parametrize("role", Role)
def test_every_way_that_is_offered_is_open_in_each_phase(inspection, role):
    someone = someone_in(role, inspection)
    with guard.allowed():
        inspection.cases.filter(number__in=(1, 2)).update(
            allocated_to=someone if role in (Role.INSPECTOR, Role.LOCAL_ASSESSOR, Role.LEAD_INSPECTOR) else None
        )
    client = given.signed_in(someone)
    first = "service" if role in OF_THE_INSPECTED else "inspection"
    overview = reverse(first, kwargs={"inspection": inspection.slug})
    opened: set[str] = set()
    for phase in PHASES:
        with guard.allowed():
            Inspection.objects.update(phase=phase)
            Panel.objects.all().delete()
            if phase == "panel":
                Panel.objects.create(inspection=inspection, held_on=given.FIELDWORK[1], opened_by=someone)
        page = pages(client)
        offered = links(page(reverse("home")))
        if role is Role.ADMINISTRATOR:
            assert refused(client, {overview}) == {overview: 404}
        else:
            rooms = links(between(page(overview), 'aria-label="In this inspection"', "</nav>"))
            assert len(rooms) >= 3, "overview, timetable and team at the least"
            offered |= single(role, phase, {each for room in rooms for each in links(main_part(page(room)))})
        for each in sorted(offered - {one for one in opened if way(one) == SHOWN}):
            page(each)
        opened |= offered


def main_part(page: str) -> str:
    return between(page, "<main", "</main>")


def single(role: Role, phase: str, addresses: set[str]) -> set[str]:
    """Of the many cases in lists one is as good as another; of the parts of a document too.

    Those the lead inspector opens each and all in fieldwork.
    """
    of_cases = {re.sub(r"/cases/\d+", "/cases/1", each) for each in addresses}
    if (role, phase) == (Role.LEAD_INSPECTOR, "fieldwork"):
        return of_cases
    return set({each.rpartition("/parts/")[0] or each: each for each in sorted(of_cases)}.values())


def test_a_link_that_is_refused_is_found(inspection):
    client = given.signed_in(someone_in(Role.INSPECTOR, inspection))
    sample = reverse("sample", kwargs={"inspection": inspection.slug})
    assert refused(client, links(f'<a class="x" href="{sample}">Sample</a>')) == {sample: 403}


def test_a_form_that_is_not_taken_where_it_is_sent_is_found():
    assert not_taken("/people/", '<form method="post" novalidate>') == {"/people/"}
    assert not_taken("/", '<form method="post" action="/programme/?a=b">') == {"/programme/"}
    assert not_taken("/people/invite", '<form method="post"><form action="/people/"><form method="get">') == set()


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
    assert refused(client, links(main_part(client.get(case).content.decode()))) == {}
