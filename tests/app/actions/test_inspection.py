"""Inspections are set up whole, keep their dates in order, and move from phase to phase as the table says.

The demonstration inspection: fieldwork 24 October to 4 November 2022. The timetable is that of ``TIMETABLE``: published
16 weeks after 4 November is 24 February 2023, and six months later is 24 August 2023. Cohort weeks lie 32 and 29 weeks
before the week of 24 October (sampling.yaml of hmip-pdu-2021).
"""

import datetime

import pytest

from inspectorate.errors import BadInput
from inspectorate.inspection import MOVES, Phase
from inspectorate_app.actions import inspection as action
from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.permission import Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow
from inspectorate_app.store import guard
from inspectorate_app.store.models import (
    AuditChain,
    AuditEntry,
    CaseAssessment,
    Inspection,
    Milestone,
    Panel,
    PhaseChange,
    StandardJudgement,
)
from tests.app import given

pytestmark = pytest.mark.django_db
LLR = "pdu/leicester-leicestershire-and-rutland"
DAY = datetime.date.fromisoformat


@pytest.fixture
def planner():
    return given.actor(given.person("Pat Planner", "planner"))


def set_up(actor, **changes):
    facts = {
        "edition": "hmip-pdu-2021",
        "organisation": LLR,
        "fieldwork_from": DAY("2022-10-24"),
        "fieldwork_to": DAY("2022-11-04"),
    }
    return action.set_up(actor, **(facts | changes))


def faults(caught):
    return {fault.field: fault.problem for fault in caught.value.faults}


def test_an_inspection_is_set_up_with_its_edition_its_timetable_and_its_audit_trail(planner):
    slug = set_up(planner)
    row = Inspection.objects.get(slug=slug)
    assert slug == "leicester-leicestershire-and-rutland-2022"
    assert (row.unit, row.kind, row.region) == ("Leicester, Leicestershire and Rutland", "PDU", "East Midlands")
    assert (row.phase, row.edition.name, row.set_up_by_id) == ("announced", "hmip-pdu-2021", planner.person)
    assert "framework.yaml" in row.edition.files
    assert row.names_delete_on == DAY("2023-08-24")
    due = dict(Milestone.objects.values_list("phase", "due_on"))
    assert due["announced"] == DAY("2022-08-29")
    assert due["fieldwork"] == DAY("2022-11-04")
    assert due["published"] == DAY("2023-02-24")
    assert set(due) == set(Phase) - {"closed"}
    entries = AuditEntry.objects.filter(chain__name__in=[slug, "service"])
    assert [(entry.action, entry.subject) for entry in entries] == [("set up inspection", f"inspection {slug}")] * 2


@pytest.mark.parametrize("installation", [True, False])
def test_every_inspection_of_a_demonstration_is_one(planner, settings, installation):
    settings.DEMONSTRATION = installation
    assert Inspection.objects.get(slug=set_up(planner)).demonstration is installation


def test_cohort_weeks_are_proposed_from_fieldwork_and_can_be_changed(planner):
    slug = set_up(planner)
    weeks = [DAY(day) for day in Inspection.objects.get(slug=slug).cohort_weeks]
    fieldwork_week = DAY("2022-10-24")
    assert [(fieldwork_week - monday).days // 7 for monday in weeks] == [32, 29]
    other = set_up(planner, organisation="pdu/derby-city", cohort_weeks=[DAY("2022-04-06"), DAY("2022-04-08")])
    assert Inspection.objects.get(slug=other).cohort_weeks == ["2022-04-04"]


def test_everything_wrong_with_a_plan_is_said_at_once(planner):
    with pytest.raises(BadInput) as caught:
        set_up(
            planner,
            edition="hmip-region-2023",
            service="CRC",
            fieldwork_to=DAY("2022-10-23"),
            names_delete_on=DAY("2022-10-01"),
        )
    assert faults(caught) == {
        "organisation": "this edition inspects a region of the Probation Service, not a PDU",
        "service": "this edition does not tell services apart",
        "fieldwork_to": "fieldwork ends before it begins",
        "names_delete_on": "names would be deleted before fieldwork ends",
    }
    assert not Inspection.objects.exists()
    assert not AuditChain.objects.exclude(name="service").exists()


@pytest.mark.parametrize("edition", ["no-such", "/etc", ".", "../hmip-pdu-2021"])
def test_an_edition_is_a_name_and_never_a_path(planner, edition):
    with pytest.raises(BadInput) as caught:
        set_up(planner, edition=edition)
    assert faults(caught) == {"edition": "there is no such edition"}


def test_an_edition_assumed_to_be_out_of_force_must_be_confirmed(planner):
    """hmip-pdu-2021 is assumed to have been in use to 30 September 2023."""
    dates = {"fieldwork_from": DAY("2023-09-25"), "fieldwork_to": DAY("2023-10-06")}
    with pytest.raises(BadInput) as caught:
        set_up(planner, **dates)
    words = "this edition is assumed to have been in use from 1 July 2021 to 30 September 2023"
    assert faults(caught) == {"out_of_force_confirmed": words}
    assert set_up(planner, **dates, out_of_force_confirmed=True) == "leicester-leicestershire-and-rutland-2023"


def test_an_edition_known_to_be_out_of_force_is_refused(planner):
    """The dates of hmip-public-protection-2025, to 31 March 2026, are derived from what was published."""
    dates = {"fieldwork_from": DAY("2026-04-06"), "fieldwork_to": DAY("2026-04-10")}
    with pytest.raises(BadInput) as caught:
        set_up(planner, edition="hmip-public-protection-2025", organisation="region/london", **dates)
    assert faults(caught) == {"edition": "this edition was in use from 1 October 2025 to 31 March 2026"}


@pytest.mark.parametrize(
    ("first", "last", "overlaps"),
    [
        ("2022-11-04", "2022-11-11", True),
        ("2022-11-05", "2022-11-11", False),
        ("2022-10-10", "2022-10-24", True),
        ("2022-10-10", "2022-10-23", False),
        ("2022-10-26", "2022-10-27", True),
    ],
)
def test_one_organisation_is_inspected_once_at_a_time(planner, first, last, overlaps):
    set_up(planner)
    dates = {"fieldwork_from": DAY(first), "fieldwork_to": DAY(last)}
    if overlaps:
        with pytest.raises(BadInput) as caught:
            set_up(planner, **dates)
        words = "this organisation is inspected from 24 October 2022 to 4 November 2022"
        assert faults(caught) == {"fieldwork_from": words}
    else:
        assert set_up(planner, **dates) == "leicester-leicestershire-and-rutland-2022-2"


def test_the_service_of_a_company_is_that_of_its_kind(planner):
    dates = {"fieldwork_from": DAY("2019-03-04"), "fieldwork_to": DAY("2019-03-15")}
    slug = set_up(planner, edition="hmip-crc-nps-2018", organisation="crc/cumbria-and-lancashire", **dates)
    assert Inspection.objects.get(slug=slug).service == "CRC"
    with pytest.raises(BadInput) as caught:
        set_up(planner, edition="hmip-crc-nps-2018", organisation="crc/cumbria-and-lancashire", service="NPS", **dates)
    assert faults(caught)["service"] == "the organisation's own is CRC, not NPS"


def test_only_a_planner_who_is_a_person_sets_inspections_up():
    for who in (given.actor(given.person("Ann Auditor", "auditor")), operator(), operator(office="planner")):
        with pytest.raises(NotAllowed):
            set_up(who)


def test_due_dates_that_nobody_changed_move_with_fieldwork(planner):
    slug = set_up(planner)
    action.set_due(planner, slug, Phase.PANEL, DAY("2022-12-05"))
    action.edit(planner, slug, fieldwork_from=DAY("2022-10-31"), fieldwork_to=DAY("2022-11-11"))
    due = dict(Milestone.objects.values_list("phase", "due_on"))
    assert due["panel"] == DAY("2022-12-05")
    assert due["published"] == DAY("2023-03-03")
    assert due["announced"] == DAY("2022-09-05")


def test_a_phase_is_not_due_before_the_one_before_it(planner):
    slug = set_up(planner)
    with pytest.raises(BadInput) as caught:
        action.set_due(planner, slug, Phase.PANEL, DAY("2022-11-10"))
    words = "'Panel' would be due on 10 November 2022, before 'Analysis' on 18 November 2022"
    assert faults(caught) == {"due_on": words}
    with pytest.raises(NotNow, match="Change the dates of fieldwork"):
        action.set_due(planner, slug, Phase.FIELDWORK, DAY("2022-11-05"))


def test_dates_are_not_moved_into_another_inspection_of_the_team(planner):
    slug = set_up(planner)
    other = set_up(
        planner, organisation="pdu/derby-city", fieldwork_from=DAY("2022-11-14"), fieldwork_to=DAY("2022-11-18")
    )
    inspector = given.member(Inspection.objects.get(slug=slug), Role.INSPECTOR, "Ines Inspector")
    with guard.allowed():
        Inspection.objects.get(slug=other).memberships.create(person=inspector, role="inspector")
    with pytest.raises(BadInput) as caught:
        action.edit(planner, slug, fieldwork_to=DAY("2022-11-14"))
    words = "Ines Inspector is engaged from 14 November 2022 to 18 November 2022"
    assert faults(caught) == {"fieldwork_from": words}


def test_cohort_weeks_stand_once_a_sample_is_approved(planner):
    row = given.inspection(phase="evidence")
    lead = given.actor(given.member(row, Role.LEAD_INSPECTOR))
    action.edit(lead, row.slug, cohort_weeks=[DAY("2022-03-28")])
    given.cases(row)
    with pytest.raises(NotNow, match="sample has been approved"):
        action.edit(lead, row.slug, cohort_weeks=[DAY("2022-04-04")])


@pytest.mark.parametrize("before", Phase)
@pytest.mark.parametrize("after", Phase)
def test_an_inspection_moves_where_the_table_says_and_nowhere_else(before, after):
    """Everything that any phase asks for is there, so that only ``MOVES`` decides; a signed-off panel apart."""
    row = ready_for_anything(before, signed_off=(before, after) != (Phase.PANEL, Phase.ANALYSIS))
    lead = given.actor(row.memberships.get(role="lead_inspector").person)
    if after in MOVES[before]:
        action.move_phase(lead, row.slug, after, reason="It goes where the table says.")
        assert Inspection.objects.get().phase == after
        change = PhaseChange.objects.get()
        assert (change.before, change.after, change.by_id) == (before, after, lead.person)
        assert AuditEntry.objects.get().subject == "phase"
    else:
        with pytest.raises(NotNow):
            action.move_phase(lead, row.slug, after, reason="It goes where the table does not say.")
        assert Inspection.objects.get().phase == before


def ready_for_anything(phase, signed_off=True):
    row = given.inspection(phase=phase.value)
    lead = given.member(row, Role.LEAD_INSPECTOR)
    with guard.allowed():
        for each in Phase:
            row.milestones.create(phase=each.value, due_on=DAY("2023-01-01"))
        for case in given.cases(row, allocated_to=lead):
            CaseAssessment.objects.create(case=case, inspection=row, state="submitted", started_by=lead)
        for standard in ("1.1", "1.2", "1.3", "1.4"):
            StandardJudgement.objects.create(
                inspection=row, standard=standard, rating="Good", reason="Seen.", judged_by=lead
            )
        if signed_off:
            Panel.objects.create(inspection=row, held_on=DAY("2022-12-01"), opened_by=lead, state="signed_off")
    return row


@pytest.mark.parametrize(
    ("before", "after", "taken_away", "words"),
    [
        ("announced", "evidence", "lead", "add a lead inspector to the team"),
        ("evidence", "fieldwork", "sample", "approve a sample"),
        ("evidence", "fieldwork", "allocation", "allocate 1 case of the sample"),
        ("fieldwork", "analysis", "assessment", "submit or replace 1 case of the sample"),
        ("analysis", "panel", "judgement", r"judge standard 1\.2 "),
        ("panel", "drafting", "panel", "sign off the ratings in the ratings panel"),
    ],
)
def test_what_is_missing_holds_an_inspection_back(planner, before, after, taken_away, words):
    row = ready_for_anything(Phase(before))
    with guard.allowed():
        match taken_away:
            case "lead":
                row.memberships.all().delete()
            case "sample":
                row.samples.update(state="superseded")
            case "allocation":
                row.cases.filter(number=2).update(allocated_to=None)
            case "assessment":
                row.assessments.filter(case__number=2).update(state="in_progress")
            case "judgement":
                row.judgements.filter(standard="1.2").delete()
            case "panel":
                row.panels.all().delete()
    with pytest.raises(NotNow, match=words):
        action.move_phase(planner, row.slug, Phase(after))
    assert Inspection.objects.get().phase == before


def test_a_withdrawn_case_and_a_reserve_hold_nothing_back(planner):
    row = ready_for_anything(Phase.FIELDWORK)
    with guard.allowed():
        row.assessments.filter(case__number__in=[1, 2]).delete()
        row.cases.filter(number=1).update(role="withdrawn")
        row.cases.filter(number=2).update(role="reserve", allocated_to=None)
    action.move_phase(planner, row.slug, Phase.ANALYSIS)
    assert Inspection.objects.get().phase == "analysis"


def test_a_move_back_needs_a_reason_and_takes_back_what_was_done(planner):
    row = ready_for_anything(Phase.EVIDENCE)
    action.move_phase(planner, row.slug, Phase.FIELDWORK)
    evidence = Milestone.objects.get(phase="evidence")
    assert evidence.done_on is not None
    assert evidence.done_by_id == planner.person
    with pytest.raises(NotNow, match="Say why"):
        action.move_phase(planner, row.slug, Phase.EVIDENCE, reason="  ")
    action.move_phase(planner, row.slug, Phase.EVIDENCE, reason="The sample was drawn from the wrong file.")
    assert Milestone.objects.get(phase="evidence").done_on is None
    assert not Milestone.objects.filter(done_on__isnull=False).exists()


def test_signed_off_ratings_are_reopened_before_the_inspection_goes_back(planner):
    row = ready_for_anything(Phase.PANEL)
    with pytest.raises(NotNow, match="panel must be reopened"):
        action.move_phase(planner, row.slug, Phase.ANALYSIS, reason="One case was counted twice.")


def test_an_analyst_moves_nothing():
    row = ready_for_anything(Phase.EVIDENCE)
    analyst = given.actor(given.member(row, Role.ANALYST))
    with pytest.raises(NotAllowed):
        action.move_phase(analyst, row.slug, Phase.FIELDWORK)
