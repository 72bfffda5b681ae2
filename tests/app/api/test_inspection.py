"""Inspections and editions through the API."""

import pytest

from inspectorate.framework.catalogue import edition_folders
from inspectorate.organisation.directory import product_directory
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.queries import conflict, membership
from tests.app import given
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspections():
    return [given.inspection(f"made-up-{number}") for number in range(5)]


def test_an_office_sees_all_page_by_page(inspections):
    call = calling(given.person("Ann Auditor", "auditor"), "read")
    first = call("GET", "inspections?limit=2")
    assert [each["slug"] for each in first.data["items"]] == ["made-up-0", "made-up-1"]
    assert first["Link"] == f'<{first.data["next"]}>; rel="next"'
    second = call("GET", first.data["next"])
    third = call("GET", second.data["next"])
    assert [each["slug"] for each in third.data["items"]] == ["made-up-4"]
    assert third.data["next"] is None
    assert "Link" not in third


def test_others_see_those_in_which_they_have_a_role(inspections):
    someone = given.member(inspections[3], Role.ANALYST)
    call = calling(someone, "read")
    assert [each["slug"] for each in call("GET", "inspections").data["items"]] == ["made-up-3"]
    assert call("GET", "inspections/made-up-3").data["roles"] == ["analyst"]
    assert call("GET", "inspections/made-up-2").status_code == 404


@pytest.mark.parametrize("declared", ["pdu/leicester-leicestershire-and-rutland", "region/east-midlands"])
def test_one_that_a_conflict_of_interest_closes_is_not_listed(inspections, declared):
    someone = given.member(inspections[3], Role.ANALYST)
    with guard.allowed():
        someone.conflicts.create(organisation=declared, reason="Worked there.")
    call = calling(someone, "read")
    assert call("GET", "inspections").data["items"] == []
    assert call("GET", "inspections/made-up-3").status_code == 404
    assert "Leicester" not in given.signed_in(someone).get("/account/").content.decode().split("Conflicts of")[0]


def test_it_is_not_listed_for_who_publishes_either_and_is_for_who_plans_them_all(inspections):
    officer, planner = given.person("Olive Officer", "publication_officer"), given.person("Pia Planner", "planner")
    with guard.allowed():
        for each in (officer, planner):
            each.conflicts.create(organisation="region/east-midlands", reason="Worked there.")
    assert calling(officer, "read")("GET", "inspections").data["items"] == []
    assert calling(planner, "read")("GET", "inspections").data["items"]


def test_a_conflict_with_what_an_organisation_was_made_of_closes_it_too():
    """By the directory: every organisation that became another, from both sides."""
    known = product_directory().organisations
    pairs = [(each.id, after) for each in known for after in each.became if after in product_directory().by_id]
    assert pairs
    someone = given.person("Some One")
    for before, after in pairs:
        with guard.allowed():
            declared = someone.conflicts.create(organisation=before, reason="Worked there.")
        assert after in conflict.organisations_of(someone.pk)
        assert before in membership.concerned(after)
        with guard.allowed():
            declared.delete()


def test_an_inspection_says_where_it_stands(inspections):
    call = calling(given.person("Ann Auditor", "auditor"), "read")
    found = call("GET", "inspections/made-up-0").data
    assert (found["phase"], found["moves_to"]) == ("fieldwork", ["analysis", "evidence"])
    assert (found["fieldwork_from"], found["edition"]) == ("2022-10-24", "hmip-pdu-2021")


def test_the_edition_of_an_inspection_is_what_it_keeps(inspections):
    call = calling(given.person("Ann Auditor", "auditor"), "read")
    used = call("GET", "inspections/made-up-0/edition").data
    assert used == call("GET", "editions/hmip-pdu-2021").data
    assert [each["id"] for each in used["edition"]["standards"]][:2] == ["1.1", "1.2"]
    assert {each["id"] for each in call("GET", "editions").data["items"]} == set(edition_folders())
    assert call("GET", "editions/src").status_code == 404, "a folder of the server is no edition"
