"""Drawing, approving, allocating and replacing through the API, without a name."""

import pytest

from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Identity
from tests.app import given, synthetic
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


def test_from_a_caseload_to_cases_that_are_read(db):
    inspection = synthetic.inspection()
    lead = synthetic.lead(inspection)
    inspector = given.member(inspection, Role.INSPECTOR, "Ingrid Inspector", capacity=50)
    caseload = synthetic.uploaded(inspection, lead)
    call, place = calling(lead), f"inspections/{inspection.slug}"
    body = {"caseload": caseload, "size": 20, "seed": "synthetic"}
    drawn = call("POST", f"{place}/samples", body, key="d")
    assert (drawn.status_code, drawn.data["state"]) == (201, "drawn")
    assert call("POST", f"{place}/samples", body, key="d").data == drawn.data
    approval = f"{place}/samples/{drawn.data['id']}/approval"
    approved = call("POST", approval, key="a")
    assert approved.status_code == 200
    assert call("POST", approval, key="a").data == approved.data
    assert call("POST", approval).status_code == 409
    pages = [call("GET", f"{place}/cases/all?limit=15")]
    while pages[-1].data["next"]:
        pages.append(call("GET", pages[-1].data["next"]))
    listed = [each for page in pages for each in page.data["items"]]
    assert len(listed) == approved.data["cases"]
    assert sum(each["role"] == "main" for each in listed) == 20
    told = b"".join(page.content for page in pages).decode()
    people = list(Identity.objects.all())
    assert len(people) == len(listed)
    for one in people:
        assert not [name for name in (one.first_name, one.person_id, one.practitioner) if name and name in told]
    given_to = call("PUT", f"{place}/cases/1/allocation", {"person": inspector.pk}, key="al")
    assert (given_to.status_code, given_to.data["allocated_to"]) == (200, inspector.pk)
    assert [each["number"] for each in calling(inspector)("GET", f"{place}/cases").data["items"]] == [1]
    replaced = call("POST", f"{place}/cases/2/replacement", {"reason": "The records cannot be had."}, key="r")
    assert (replaced.status_code, replaced.data["withdrawn"]) == (200, 2)
    assert call("GET", f"{place}/cases/2").data["role"] == "withdrawn"
    assert call("GET", f"{place}/cases/{replaced.data['replaced_with']}").data["role"] == "main"


def test_a_characteristic_is_noted_and_a_sample_made_from_the_main_one_follows(db):
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR)
    given.cases(inspection, allocated_to=lead, gender="male")
    call, place = calling(lead), f"inspections/{inspection.slug}"
    made = call("POST", f"{place}/samples/from-main", {"module": "statutory_victims"}, key="m")
    assert (made.status_code, made.data) == (201, {"module": "statutory_victims", "cases": 0})
    assert call("POST", f"{place}/samples/from-main", {"module": "statutory_victims"}, key="m").data == made.data
    assert call("POST", f"{place}/samples/from-main", {"module": "court_reports"}).status_code == 404
    address = f"{place}/cases/2/assessment/characteristics"
    body = {"characteristics": {"victim_contact": {"becomes": "opted_in"}}}
    noted = call("PATCH", address, body, key="n")
    assert noted.data == {"characteristics": {"gender": "male", "victim_contact": "opted_in"}}
    assert call("PATCH", address, body, key="n").data == noted.data
    stale = call("PATCH", address, {"characteristics": {"victim_contact": {"was": "", "becomes": "eligible"}}})
    assert (stale.status_code, stale.data["theirs"]) == (409, {"victim_contact": "opted_in"})
    wrong = call("PATCH", address, {"characteristics": {"victim_contact": {"was": "opted_in", "becomes": "perhaps"}}})
    assert wrong.status_code == 422
    cases = call("GET", f"{place}/cases").data["items"]
    assert [(each["number"], each["module"]) for each in cases][3:] == [(4, "statutory_victims")]
