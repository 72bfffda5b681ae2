"""What could tell of a person by the API: where it stands, how to mend it, and the answer of the lead inspector."""

import pytest

from inspectorate_app.actions import draft
from inspectorate_app.store.models import AuditEntry, Person
from tests.app import publishing
from tests.app.actions.test_disclosure import TELLING, WHY
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db

#: Of ten cases two are of women, and both were answered yes: 2.4.1 is at 7 of 10 (tests/app/results.py).
WOMEN = (
    "The sentence or post-custody period was implemented effectively with a focus on engaging them in 2 out of 2 cases "
    "of women."
)


@pytest.fixture
def room():
    return publishing.room()


def caller(actor):
    return calling(Person.objects.get(pk=actor.person))


def test_a_person_is_listed_with_the_place_and_answered_for_by_the_lead_inspector_alone(room):
    draft.write(room.lead, room.slug, "report", "foreword", text=TELLING, version=0)
    lead, chief = caller(room.lead), caller(room.chief)
    base = f"inspections/{room.slug}/disclosures"
    (one,) = chief("GET", base).data["items"]
    assert (one["number"], one["kind"], one["draft"], one["part"]) == (1, "person", "report", "foreword")
    assert (one["text"], one["open"], one["reason"], one["answered_at"]) == (TELLING, True, "", None)
    assert "age band" in one["mend"]
    address = f"{base}/{one['fingerprint']}/answer"
    assert chief("PUT", address, {"reason": WHY}).status_code == 403
    assert lead("PUT", address, {"reason": "x" * 1001}).status_code == 422
    assert lead("PUT", f"{base}/{'0' * 16}/answer", {"reason": WHY}).status_code == 404
    answered = {"fingerprint": one["fingerprint"], "answered": True}
    assert lead("PUT", address, {"reason": WHY}, key="a").data == answered
    assert lead("PUT", address, {"reason": WHY}, key="a").data == answered, "sent again, done once"
    assert AuditEntry.objects.filter(subject__contains=one["fingerprint"]).count() == 1
    (told,) = chief("GET", base).data["items"]
    assert (told["open"], told["reason"]) == (False, WHY)
    assert told["answered_at"]
    assert lead("PUT", address, {"reason": " "}).data == {**answered, "answered": False}
    assert chief("GET", base).data["items"][0]["open"]
    publishing.set_phase(room.inspection, "published")
    assert lead("PUT", address, {"reason": WHY}).status_code == 409
    assert chief("GET", base).data["items"] == []


def test_a_small_group_is_listed_with_how_to_mend_it_and_has_nothing_to_answer_by(room):
    draft.write(room.lead, room.slug, "report", "foreword", text=WOMEN, version=0)
    found = caller(room.officer)("GET", f"inspections/{room.slug}/disclosures").data["items"]
    assert [(each["kind"], each["part"], each["text"], each["fingerprint"], each["open"]) for each in found] == [
        ("small group", "foreword", "case:2.4.1@gender=female", "", True)
    ]
    assert found[0]["mend"] == "Leave the number out."


def test_a_list_goes_on_at_the_next_page(room):
    draft.write(room.lead, room.slug, "report", "foreword", text=WOMEN, version=0)
    draft.write(room.lead, room.slug, "report", "background", text=TELLING, version=0)
    officer = caller(room.officer)
    first = officer("GET", f"inspections/{room.slug}/disclosures?limit=1").data
    assert [each["kind"] for each in first["items"]] == ["small group"]
    second = officer("GET", first["next"].removeprefix("/api/v1/")).data
    assert ([each["kind"] for each in second["items"]], second["next"]) == (["person"], None)
