"""An inspection stands beside what had been published when its fieldwork ended, and never beside its own report."""

import dataclasses
import datetime
from zoneinfo import ZoneInfo

import pytest

from inspectorate_app.store import guard
from inspectorate_app.store.models import Publication
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.published import beside, day_words
from inspectorate_app.store.queries.result import results
from tests.app import given
from tests.app.results import GOOD, NEAR, judge_all, ten_cases

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def inspection(before_all):
    def with_results():
        found = given.inspection()
        ten_cases(found, NEAR)
        judge_all(found, GOOD)
        return facts_of(found)

    return before_all(with_results)


def later(facts, year):
    """The same inspection, its fieldwork in the January of a year."""
    days = datetime.date(year, 1, 5), datetime.date(year, 1, 30)
    return dataclasses.replace(facts, fieldwork_from=days[0], fieldwork_to=days[1])


def test_before_the_first_report_of_the_unit_there_is_none(inspection):
    found = beside(inspection, results(inspection))  # fieldwork in November 2022; its report came in February 2023
    assert found.earlier == ()
    assert found.neighbours == ()


def test_the_previous_inspection_is_told_with_what_changed(inspection):
    facts = later(inspection, 2024)
    found = beside(facts, results(facts))
    ((previous, changes),) = found.earlier
    assert (previous.when, previous.overall) == ("2023-02-09", "Inadequate")
    by_id = {change.new_id or change.kind: change for change in changes}
    # From the report of 9 February 2023: 2 of 27, Inadequate. Here 16 of 27 (Good is 2): 4 x 2 + 3 x 1 + 2 + 3.
    assert (by_id["score"].before, by_id["score"].after) == ("2/27", "16/27")
    assert (by_id["overall"].before, by_id["overall"].after, by_id["overall"].difference) == ("Inadequate", "Good", 2)
    assert (by_id["2.2"].before, by_id["2.2"].after) == ("Inadequate", "Requires improvement")


def test_of_two_earlier_inspections_the_fuller_one_is_told_too(inspection):
    facts = later(inspection, 2026)
    found = beside(facts, results(facts))
    assert [previous.when for previous, _ in found.earlier] == ["2025", "2023-02-09"]  # of 2025 no standard is known
    assert {one.name for one in found.neighbours} >= {"Derby City", "East and West Lincolnshire"}


def test_what_cannot_be_compared_says_why():
    facts = later(facts_of(given.inspection("another-edition", edition_name="hmip-pdu-2023")), 2024)
    ((_, changes),) = beside(facts, results(facts)).earlier
    assert {change.reason for change in changes if change.kind == "key question"}
    assert all(change.reason for change in changes if change.difference is None)
    assert all(change.after is None for change in changes)  # no case is submitted, so nothing stands beside


def test_a_unit_that_the_register_does_not_know_has_pages_too(inspection):
    facts = dataclasses.replace(inspection, organisation="pdu/northmoor", unit="Northmoor", region="")
    assert beside(facts, results(facts)).earlier == ()


@pytest.mark.parametrize(
    ("moment", "words"),
    [("2023-02-09", "9 February 2023"), ("2023-06", "June 2023"), ("2025", "2025"), ("", "at a time not known")],
)
def test_days_months_and_years_in_words(moment, words):
    assert day_words(moment) == words


# --- what was published here ---

LONDON = ZoneInfo("Europe/London")


def published_here(slug="here-2024", *, unit="leicester-leicestershire-and-rutland", on="2024-06-20", **facts):
    """A made-up inspection that was published here, rated Outstanding."""
    other = given.inspection(slug)
    entry = {"inspection": f"pdu/{unit}/{on[:7]}", "unit": f"pdu/{unit}", "published": on, "overall": "Outstanding"}
    at = datetime.datetime.fromisoformat(on).replace(minute=1, tzinfo=LONDON)
    given.publication(other, **{"published_at": at, "entry": entry} | facts)
    return other


def overalls(facts, year):
    facts = later(facts, year)
    return [previous.overall for previous, _ in beside(facts, results(facts)).earlier]


def test_what_was_published_here_is_an_earlier_inspection(inspection):
    assert overalls(inspection, 2025)[0] == "Inadequate"
    published_here()
    assert overalls(inspection, 2025)[0] == "Outstanding"
    assert overalls(inspection, 2024) == ["Inadequate"], "it was not public on 30 January 2024"


@pytest.mark.parametrize("state", ["begun", "making", "prepared", "approved", "withdrawn"])
def test_what_is_not_published_stands_beside_nothing(inspection, state):
    published_here(state=state)
    assert "Outstanding" not in overalls(inspection, 2025)


def test_its_own_publication_and_what_is_synthetic_stand_beside_nothing(inspection):
    facts = later(inspection, 2025)
    other = published_here()
    assert "Outstanding" not in overalls(dataclasses.replace(facts, slug=other.slug), 2025)
    with guard.allowed():
        type(other).objects.filter(pk=other.pk).update(demonstration=True)
        Publication.objects.update(published_at=datetime.datetime(2024, 6, 21, 12, tzinfo=LONDON))
    assert "Outstanding" not in overalls(facts, 2025)
    assert "Outstanding" in overalls(dataclasses.replace(facts, demonstration=True), 2025)


def test_what_was_published_late_counts_from_when_it_was_public(inspection):
    """Its documents print 20 January 2025; it was published a month later, after 30 January."""
    published_here(on="2025-01-20", published_at=datetime.datetime(2025, 2, 20, tzinfo=LONDON))
    assert "Outstanding" not in overalls(inspection, 2025)


def test_a_neighbour_that_was_published_here_stands_beside_it(inspection):
    published_here("derby-2024", unit="derby-city")
    facts = later(inspection, 2025)
    found = {one.name: one.overall for one in beside(facts, results(facts)).neighbours}
    assert found["Derby City"] == "Outstanding"
