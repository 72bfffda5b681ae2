"""Action plans by the API, from the first answer to what is open everywhere, under the same rules as on the pages."""

import datetime

import pytest
from django.utils import timezone

from inspectorate_app.store.queries import public_progress
from tests.app import given
from tests.app.action_plan import followed
from tests.app.api.bearer import calling

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


def test_a_plan_from_the_first_answer_to_publication():
    of = followed()
    contact, head, lead = (calling(each) for each in (of.contact_person, of.head_person, of.lead_person))
    own, team = (f"inspections/{of.slug}/{place}action-plan" for place in ("service/", ""))
    today = timezone.localdate()
    sent = {"response": "agreed", "reasons": "", "version": 0}
    for _ in range(2):
        answer = contact("PUT", f"{own}/recommendations/1/answer", sent, key="one")
        assert (answer.status_code, answer.data) == (200, {"number": 1, "version": 1})
    act = {
        "what": "Train",
        "who": "Head of the PDU",
        "due_on": (today + 90 * DAY).isoformat(),
        "measure": "All trained",
    }
    added = contact("POST", f"{own}/recommendations/1/actions", act)
    assert (added.status_code, added.data["number"]) == (201, 1)
    contact("PUT", f"{own}/actions/1", {**act, "what": "Train all", "version": 1})
    contact("PUT", f"{own}/recommendations/2/answer", {"response": "not_agreed", "reasons": "Done.", "version": 0})
    version = contact("GET", own).data["version"]
    refused = head("POST", f"{own}/submission", {"version": version})
    assert refused.status_code == 422
    assert "day" in str(refused.data)
    version = contact("PUT", f"{own}/days", {"days": [(today + 9 * DAY).isoformat()], "version": version}).data[
        "version"
    ]
    assert contact("POST", f"{own}/submission", {"version": version}).status_code == 404
    assert head("POST", f"{own}/submission", {"version": version}).data["number"] == 1
    version = lead("GET", team).data["version"]
    assert lead("POST", f"{team}/decision", {"decision": "accepted", "version": version}).status_code == 200
    report = {"state": "under_way", "words": "Half.", "on": today.isoformat()}
    assert contact("POST", f"{own}/actions/1/reports", report).status_code == 201
    judged = {"status": "some", "found": "Half.", "evidence": "Seen.", "version": 1}
    lead("PUT", f"{team}/recommendations/1/judgement", judged)
    one = lead("GET", team).data["answers"][0]
    assert (one["status"], one["actions"][0]["what"], one["actions"][0]["state"]) == ("some", "Train all", "under_way")
    shown = contact("GET", own).data["answers"]
    assert [each["printed"] for each in shown] == [1, 2]  # the third is to HMPPS
    assert (shown[0]["status"], shown[0]["found"]) == ("", "")
    version = lead("GET", team).data["version"]
    assert lead("POST", f"{team}/publication", {"version": version}).status_code == 201
    assert public_progress.of_inspection(of.slug)[1].status == "Some progress"


def test_the_team_records_for_others_and_sets_the_deadline():
    of = followed()
    lead, team = calling(of.lead_person), f"inspections/{of.slug}/action-plan"
    sent = {"response": "agreed", "reasons": "", "version": 0}
    assert lead("PUT", f"{team}/recommendations/1/answer", sent).status_code == 403
    assert lead("PUT", f"{team}/recommendations/3/answer", sent).status_code == 200
    day = (timezone.localdate() + 40 * DAY).isoformat()
    act = {"what": "Recruit", "who": "Director", "due_on": day, "measure": "Posts filled"}
    number = lead("POST", f"{team}/recommendations/3/actions", act).data["number"]
    told = {"state": "done", "words": "Filled.", "on": timezone.localdate().isoformat()}
    assert lead("POST", f"{team}/actions/{number}/reports", told).status_code == 201
    lead("PUT", f"{team}/deadline", {"due_on": day})
    plan = lead("GET", team).data
    assert (plan["due_on"], plan["due_assumed"], plan["answers"][2]["actions"][0]["state"]) == (day, False, "done")


def test_what_is_open_is_for_who_plans():
    of = followed(published=timezone.localdate() - 40 * DAY)
    planner = calling(given.person("Pia Planner", "planner"))
    found = planner("GET", "recommendations/open?addressee=PDU&overdue=true").data["recommendations"]
    assert [(each["inspection"], each["printed"], each["overdue"]) for each in found] == [(of.slug, 1, "plan")]
    assert calling(of.lead_person)("GET", "recommendations/open").status_code == 403
