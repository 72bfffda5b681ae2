"""The database leaves out rows in which nothing is that is looked for, and never one in which something is."""

import pytest

from inspectorate.search.fold import comparable
from inspectorate.search.wanted import read
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import MeetingNote
from inspectorate_app.store.queries.search_holding import holding_some
from tests.app import given

pytestmark = pytest.mark.django_db
TEXTS = (
    "Workloads are TOO HIGH.",
    "Nothing of it.",
    "Risk of harm was reviewed, at 100%.",
    "Die \u00dcberpr\u00fcfung lag vor.",
    "A \ufb01nding with a ligature, and \u2018quotes\u2019.",
    "O'Brien_s 50% plan",
)


@pytest.fixture
def rows():
    row = given.inspection()
    lead = given.member(row, Role.LEAD_INSPECTOR)
    given.meeting(row, lead)
    for text in TEXTS:
        given.note(row, lead, text=text)
    return MeetingNote.objects.order_by("number")


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("workload", {0}),
        ("HIGH", {0}),
        ("risk", {2}),
        ('"risk of harm"', {2}),
        ("workload risk", {0, 2}),  # one of both may stand in a label
        ("zqnowhere", set()),
        ("uberprufung", set()),
        ("finding", set()),
        ("plan", {5}),
        ("o'brien", {5}),
        ("50%", {5}),
    ],
)
def test_rows_of_ascii_are_chosen_by_what_stands_in_them_and_all_others_are_left_in(rows, typed, expected):
    others = {place for place, text in enumerate(TEXTS) if not text.isascii()}
    assert others == {3, 4}
    found = set(holding_some(rows, "text", read(typed)).values_list("number", flat=True))
    assert found == {place + 1 for place in expected | others}


@pytest.mark.parametrize(
    "typed", ["workload", "uberprufung", "\u00dcber", "finding", "quotes", "100", "brien_s", "o'b"]
)
def test_nothing_is_left_out_that_holds_it(rows, typed):
    wanted = read(typed)
    held = {place for place, text in enumerate(TEXTS, start=1) if wanted.score("", comparable(text))}
    assert held
    assert held <= set(holding_some(rows, "text", wanted).values_list("number", flat=True))
