"""The timetable of an inspection keeps its order whatever the dates; names are kept six months longer."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inspectorate.framework.catalogue import edition_folders, find_edition, product_edition, product_framework
from inspectorate.inspection import KINDS, Phase, due_dates, inspects, names_deletion, out_of_order
from inspectorate.organisation.directory import product_directory

DAY = datetime.date.fromisoformat
DAYS = st.dates(datetime.date(1990, 1, 1), datetime.date(2150, 1, 1))


@given(DAYS, st.integers(0, 400))
def test_phases_are_due_in_their_order_whatever_the_fieldwork(first, length):
    due = due_dates(first, first + datetime.timedelta(days=length))
    days = [due[phase] for phase in Phase if phase is not Phase.CLOSED]  # nothing is due of what is closed
    assert days == sorted(days)
    assert out_of_order(due) == ()


@given(DAYS, st.sampled_from(list(Phase)[1:-1]), st.integers(1, 500))
def test_a_phase_due_before_the_one_before_it_is_found(first, phase, earlier):
    due = due_dates(first, first)
    before = list(Phase)[list(Phase).index(phase) - 1]
    due[phase] = due[before] - datetime.timedelta(days=earlier)
    assert (before, phase) in out_of_order(due)


@pytest.mark.parametrize(
    ("published", "deleted"),
    [
        ("2023-02-24", "2023-08-24"),
        ("2023-08-31", "2024-02-29"),
        ("2022-08-31", "2023-02-28"),
        ("2022-12-31", "2023-06-30"),
        ("2022-06-15", "2022-12-15"),
    ],
)
def test_names_are_deleted_six_months_after_publication_is_due(published, deleted):
    assert names_deletion(DAY(published)) == DAY(deleted)


def test_every_edition_of_the_library_inspects_some_organisation_of_the_directory():
    for name in edition_folders():
        framework = product_framework(name)
        assert framework.subject in KINDS
        assert any(inspects(framework, each) for each in product_directory().organisations)


def test_the_framework_alone_is_that_of_the_edition():
    name = "hmip-pdu-2021"
    assert product_framework(name).in_force == find_edition(name).framework.in_force
    assert product_edition(name).sha256 == find_edition(name).sha256
