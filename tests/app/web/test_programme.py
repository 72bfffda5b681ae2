"""The calendar of inspections, and setting one up in steps."""

import datetime
import re

import pytest
from django.urls import reverse

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard
from inspectorate_app.store.models import ConflictOfInterest, Inspection
from tests.app import given

pytestmark = pytest.mark.django_db
LLR = "pdu/leicester-leicestershire-and-rutland"
DAY = datetime.date.fromisoformat


@pytest.fixture
def planner():
    return given.signed_in(given.person("Pat Planner", "planner"))


def text(response):
    page = response.content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def date(name, text):
    year, month, day = text.split("-")
    return {f"{name}-day": day, f"{name}-month": month, f"{name}-year": year}


def fieldwork(first, last):
    return date("fieldwork_from", first) | date("fieldwork_to", last)


def chosen(client, edition="hmip-pdu-2021", organisation=LLR):
    client.post(reverse("set_up_edition"), {"edition": edition})
    client.post(reverse("set_up_organisation"), {"organisation": organisation})


def test_an_inspection_is_set_up_in_steps_and_kept_at_the_last(planner):
    assert "Which edition" in text(planner.get(reverse("set_up_edition")))
    answer = planner.post(reverse("set_up_edition"), {"edition": "hmip-pdu-2021"}, follow=True)
    assert "East Midlands: Derby City" in text(answer)
    assert "Youth" not in text(answer)
    planner.post(reverse("set_up_organisation"), {"organisation": LLR})
    answer = planner.post(reverse("set_up_dates"), fieldwork("2022-10-24", "2022-11-04"), follow=True)
    page = answer.content.decode()
    assert "14 March 2022\n4 April 2022" in page
    assert "Assumed: 6 months after publication is due" in text(answer)
    proposed = {"cohort_weeks": "21 March 2022\n4 April 2022"} | date("names_delete_on", "2023-09-01")
    shown = text(planner.post(reverse("set_up_proposals"), proposed, follow=True))
    assert "Week of 21 March 2022 Week of 4 April 2022" in shown
    assert "To be deleted on 1 September 2023" in shown
    assert "Published 24 February 2023 Assumed: 16 weeks after the last day of fieldwork" in shown
    assert not Inspection.objects.exists()
    answer = planner.post(reverse("set_up_check"), follow=True)
    row = Inspection.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("inspection", kwargs={"inspection": row.slug})
    assert (row.cohort_weeks, row.names_delete_on) == (["2022-03-21", "2022-04-04"], DAY("2023-09-01"))
    assert planner.get(reverse("set_up_check")).url == reverse("set_up_edition")


def test_a_step_is_not_taken_before_those_it_rests_on(planner):
    for route in ("set_up_organisation", "set_up_dates", "set_up_proposals", "set_up_check"):
        assert planner.get(reverse(route)).url == reverse("set_up_edition")
    planner.post(reverse("set_up_edition"), {"edition": "hmip-pdu-2021"})
    assert planner.get(reverse("set_up_check")).url == reverse("set_up_organisation")


def test_another_edition_forgets_the_organisation_and_other_dates_what_was_proposed(planner):
    chosen(planner)
    planner.post(reverse("set_up_dates"), fieldwork("2022-10-24", "2022-11-04"))
    planner.post(reverse("set_up_proposals"), {"cohort_weeks": "21 March 2022"} | date("names_delete_on", "2023-09-01"))
    planner.post(reverse("set_up_dates"), fieldwork("2022-10-31", "2022-11-11"))
    assert "21 March 2022\n11 April 2022" in planner.get(reverse("set_up_proposals")).content.decode()
    planner.post(reverse("set_up_edition"), {"edition": "hmip-pdu-2023"})
    assert planner.get(reverse("set_up_check")).url == reverse("set_up_organisation")


def test_dates_that_cannot_be_are_said_at_the_field_and_kept(planner):
    given.inspection()
    chosen(planner)
    answer = planner.post(reverse("set_up_dates"), fieldwork("2022-11-01", "2022-11-07"))
    assert "This organisation is inspected from 24 October 2022 to 4 November 2022" in text(answer)
    assert 'value="2022"' in answer.content.decode()
    answer = planner.post(reverse("set_up_dates"), fieldwork("2022-12-05", "2022-12-02"))
    assert "Fieldwork ends before it begins" in text(answer)


def test_an_edition_assumed_to_be_out_of_force_is_asked_about(planner):
    chosen(planner)
    dates = fieldwork("2027-01-11", "2027-01-22")
    answer = planner.post(reverse("set_up_dates"), dates)
    assert "This edition is assumed to have been in use from 1 July 2021 to 30 September 2023" in text(answer)
    answer = planner.post(reverse("set_up_dates"), dates | {"out_of_force_confirmed": "on"})
    assert answer.url == reverse("set_up_proposals")
    planner.post(reverse("set_up_check"))
    assert Inspection.objects.get().fieldwork_from == DAY("2027-01-11")


def test_what_came_in_the_way_meanwhile_is_told(planner):
    chosen(planner)
    planner.post(reverse("set_up_dates"), fieldwork("2022-10-24", "2022-11-04"))
    given.inspection()
    answer = planner.post(reverse("set_up_check"), follow=True)
    assert answer.redirect_chain[-1][0] == reverse("set_up_dates")
    assert "This organisation is inspected from 24 October 2022 to 4 November 2022" in text(answer)
    assert Inspection.objects.count() == 1


def planned(slug, first, last, region="East Midlands", unit="Derby City"):
    row = given.inspection(slug=slug, phase="announced")
    with guard.allowed():
        Inspection.objects.filter(pk=row.pk).update(
            fieldwork_from=first, fieldwork_to=last, region=region, unit=unit, organisation="pdu/derby-city"
        )
    return Inspection.objects.get(pk=row.pk)


def test_the_calendar_shows_each_month_of_fieldwork(planner):
    planned("derby-2027", "2027-01-25", "2027-02-05")
    planned("kent-2027", "2027-02-08", "2027-02-12", "Kent, Surrey and Sussex", "Kent")
    page = text(planner.get(reverse("programme"), {"from": "2027-01"}))
    assert "Programme of inspections, January 2027 to June 2027" in page
    january = page[page.rindex("January 2027 Unit") : page.index("February 2027 Unit")]
    february = page[page.index("February 2027 Unit") : page.index("March 2027 No fieldwork is planned.")]
    assert "Derby City" in january
    assert "Kent" not in january
    assert february.index("Derby City") < february.index("Kent")
    only = text(planner.get(reverse("programme"), {"from": "2027-01", "region": "Kent, Surrey and Sussex"}))
    assert "Derby City" not in only
    assert "January 2027 No fieldwork is planned." in only
    later = text(planner.get(reverse("programme"), {"from": "2026-01"}))
    assert "The next fieldwork after this, in January 2027" in later


@pytest.mark.parametrize("given_from", ["", "2027-13", "0001-01", "9999-12", "'; drop", "2027-01-01"])
def test_a_month_that_is_none_shows_the_present_one(planner, given_from):
    now = text(planner.get(reverse("programme")))
    assert text(planner.get(reverse("programme"), {"from": given_from})) == now
    assert planner.get(reverse("programme"), {"from": "2000-01"}).status_code == 200
    assert planner.get(reverse("programme"), {"from": "2099-12"}).status_code == 200


def test_clashes_of_people_are_marked(planner):
    derby = planned("derby-2027", "2027-01-25", "2027-02-05")
    kent = planned("kent-2027", "2027-02-05", "2027-02-12", "Kent, Surrey and Sussex", "Kent")
    lead = given.member(derby, Role.LEAD_INSPECTOR, "Lee Lead")
    off = given.member(derby, Role.PANEL_MEMBER, "Mia Member")
    with guard.allowed():
        kent.memberships.create(person=lead, role="inspector")
        kent.memberships.create(person=off, role="panel_member")
        for organisation in ("pdu/derby-city", "region/london"):
            ConflictOfInterest.objects.create(person=off, organisation=organisation, reason="x", declared_by=lead)
    shown = text(planner.get(reverse("programme"), {"from": "2027-02", "region": "Kent, Surrey and Sussex"}))
    assert "Clash Lee Lead is also in Derby City" in shown
    assert "No lead yet" in shown
    assert shown.count("Mia Member has a conflict of interest") == 1
    assert "Mia Member is also" not in shown


@pytest.mark.parametrize("count", [1, 12])
def test_the_calendar_costs_the_same_however_many_inspections(planner, django_assert_num_queries, count):
    """Session and person (2), inspections, members, members elsewhere, conflicts (4), regions, next, last (3)."""
    for number in range(count):
        row = planned(f"unit-{number}-2027", "2027-01-25", "2027-02-05", unit=f"Unit {number}")
        given.member(row, Role.LEAD_INSPECTOR, f"Lead {number}")
    planner.get(reverse("programme"), {"from": "2027-01"})
    with django_assert_num_queries(9):
        planner.get(reverse("programme"), {"from": "2027-01"})


def test_who_may_not_see_inspections_is_led_to_none():
    planned("derby-2027", "2027-01-25", "2027-02-05")
    administrator = given.signed_in(given.person("Ada Administrator", "administrator"))
    page = administrator.get(reverse("programme"), {"from": "2027-01"}).content.decode()
    assert "Derby City" in page
    assert "/inspections/derby-2027" not in page
    assert "Set up an inspection" not in page
    assert administrator.get(reverse("set_up")).status_code == 403


def test_the_region_chosen_stays_in_the_addresses_and_decides_what_comes_next(planner):
    given.inspection()
    given.inspection("cardiff-2030")
    with guard.allowed():
        Inspection.objects.filter(slug="cardiff-2030").update(
            region="Wales", unit="Cardiff", fieldwork_from="2030-03-04", fieldwork_to="2030-03-15"
        )
    everywhere = planner.get(reverse("programme") + "?from=2029-01")
    assert "The next fieldwork after this, in March 2030" in text(everywhere)
    shown = planner.get(reverse("programme") + "?from=2029-01&region=East+Midlands")
    assert "in March 2030" not in text(shown)
    assert "The last fieldwork before this, in October 2022" in text(shown)
    assert shown.content.decode().count("region=East%20Midlands") == 3
    assert '<option value="East Midlands" selected>' in shown.content.decode()
    wales = text(planner.get(reverse("programme") + "?from=2030-03&region=Wales"))
    assert "Cardiff" in wales
    assert "Leicester" not in text(planner.get(reverse("programme") + "?from=2022-10&region=Wales"))
