"""The pages of one inspection: overview, timetable, moves and team."""

import datetime
import re

import pytest
from django.urls import reverse

from inspectorate.inspection import Phase
from inspectorate_app.actions import inspection as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import ConflictOfInterest, Inspection, Membership, Milestone, PhaseChange
from tests.app import given

pytestmark = pytest.mark.django_db
LLR = "pdu/leicester-leicestershire-and-rutland"
DAY = datetime.date.fromisoformat


@pytest.fixture
def slug():
    planner = given.actor(given.person("Pat Planner", "planner"))
    return action.set_up(
        planner,
        edition="hmip-pdu-2021",
        organisation=LLR,
        fieldwork_from=DAY("2022-10-24"),
        fieldwork_to=DAY("2022-11-04"),
    )


@pytest.fixture
def lead(slug):
    return given.signed_in(given.member(Inspection.objects.get(), Role.LEAD_INSPECTOR, "Lee Lead"))


def text(response):
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def address(name, slug, **named):
    return reverse(name, kwargs={"inspection": slug, **named})


def test_the_overview_says_where_an_inspection_stands(slug, lead):
    shown = text(lead.get(address("inspection", slug)))
    assert "This inspection is in the phase Announced" in shown
    assert "Announced 29 August 2022 Overdue" in shown
    assert "Follow-up 3 November 2023 Overdue" in shown
    assert "24 October to 4 November 2022" in shown
    assert "Nothing is missing. Move to evidence" in shown


def test_the_overview_says_what_is_missing_before_the_next_phase(slug):
    planner = given.signed_in(given.person("Pia Planner", "planner"))
    shown = text(planner.get(address("inspection", slug)))
    assert "Before it can move to evidence add a lead inspector to the team" in shown
    assert "Move to evidence" not in shown


def test_an_inspection_is_moved_after_being_asked(slug, lead):
    there = address("inspection_move", slug, to="evidence")
    assert "Move to evidence?" in text(lead.get(there))
    assert Inspection.objects.get().phase == "announced"
    answer = lead.post(there, follow=True)
    assert "The inspection is now in the phase ‘evidence’." in text(answer)
    assert "Announced to evidence Lee Lead" in text(answer)
    assert Milestone.objects.get(phase="announced").done_by.name == "Lee Lead"


def test_a_move_back_asks_why(slug, lead):
    lead.post(address("inspection_move", slug, to="evidence"))
    there = address("inspection_move", slug, to="announced")
    answer = lead.post(there, {"reason": " "})
    assert "Enter why the inspection moves back" in text(answer)
    lead.post(there, {"reason": "Announced to the <b>wrong</b> unit."})
    assert PhaseChange.objects.latest("pk").reason == "Announced to the <b>wrong</b> unit."
    page = lead.get(address("inspection", slug)).content.decode()
    assert "&lt;b&gt;wrong&lt;/b&gt;" in page


def test_an_address_of_a_move_that_is_none_is_not_there(slug, lead):
    assert lead.get(address("inspection_move", slug, to="published")).status_code == 404
    assert lead.get(address("inspection_move", slug, to="nowhere")).status_code == 404


def test_the_timetable_marks_what_is_assumed(slug, lead):
    shown = text(lead.get(address("timetable", slug)))
    assert "Published 24 February 2023 Overdue" in shown
    assert "Assumed: 16 weeks after the last day of fieldwork (recalled)" in shown
    assert "To be deleted on 24 August 2023 Assumed: 6 months after publication is due" in shown
    assert "Fieldwork 4 November 2022 Overdue Last day of fieldwork" in shown
    lead.post(
        address("milestone", slug, phase="published"), {"due_on-day": "1", "due_on-month": "3", "due_on-year": "2023"}
    )
    shown = text(lead.get(address("timetable", slug)))
    assert "Published 1 March 2023 Overdue Set for this inspection" in shown


def test_a_due_date_out_of_order_is_said_at_the_field(slug, lead):
    there = address("milestone", slug, phase="published")
    answer = lead.post(there, {"due_on-day": "1", "due_on-month": "1", "due_on-year": "2023"})
    assert "‘Published’ would be due" in text(answer).replace("&#39;", "'").replace("'Published'", "‘Published’")
    assert 'value="2023"' in answer.content.decode()
    assert Milestone.objects.get(phase="published").due_on == DAY("2023-02-24")


def test_dates_are_changed_and_what_was_typed_stays(slug, lead):
    page = lead.get(address("inspection_dates", slug)).content.decode()
    assert "14 March 2022\n4 April 2022" in page
    typed = {
        "fieldwork_from-day": "31", "fieldwork_from-month": "10", "fieldwork_from-year": "2022",
        "fieldwork_to-day": "11", "fieldwork_to-month": "11", "fieldwork_to-year": "2022",
        "names_delete_on-day": "24", "names_delete_on-month": "8", "names_delete_on-year": "2023",
        "cohort_weeks": "21/03/2022\nsome day",
    }  # fmt: skip
    answer = lead.post(address("inspection_dates", slug), typed)
    assert "‘some day’ is not a date" in text(answer)
    assert "21/03/2022\nsome day" in answer.content.decode()
    lead.post(address("inspection_dates", slug), typed | {"cohort_weeks": "23/03/2022"})
    row = Inspection.objects.get()
    assert (row.fieldwork_from, row.cohort_weeks) == (DAY("2022-10-31"), ["2022-03-21"])


def test_someone_joins_changes_and_leaves_the_team(slug, lead):
    someone = given.person("Ines Inspector")
    place = {"person": someone.pk, "role": "inspector", "capacity": "12", "conflicts": "Team North\n"}
    shown = text(lead.post(address("team_add", slug), place, follow=True))
    assert "Ines Inspector Inspector 12 0 – Team North" in shown
    number = Membership.objects.get(person=someone).pk
    changed = {"role": "inspector", "capacity": "8", "skills": ["victim_work"], "conflicts": ""}
    shown = text(lead.post(address("team_change", slug, membership=number), changed, follow=True))
    assert "Ines Inspector Inspector 8 0 Victim work –" in shown
    assert "Remove Ines Inspector?" in text(lead.get(address("team_remove", slug, membership=number)))
    shown = text(lead.post(address("team_remove", slug, membership=number), follow=True))
    assert "Ines Inspector is no longer inspector." in shown


def test_what_keeps_someone_out_of_the_team_is_said_at_the_field(slug, lead):
    someone = given.person("Ines Inspector")
    with guard.allowed():
        ConflictOfInterest.objects.create(person=someone, organisation=LLR, reason="Worked there.", declared_by=someone)
    answer = lead.post(address("team_add", slug), {"person": someone.pk, "role": "inspector", "capacity": "many"})
    assert "Most cases they read must be a whole number" in text(answer)
    answer = lead.post(address("team_add", slug), {"person": someone.pk, "role": "inspector", "capacity": "3"})
    assert "A conflict of interest keeps this person off: choose someone else" in text(answer)
    assert "Worked there" not in text(answer)


def test_only_who_builds_the_team_sees_what_someone_must_not_read(slug, lead):
    row = Inspection.objects.get()
    given.member(row, Role.INSPECTOR, "Ines Inspector", capacity=3, conflicts=["Practitioner Nine"])
    assert "Practitioner Nine" in text(lead.get(address("team", slug)))
    analyst = given.signed_in(given.member(row, Role.ANALYST))
    shown = text(analyst.get(address("team", slug)))
    assert "Ines Inspector" in shown
    assert "Practitioner Nine" not in shown
    assert "Remove" not in shown


@pytest.mark.parametrize("count", [1, 9])
def test_the_team_costs_the_same_however_many_they_are(slug, lead, count, django_assert_num_queries):
    """Session, person, roles; inspection, members, cases to submit, conflicts of interest. The edition is kept."""
    row = Inspection.objects.get()
    readers = [given.member(row, Role.INSPECTOR, f"Reader {number}") for number in range(count)]
    given.cases(row, allocated_to=readers[0])
    lead.get(address("team", slug))
    with django_assert_num_queries(7):
        lead.get(address("team", slug))


def test_a_stranger_and_a_wrong_slug_are_answered_alike(slug):
    stranger = given.signed_in(given.person("Strange Person"))
    planner = given.signed_in(given.person("Pia Planner", "planner"))
    there, nowhere = address("inspection", slug), address("inspection", "no-such-2022")
    assert stranger.get(there).status_code == stranger.get(nowhere).status_code == 404
    assert planner.get(there).status_code == 200
    assert planner.get(nowhere).status_code == 404


@pytest.mark.parametrize("phase", Phase)
def test_every_phase_has_its_overview(phase):
    row = given.inspection(phase=phase.value)
    lead = given.signed_in(given.member(row, Role.LEAD_INSPECTOR))
    assert f"phase {phase.label}" in text(lead.get(address("inspection", row.slug)))


def test_follow_up_is_overdue_after_its_day_and_ends_with_a_reason(slug):
    row = Inspection.objects.get()
    lead = given.signed_in(given.member(row, Role.LEAD_INSPECTOR, "Lena Lead"))
    with guard.allowed():
        Inspection.objects.update(phase="follow_up")
    assert "Follow-up 3 November 2023 Overdue" in text(lead.get(address("inspection", slug)))
    assert "End the phase ‘follow-up’" in text(lead.get(reverse("home")))
    close = address("inspection_move", slug, to="closed")
    assert close in lead.get(address("inspection", slug)).content.decode()
    assert "Enter why the inspection is closed" in text(lead.post(close, {"reason": ""}))
    assert lead.post(close, {"reason": "Every recommendation was carried out."}, follow=True).status_code == 200
    shown = text(lead.get(address("inspection", slug)))
    assert "Follow-up to closed" in shown
    assert "Every recommendation was carried out." in shown
    assert "Overdue" not in shown.partition("Follow-up 3 November 2023")[2]
    # Closed by mistake, it goes back, and that needs a reason too.
    back = address("inspection_move", slug, to="follow_up")
    assert "Enter why the inspection moves back" in text(lead.post(back, {"reason": ""}))
