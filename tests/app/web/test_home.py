"""The first page: what needs doing, for each role, at each point of an inspection."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from inspectorate_app.actions.conflict import declare
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AccuracyCheck,
    Announcement,
    BlindReading,
    CaseAssessment,
    DraftPart,
    EmergingFindings,
    Identity,
    Inspection,
    Interview,
    Invitation,
    Panel,
    Publication,
    Quotation,
    Review,
    StandardJudgement,
    Survey,
)
from inspectorate_app.store.queries import standing as standings
from inspectorate_app.web.home.task import tasks
from tests.app import given

pytestmark = pytest.mark.django_db
DAY = datetime.date.fromisoformat


def text(client):
    page = client.get(reverse("home")).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def of(row, role):
    return given.signed_in(given.member(row, role))


def test_nothing_needs_doing_by_someone_in_no_team():
    given.inspection()
    shown = text(given.signed_in(given.person("Some One")))
    assert "Nothing needs doing now." in shown
    assert "You are not in the team of an inspection yet." in shown
    assert "Leicester" not in shown


def test_the_sample_is_uploaded_drawn_approved_and_allocated():
    row = given.inspection(phase="evidence")
    lead, officer, analyst = (of(row, role) for role in (Role.LEAD_INSPECTOR, Role.OPERATIONS_OFFICER, Role.ANALYST))
    assert "Upload the caseload" in text(lead)
    assert "Upload the caseload" in text(officer)
    assert "Nothing needs doing now." in text(analyst)
    given.cases(row)
    with guard.allowed():
        row.samples.update(state="superseded")
    assert "Draw the sample" in text(officer)
    with guard.allowed():
        row.samples.update(state="drawn")
    assert "Approve the sample" in text(lead)
    assert "Approve the sample" not in text(officer)
    with guard.allowed():
        row.samples.update(state="approved")
    assert "Allocate 3 cases" in text(lead)


def test_cases_are_assessed_in_fieldwork_by_whom_they_were_given_to():
    row = given.inspection(phase="fieldwork")
    reader = given.member(row, Role.INSPECTOR)
    cases = given.cases(row, allocated_to=reader, reserve=1)
    assert "Assess 2 cases" in text(given.signed_in(reader))
    assert "Assess" not in text(of(row, Role.LOCAL_ASSESSOR))
    with guard.allowed():
        CaseAssessment.objects.create(case=cases[0], inspection=row, state="submitted", started_by=reader)
    assert "Assess 1 case " in text(given.signed_in(reader))
    with guard.allowed():
        Inspection.objects.update(phase="analysis")
    assert "Assess" not in text(given.signed_in(reader))


def test_standards_are_judged_by_the_lead():
    """hmip-pdu-2021 has four organisational standards: 1.1 to 1.4."""
    row = given.inspection(phase="analysis")
    lead = given.member(row, Role.LEAD_INSPECTOR)
    assert "Judge 4 standards" in text(given.signed_in(lead))
    with guard.allowed():
        for standard in ("1.1", "1.3", "1.4"):
            StandardJudgement.objects.create(
                inspection=row, standard=standard, rating="Good", reason="Seen.", judged_by=lead
            )
    assert "Judge 1 standard " in text(given.signed_in(lead))
    assert "Judge" not in text(of(row, Role.PANEL_MEMBER))


def test_the_panel_is_opened_and_signed_off():
    row = given.inspection(phase="panel")
    member = of(row, Role.PANEL_MEMBER)
    lead = given.member(row, Role.LEAD_INSPECTOR)
    assert "Open the ratings panel" in text(member)
    with guard.allowed():
        Panel.objects.create(inspection=row, held_on=DAY("2022-12-01"), opened_by=lead)
    assert "Decide and sign off the ratings In progress" in text(member)
    assert "sign off" not in text(given.signed_in(lead))
    with guard.allowed():
        Panel.objects.update(state="signed_off")
    assert "Nothing needs doing now." in text(member)


def test_a_phase_that_should_have_ended_is_told_to_who_can_end_it():
    row = given.inspection(phase="evidence")
    with guard.allowed():
        row.milestones.create(phase="announced", due_on="2022-08-29", done_on="2022-08-30")
        row.milestones.create(phase="evidence", due_on="2022-10-24")
        row.milestones.create(phase="fieldwork", due_on="2022-11-04")
    shown = text(of(row, Role.LEAD_INSPECTOR))
    assert "End the phase ‘evidence’ It was due by 24 October 2022 Overdue" in shown
    assert "fieldwork’" not in shown
    assert "24 October to 4 November 2022 Evidence 24 October 2022" in shown
    assert "End the phase" not in text(of(row, Role.INSPECTOR))


def test_names_are_deleted_on_their_day():
    row = given.inspection(phase="published")
    cases = given.cases(row)
    officer = of(row, Role.OPERATIONS_OFFICER)
    assert "Delete the names" not in text(officer)
    with guard.allowed():
        Identity.objects.create(case=cases[0], family_name="Nobody")
    assert "Delete the names of people They were to be deleted on 9 August 2023 Overdue" in text(officer)
    assert "Delete the names" not in text(of(row, Role.ANALYST))


def test_an_inspection_from_which_a_conflict_of_interest_keeps_one_off_is_not_there():
    row = given.inspection(phase="fieldwork")
    inspector = given.member(row, Role.INSPECTOR)
    given.cases(row, allocated_to=inspector)
    client = given.signed_in(inspector)
    assert "Leicester" in text(client)
    declare(given.actor(inspector), person=inspector.pk, organisation="region/east-midlands", reason="A relative.")
    assert "Leicester" not in text(client)


def test_a_planner_sees_what_is_open_in_every_inspection():
    given.inspection(phase="announced")
    planner = given.signed_in(given.person("Pia Planner", "planner"))
    assert "Leicester, Leicestershire and Rutland 2022 Add a lead inspector To do" in text(planner)
    with guard.allowed():
        Inspection.objects.update(phase="published")
    assert "Leicester" not in text(planner)


def test_administrators_are_told_of_invitations_that_wait():
    administrator = given.person("Ada Administrator", "administrator")
    now = datetime.datetime.now(datetime.UTC)
    facts = {"name": "New Person", "invited_by": administrator}
    ahead, past = now + datetime.timedelta(days=1), now - datetime.timedelta(days=1)
    with guard.allowed():
        for number, dates in enumerate(
            ({"expires_at": ahead}, {"expires_at": past}, {"expires_at": ahead, "accepted_at": past})
        ):
            Invitation.objects.create(email=f"{number}@inspectorate.test", token_sha256=str(number), **facts, **dates)
    assert "1 invitation not yet accepted" in text(given.signed_in(administrator))
    assert "invitation" not in text(given.signed_in(given.person("Ann Auditor", "auditor")))


def checked():
    """An inspection whose factual accuracy check is closed, so that its publication is to be prepared."""
    row = given.inspection(phase="factual_accuracy")
    with guard.allowed():
        row.accuracy_checks.create(
            number=1, state="closed", sent_by=row.set_up_by, sent_at=timezone.now(), due_on=DAY("2022-12-01")
        )
    return row


def test_who_publishes_and_is_in_the_team_finds_the_inspection_once_with_what_is_to_do():
    row = checked()
    officer = given.person("Olive Officer", "publication_officer")
    with guard.allowed():
        row.memberships.create(person=officer, role=Role.ANALYST.value)
    shown = text(given.signed_in(officer))
    assert shown.count("Prepare the publication") == 1
    assert "Your role" in shown
    assert "On their way to publication" in shown, "with how far its publication is, which the other list does not say"


def test_a_conflict_of_interest_keeps_an_inspection_from_the_first_page_of_who_publishes():
    checked()
    officer, other = (given.person(f"{name} Officer", "publication_officer") for name in ("Olive", "Otto"))
    client = given.signed_in(officer)
    assert "Leicester" in text(client)
    declare(given.actor(officer), person=officer.pk, organisation="region/east-midlands", reason="A relative.")
    assert "Leicester" not in text(client)
    assert "Leicester" in text(given.signed_in(other)), "somebody else sees to it"


def test_a_planner_finds_no_inspection_that_a_conflict_of_interest_closes():
    given.inspection(phase="announced")
    planner = given.person("Pia Planner", "planner")
    client = given.signed_in(planner)
    assert "Add a lead inspector" in text(client)
    declare(given.actor(planner), person=planner.pk, organisation="region/east-midlands", reason="A relative.")
    assert "Leicester" not in text(client)


def test_where_no_chief_inspector_may_approve_the_first_pages_of_who_prepares_say_so():
    row = checked()
    lead = given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
    officer, chief = given.person("Olive Officer", "publication_officer"), given.person("Cai Chief", "chief_inspector")
    given.publication(row, state="prepared")
    waits = "Have someone named who approves the publication"
    for client in map(given.signed_in, (lead, officer, chief)):
        assert waits not in text(client)
    declare(given.actor(chief), person=chief.pk, organisation="region/east-midlands", reason="A relative.")
    for client in map(given.signed_in, (lead, officer)):
        assert f"{waits} Every chief inspector has a conflict of interest" in text(client)
    assert "Leicester" not in text(given.signed_in(chief))
    other = given.person("Cei Chief", "chief_inspector")
    assert "Approve the publication" in text(given.signed_in(other))
    assert waits not in text(given.signed_in(officer))


# --- what waits in the rooms ---


def to_do(person, row, on):
    """What someone has to do in an inspection on a day, in words."""
    [standing] = [each for each in standings.of_member(person.pk, on) if each.inspection.id == row.pk]
    return {task.text: task for task in tasks(standing, person.office, on)}


def test_cases_that_will_fall_short_of_time_are_told_to_who_allocates():
    """Fieldwork is 24 October to 4 November 2022, ten working days; one of three cases was submitted.

    On Friday 28 October five days have gone and five are left: 1 x 5 / 5 = 1 more will be done, and 1 will not. On
    Tuesday 1 November seven have gone and three are left: 1 x 3 / 7 comes to none, and 2 will not.
    """
    row = given.inspection(phase="fieldwork")
    lead, reader = given.member(row, Role.LEAD_INSPECTOR), given.member(row, Role.INSPECTOR)
    officer, quality_lead = given.member(row, Role.OPERATIONS_OFFICER), given.member(row, Role.QUALITY_LEAD)
    case, *_ = given.cases(row, allocated_to=reader)
    with guard.allowed():
        CaseAssessment.objects.create(case=case, inspection=row, state="submitted", started_by=reader)
    friday, tuesday, after = DAY("2022-10-28"), DAY("2022-11-01"), DAY("2022-11-07")
    told = to_do(lead, row, friday)["1 case will fall short of time"]
    assert (told.route, told.hint, told.colour) == ("progress", "At the pace so far, by 4 November 2022", "red")
    assert "2 cases will fall short of time" in to_do(officer, row, tuesday)
    assert to_do(lead, row, after)["2 cases were not submitted in time"].hint == "They were due by 4 November 2022"
    assert not [text for text in to_do(lead, row, DAY("2022-10-23")) if "case" in text], "nobody has begun"
    for other in (reader, quality_lead):
        assert not [text for text in to_do(other, row, tuesday) if "short" in text]
    with guard.allowed():
        row.milestones.create(phase="fieldwork", due_on="2022-11-25")
    assert not [text for text in to_do(lead, row, friday) if "short" in text], "20 days are left: 1 x 20 / 5 = 4"


def test_evidence_that_is_overdue_or_answered_is_told_to_who_asks_for_it():
    row = given.inspection(phase="evidence")
    lead, officer = given.member(row, Role.LEAD_INSPECTOR), given.member(row, Role.OPERATIONS_OFFICER)
    today = DAY("2022-10-12")
    states = [("asked", -1), ("partly", -9), ("asked", 0), ("received", -1), ("not_held", -1), ("accepted", -1)]
    with guard.allowed():
        for number, (state, days) in enumerate(states, start=1):
            due = today + datetime.timedelta(days=days)
            row.evidence_requests.create(number=number, title="x", state=state, due_on=due, answered_by="contact")
    for person in (lead, officer):
        found = to_do(person, row, today)
        assert found["Follow up 2 requests for evidence"].colour == "red"
        assert "Accept 2 answers to requests for evidence, or ask again" in found
    assert to_do(given.member(row, Role.ANALYST), row, today) == {}


def test_the_announcement_interviews_and_emerging_findings():
    row = given.inspection(phase="evidence")
    lead, officer = given.member(row, Role.LEAD_INSPECTOR), given.member(row, Role.OPERATIONS_OFFICER)
    on = given.FIELDWORK[0]
    assert "Write the announcement" in to_do(lead, row, on)
    assert "Write the announcement" not in to_do(officer, row, on)
    with guard.allowed():
        Announcement.objects.create(inspection=row, text="We come.", written_by=lead)
        facts = {"inspection": row, "whom": "x", "day": on, "asked_by": lead}
        for number, state in enumerate(("not_possible", "asked", "arranged", "withdrawn"), start=1):
            Interview.objects.create(number=number, state=state, **facts)
        EmergingFindings.objects.create(inspection=row, number=1, shared_at=timezone.now(), shared_by=lead)
    assert "Write the announcement" not in to_do(lead, row, on)
    assert "See to 1 interview that the service cannot arrange" in to_do(officer, row, on)
    with guard.allowed():
        row.phase = "analysis"
        row.save()
    assert "Share the emerging findings" not in to_do(lead, row, on)
    with guard.allowed():
        EmergingFindings.objects.create(inspection=row, number=2)
    assert "Share the emerging findings" in to_do(lead, row, on)
    assert "Share the emerging findings" not in to_do(officer, row, on)


def test_meetings_that_were_not_recorded_wait_for_who_took_part():
    row = given.inspection(phase="fieldwork")
    lead, ann = given.member(row, Role.LEAD_INSPECTOR), given.member(row, Role.INSPECTOR)
    bea = given.member(row, Role.INSPECTOR, "Bea Example")
    given.meeting(row, lead, ann)
    given.meeting(row, lead, ann, lead, starts=datetime.time(14), ends=datetime.time(15))
    first, later = given.FIELDWORK[0], given.FIELDWORK[0] + datetime.timedelta(days=1)
    assert "Record 2 meetings" in to_do(ann, row, later)
    assert "Record 2 meetings" in to_do(lead, row, later), "who leads and takes notes has it once"
    assert not [text for text in to_do(ann, row, first) if "Record" in text], "it is today"
    assert not [text for text in to_do(bea, row, later) if "Record" in text]
    with guard.allowed():
        row.meetings.filter(number=1).update(state="held")
    assert "Record 1 meeting" in to_do(ann, row, later)


def test_quotations_that_wait_to_be_checked_are_told_to_the_analyst():
    row = given.inspection(phase="analysis")
    analyst, lead = given.member(row, Role.ANALYST), given.member(row, Role.LEAD_INSPECTOR)
    other = given.member(row, Role.ANALYST, "Otto Other")
    on = given.FIELDWORK[1]
    facts = {"inspection": row, "questionnaire": "staff", "opens_on": on, "closes_on": on, "opened_by": lead}
    with guard.allowed():
        for number, (closed, checker) in enumerate([(True, None), (True, other), (False, None)], start=1):
            survey = Survey.objects.create(number=number, closed=closed, checker=checker, **facts)
            for state in ("waiting", "waiting", "checked"):
                Quotation.objects.create(survey=survey, question="helps", text="sealed", state=state)
    assert to_do(analyst, row, on).keys() == {"Check 2 quotations"}
    assert to_do(other, row, on).keys() == {"Check 4 quotations"}
    assert "Check 2 quotations To do" in text(given.signed_in(analyst))
    assert not [words for words in to_do(lead, row, on) if "quotation" in words]
    assert not [words for words in to_do(lead, row, on) if "survey" in words], "its last day is today"
    assert to_do(lead, row, on + datetime.timedelta(days=1))["Close 1 survey"].colour == "red"


def test_differences_and_exercises_wait_for_the_quality_lead_and_never_for_who_read_first():
    row = given.inspection(phase="fieldwork")
    quinn, lead = given.member(row, Role.QUALITY_LEAD), given.member(row, Role.LEAD_INSPECTOR)
    fay = given.member(row, Role.QUALITY_LEAD, "Fay First")
    reader = given.member(row, Role.INSPECTOR)
    on = given.FIELDWORK[0]
    case, *_ = given.cases(row)
    first = {"2.2.1": {"answer": "yes", "reason": ""}, "2.2.2": {"answer": "yes", "reason": ""}}
    facts = {"inspection": row, "chosen_by": quinn, "state": "submitted"}
    with guard.allowed():
        second = BlindReading.objects.create(
            case=case, purpose="second", reader=reader, first_by=fay, first_answers=first, **facts
        )
        for question, answer in (("2.2.1", "no"), ("2.2.2", "yes")):
            second.answers.create(question=question, answer=answer, saved_by=reader)
        exercise = row.exercises.create(title="x", scenario="x", opened_by=quinn)
        taking = BlindReading.objects.create(exercise=exercise, purpose="exercise", reader=lead, **facts)
        open_ = BlindReading.objects.create(
            exercise=exercise, purpose="exercise", reader=reader, **(facts | {"state": "waiting"})
        )
    assert to_do(quinn, row, on).keys() == {"Settle the differences of 1 second reading"}
    assert to_do(fay, row, on) == {}
    with guard.allowed():
        second.settlements.create(question="2.2.1", outcome="both", reason="x", settled_by=quinn)
        BlindReading.objects.filter(pk=open_.pk).update(state="withdrawn")
    assert to_do(quinn, row, on).keys() == {"Close 1 exercise that everybody has submitted"}
    with guard.allowed():
        BlindReading.objects.filter(pk=taking.pk).update(state="withdrawn")
    assert to_do(quinn, row, on) == {}, "nobody has submitted"


def test_the_factual_accuracy_check_is_sent_answered_closed_and_followed_by_publication():
    """Of two comments both wait, then one, then none: whoever writes answers, the lead inspector sends and closes."""
    row = given.inspection(phase="drafting")
    lead, writes = given.member(row, Role.LEAD_INSPECTOR), given.member(row, Role.INSPECTOR)
    analyst, on = given.member(row, Role.ANALYST), given.FIELDWORK[0]
    assert to_do(lead, row, on) == {}, "it is not time for it"
    with guard.allowed():
        row.phase = "factual_accuracy"
        row.save()
    assert to_do(lead, row, on).keys() == {"Send the factual accuracy check"}
    with guard.allowed():
        check = row.accuracy_checks.create(number=1, sent_by=lead, sent_at=timezone.now(), due_on=on)
        for number in (1, 2):
            about = {"written_by": lead, "written_at": timezone.now()}
            check.comments.create(number=number, kind="report", passage=number, correction="x", **about)
    assert to_do(lead, row, on) == {}, "comments are with the service until its head sends them"
    with guard.allowed():
        AccuracyCheck.objects.update(state="submitted", submitted_at=timezone.now())
    assert to_do(lead, row, on).keys() == {"Answer 2 comments of the service on factual accuracy"}
    assert to_do(writes, row, on).keys() == {"Answer 2 comments of the service on factual accuracy"}
    assert to_do(analyst, row, on) == {}
    with guard.allowed():
        check.comments.filter(number=1).update(verdict="accepted")
    assert to_do(lead, row, on).keys() == {"Answer 1 comment of the service on factual accuracy"}
    with guard.allowed():
        check.comments.update(verdict="accepted")
    assert to_do(lead, row, on).keys() == {"Close the factual accuracy check"}
    assert to_do(writes, row, on) == {}
    with guard.allowed():
        AccuracyCheck.objects.update(state="closed")
    assert to_do(lead, row, on).keys() == {"Prepare the publication"}
    with guard.allowed():
        Publication.objects.create(inspection=row, number=1, state="making", prepared_by=lead)
    assert to_do(lead, row, on) == {}
    with guard.allowed():
        Publication.objects.update(state="published")
        row.phase = "published"
        row.save()
    assert to_do(lead, row, on) == {}


def test_a_review_waits_for_who_neither_asked_nor_wrote_and_what_it_returned_for_who_asks():
    row = given.inspection(phase="drafting")
    lead, quinn = given.member(row, Role.LEAD_INSPECTOR), given.member(row, Role.QUALITY_LEAD)
    wrote, on = given.member(row, Role.QUALITY_LEAD, "Will Wrote"), given.FIELDWORK[0]
    asked = {"inspection": row, "kind": "report", "asked_by": lead, "asked_at": timezone.now()}
    with guard.allowed():
        by = {"changed_by": wrote, "changed_at": timezone.now()}
        draft = DraftPart.objects.create(inspection=row, kind="report", part="foreword", **by)
        draft.versions.create(version=1, text="x", saved_by=wrote, saved_at=timezone.now())
        review = Review.objects.create(number=1, **asked)
    assert to_do(quinn, row, on).keys() == {"Review 1 document"}
    assert to_do(wrote, row, on) == {} == to_do(lead, row, on)
    with guard.allowed():
        Review.objects.create(number=2, **asked | {"kind": "press-release"})
    assert to_do(quinn, row, on).keys() == {"Review 2 documents"}
    assert to_do(wrote, row, on).keys() == {"Review 1 document"}, "of the press release they wrote nothing"
    with guard.allowed():
        Review.objects.filter(pk=review.pk).update(state="returned")
    assert to_do(quinn, row, on).keys() == {"Review 1 document"}
    assert to_do(lead, row, on).keys() == {"Change 1 document that its review returned"}
    with guard.allowed():
        again = Review.objects.create(number=3, **asked)
    assert to_do(lead, row, on) == {}
    with guard.allowed():
        Review.objects.filter(pk=again.pk).update(state="withdrawn")
    assert to_do(lead, row, on).keys() == {"Change 1 document that its review returned"}, "nobody reads it now"


def test_the_quality_lead_pays_the_same_however_many_inspections(django_assert_max_num_queries):
    """13 as everyone, and 3 on second readings: the readings, their answers, what was settled."""
    someone = given.person("Quinn Quality")
    for number in range(5):
        row = given.inspection(slug=f"unit-{number}-2022", phase="fieldwork")
        case, *_ = given.cases(row)
        with guard.allowed():
            row.memberships.create(person=someone, role="quality_lead")
            row.blind_readings.create(
                case=case, purpose="second", reader=row.set_up_by, chosen_by=someone, state="submitted",
                first_answers={"2.2.1": {"answer": "yes", "reason": ""}},
            ).answers.create(question="2.2.1", answer="no", saved_by=row.set_up_by)  # fmt: skip
    client = given.signed_in(someone)
    client.get(reverse("home"))
    with django_assert_max_num_queries(16):
        assert text(client).count("Settle the differences of 1 second reading") == 5


@pytest.mark.parametrize("count", [1, 7])
def test_the_first_page_costs_the_same_however_many_inspections(count, django_assert_num_queries):
    """What is asked, once each.

    Session, person; places in an inspected service; inspections, conflicts, members, cases, blind readings, samples,
    panels, judgements, dates, and in one what waits in all the rooms.
    """
    someone = given.person("Busy Person")
    for number in range(count):
        row = given.inspection(slug=f"unit-{number}-2022", phase="fieldwork")
        with guard.allowed():
            row.memberships.create(person=someone, role="lead_inspector")
        given.cases(row, allocated_to=someone)
    client = given.signed_in(someone)
    client.get(reverse("home"))
    with django_assert_num_queries(13):
        client.get(reverse("home"))
