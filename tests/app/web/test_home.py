"""The first page: what needs doing, for each role, at each point of an inspection."""

import datetime
import re

import pytest
from django.urls import reverse

from inspectorate_app.actions.conflict import declare
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    CaseAssessment,
    Identity,
    Inspection,
    Invitation,
    Panel,
    StandardJudgement,
)
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


@pytest.mark.parametrize("count", [1, 7])
def test_the_first_page_costs_the_same_however_many_inspections(count, django_assert_num_queries):
    """What is asked, once each.

    Session, person; places in an inspected service; inspections, conflicts, members, cases, blind readings, samples,
    panels, caseloads, names, judgements, dates.
    """
    someone = given.person("Busy Person")
    for number in range(count):
        row = given.inspection(slug=f"unit-{number}-2022", phase="fieldwork")
        with guard.allowed():
            row.memberships.create(person=someone, role="lead_inspector")
        given.cases(row, allocated_to=someone)
    client = given.signed_in(someone)
    client.get(reverse("home"))
    with django_assert_num_queries(14):
        client.get(reverse("home"))
