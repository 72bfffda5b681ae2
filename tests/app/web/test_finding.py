"""The pages of findings: what is marked, what is not shown, and what is kept of what was typed."""

import re

import pytest
from django.urls import reverse

from inspectorate_app.actions import finding as findings
from inspectorate_app.actions import source
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import Person, StandardJudgement
from inspectorate_app.store.queries.finding import find
from inspectorate_app.store.queries.inspection import facts_of
from tests.app import given, publishing
from tests.app.drafting import in_drafting
from tests.app.results import judge_all, ten_cases

pytestmark = pytest.mark.django_db


@pytest.fixture
def inspection():
    row = given.inspection(phase="analysis")
    ten_cases(row, {"2.2": [6, 7, 7]})
    judge_all(row, {"1.2": "Inadequate"})
    return row


@pytest.fixture
def lead(inspection):
    return given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")


def address(inspection, route, **more):
    return reverse(route, kwargs={"inspection": inspection.slug, **more})


def words(response):
    """The text of a page within its main part."""
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def written(lead, inspection, text="Morale is low.", *sources, heading="1.2", kind="improvement"):
    actor = given.actor(lead)
    number = findings.write(actor, inspection.slug, heading=heading, kind=kind, text=text)
    for kind_of, key in sources:
        source.tie(actor, inspection.slug, number, kind=kind_of, key=key)
    return number


def test_findings_carry_their_marks_and_stand_beside_counts_and_rating(inspection, lead):
    figure = given.figure(inspection, lead)
    written(lead, inspection, "On nothing.")
    written(lead, inspection, "On one.", ("standards", "1.2"))
    written(lead, inspection, "On counts alone.", ("results", "2.2.1"), ("results", "2.2.2"), heading="2.2")
    written(lead, inspection, "On two.", ("results", "2.2.1"), ("context", str(figure)), heading="2.2")
    shown = words(given.signed_in(lead).get(address(inspection, "findings")))
    assert "On nothing. Rests on no evidence" in shown
    assert "On one. Rests on a judgement alone" in shown
    assert "On counts alone. Rests on one kind of evidence" in shown
    assert "On two. Rests on 2 kinds of evidence" in shown
    assert "triangulated when it rests on 2 or more kinds of evidence. Assumed" in shown
    assert "60% (6 of 10)" in shown
    assert "1.2 Staff Inadequate" in shown


def test_who_sees_no_results_sees_findings_without_them(inspection, lead):
    written(lead, inspection, "On two.", ("results", "2.2.1"), ("standards", "1.2"), heading="2.2")
    inspector = given.signed_in(given.member(inspection, Role.INSPECTOR, "Ina Inspector"))
    shown = words(inspector.get(address(inspection, "findings")))
    assert "On two." in shown
    assert "6 of 10" not in shown
    assert "Inadequate" not in shown
    one = words(inspector.get(address(inspection, "finding", finding=1)))
    assert "2 sources that you may not see" in one
    assert "6 out of 10" not in one
    offered = words(inspector.get(address(inspection, "finding_sources", finding=1) + "?kind="))
    assert "No source fits" in offered
    assert (
        "Every kind Reasons given on single cases Documents Notes of meetings Surveys Context data Standard" in offered
    ), "the kinds that an inspector may see"
    assert inspector.get(address(inspection, "finding_tie", finding=1) + "?kind=results&key=2.2.1").status_code == 404


def test_a_source_that_changed_stands_before_and_after_with_the_way_to_it(inspection, lead):
    number = written(lead, inspection, "Low.", ("standards", "1.2"))
    with guard.allowed():
        StandardJudgement.objects.update(rating="Good")
    client = given.signed_in(lead)
    page = client.get(address(inspection, "finding", finding=number))
    shown = words(page)
    assert "When it was tied Inadequate. Made up for a test. Now Good. Made up for a test." in shown
    assert f'href="{address(inspection, "standard", standard="1.2")}"' in page.content.decode()
    missing = words(client.get(address(inspection, "findings_missing")))
    assert "Inadequate. Made up for a test. Good. Made up for a test." in missing
    tie = address(inspection, "finding_tie", finding=number) + "?kind=standards&key=1.2"
    page = client.get(tie)
    read = re.search(r'name="seen" value="(\w+)"', page.content.decode())
    assert read
    client.post(tie, {"seen": read[1], "why": "As the panel heard."})
    assert "Evidence changed" not in words(client.get(address(inspection, "finding", finding=number)))


def test_what_is_missing_names_each_standard_without_a_finding(inspection, lead):
    written(lead, inspection, "Low.")
    page = given.signed_in(lead).get(address(inspection, "findings_missing")).content.decode()
    lacking = re.findall(r'/findings/new\?heading=([^"]+)"', page)
    # The edition's 13 standards and headings but 1.2; no foreword, no recommendations.
    assert len(lacking) == 12
    assert "1.2" not in lacking
    assert "foreword" not in lacking


def test_a_source_that_changed_while_it_was_read_is_shown_again(inspection, lead):
    number = written(lead, inspection, "Low.")
    client = given.signed_in(lead)
    tie = address(inspection, "finding_tie", finding=number) + "?kind=standards&key=1.2"
    response = client.post(tie, {"seen": "0" * 12, "why": "What I typed"})
    assert response.status_code == 409
    assert "The source changed after you opened this page" in words(response)
    assert "What I typed" in response.content.decode()
    read = re.search(r'name="seen" value="(\w+)"', response.content.decode())
    assert client.post(tie, {"seen": read[1], "why": ""}).status_code == 302


def test_two_who_change_a_finding_both_see_both(inspection, lead):
    number = written(lead, inspection, "Low.")
    client = given.signed_in(lead)
    typed = {"heading": "1.2", "kind": "strength", "text": "Mine.", "version": "1"}
    findings.change(
        given.actor(lead), inspection.slug, number, heading="1.1", kind="improvement", text="Theirs.", version=1
    )
    response = client.post(address(inspection, "finding_edit", finding=number), typed)
    assert response.status_code == 409
    shown = words(response)
    assert "Area for improvement, 1.1 Leadership: Theirs." in shown
    assert "Mine." in shown
    assert 'name="version" value="2"' in response.content.decode()
    assert client.post(address(inspection, "finding_edit", finding=number), typed | {"version": "2"}).status_code == 302
    assert find(facts_of(inspection), number).text == "Mine."


def test_choosing_and_moving_answer_with_where_one_was(inspection, lead):
    first, second = written(lead, inspection, "First."), written(lead, inspection, "Second.")
    client = given.signed_in(lead)
    moved = client.post(address(inspection, "finding_move", finding=second), {"way": "up"})
    assert moved["Location"] == address(inspection, "findings") + f"#finding-{second}"
    choose = address(inspection, "finding_choose", finding=first)
    page = client.post(choose, {"chosen": "yes", "version": "9"}, follow=True)
    assert "Someone else changed this finding meanwhile" in words(page)
    client.post(choose, {"chosen": "yes", "version": "1"})
    assert "1 finding is chosen to be shared" in words(client.get(address(inspection, "findings")))


def test_text_is_text_on_every_page(inspection, lead):
    number = written(lead, inspection, "<script>alert(1)</script> & more", ("standards", "1.2"))
    client = given.signed_in(lead)
    for route in ("findings", "findings_missing"):
        page = client.get(address(inspection, route)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    for route in ("finding", "finding_edit", "finding_sources", "finding_withdraw"):
        assert "<script>alert" not in client.get(address(inspection, route, finding=number)).content.decode()


def test_a_withdrawn_finding_offers_nothing_to_do(inspection, lead):
    number = written(lead, inspection, "Low.", ("standards", "1.2"))
    client = given.signed_in(lead)
    client.post(address(inspection, "finding_withdraw", finding=number), {"reason": "Not so.", "version": "1"})
    page = client.get(address(inspection, "finding", finding=number)).content.decode()
    main = page[page.index("<main") :]
    assert "Not so." in main
    assert "<form" not in main
    assert client.get(address(inspection, "finding_edit", finding=number)).status_code == 409
    assert "Not so." in words(client.get(address(inspection, "findings_withdrawn")))


def test_the_list_of_sources_begins_with_the_standard_of_the_finding(inspection, lead):
    number = written(lead, inspection, "Low.")
    client = given.signed_in(lead)
    at = address(inspection, "finding_sources", finding=number)
    page = words(client.get(at))
    assert "1.2 Staff: the judgement" in page
    assert "2.2.1 Does assessment" not in page
    everything = client.get(at + "?kind=&standard=&words=")
    assert "2.2.1 Does assessment" in words(everything)
    assert "No source fits" in words(client.get(at + "?kind=results&standard=&words=nowhere+to+be+found"))
    assert client.get(at + "?kind=unheard-of&page=x").status_code == 200


def test_a_number_that_is_not_right_stands_beside_the_finding_and_documents_lead_to_it():
    inspection = in_drafting()
    lead = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    # ten cases were inspected; on offices the evidence has no word, and the sources of the finding bear it out
    text = "We inspected 11 cases, in {{case:9.9 | count}}. Three of the five offices have no lift."
    wrong, right = written(lead, inspection, text), written(lead, inspection, "We inspected ten cases.")
    client = given.signed_in(lead)
    shown = words(client.get(address(inspection, "finding", finding=wrong)))
    assert "False Line 1: 11 cases" in shown
    assert "Cannot be filled Line 1: the evidence has no ‘case:9.9’" in shown
    assert "Unsupported" not in shown
    assert "Claims" not in words(client.get(address(inspection, "finding", finding=right)))
    page = client.get(address(inspection, "drafts"))
    assert "put 1 false claim of the findings right; mend 1 number of the findings" in words(page)
    assert f'href="{address(inspection, "finding", finding=wrong)}"' in page.content.decode()
    assert f'href="{address(inspection, "finding", finding=right)}"' not in page.content.decode()


def test_a_notice_that_is_not_right_stands_with_the_documents():
    room = publishing.room()
    given.publication(room.inspection, 1)
    given.publication(room.inspection, 2, state="begun", notice="We inspected 11 cases.")
    page = words(given.signed_in(Person.objects.get(pk=room.lead.person)).get(address(room.inspection, "drafts")))
    assert "put 1 false claim of the notice of the correction right" in page
    assert "False Line 1: 11 cases" in page
