"""The pages of case assessments: who sees which, forms without JavaScript, conflicts, submission."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspectorate_app.actions import assessment
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Answer, Case, CaseAssessment, Inspection
from tests.app import given
from tests.app.assessing import LLR, at, fill, section

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def ines(inspection):
    """An inspector with the cases 1 to 3."""
    someone = given.member(inspection, Role.INSPECTOR, "Ines Spector")
    given.cases(inspection, allocated_to=someone, gender="female", sentence_type="community")
    return someone


@pytest.mark.parametrize("route", ["cases", "case", "case_all", "case_review", "case_interview"])
def test_pages_of_an_own_case_open(ines, route):
    reply = given.signed_in(ines).get(at(route, None if route == "cases" else 1))
    assert reply.status_code == 200
    assert "SYN001" in reply.text


def test_the_list_shows_own_cases_and_a_lead_may_see_all(inspection, ines):
    lead = given.member(inspection, Role.LEAD_INSPECTOR)
    given.cases(inspection, ["SYN901"], allocated_to=lead, first=9)
    assert "SYN901" not in given.signed_in(ines).get(at("cases") + "?whose=all").text
    client = given.signed_in(lead)
    assert "SYN001" not in client.get(at("cases")).text
    everyone = client.get(at("cases") + "?whose=all").text
    assert "SYN001" in everyone
    assert "SYN901" in everyone


def test_who_has_no_case_and_may_see_all_begins_with_all(inspection, ines):
    reply = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR)).get(at("cases"))
    assert "SYN001" in reply.text
    assert "<title>All cases" in reply.text
    none = given.signed_in(given.member(inspection, Role.INSPECTOR, "Otto Other")).get(at("cases"))
    assert "No cases are allocated to you yet." in none.text


def test_a_group_of_another_sample_goes_by_the_name_of_the_sample(inspection, ines):
    given.cases(inspection, ["SYN904"], allocated_to=ines, first=4, module="court_reports")
    with guard.allowed():
        Case.objects.filter(number=4).update(stratum="ALL")
    assert "Court reports" in given.signed_in(ines).get(at("cases")).text
    assert "Court reports" in given.signed_in(ines).get(at("case", 4)).text
    lead = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR))
    assert ">Court reports<" in lead.get(at("progress")).text


def test_fieldwork_that_is_over_was_due(inspection, ines):
    """Fieldwork of the inspection given is in 2022: it cannot be due to end any more."""
    assert "Fieldwork was due to end on" in given.signed_in(ines).get(at("cases")).text
    lead = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR)).get(at("progress")).text
    assert "Fieldwork was due to end on" in lead
    assert "left after today" not in lead


def test_no_two_sections_of_a_case_share_a_name():
    """The edition of 2023 has a standard without a number, Outcomes, and a topic of that name."""
    made = given.inspection("n-2026", edition_name="hmip-pdu-2023")
    someone = given.member(made, Role.INSPECTOR, "Ines Spector")
    given.cases(made, ["N1"], allocated_to=someone, gender="female", sentence_type="community")
    address = reverse("case", kwargs={"inspection": "n-2026", "number": 1})
    names = re.findall(r'href="[^"]*/section/[^"]*"[^>]*>\s*([^<]+?)\s*<', given.signed_in(someone).get(address).text)
    assert len(names) > 10
    assert len(names) == len(set(names))


def test_the_list_is_paged_and_filtered(ines):
    given.cases(Case.objects.get(number=1).inspection, [f"X{n:02}" for n in range(30)], allocated_to=ines, first=4)
    assessment.save_answer(given.actor(ines), LLR, 2, "2.2.1", answer="yes", version=0)
    client = given.signed_in(ines)
    first, second = client.get(at("cases")).text, client.get(at("cases") + "?page=2").text
    assert ("X21" in first, "X22" in first, "X21" in second, "X22" in second) == (True, False, False, True)
    started = client.get(at("cases") + "?state=in_progress").text
    assert ("SYN002" in started, "SYN001" in started) == (True, False)
    assert client.get(at("cases") + "?page=nonsense&state=nonsense").status_code == 200


def test_the_case_of_someone_else_is_refused(inspection, ines):
    other = given.signed_in(given.member(inspection, Role.INSPECTOR, "Otto Other"))
    for route in ("case", "case_all", "case_review", "case_interview"):
        assert other.get(at(route, 1)).status_code == 403
    assert other.get(at("case", 99)).status_code == 404


def test_an_analyst_reads_and_cannot_change(inspection, ines):
    assessment.save_answer(given.actor(ines), LLR, 1, "2.2.1", answer="yes", reason="Seen <b>", version=0)
    client = given.signed_in(given.member(inspection, Role.ANALYST))
    page = client.get(section()).text
    assert "You can read it and not change it" in page
    assert "Seen &lt;b&gt;" in page
    assert '<form method="post" novalidate' not in page
    assert client.post(section(), {"2.2.1": "no", "2.2.1-version": "1"}).status_code == 403
    assert Answer.objects.get().answer == "yes"


def test_the_task_list_says_how_far_each_section_is(ines):
    actor = given.actor(ines)
    assessment.save_answer(actor, LLR, 1, "inspector_risk_of_harm", answer="low", version=0)
    assessment.save_answer(actor, LLR, 1, "2.2.1", answer="yes", version=0)
    page = given.signed_in(ines).get(at("case", 1)).text
    # Of the 12 questions of standard 2.2 the four of 2.2.3 do not apply where the risk is low.
    assert "1 of 8 answered" in page
    assert page.index("Risk of serious harm") < page.index("2.2 Assessment")
    assert "Completed" in page


def test_a_form_without_javascript_saves_what_is_on_it_and_goes_on(ines):
    client = given.signed_in(ines)
    reply = client.post(
        section(), {"2.2.1": "yes", "2.2.1-reason": "Seen", "2.2.1-version": "0", "2.2.1a-version": "0"}
    )
    assert (reply.status_code, reply["Location"]) == (302, section("2-3-planning"))
    kept = Answer.objects.get()
    assert (kept.question, kept.answer, kept.reason) == ("2.2.1", "yes", "Seen")


def test_an_answer_is_cleared_without_javascript(ines):
    assessment.save_answer(given.actor(ines), LLR, 1, "2.2.1", answer="yes", version=0)
    reply = given.signed_in(ines).post(section(), {"2.2.1": "yes", "2.2.1-version": "1", "clear": "2.2.1"})
    assert reply["Location"] == section()
    assert (Answer.objects.get().answer, Answer.objects.get().version) == ("", 2)


def test_a_question_that_does_not_apply_stays_where_it_is_with_the_rule(ines):
    assessment.save_answer(given.actor(ines), LLR, 1, "2.2.3", answer="yes", version=0)
    assessment.save_answer(given.actor(ines), LLR, 1, "inspector_risk_of_harm", answer="low", version=0)
    page = given.signed_in(ines).get(section()).text
    block = page[page.index('id="question-2.2.3"') : page.index('id="question-2.2.3a"')]
    assert "Does not apply to this case." in block
    assert "The inspector did not judge the risk of serious harm to be low." in block
    assert "disabled" in block
    assert "checked" in block


def test_without_javascript_a_conflict_shows_both_and_nothing_is_lost(inspection, ines):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    assessment.save_answer(given.actor(lead), LLR, 1, "2.2.1", answer="no", reason="Theirs stands", version=0)
    client = given.signed_in(ines)
    mine = {
        "2.2.1": "yes",
        "2.2.1-reason": "Mine is typed",
        "2.2.1-version": "0",
        "2.2.1a": "yes",
        "2.2.1a-version": "0",
    }
    reply = client.post(section(), mine)
    assert reply.status_code == 409
    for text in ("Theirs stands", "Lee Lead", "Mine is typed", "Error: "):
        assert text in reply.text
    assert 'name="2.2.1-version" value="1-' in reply.text
    assert Answer.objects.count() == 1
    assert client.post(section(), mine | {"2.2.1-version": "1", "2.2.1-keep": "theirs"}).status_code == 302
    assert {row.question: row.answer for row in Answer.objects.all()} == {"2.2.1": "no", "2.2.1a": "yes"}
    again = mine | {"2.2.1-version": "1", "2.2.1-keep": "yours", "2.2.1a-version": "1"}
    assert client.post(section(), again).status_code == 302
    assert Answer.objects.get(question="2.2.1").reason == "Mine is typed"


def test_what_cannot_be_saved_is_said_at_its_question_and_stays_typed(ines):
    reply = given.signed_in(ines).post(section(), {"2.2.1": "yes", "2.2.1-reason": "x" * 10_001, "2.2.1-version": "0"})
    assert reply.status_code == 422
    assert "It has 10001 characters" in reply.text
    assert "x" * 10_001 in reply.text


def test_review_leads_to_what_is_missing_and_submits_when_nothing_is(ines):
    client = given.signed_in(ines)
    page = client.get(at("case_review", 1)).text
    assert f"{section()}#question-2.2.1" in page
    assert "Submit case 1" not in page
    refused = client.post(at("case_review", 1), {})
    assert refused.status_code == 422
    assert "Answer the questions that are missing" in refused.text
    fill(ines)
    assert "Submit case 1" in client.get(at("case_review", 1)).text
    assert client.post(at("case_review", 1), {}).status_code == 302
    assert CaseAssessment.objects.get().state == "submitted"
    read = client.get(section()).text
    assert "submitted and is locked" in read
    assert "Save and continue" not in read


def test_a_contradiction_is_confirmed_on_the_review_page(ines):
    fill(ines)
    assessment.save_answer(given.actor(ines), LLR, 1, "2.2.1", answer="no", version=1)
    client = given.signed_in(ines)
    page = client.get(at("case_review", 1)).text
    assert "1 answer to look at again" in page
    assert "Answered &#39;No&#39;, and all 3 of its answered prompts are &#39;Yes&#39;." in page
    assert client.post(at("case_review", 1), {}).status_code == 422
    assert client.post(at("case_review", 1), {"confirmed": "on"}).status_code == 302


def test_a_lead_reopens_with_a_reason(inspection, ines):
    fill(ines)
    assessment.submit(given.actor(ines), LLR, 1)
    assert given.signed_in(ines).get(at("case_reopen", 1)).status_code == 403
    lead = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR))
    assert "Reopen this case" in lead.get(at("case", 1)).text
    assert "Enter reason for reopening" in lead.post(at("case_reopen", 1), {"reason": ""}).text
    assert lead.post(at("case_reopen", 1), {"reason": "A plan was found"}).status_code == 302
    assert CaseAssessment.objects.get().state == "in_progress"
    assert "cannot be reopened" in lead.get(at("case_reopen", 1)).text


def interview(**changed):
    sent = {"outcome": "held", "held_on-day": "25", "held_on-month": "10", "held_on-year": "2022", "notes": "Agreed"}
    return sent | {"version": "0"} | changed


def test_an_interview_is_recorded_and_versioned(inspection, ines):
    client = given.signed_in(ines)
    assert client.post(at("case_interview", 1), interview()).status_code == 302
    row = CaseAssessment.objects.get()
    assert (row.interview, str(row.interview_on), row.interview_notes) == ("held", "2022-10-25", "Agreed")
    stale = client.post(at("case_interview", 1), interview(notes="Mine"))
    assert stale.status_code == 409
    assert ("Agreed" in stale.text, "Mine" in stale.text) == (True, True)
    assert client.post(at("case_interview", 1), interview(notes="Mine", version="1")).status_code == 302
    assert CaseAssessment.objects.get().interview_version == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"outcome": ""}, "Select was the interview held"),
        ({"held_on-day": "", "held_on-month": "", "held_on-year": ""}, "Enter the date of the interview"),
        ({"held_on-year": "2999"}, "must be today or in the past"),
    ],
)
def test_what_is_wrong_with_an_interview_is_said(ines, changed, said):
    reply = given.signed_in(ines).post(at("case_interview", 1), interview(**changed))
    assert reply.status_code == 422
    assert said in reply.text
    assert not CaseAssessment.objects.exists()


@pytest.mark.parametrize("route", ["cases", "case", "case_all", "progress"])
def test_a_page_takes_as_many_queries_beside_500_other_cases(inspection, ines, route):
    client = given.signed_in(given.member(inspection, Role.LEAD_INSPECTOR))

    def count():
        with CaptureQueriesContext(connection) as captured:
            assert (
                client.get(at(route, 1 if route.startswith("case") and route != "cases" else None)).status_code == 200
            )
        return len(captured)

    count()
    alone = count()
    given.cases(inspection, [f"Y{number}" for number in range(500)], allocated_to=ines, first=4)
    assert count() == alone <= 10


def test_questions_whose_number_has_a_space_have_ids_without(inspection):
    given.inspection("another-2024", edition_name="hmip-pdu-2023")
    other = Inspection.objects.get(slug="another-2024")
    someone = given.member(other, Role.INSPECTOR, "Ada Example")
    given.cases(other, allocated_to=someone)
    where = {"inspection": other.slug, "number": 1, "section": "p-2-1-assessment"}
    client = given.signed_in(someone)
    page = client.get(reverse("case_section", kwargs=where)).text
    assert 'id="question-P-2.1.1"' in page
    assert not [each for each in re.findall(r'(?:id|for|aria-describedby)="([^"]*)"', page) if "P 2" in each]
    sent = {"P 2.1.1": "yes", "P 2.1.1-version": "0"}
    assert client.post(reverse("case_section", kwargs=where), sent).status_code == 302
    assert Answer.objects.get().question == "P 2.1.1"
