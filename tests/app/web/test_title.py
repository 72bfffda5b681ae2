"""The titles of windows: two tabs of one inspection are told apart."""

import re

import pytest

from inspectorate_app.actions.permission import Role
from tests.app import given

pytestmark = pytest.mark.django_db


def titles(client, *paths):
    pages = [client.get(f"/inspections/{given.LLR}/{path}") for path in paths]
    assert [page.status_code for page in pages] == [200] * len(pages)
    return [re.findall(r"<title>(.*?)</title>", page.content.decode())[0] for page in pages]


def test_pages_of_each_case_and_of_each_room_have_titles_of_their_own():
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR)
    given.cases(inspection, ["A1", "A2"], allocated_to=lead)
    found = titles(
        given.signed_in(lead),
        *("cases/1", "sample/cases/1", "cases/1/all", "cases/2/all", "cases/1/interview", "cases/2/interview"),
    )
    assert len(set(found)) == 6, found
    assert found[2].startswith("All answers - Case 1 - ") or found[2].startswith("All questions - Case 1 - "), found
