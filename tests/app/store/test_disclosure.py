"""What is about to be published held against what is hidden of small groups."""

import pytest

from inspectorate.report.workbook import Column, Sheet, Workbook
from inspectorate_app.store.queries.disclosure import found
from inspectorate_app.store.queries.document_set import composed_set
from inspectorate_app.store.queries.draft_check import evidence
from inspectorate_app.store.queries.hidden_group import hidden_groups
from inspectorate_app.store.queries.inspection import facts_of
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db


@pytest.fixture
def facts():
    """Ten cases, of them two of women (tests/app/results.py): neither they nor the men are shown."""
    return facts_of(in_drafting())


def leaking(*row: object) -> Workbook:
    columns = tuple(Column(name, name, "", "text") for name in ("question", "group", "yes", "cases"))
    return Workbook("Data", "An inspectorate", "en-GB", "2026", (), (Sheet("Gender", "Gender", columns, (row,)),))


def test_what_is_hidden_is_known_to_the_check_alone(facts) -> None:
    kept = hidden_groups(facts)
    assert (kept["case:2.2.1@gender=female"].relevant, kept["case:2.2.1@gender=male"].relevant) == (2, 8)
    assert not [key for key in evidence(facts).statistics if "@gender" in key]


def test_the_documents_of_an_inspection_tell_of_no_person(facts) -> None:
    made = composed_set(facts, evidence(facts))
    assert made is not None
    assert made.workbook is not None
    assert found(facts, made.documents, (made.workbook,), evidence(facts).statistics) == ()


@pytest.mark.parametrize("name", ["female", "Female"])
def test_a_small_group_in_the_workbook_is_found_by_value_and_by_title(facts, name: str) -> None:
    count = hidden_groups(facts)["case:2.2.1@gender=female"]
    told = found(facts, (), [leaking("2.2.1", name, count.yes, count.relevant)], evidence(facts).statistics)
    assert ("small group", "Gender") in {(each.kind, each.place) for each in told}
