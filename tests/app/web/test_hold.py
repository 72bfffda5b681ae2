"""The pages of legal holds, and the notice on pages of what goes outside."""

import pytest

from inspectorate_app.actions import hold as actions
from inspectorate_app.actions.permission import Role
from tests.app import given

pytestmark = pytest.mark.django_db
NOTICE = "Nothing of this inspection goes outside since"


@pytest.fixture
def inspection():
    return given.inspection(phase="drafting")


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


@pytest.fixture
def officer():
    return given.person("Omar Officer", "publication_officer")


def page_of(someone, inspection, room="holds/"):
    return given.signed_in(someone).get(f"/inspections/{inspection.slug}/{room}").content.decode()


def test_it_is_placed_and_lifted_each_with_its_reason(inspection, lead, officer):
    address = f"/inspections/{inspection.slug}/holds/"
    client = given.signed_in(lead)
    assert "Enter why nothing may go outside" in client.post(f"{address}place", {"reason": " "}).content.decode()
    client.post(f"{address}place", {"reason": "An <i>inquest</i>."})
    page = page_of(lead, inspection)
    assert "An &lt;i&gt;inquest&lt;/i&gt;." in page
    assert "Lift hold 1" not in page
    assert "Lift hold 1" in page_of(officer, inspection)
    client = given.signed_in(officer)
    assert "Enter why the hold is lifted" in client.post(f"{address}1/lift", {}).content.decode()
    client.post(f"{address}1/lift", {"reason": "Over now."})
    page = page_of(lead, inspection)
    assert "Over now." in page
    assert NOTICE not in page
    assert client.get(f"{address}2/lift").status_code == 404


@pytest.mark.parametrize("room", ["documents/", "reviews/", "holds/", "embargo/"])
def test_pages_of_what_goes_outside_say_that_it_stands(inspection, lead, room):
    assert NOTICE not in page_of(lead, inspection, room)
    actions.place(given.actor(lead), inspection.slug, reason="An inquest.")
    assert NOTICE in page_of(lead, inspection, room)
    assert NOTICE not in page_of(lead, inspection, "team")


@pytest.mark.parametrize("role", [Role.OPERATIONS_OFFICER, Role.LOCAL_ASSESSOR, Role.SERVICE_HEAD])
def test_who_sees_no_drafts_sees_no_reason(inspection, lead, role):
    actions.place(given.actor(lead), inspection.slug, reason="An inquest.")
    client = given.signed_in(given.member(inspection, role))
    answer = client.get(f"/inspections/{inspection.slug}/holds/")
    assert answer.status_code in (403, 404)
    assert "inquest" not in answer.content.decode()
