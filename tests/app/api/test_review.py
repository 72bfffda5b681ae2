"""Quality reviews, legal holds and embargoed copies by the API."""

import pytest

from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import EmbargoedCopy
from tests.app import given
from tests.app.api.bearer import calling
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db
YES = {item.id: "yes" for item in product_checklist().items}


@pytest.fixture
def inspection():
    return in_drafting()


@pytest.fixture
def lead(inspection):
    return calling(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))


@pytest.fixture
def officer():
    return calling(given.person("Omar Officer", "publication_officer"))


def test_a_review_is_asked_for_finished_and_not_by_who_asked(inspection, lead):
    reviews = f"inspections/{inspection.slug}/reviews"
    quality_lead = calling(given.member(inspection, Role.QUALITY_LEAD, "Quinn Quality"))
    assert lead("POST", reviews, {"kind": "report"}, key="a").data == {"number": 1}
    assert lead("POST", reviews, {"kind": "report"}, key="a").data == {"number": 1}, "sent again, done once"
    assert lead("POST", reviews, {"kind": "report"}).status_code == 409
    assert lead("POST", f"{reviews}/1/outcome", {"outcome": "passed", "answers": YES}).status_code == 403
    refused = quality_lead("POST", f"{reviews}/1/outcome", {"outcome": "returned", "answers": YES})
    assert refused.status_code == 422
    answers = {**YES, "tone": "na"}
    assert quality_lead("POST", f"{reviews}/1/outcome", {"outcome": "passed", "answers": answers}).data == {"number": 1}
    found = lead("GET", f"{reviews}/1").data
    assert (found["state"], found["kind"], found["changed"]) == ("passed", "report", [])
    assert {each["id"]: each["answer"] for each in found["checklist"]} == answers
    assert [each["number"] for each in lead("GET", reviews).data["items"]] == [1]
    assert lead("GET", f"{reviews}?after=1").data["items"] == []
    assert lead("POST", f"{reviews}/1/withdrawal").status_code == 409
    assert lead("GET", f"{reviews}/7").status_code == 404


def test_a_hold_is_placed_and_lifted(inspection, lead, officer):
    holds = f"inspections/{inspection.slug}/holds"
    assert lead("POST", holds, {"reason": "An inquest."}).data == {"number": 1}
    assert lead("POST", f"{holds}/1/lifting", {"reason": "Over."}).status_code == 403
    assert [each["stands"] for each in lead("GET", holds).data["items"]] == [True]
    assert officer("POST", f"{holds}/1/lifting", {"reason": "Over."}).data == {"number": 1}
    assert [each["lifted_because"] for each in lead("GET", holds).data["items"]] == ["Over."]


def test_a_copy_is_made_without_its_link_in_the_answer_and_revoked(inspection, lead, officer):
    given.approved_publication(inspection)
    copies = f"inspections/{inspection.slug}/embargoed-copies"
    pat = {"kind": "press", "recipient": "Pat Press", "organisation": "The Made-up Times", "mail_to": "pat@press.test"}
    assert lead("POST", copies, pat).status_code == 403
    assert officer("POST", copies, {**pat, "email": "nobody"}).status_code == 422
    assert officer("POST", copies, pat, key="a").data == {"number": 1, "mailed": True}
    assert officer("POST", copies, pat, key="a").data == {"number": 1, "mailed": True}, "sent again, done once"
    (found,) = lead("GET", copies).data["items"]
    assert (found["recipient"], found["works"], found["trace"]) == (
        "Pat Press",
        True,
        EmbargoedCopy.objects.get().trace,
    )
    assert "token" not in str(found)
    assert officer("POST", f"{copies}/1/revocation").data == {"number": 1}
    assert officer("POST", f"{copies}/1/revocation").status_code == 409
    assert [each["works"] for each in lead("GET", copies).data["items"]] == [False]
