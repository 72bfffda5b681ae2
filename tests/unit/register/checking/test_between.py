from dataclasses import replace

import pytest

from inspectorate.register.facts import Recommendations, StatedTotal
from tests.unit.register.checking.drafting import Draft, found_in, key_questions, recommended, report, rules

SOUND = ("RGRRIRGRR", "10/27")


def dated(draft: Draft, first: str, last: str | None = None, quote: str = "Northmoor") -> Draft:
    """The same document with fieldwork."""
    return draft.with_subject(fieldwork=draft.period(first, last, quote))


def released(text: str, file: str = "release.txt") -> Draft:
    """A press release on Northmoor."""
    return Draft(text, file, "press release").unit()


@pytest.mark.parametrize(
    ("report_says", "release_says", "expected"),
    [
        (("2023-04-10", None), ("2023-04", "2023-04"), []),
        (("2023-05", None), ("2023-04", "2023-04"), [("between-fieldwork", "certain")]),  # Cumbria, S0 and S1
        (("2022-11-28", "2022-12-02"), ("2022-11", "2022-11"), [("between-fieldwork", "likely")]),  # S2 and S3
        (("2022-11-28", "2022-11-30"), ("2022-11", "2022-11"), []),
        (("2021-05", None), ("2023-04", None), []),  # two inspections
    ],
)
def test_fieldwork_is_the_same_in_both(
    report_says: tuple[str, str | None], release_says: tuple[str, str | None], expected: list[tuple[str, str]]
) -> None:
    found = found_in(dated(report(*SOUND), *report_says), dated(released("Northmoor was inspected."), *release_says))
    assert [(f.rule, f.certainty) for f in found] == expected
    assert all({file for file, _ in f.places} == {"northmoor.txt", "release.txt"} for f in found)


@pytest.mark.parametrize(
    ("rating", "kind", "expected"),
    [
        ("Requires improvement", "PDU", []),
        ("Inadequate", "PDU", ["between-overall-rating"]),
        ("Inadequate", "youth justice service", []),
    ],
)
def test_the_overall_rating_is_the_same_in_both(rating: str, kind: str, expected: list[str]) -> None:
    release = dated(Draft(f"Northmoor is '{rating}'.", "release.txt", "press release").unit(unit_type=kind), "2023-04")
    release.with_subject(overall_rating=release.fact(rating, rating))
    assert rules(dated(report(*SOUND), "2023-04"), release) == expected


def test_an_overall_rating_in_passing_is_held_against_the_report() -> None:
    other = Draft("Eastvale PDU. Northmoor was rated 'Good'.", "eastvale.txt", "press release").unit("Eastvale")
    other.with_facts(
        published=other.fact("2023-06-01", "Eastvale"), other_units=(other.mention("Northmoor", "Good", "Northmoor"),)
    )
    assert rules(dated(report(*SOUND), "2023-04"), other) == ["between-overall-rating"]
    assert rules(dated(report(*SOUND), "2021-04"), other) == []


def test_a_document_without_a_date_may_be_on_another_inspection() -> None:
    release = released("Northmoor is 'Good'.")
    release.with_subject(overall_rating=release.fact("Good", "Good"))
    assert rules(dated(report(*SOUND), "2023-04"), release) == []
    assert rules(dated(report(*SOUND), "2023-04"), dated(release, "2023-04")) == ["between-overall-rating"]


def test_score_and_standards_are_the_same_in_both() -> None:
    """R for G in Staff: 9 points, and 9 of 27 is a mean of 1, Requires improvement too."""
    one, other = dated(report(*SOUND), "2023-04"), dated(report("RRRRIRGRR", "9/27"), "2023-04")
    other.facts = replace(other.facts, file="other.txt")
    assert rules(one, other) == ["between-score", "between-standard"]


def test_the_day_of_publication_is_compared_between_a_report_and_its_press_release_only() -> None:
    one, release, letter = (
        report(*SOUND),
        released("Northmoor."),
        Draft("Northmoor.", "z.txt", "regional letter").unit(),
    )
    for draft, day in ((one, "2023-02-09"), (release, "2023-02-10"), (letter, "2023-03-01")):
        draft.with_facts(published=draft.fact(day, "Northmoor"))
    assert rules(one, release) == ["between-published"]
    assert rules(one, letter) == []
    assert rules(one, release.with_facts(published=release.fact("2023-02", "Northmoor"))) == []


LIST = "Northmoor\n\n1. improve it\n2. improve it\n3. improve it\n"


def with_list() -> Draft:
    """A report with two recommendations for the PDU and one for HMPPS."""
    draft = dated(Draft(LIST).unit(), "2023-04")
    total = draft.fact(3, "1. improve it")
    items = recommended(draft, [(1, "PDU"), (2, "PDU"), (3, "HMPPS")], total=total)
    return draft.with_subject(recommendations=items)


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        (StatedTotal(3, recipients=("PDU", "HMPPS")), []),
        (StatedTotal(3, recipients=("PDU", "region")), ["between-addressees"]),  # S3 against S2
        (StatedTotal(3, {"PDU": 3}), ["between-addressees", "between-recommendations"]),
        (StatedTotal(3, {"PDU": 2}), []),  # and the rest for whomever
        (StatedTotal(3), []),
        (StatedTotal(4), ["between-recommendations"]),
    ],
)
def test_recommendations_in_a_sentence_are_those_of_the_list(total: StatedTotal, expected: list[str]) -> None:
    release = dated(released("Northmoor.\n\nThe PDU received so many recommendations."), "2023-04")
    stated = release.fact(total, "received so many recommendations")
    parts = {to: release.fact(number, "so many") for to, number in total.parts.items()}
    all_ = release.fact(total.total, "so many")
    release.with_subject(recommendations=Recommendations(total=all_, by_addressee=parts, stated=(stated,)))
    assert sorted(rules(with_list(), release)) == expected


def test_numbers_by_addressee_are_the_same_in_both() -> None:
    """The list has two for the PDU and one for HMPPS."""
    release = dated(released("Northmoor. 3 recommendations: one for Northmoor PDU, two for HMPPS."), "2023-04")
    by = {"PDU": release.fact(1, "one for"), "HMPPS": release.fact(2, "two for")}
    release.with_subject(recommendations=Recommendations(total=release.fact(3, "3 recommend"), by_addressee=by))
    assert rules(with_list(), release) == ["between-recommendations", "between-recommendations"]


QUESTION = "Is the pre-sentence information and advice provided to court sufficiently analytical and personalised?"


@pytest.mark.parametrize(("percent", "expected"), [(5, []), (15, ["key-question"])])
def test_the_prose_of_a_press_release_is_held_against_the_tables_of_the_report(
    percent: int, expected: list[str]
) -> None:
    """S3 and S2: five per cent of court reports."""
    tables = dated(report(*SOUND, prose=f"{QUESTION}\t5%"), "2023-04")
    tables.with_facts(key_questions=key_questions(tables, "2.1", [(QUESTION, 5)]))
    release = dated(
        released(f"Northmoor: {percent} per cent had sufficient quality of probation court reports."), "2023-04"
    )
    assert rules(tables, release.quantities(release.percent(f"{percent} per cent"))) == expected


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        ([(43, "vacancy rate of the court team")], []),
        ([(34, "vacancy rate of the court team")], ["between-percentage"]),
        ([(19, "vacancy rate of probation officers"), (43, "vacancies of court staff")], []),  # 19 is of others (S2)
        ([(12, "the caseload that is new")], []),
    ],
)
def test_figures_on_the_same_thing_are_the_same_in_both(figures: list[tuple[int, str]], expected: list[str]) -> None:
    first = dated(Draft("Northmoor has 43 per cent.").unit(), "2023-04")
    first.quantities(first.percent("43 per cent", "vacancy rate of the court team"))
    text = "Northmoor: " + "; ".join(f"{percent} per cent {what}" for percent, what in figures)
    second = dated(Draft(text, "z.txt").unit(), "2023-04")
    second.quantities(*(second.percent(f"{percent} per cent", what) for percent, what in figures))
    assert rules(first, second) == expected


@pytest.mark.parametrize(("percent", "expected"), [(5, []), (15, ["between-key-question"])])
def test_a_key_question_in_the_tables_of_both_has_one_percentage(percent: int, expected: list[str]) -> None:
    drafts = []
    for file, published in (("a.txt", 5), ("b.txt", percent)):
        draft = dated(Draft(f"Northmoor PDU\n\n{QUESTION}\t{published}%\n", file).unit(), "2023-04")
        drafts.append(draft.with_facts(key_questions=key_questions(draft, "2.1", [(QUESTION, published)])))
    assert rules(*drafts) == expected


@pytest.mark.parametrize(("interviews", "expected"), [(79, []), (97, ["between-interviews", "between-sample"])])
def test_cases_and_interviews_are_as_many_in_both(interviews: int, expected: list[str]) -> None:
    one, other = dated(Draft("Northmoor").unit(), "2023-04"), dated(Draft("Northmoor", "z.txt").unit(), "2023-04")
    for draft, number in ((one, 79), (other, interviews)):
        draft.with_facts(interviews=draft.fact(number, "Northmoor"), sample_size=draft.fact(number + 20, "Northmoor"))
    assert rules(one, other) == expected
