"""The pages of case assessments: who sees which, forms without JavaScript, conflicts, submission."""

import html
import json
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from inspectorate.assessment.judgements import answers_to
from inspectorate_app.actions import assessment, characteristic
from inspectorate_app.actions.characteristic import Noted
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Answer, Case, CaseAssessment, Inspection
from inspectorate_app.store.queries import assessment as query
from tests.app import given

pytestmark = pytest.mark.django_db
LLR = given.LLR


@pytest.fixture
def inspection():
    return given.inspection()


@pytest.fixture
def ines(inspection):
    """An inspector with the cases 1 to 3."""
    someone = given.member(inspection, Role.INSPECTOR, "Ines Spector")
    given.cases(inspection, allocated_to=someone, gender="female", sentence_type="community")
    return someone


def at(route, number=None, **more):
    where = {"inspection": LLR} | ({"number": number} if number else {}) | more
    return reverse(route, kwargs=where)


def section(slug="2-2-assessment"):
    return at("case_section", 1, section=slug)


def fill(someone, number=1):
    """Answer every relevant question of a case so that nothing contradicts."""
    actor, case = given.actor(someone), Case.objects.get(number=number)
    facts = query.find(case.inspection_id, number, given.edition_of(LLR))
    answers = {
        name: [each.answer for each in answers_to(facts.edition, asked)] for name, asked in facts.questions.items()
    }
    wanted = {name: ("high" if "high" in each else each[0], "", 0) for name, each in answers.items()}
    assessment.save_answers(actor, LLR, number, {name: wanted[name] for name in wanted if name not in facts.left_out})


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


def post(client, number=1, **sent):
    content = {"question": "2.2.1", "answer": "yes", "reason": "", "version": 0, "key": "k1"} | sent
    return client.post(at("case_answer", number), json.dumps(content), content_type="application/json")


def test_the_script_is_answered_with_what_was_saved(ines):
    reply = post(given.signed_in(ines), question="inspector_risk_of_harm", answer="low")
    said = reply.json()
    assert (reply.status_code, said["version"], said["answered"]) == (200, 1, 1)
    assert said["relevance"]["2.2.3"] == "The inspector did not judge the risk of serious harm to be low."
    assert said["relevance"]["enforcement_taken"] is True


def test_the_script_is_told_what_stands_what_is_wrong_and_what_is_refused(inspection, ines):
    client = given.signed_in(ines)
    post(client)
    overtaken = post(client, answer="no", key="k2")
    assert (overtaken.status_code, overtaken.json()["theirs"]["answer"]) == (409, "yes")
    assert post(client, answer="perhaps", version=1, key="k3").status_code == 422
    assert post(client, answer="no", version=1, key="k1").status_code == 403  # the key stands for another write
    other = given.signed_in(given.member(inspection, Role.INSPECTOR, "Otto Other"))
    assert post(other).json()["problem"] == "This case is not allocated to you."


@pytest.mark.parametrize(
    "wrong", [{"version": "1"}, {"version": -1}, {"version": True}, {"key": ""}, {"key": "k" * 81}, {"answer": None}]
)
def test_what_the_script_would_not_send_is_not_understood(ines, wrong):
    assert post(given.signed_in(ines), **wrong).status_code == 400


def test_what_is_no_json_or_too_long_is_not_understood(ines):
    client = given.signed_in(ines)
    assert client.post(at("case_answer", 1), "{", content_type="application/json").status_code == 400
    assert post(client, reason="x" * 50_000).status_code == 400
    assert client.get(at("case_answer", 1)).status_code == 405


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


def test_a_save_by_the_script_is_ten_statements_beside_who_asks(ines):
    client = given.signed_in(ines)
    post(client, key="k0", question="2.2.2")
    with CaptureQueriesContext(connection) as captured:
        assert post(client).status_code == 200
    # Session, person and roles, which every request asks for once; then the save.
    assert len(captured) <= 3 + 10, "\n".join(each["sql"] for each in captured.captured_queries)


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


def rendered(client, code):
    """The version of a question as its form shows it, to be sent back."""
    return re.search(rf'name="{re.escape(code)}-version" value="([^"]*)"', client.get(section()).text)[1]


def test_without_javascript_an_answer_that_was_not_touched_is_never_a_conflict(inspection, ines):
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead"))
    assessment.save_answer(lead, LLR, 1, "2.2.1", answer="yes", reason="One\nTwo", version=0)
    client = given.signed_in(ines)
    # What the form showed: 2.2.1 answered, 2.2.2 and 2.2.1a not.
    sent = {f"{code}-version": rendered(client, code) for code in ("2.2.1", "2.2.1a", "2.2.2")}
    sent |= {"2.2.1": "yes", "2.2.1-reason": "One\r\nTwo", "2.2.1a": "no"}
    # Meanwhile another answers two of them otherwise.
    assessment.save_answer(lead, LLR, 1, "2.2.1", answer="no", reason="Seen again", version=1)
    assessment.save_answer(lead, LLR, 1, "2.2.2", answer="no", version=0)
    assert client.post(section(), sent).status_code == 302
    assert {row.question: row.answer for row in Answer.objects.all()} == {"2.2.1": "no", "2.2.2": "no", "2.2.1a": "no"}
    # One that was touched still is a conflict, and what was typed is sent again from the page that shows both.
    touched = sent | {"2.2.1-reason": "Mine"}
    shown = client.post(section(), touched)
    assert shown.status_code == 409
    again = re.search(r'name="2\.2\.1-version" value="([^"]*)"', shown.text)[1]
    assert client.post(section(), touched | {"2.2.1-version": again, "2.2.1-keep": "yours"}).status_code == 302
    assert Answer.objects.get(question="2.2.1").reason == "Mine"


def test_what_was_typed_before_another_submitted_is_shown_to_be_copied(inspection, ines):
    client = given.signed_in(ines)
    sent = {"2.2.1": "yes", "2.2.1-version": rendered(client, "2.2.1"), "2.2.1-reason": "Typed <b>in vain"}
    sent |= {"2.2.2": "", "2.2.2-version": rendered(client, "2.2.2")}
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    fill(lead)
    assessment.submit(given.actor(lead), LLR, 1)
    reply = client.post(section(), sent)
    assert reply.status_code == 409
    lost = reply.text[reply.text.index('id="not-saved"') : reply.text.index("</section>")]
    for words in ("Typed &lt;b&gt;in vain", "Lee Lead", "1 answer was not saved", "ask a lead inspector to reopen"):
        assert words in lost
    assert lost.count("<dt") == 1
    assert Answer.objects.get(question="2.2.1").reason == ""


def test_an_interview_typed_before_another_submitted_is_shown_to_be_copied(inspection, ines):
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    fill(lead)
    assessment.submit(given.actor(lead), LLR, 1)
    reply = given.signed_in(ines).post(at("case_interview", 1), interview(notes="Said & done"))
    assert reply.status_code == 409
    for words in ("was not saved", "Said &amp; done", "25 10 2022", "Held", "Lee Lead"):
        assert words in reply.text
    assert CaseAssessment.objects.get().interview == ""


def test_the_script_is_told_that_a_case_is_locked(inspection, ines):
    fill(ines)
    assessment.submit(given.actor(ines), LLR, 1)
    reply = post(given.signed_in(ines), answer="no", version=1, key="k9")
    assert (reply.status_code, reply.json()["locked"]) == (403, True)
    assert "locked" in reply.json()["problem"]


def choices_of(client, **changed):
    """The form of what is recorded, as it was shown and then changed."""
    page = client.get(at("case_characteristics", 1)).text
    seen = html.unescape(re.search(r'name="seen"[^>]*value="([^"]*)"', page)[1])
    return {f"of-{name}": value for name, value in (json.loads(seen) | changed).items()} | {"seen": seen}


def test_the_assessor_corrects_what_is_recorded_of_a_case(inspection, ines):
    client = given.signed_in(ines)
    assert at("case_characteristics", 1) in client.get(at("case", 1)).text
    sent = choices_of(client, victim_contact="opted_in")
    assert client.post(at("case_characteristics", 1), sent).status_code == 302
    case = Case.objects.get(number=1)
    assert case.characteristics == {"gender": "female", "sentence_type": "community", "victim_contact": "opted_in"}
    assert "Opted in" in client.get(at("case", 1)).text


def test_what_another_recorded_meanwhile_is_shown_beside_what_was_chosen(inspection, ines):
    client = given.signed_in(ines)
    stale = choices_of(client, gender="other")
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    changes = {"gender": Noted("female", "male"), "sentence_type": Noted("community", "post_custody")}
    characteristic.record(given.actor(lead), LLR, 1, changes)
    reply = client.post(at("case_characteristics", 1), stale)
    assert reply.status_code == 409
    assert "Someone else changed this" in reply.text
    assert '<option value="other" selected>' in reply.text
    # What was not touched is as the other left it, and only the choice that was made is sent again.
    seen = html.unescape(re.search(r'name="seen"[^>]*value="([^"]*)"', reply.text)[1])
    again = stale | {"seen": seen, "of-sentence_type": "post_custody"}
    assert client.post(at("case_characteristics", 1), again).status_code == 302
    assert Case.objects.get(number=1).characteristics == {"gender": "other", "sentence_type": "post_custody"}


def test_what_is_recorded_of_a_submitted_case_is_only_read(ines):
    fill(ines)
    assessment.submit(given.actor(ines), LLR, 1)
    client = given.signed_in(ines)
    assert "submitted and is locked" in client.get(at("case_characteristics", 1)).text
    assert client.post(at("case_characteristics", 1), {"of-gender": "male", "seen": "{}"}).status_code == 409
    assert Case.objects.get(number=1).characteristics["gender"] == "female"


@pytest.mark.parametrize("place", ["section", "all", "interview"])
def test_what_was_typed_before_the_case_was_given_to_another_is_shown_to_be_copied(inspection, ines, place):
    other = given.member(inspection, Role.INSPECTOR, "Olga Other", capacity=5)
    with guard.allowed():
        Case.objects.filter(number=1).update(allocated_to=other)
    answers = {"2.2.1": "no", "2.2.1-reason": "Nobody asked\r\nthem.", "2.2.1-version": "0", "2.2.2-version": "0"}
    addresses = {
        "section": (section(), answers),
        "all": (at("case_all", 1), answers),
        "interview": (at("case_interview", 1), interview(notes="Nobody asked them.")),
    }
    address, typed = addresses[place]
    reply = given.signed_in(ines).post(address, typed)
    assert reply.status_code == 403
    told = html.unescape(reply.text)
    assert "What you wrote was not saved" in told
    assert "Nobody asked" in told
    assert "This case is not allocated to you." in told
    assert "SYN001" not in told, "nothing of the case is told"
    if place != "interview":
        assert told.count("govuk-summary-list__row") == 1, "2.2.2 was not touched"
    assert "What you wrote" not in given.signed_in(ines).get(address).text
    assert not Answer.objects.exists()
