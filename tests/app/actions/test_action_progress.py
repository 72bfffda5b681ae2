"""Reports on actions, judgements, what is public of a plan; and what people are reminded of."""

import datetime
import json

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate_app.actions import action_plan as plans
from inspectorate_app.actions import action_plan_decision as decisions
from inspectorate_app.actions import action_progress as actions
from inspectorate_app.actions import due, recommendation, reminder
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.archive_shape import wrong
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store.models import ActionReport, AuditEntry, Notification, PublicActionPlan
from inspectorate_app.store.queries import public_progress, public_publication
from tests.app import given
from tests.app.action_plan import accepted, answered, followed, wanted

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
TODAY = timezone.localdate


def texts(who):
    return [each.text for each in due.of_person(who, TODAY())]


def told(of, event):
    return sorted(Notification.objects.filter(inspection=of.row, event=event).values_list("person__name", flat=True))


def test_nothing_is_reported_before_the_plan_is_accepted():
    of = answered(followed())
    with pytest.raises(NotNow):
        actions.report(of.contact, of.slug, 1, state="done", words="All.", on=TODAY())


def test_reports_follow_each_other_and_none_is_changed():
    of = accepted(followed())
    actions.report(of.contact, of.slug, 1, state="under_way", words="Half.", on=TODAY() - DAY)
    assert told(of, "progress_reported") == ["Lee Lead"]
    actions.report(of.head, of.slug, 1, state="done", words="All.", on=TODAY())
    act = of.plan.answers[0].actions[0]
    assert ([each.words for each in act.reports], act.state, act.done) == (["Half.", "All."], "done", True)
    with pytest.raises(BadInput):  # of a day before the last
        actions.report(of.head, of.slug, 1, state="under_way", words="Less.", on=TODAY() - DAY)
    assert ActionReport.objects.count() == 2


@pytest.mark.parametrize(
    ("state", "words", "days", "field"),
    [("", "x", 0, "state"), ("half", "x", 0, "state"), ("done", " ", 0, "words"), ("done", "x", 1, "on")],
)
def test_a_report_says_how_far_in_words_of_a_day_that_has_come(state, words, days, field):
    of = accepted(followed())
    with pytest.raises(BadInput) as refused:
        actions.report(of.contact, of.slug, 1, state=state, words=words, on=TODAY() + days * DAY)
    assert [fault.field for fault in refused.value.faults] == [field]


def test_the_team_reports_on_what_others_do_and_not_on_the_service():
    of = accepted(followed())
    plans.respond(of.lead, of.slug, 3, response="agreed", reasons="", version=0)
    number = plans.add_action(of.lead, of.slug, 3, wanted("Recruit"))
    actions.report(of.lead, of.slug, number, state="done", words="Recruited.", on=TODAY())
    with pytest.raises(NotAllowed):
        actions.report(of.lead, of.slug, 1, state="done", words="All.", on=TODAY())
    with pytest.raises(NotAllowed):
        actions.report(of.contact, of.slug, number, state="done", words="All.", on=TODAY())


def test_a_reported_action_is_not_taken_out_of_a_plan_that_was_sent_back():
    of = accepted(followed())
    actions.report(of.contact, of.slug, 1, state="under_way", words="Half.", on=TODAY())
    decisions.decide(of.lead, of.slug, decision="sent_back", remarks="Revise.", version=of.plan.version)
    with pytest.raises(NotNow):
        plans.remove_action(of.contact, of.slug, 1, version=1)


def test_a_judgement_has_words_and_what_it_rests_on_and_can_be_taken_back():
    of = accepted(followed())
    with pytest.raises(BadInput) as refused:
        actions.judge(of.lead, of.slug, 1, status="some", found="", evidence="", version=1)
    assert {fault.field for fault in refused.value.faults} == {"found", "evidence"}
    with pytest.raises(BadInput):
        actions.judge(of.lead, of.slug, 1, status="splendid", found="x", evidence="x", version=1)
    actions.judge(of.lead, of.slug, 1, status="some", found="Half.", evidence="Rosters of Jo.", version=1)
    with pytest.raises(Overtaken):
        actions.judge(of.lead, of.slug, 1, status="none", found="x", evidence="x", version=1)
    actions.judge(of.lead, of.slug, 1, status="", found="left", evidence="left", version=2)
    one = of.plan.answers[0]
    assert (one.status, one.found, one.evidence, one.judged_at) == ("", "", "", None)
    trail = json.dumps([[each.before, each.after] for each in AuditEntry.objects.all()])
    assert "Rosters of Jo." not in trail


def test_the_service_judges_nothing():
    of = accepted(followed())
    with pytest.raises(NotThere):
        actions.judge(of.head, of.slug, 1, status="some", found="x", evidence="x", version=1)


def test_what_is_public_is_what_was_published_last_and_nothing_of_the_inside():
    of = accepted(followed())
    assert public_progress.of_inspection(of.slug) == {}
    decisions.publish(of.lead, of.slug, version=of.plan.version)
    before = public_publication.version()
    assert told(of, "plan_published") == ["Con Contact", "Hal Head"]
    actions.report(of.contact, of.slug, 1, state="done", words="Words inside.", on=TODAY())
    actions.judge(of.lead, of.slug, 1, status="sufficient", found="Done.", evidence="Seen inside.", version=1)
    public = public_progress.of_inspection(of.slug)
    assert (public[1].status, public[1].actions[0].state, public[2].reasons) == (
        *("", "Not started"),
        "It was reviewed in June.",
    )
    assert 3 not in public  # nobody answered it yet
    decisions.publish(of.lead, of.slug, version=of.plan.version)
    public = public_progress.of_inspection(of.slug)
    assert (public[1].status, public[1].actions[0].state) == ("Sufficient progress", "Done")
    assert (public[1].actions[0].reported_on, public[1].as_of) == (TODAY(), TODAY())
    kept = json.dumps([each.content for each in PublicActionPlan.objects.all()])
    for inside in ("Words inside.", "Seen inside.", "Head of the PDU", "All trained by the day"):
        assert inside not in kept
    assert public_publication.version() != before


def test_nothing_is_published_before_the_plan_is_accepted_nor_by_an_inspector():
    of = answered(followed())
    with pytest.raises(NotNow):
        decisions.publish(of.lead, of.slug, version=of.plan.version)
    inspector = given.actor(given.member(of.row, Role.INSPECTOR, "Ina Inspector"))
    with pytest.raises(NotAllowed):
        decisions.publish(inspector, of.slug, version=of.plan.version)


def test_people_are_reminded_of_the_plan_once_before_and_once_after_its_day():
    of = followed()
    decisions.set_deadline(of.lead, of.slug, TODAY() + 5 * DAY)
    for after, expected in ((0, (0, 0)), (2, (2, 0)), (3, (2, 0)), (6, (2, 3)), (7, (2, 3))):
        reminder.remind(operator(), of.slug, TODAY() + after * DAY)
        assert (len(told(of, "plan_due")), len(told(of, "plan_overdue"))) == expected, after
    assert told(of, "plan_overdue") == ["Con Contact", "Hal Head", "Lee Lead"]


def test_people_are_reminded_of_reports_that_nobody_gave():
    of = accepted(followed())  # reports on the 60th and the 120th day
    reminder.remind(operator(), of.slug, TODAY() + 58 * DAY)
    assert told(of, "progress_due") == ["Con Contact", "Hal Head"]
    reminder.remind(operator(), of.slug, TODAY() + 61 * DAY)
    assert told(of, "progress_overdue") == ["Con Contact", "Hal Head", "Lee Lead"]


def test_what_is_due_stands_with_each_until_it_is_done():
    of = followed()
    assert "Answer the recommendations" in texts(of.contact)
    answered(of)
    plans.submit(of.head, of.slug, version=of.plan.version)
    assert "Answer the recommendations" not in texts(of.contact)
    assert "Accept the action plan or send it back" in texts(of.lead)
    decisions.decide(of.lead, of.slug, decision="accepted", remarks="", version=of.plan.version)
    assert "Accept the action plan or send it back" not in texts(of.lead)
    later = [each.text for each in due.of_person(of.contact, TODAY() + 60 * DAY)]
    assert "Report on the action plan" in later
    address = next(each for each in due.of_person(of.contact, TODAY() + 60 * DAY) if "Report" in each.text).address
    assert address == f"/inspections/{of.slug}/service/action-plan/"


def test_a_proposal_is_told_to_the_lead_and_its_taking_on_to_who_proposed():
    row = given.inspection(phase="analysis")
    lead = given.actor(given.member(row, Role.LEAD_INSPECTOR, "Lee Lead"))
    inspector = given.actor(given.member(row, Role.INSPECTOR, "Ina Inspector"))
    number = recommendation.write(inspector, row.slug, addressed_as="East Midlands region", text="review it")
    kept = Notification.objects.filter(event="recommendation_proposed")
    assert [(each.person.name, each.number) for each in kept] == [("Lee Lead", number)]
    recommendation.accept(lead, row.slug, number, version=1)
    kept = Notification.objects.filter(event="recommendation_taken_on")
    assert [(each.person.name, each.number) for each in kept] == [("Ina Inspector", number)]
    recommendation.write(lead, row.slug, addressed_as="East Midlands region", text="review more")
    assert Notification.objects.filter(event="recommendation_proposed").count() == 1


def test_what_is_kept_as_json_has_the_shape_that_an_archive_is_held_against():
    of = accepted(followed())
    actions.report(of.contact, of.slug, 1, state="under_way", words="Half.", on=TODAY())
    decisions.publish(of.lead, of.slug, version=of.plan.version)
    row = of.row.action_plan
    kept = {
        ("actionplan", "report_on"): row.report_on,
        ("actionplanversion", "content"): row.versions.get().content,
        ("publicactionplan", "content"): row.published.get().content,
    }
    assert {name: list(wrong(*name, value)) for name, value in kept.items()} == {key: [] for key in kept}
    assert list(wrong("publicactionplan", "content", {"one": {}}))
