"""What is about to be published held against what is hidden of small groups."""

import pytest

from inspectorate.report.workbook import Column, Sheet, Workbook
from inspectorate_app.store import guard
from inspectorate_app.store.models import Case, Tally
from inspectorate_app.store.queries.disclosure import found
from inspectorate_app.store.queries.document_set import composed_set
from inspectorate_app.store.queries.draft_check import evidence
from inspectorate_app.store.queries.hidden_group import hidden_groups
from inspectorate_app.store.queries.inspection import facts_of
from tests.app.drafting import in_drafting

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def facts(before_all):
    """Ten cases, of them two of women (tests/app/results.py): neither they nor the men are shown."""
    return before_all(lambda: facts_of(in_drafting()))


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


def test_groups_called_yes_and_no_refuse_no_workbook(facts) -> None:
    """Of 2.5.1 the workbook has 8 yes, 2 no, and "No" for: it does not decide the rating; groups have 2 cases and 8."""
    with guard.allowed():
        for row in Tally.objects.filter(inspection=facts.id, characteristic="gender"):
            row.pk, row.characteristic, row.value = None, "domestic_abuse", {"female": "yes", "male": "no"}[row.value]
            row.save(force_insert=True)
    composed = composed_set(facts, evidence(facts))
    assert hidden_groups(facts)["case:2.5.1@domestic_abuse=yes"].relevant == 2
    assert found(facts, composed.documents, (composed.workbook,), evidence(facts).statistics) == ()


def test_what_is_asked_of_a_small_group_alone_is_withheld_and_known_to_the_check(facts) -> None:
    """Of ten cases domestic abuse is recorded in three, and not in seven."""
    with guard.allowed():
        Case.objects.filter(inspection=facts.id).update(characteristics={"domestic_abuse": "no"})
        for row in Case.objects.filter(inspection=facts.id)[:3]:
            row.characteristics = {"domestic_abuse": "yes"}
            row.save()
    known = evidence(facts)
    assert "domestic_abuse_improved" in known.base.withheld
    kept = hidden_groups(facts)
    assert {"case:domestic_abuse_improved", "case:domestic_abuse_improved@gender=male"} <= kept.keys()
    composed = composed_set(facts, known)
    assert found(facts, composed.documents, (composed.workbook,), known.statistics) == ()


@pytest.mark.parametrize("name", ["female", "Female"])
def test_a_small_group_in_the_workbook_is_found_by_value_and_by_title(facts, name: str) -> None:
    count = hidden_groups(facts)["case:2.2.1@gender=female"]
    told = found(facts, (), [leaking("2.2.1", name, count.yes, count.relevant)], evidence(facts).statistics)
    assert ("small group", "Gender") in {(each.kind, each.place) for each in told}
