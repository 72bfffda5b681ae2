"""A case of each edition and module is assessed from its first question to its last, on the same rails."""

import pytest

from inspectorate.framework.catalogue import find_edition
from inspectorate_app.actions import assessment
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import CaseAssessment, Inspection, Tally
from inspectorate_app.store.queries import assessment as query
from inspectorate_app.web.assessment.section import done, sections_of
from tests.app import given
from tests.app.actions.test_tally import fill, well

pytestmark = pytest.mark.django_db
LLR = given.LLR
ALL = {
    "report_type": "oral",
    "sentence_type": "post_custody",
    "victim_contact": "opted_in",
    "unpaid_work": "yes",
    "through_the_gate": "yes",
}

#: Edition, module of the sample (blank: main), what is recorded of the case, and the modules that it is then asked.
#: By the editions' files: a module with a further sample of its own is not asked of the main sample.
CASES = [
    ("hmip-pdu-2021", "", {}, {"case_supervision"}),
    ("hmip-pdu-2021", "", ALL, {"case_supervision"}),
    ("hmip-pdu-2021", "court_reports", ALL, {"court_reports"}),
    ("hmip-pdu-2021", "resettlement", ALL, {"resettlement"}),
    ("hmip-pdu-2021", "statutory_victims", ALL, {"statutory_victims"}),
    ("hmip-pdu-2023", "", ALL, {"case_supervision"}),
    ("hmip-pdu-2023", "court_reports", {}, {"court_reports"}),
    ("hmip-pdu-2023", "resettlement", {}, {"resettlement"}),
    (
        "hmip-region-2023",
        "",
        {},
        {"case_supervision", "court_reports", "resettlement", "unpaid_work", "statutory_victims"},
    ),
    ("hmip-region-2023", "", {"report_type": "none", "unpaid_work": "no", "sentence_type": "community",
                              "victim_contact": "not_eligible"}, {"case_supervision"}),
    ("hmip-region-2023", "unpaid_work", {"unpaid_work": "yes"}, {"unpaid_work"}),
    ("hmip-public-protection-2025", "", {}, {"core", "adjusted"}),
    ("hmip-public-protection-2025", "", {"contact": "not_suspended"}, {"core"}),
    ("hmip-public-protection-2025", "", {"contact": "suspended"}, {"adjusted"}),
    ("hmip-crc-nps-2018", "", {"through_the_gate": "no", "victim_contact": "not_eligible"}, {"case_supervision"}),
    ("hmip-crc-nps-2018", "unpaid_work", {"unpaid_work": "yes"}, {"unpaid_work"}),
    ("hmip-crc-nps-2018", "court_reports", {"report_type": "oral"}, {"court_reports"}),
    ("hmip-crc-nps-2018", "statutory_victims", {"victim_contact": "opted_in"}, {"statutory_victims"}),
    ("hmip-crc-nps-2018", "through_the_gate", {"through_the_gate": "yes"}, {"through_the_gate"}),
]  # fmt: skip


@pytest.mark.parametrize(("edition", "module", "recorded", "asked"), CASES)
def test_a_case_is_assessed_from_first_to_last_question(edition, module, recorded, asked):
    inspection = given.inspection(edition_name=edition)
    known = find_edition(edition).characteristic_by_id
    recorded = {name: value for name, value in recorded.items() if name in known}
    given.cases(inspection, ["SYN001"], module=module, **recorded)
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR))
    facts = query.find(inspection.pk, 1, given.edition_of(LLR))
    modules = facts.edition.module_of
    assert {modules[name].id for name in facts.questions} == asked
    assert [
        each.id for section in sections_of(facts) for each in section.questions if each.id not in facts.questions
    ] == []
    fill(lead, 1, well)
    facts = query.find(inspection.pk, 1, given.edition_of(LLR))
    assert sum(done(section, facts).answered for section in sections_of(facts)) == facts.answered == facts.relevant
    assessment.submit(lead, LLR, 1, confirmed=True)
    assert CaseAssessment.objects.get().state == "submitted"
    assert Tally.objects.get(characteristic="", value="").cases == 1


def test_an_inspection_of_one_service_is_not_asked_the_standards_of_another():
    inspection = given.inspection(edition_name="hmip-crc-nps-2018")
    given.cases(inspection, ["SYN001"])
    everything = set(query.find(inspection.pk, 1, given.edition_of(LLR)).questions)
    with guard.allowed():
        Inspection.objects.update(service="NPS")
    asked = query.find(inspection.pk, 1, given.edition_of(LLR)).questions
    # 4.2 Through the Gate is a standard of CRCs, 3.2 statutory victim work one of the NPS.
    assert {"4.2.1", "3.2.1"} <= everything
    assert ("4.2.1" in asked, "3.2.1" in asked) == (False, True)
