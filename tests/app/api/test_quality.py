"""Quality assurance through the API: the same permissions, blindness and results as on the pages."""

import pytest

from inspectorate_app.actions.permission import Role
from tests.app import given, quality
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    inspection = given.inspection()
    people = {
        "first": given.member(inspection, Role.INSPECTOR, "Fay First", capacity=20),
        "second": given.member(inspection, Role.INSPECTOR, "Sol Second", capacity=20),
        "quality": given.member(inspection, Role.QUALITY_LEAD, "Quin Quality"),
        "lead": given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"),
    }
    for case in given.cases(inspection, ["SYN001", "SYN002", "SYN003"]):
        quality.submitted(inspection, people["first"], case, {"2.2.1": "yes", "2.2.2": "no"})
    return inspection, people


def address(inspection, rest):
    return f"inspections/{inspection.slug}/{rest}"


def test_a_dip_sample_is_drawn_once_however_often_it_is_sent(team):
    inspection, people = team
    call = calling(people["quality"])
    body = {"size": 2, "seed": "autumn", "readers": [people["second"].pk]}
    made = call("POST", address(inspection, "quality/dip-samples"), body, key="one")
    assert made.status_code == 201
    assert call("POST", address(inspection, "quality/dip-samples"), body, key="one").data == made.data
    items = call("GET", address(inspection, "quality/second-readings")).data["second_readings"]
    assert [(each["state"], each["reader"], each["agreed"]) for each in items] == [
        ("waiting", people["second"].pk, None)
    ] * 2
    wrong = call("POST", address(inspection, "quality/dip-samples"), {**body, "size": 2}, key="two")
    assert wrong.status_code == 422  # one case is left


def test_a_reading_is_chosen_compared_and_settled(team):
    inspection, people = team
    call = calling(people["quality"])
    body = {"case": 1, "reader": people["second"].pk, "why": "A check"}
    number = call("POST", address(inspection, "quality/second-readings"), body).data["id"]
    quality.answer(inspection, people["second"], number, **{"2.2.1": "no", "2.2.2": "no"})
    (item,) = call("GET", address(inspection, "quality/second-readings")).data["second_readings"]
    assert (item["agreed"], item["compared"], item["to_settle"], item["to_correct"]) == (1, 2, 1, 0)
    settlement = {"question": "2.2.1", "outcome": "second", "reason": "So it is.", "version": 0}
    settling = address(inspection, f"quality/second-readings/{number}/settlements")
    assert call("POST", settling, settlement).data == {"question": "2.2.1", "version": 1}
    assert call("POST", settling, settlement).status_code == 409
    (item,) = call("GET", address(inspection, "quality/second-readings")).data["second_readings"]
    assert (item["to_settle"], item["to_correct"]) == (0, 1)
    agreed = call("GET", address(inspection, "quality/agreement")).data
    found = {each["question"]: (each["agreed"], each["cases"]) for each in agreed["questions"]}
    assert found == {"2.2.1": (0, 1), "2.2.2": (1, 1)}
    assert {each["kappa"] for each in agreed["questions"]} == {None}  # one case is too few


def test_whoever_reads_a_case_blind_gets_nothing_of_it(team):
    inspection, people = team
    body = {"case": 1, "reader": people["lead"].pk, "why": "A check"}
    number = calling(people["quality"])("POST", address(inspection, "quality/second-readings"), body).data["id"]
    call = calling(people["lead"])
    for place in ("cases/1", "cases/1/assessment", "cases/1/assessment/interview"):
        assert call("GET", address(inspection, place)).status_code == 403, place
    assert call("GET", address(inspection, "cases/2/assessment")).status_code == 200
    quality.answer(inspection, people["lead"], number)
    assert call("GET", address(inspection, "cases/1/assessment")).status_code == 200


def test_training_is_recorded_and_listed(team):
    inspection, people = team
    call = calling(people["quality"])
    body = {"person": people["first"].pk, "trained_on": "2022-01-10", "ready_on": "2022-01-24"}
    assert call("POST", address(inspection, "quality/training"), body).status_code == 201
    found = calling(people["lead"], "read")("GET", address(inspection, "quality/training")).data
    assert found["required"] is False
    (item,) = found["training"]
    assert (item["person"], item["module"], item["state"]) == (people["first"].pk, "", "ready")
    assert call("POST", address(inspection, "quality/training"), {**body, "module": "juggling"}).status_code == 422
    assert calling(people["lead"])("POST", address(inspection, "quality/training"), body).status_code == 403
