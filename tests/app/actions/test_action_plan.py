"""Action plans: answered by whom a recommendation is made to, submitted whole, decided, kept version by version."""

import datetime
import json

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate.inspection import Phase
from inspectorate_app.actions import action_plan as actions
from inspectorate_app.actions import action_plan_decision as decisions
from inspectorate_app.actions import hold
from inspectorate_app.actions import inspection as inspections
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store.models import AuditEntry, Notification
from tests.app import given
from tests.app.action_plan import accepted, answered, followed, wanted

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate
DAY = datetime.timedelta(days=1)


def told(of, event):
    return sorted(Notification.objects.filter(inspection=of.row, event=event).values_list("person__name", flat=True))


def test_it_is_due_28_days_after_publication_which_is_assumed():
    of = followed(published=datetime.date(2023, 2, 9))
    assert of.plan.due_on == datetime.date(2023, 3, 9)  # 19 days left of February, then 9
    assert of.plan.due_assumed


def test_its_day_can_be_set():
    of = followed()
    decisions.set_deadline(of.lead, of.slug, TODAY() + 10 * DAY)
    assert (of.plan.due_on, of.plan.due_assumed) == (TODAY() + 10 * DAY, False)
    with pytest.raises(BadInput):
        decisions.set_deadline(of.lead, of.slug, TODAY())


def test_the_service_answers_what_is_addressed_to_it_and_nothing_else():
    of = followed()
    assert [each.own for each in of.plan.answers] == [True, True, False]  # PDU, region; HMPPS is not of this service
    assert actions.respond(of.contact, of.slug, 1, response="agreed", reasons="", version=0) == 1
    with pytest.raises(NotAllowed):
        actions.respond(of.contact, of.slug, 3, response="agreed", reasons="", version=0)
    with pytest.raises(NotThere):
        actions.respond(of.contact, of.slug, 4, response="agreed", reasons="", version=0)


def test_the_team_records_what_others_answered_and_nothing_of_the_service():
    of = followed()
    actions.respond(of.lead, of.slug, 3, response="partly", reasons="No money this year.", version=0)
    actions.add_action(of.lead, of.slug, 3, wanted())
    assert (of.plan.others[0].response, len(of.plan.others[0].actions)) == ("partly", 1)
    with pytest.raises(NotAllowed):
        actions.respond(of.lead, of.slug, 1, response="agreed", reasons="", version=0)


@pytest.mark.parametrize(
    ("response", "reasons", "field"),
    [("", "", "response"), ("maybe", "", "response"), ("partly", " ", "reasons"), ("not_agreed", "", "reasons")],
)
def test_an_answer_is_one_of_three_and_has_reasons_unless_it_is_yes(response, reasons, field):
    of = followed()
    with pytest.raises(BadInput) as refused:
        actions.respond(of.contact, of.slug, 1, response=response, reasons=reasons, version=0)
    assert [fault.field for fault in refused.value.faults] == [field]
    assert of.plan.version == 0


def test_who_saved_meanwhile_is_not_overwritten():
    of = followed()
    actions.respond(of.contact, of.slug, 1, response="agreed", reasons="", version=0)
    with pytest.raises(Overtaken) as refused:
        actions.respond(of.head, of.slug, 1, response="not_agreed", reasons="No.", version=0)
    assert refused.value.theirs == {"response": "agreed", "reasons": "", "version": 1, "by": "Con Contact"}


def test_actions_are_numbered_through_the_plan_and_changed_until_it_is_submitted():
    of = followed()
    with pytest.raises(NotNow):
        actions.add_action(of.contact, of.slug, 1, wanted())
    for number in (1, 2):
        actions.respond(of.contact, of.slug, number, response="agreed", reasons="", version=0)
    assert actions.add_action(of.contact, of.slug, 2, wanted("Review")) == 1
    assert actions.add_action(of.contact, of.slug, 1, wanted("Train")) == 2
    actions.change_action(of.contact, of.slug, 2, wanted("Train all", who="Quality manager"), version=1)
    changed = of.plan.answers[0].actions[0]
    assert (changed.what, changed.who, changed.version) == ("Train all", "Quality manager", 2)
    actions.remove_action(of.contact, of.slug, 1, version=1)
    assert [each.number for answer in of.plan.answers for each in answer.actions] == [2]


def test_an_action_says_what_who_and_how_it_is_measured():
    of = followed()
    actions.respond(of.contact, of.slug, 1, response="agreed", reasons="", version=0)
    with pytest.raises(BadInput) as refused:
        actions.add_action(of.contact, of.slug, 1, wanted(" ", who="", measure="\n"))
    assert {fault.field for fault in refused.value.faults} == {"what", "who", "measure"}


def test_only_a_whole_plan_is_submitted_and_all_that_it_lacks_is_told():
    of = followed()
    actions.respond(of.contact, of.slug, 1, response="agreed", reasons="", version=0)
    with pytest.raises(BadInput) as refused:
        actions.submit(of.head, of.slug, version=of.plan.version)
    # 1 has no action, 2 no response, and no day is named; what is HMPPS's to answer is not asked of the service
    assert {fault.field for fault in refused.value.faults} == {"recommendation-1", "recommendation-2", "days"}
    assert told(of, "plan_submitted") == []


def test_the_head_submits_and_a_contact_does_not():
    of = answered(followed())
    with pytest.raises(NotThere):
        actions.submit(of.contact, of.slug, version=of.plan.version)
    assert actions.submit(of.head, of.slug, version=of.plan.version) == 1
    assert of.plan.state == "submitted"
    assert told(of, "plan_submitted") == ["Lee Lead"]


def test_what_is_submitted_is_what_was_read():
    of = answered(followed())
    read = of.plan.version
    actions.add_action(of.contact, of.slug, 1, wanted("One more"))
    with pytest.raises(Overtaken):
        actions.submit(of.head, of.slug, version=read)


def test_a_submitted_plan_is_closed_until_it_is_sent_back_and_each_submission_is_kept():
    of = answered(followed())
    actions.submit(of.head, of.slug, version=of.plan.version)
    for change in (
        lambda: actions.respond(of.contact, of.slug, 1, response="partly", reasons="x", version=1),
        lambda: actions.add_action(of.contact, of.slug, 1, wanted()),
        lambda: actions.remove_action(of.contact, of.slug, 1, version=1),
        lambda: actions.report_on(of.contact, of.slug, [TODAY() + DAY], version=of.plan.version),
        lambda: actions.submit(of.head, of.slug, version=of.plan.version),
    ):
        with pytest.raises(NotNow):
            change()
    decisions.decide(of.lead, of.slug, decision="sent_back", remarks="Say how many.", version=of.plan.version)
    assert told(of, "plan_sent_back") == ["Con Contact", "Hal Head"]
    actions.change_action(of.contact, of.slug, 1, wanted("Train all 79"), version=1)
    actions.submit(of.head, of.slug, version=of.plan.version)
    decisions.decide(of.lead, of.slug, decision="accepted", remarks="", version=of.plan.version)
    first, second = of.plan.versions
    assert (first.decision, first.remarks, second.decision) == ("sent_back", "Say how many.", "accepted")
    kept = [each.content["answers"]["1"]["actions"][0]["what"] for each in (first, second)]
    assert kept == ["Train every practitioner", "Train all 79"]
    assert told(of, "plan_accepted") == ["Con Contact", "Hal Head"]


def test_sending_back_needs_remarks_and_only_what_waits_is_decided():
    of = answered(followed())
    with pytest.raises(NotNow):
        decisions.decide(of.lead, of.slug, decision="accepted", remarks="", version=of.plan.version)
    actions.submit(of.head, of.slug, version=of.plan.version)
    with pytest.raises(BadInput) as refused:
        decisions.decide(of.lead, of.slug, decision="sent_back", remarks=" ", version=of.plan.version)
    assert [fault.field for fault in refused.value.faults] == ["remarks"]
    with pytest.raises(Overtaken):
        decisions.decide(of.lead, of.slug, decision="accepted", remarks="", version=of.plan.version - 1)


def test_an_accepted_plan_can_be_sent_back_to_be_revised():
    of = accepted(followed())
    decisions.decide(of.lead, of.slug, decision="sent_back", remarks="Dates moved.", version=of.plan.version)
    assert of.plan.writable


def test_the_days_of_reports_are_in_order_after_publication_and_not_too_many():
    of = followed()
    late, soon = TODAY() + 9 * DAY, TODAY() + 3 * DAY
    actions.report_on(of.contact, of.slug, [late, soon, late], version=0)
    assert of.plan.report_on == (soon, late)
    for days in ([], [TODAY()], [TODAY() + each * DAY for each in range(1, 26)]):
        with pytest.raises(BadInput):
            actions.report_on(of.contact, of.slug, days, version=of.plan.version)


@pytest.mark.parametrize("phase", ["drafting", "factual_accuracy", "closed"])
def test_nothing_is_answered_before_publication_or_after_follow_up(phase):
    of = followed(phase)
    with pytest.raises(NotNow):
        actions.respond(of.contact, of.slug, 1, response="agreed", reasons="", version=0)


def test_no_text_goes_into_the_audit_trail():
    of = answered(followed())
    actions.submit(of.head, of.slug, version=of.plan.version)
    decisions.decide(of.lead, of.slug, decision="sent_back", remarks="Ask Jo.", version=of.plan.version)
    trail = json.dumps([[each.before, each.after] for each in AuditEntry.objects.all()])
    for text in ("It was reviewed in June.", "Train every practitioner", "Ask Jo.", "Head of the PDU"):
        assert text not in trail


def test_publishing_by_moving_the_phase_asks_the_service_for_its_plan():
    of = followed("factual_accuracy")
    inspections.move_phase(of.lead, of.slug, Phase.PUBLISHED, "It was published elsewhere.")
    assert told(of, "plan_asked") == ["Con Contact", "Hal Head"]


def test_someone_of_another_inspection_writes_nothing_here():
    of = followed()
    other = given.inspection("made-up-2024", phase="published")
    stranger = given.actor(given.member(other, given.Role.SERVICE_HEAD, "Sam Stranger"))
    with pytest.raises(NotThere):
        actions.respond(stranger, of.slug, 1, response="agreed", reasons="", version=0)


def test_while_a_legal_hold_stands_nothing_of_the_plan_is_made_public():
    of = answered(followed())
    actions.submit(of.head, of.slug, version=of.plan.version)
    decisions.decide(of.lead, of.slug, decision="accepted", remarks="", version=of.plan.version)
    hold.place(of.lead, of.slug, reason="An inquest was opened.")
    with pytest.raises(NotNow, match="legal hold"):
        decisions.publish(of.lead, of.slug, version=of.plan.version)
    hold.lift(given.actor(given.person("Olive Officer", "publication_officer")), of.slug, 1, reason="It ended.")
    assert decisions.publish(of.lead, of.slug, version=of.plan.version) == 1
