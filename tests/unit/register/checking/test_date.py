from dataclasses import replace

import pytest

from tests.unit.register.checking.drafting import Draft, found_in, rules


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2022-04-18", "2022-04-24", []),  # Monday to Sunday (S2)
        ("2022-04-18", "2022-04-25", ["cohort-week"]),  # eight days
        ("2022-04-19", "2022-04-25", ["cohort-week"]),  # Tuesday to Monday
        ("2022-04-24", "2022-04-18", ["cohort-week"]),  # backwards
        ("2022-04", "2022-05", []),  # months
    ],
)
def test_a_cohort_week_is_a_week_from_monday(first: str, last: str, expected: list[str]) -> None:
    draft = Draft("Northmoor: sentences of a week in spring.").unit()
    assert rules(draft.with_facts(cohort=(draft.period(first, last, "a week in spring"),))) == expected


def test_a_cohort_lies_before_the_fieldwork() -> None:
    draft = Draft("Northmoor: sentences of a week in spring, fieldwork in summer.").unit()
    draft.with_facts(cohort=(draft.period("2022-04-18", "2022-04-24", "a week in spring"),))
    draft.with_subject(fieldwork=draft.period("2022-08", None, "fieldwork in summer"))
    assert rules(draft) == []
    draft.with_subject(fieldwork=draft.period("2022-03", None, "fieldwork in summer"))
    assert rules(draft) == ["cohort-week"]


@pytest.mark.parametrize(
    ("fieldwork", "published", "expected"),
    [
        (("2022-11-28", "2022-12-02"), "2023-02-09", []),
        (("2023-02", None), "2023-02-09", []),  # some day of that month
        (("2023-03", None), "2023-02-09", ["fieldwork-after-publication"]),
        (("2022-12-02", "2022-11-28"), "2023-02-09", ["fieldwork-order"]),
    ],
)
def test_fieldwork_lies_before_publication(
    fieldwork: tuple[str, str | None], published: str, expected: list[str]
) -> None:
    draft = Draft("Northmoor: fieldwork then; published now.").unit()
    draft.with_subject(fieldwork=draft.period(*fieldwork, "fieldwork then"))
    assert rules(draft.with_facts(published=draft.fact(published, "published now"))) == expected


def test_one_wrong_publication_is_one_disagreement_whatever_the_number_of_units() -> None:
    draft = Draft("Northmoor: fieldwork then; published now. Eastvale: fieldwork later.").unit()
    northmoor = replace(draft.facts.subject, fieldwork=draft.period("2023-03", None, "fieldwork then"))
    eastvale = replace(
        draft.facts.subject,
        unit=draft.fact("Eastvale", "Eastvale"),
        fieldwork=draft.period("2023-04", None, "fieldwork later"),
    )
    draft.with_facts(units=(northmoor, eastvale), published=draft.fact("2023-01-27", "published now"))
    (found,) = found_in(draft)
    assert found.rule == "fieldwork-after-publication"
    assert "Northmoor" in found.what
    assert "Eastvale" in found.what
    assert len(found.places) == 3


@pytest.mark.parametrize(("month", "expected"), [("November", []), ("October", ["fieldwork"]), ("Springtime", [])])
def test_the_month_of_the_table_is_that_of_the_days_in_the_background(month: str, expected: list[str]) -> None:
    draft = Draft(f"Northmoor PDU\nFieldwork started {month} 2022\n\nWe were there from 28 November 2022 for a week.")
    draft.unit().with_subject(fieldwork=draft.period("2022-11-28", "2022-12-02", "28 November 2022"))
    assert rules(draft) == expected
