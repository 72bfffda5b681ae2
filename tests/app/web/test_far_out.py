"""Addresses with numbers that no column holds and characters that no database holds lead nowhere."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import URLPattern, get_resolver

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from tests.app import given
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db

#: The first number beyond what eight bytes hold, and a text that PostgreSQL refuses.
FAR_OUT, NUL = str(2**63), "a%00b"


def routes(patterns: Any, before: str = "") -> Iterator[str]:
    for each in patterns:
        address = f"{before}{each.pattern}"
        if isinstance(each, URLPattern):
            yield address
        else:
            yield from routes(each.url_patterns, address)


def addresses() -> Iterator[str]:
    """Every address in which a number or a text stands, with one that is far out."""
    for route in routes(get_resolver().url_patterns):
        filled = route.replace("<slug:inspection>", given.LLR)
        filled = re.sub(r"<int:\w+>", FAR_OUT, filled)
        filled = re.sub(r"<str:\w+>", NUL, filled)
        filled = re.sub(r"<slug:\w+>", "abc", filled)
        filled = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000000", filled)
        if FAR_OUT in filled or NUL in filled:
            yield f"/{filled}"


def test_an_address_that_is_far_out_leads_nowhere_and_is_no_fault_of_ours(settings):
    settings.REQUESTS_A_MINUTE = settings.SIGN_INS_A_MINUTE = 100_000
    inspection = given.inspection()
    someone = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    with guard.allowed():
        for role in (Role.QUALITY_LEAD, Role.OPERATIONS_OFFICER, Role.ANALYST):
            inspection.memberships.create(person=someone, role=role.value)
    page, program = given.signed_in(someone), calling(someone)
    page.raise_request_exception = False
    found = list(addresses())
    assert len(found) > 100
    wrong = []
    for each in found:
        answered = program("GET", each) if each.startswith("/api/") else page.get(each)
        if answered.status_code >= 500:
            wrong.append(each)
    assert wrong == []
