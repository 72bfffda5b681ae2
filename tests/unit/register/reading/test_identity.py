"""Who and when: kind, unit, dates, overall rating and other units, of the five seeds and of documents made up."""

from pathlib import Path

import pytest

from inspectorate.organisation.directory import product_directory
from inspectorate.register.document import Document
from inspectorate.register.reading.date import cohort, fieldwork, published
from inspectorate.register.reading.edition import edition
from inspectorate.register.reading.heading import title
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.others import previous
from inspectorate.register.reading.overall import overall_rating, rated_in_prose, score
from tests.unit.register.reading.made_up import Read, read, release

SEEDS = Path(__file__).parents[4].parent / "shared" / "seeds"

needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)


def seed(number: str) -> Read:
    path = next(SEEDS.glob(f"{number}_*.txt"))
    return read(path.read_text(encoding="utf-8"), product_directory())


#: Seed -> kind, (unit, type, region), published, fieldwork, overall rating, score, edition; read by hand.
LLR = "Leicester, Leicestershire and Rutland"

EXPECTED = {
    "000": (
        "press release",
        ("Cumbria", "PDU", "North West"),
        "2023-07-13",
        ("2023-04", "2023-04"),
        "Requires improvement",
        None,
        None,
    ),
    "001": (
        "regional letter",
        ("North West", "region", "North West"),
        "2023-07-27",
        None,
        None,
        None,
        "hmip-region-review-2021",
    ),
    "002": (
        "inspection report",
        (LLR, "PDU", "East Midlands"),
        None,
        ("2022-11-28", "2022-12-02"),
        "Inadequate",
        (2, 27),
        "hmip-pdu-2021",
    ),
    "003": (
        "press release",
        (LLR, "PDU", "East Midlands"),
        "2023-02-09",
        ("2022-11", "2022-11"),
        "Inadequate",
        (2, 27),
        "hmip-pdu-2021",
    ),
    "004": (
        "inspection report",
        ("Cambridgeshire and Peterborough", "PDU", "East of England"),
        "2024-07",
        ("2024-04-15", None),
        "Inadequate",
        (1, 21),
        "hmip-pdu-2023",
    ),
}


@needs_seeds
@pytest.mark.parametrize("number", sorted(EXPECTED))
def test_each_seed_says_who_and_when(number: str) -> None:
    kind, unit, date, visit, overall, points, framework = EXPECTED[number]
    doc = seed(number)
    when, period = published(doc.layout), fieldwork(doc.layout)
    result = score(doc.layout, doc.directory, doc.subject)
    shown = edition(doc.layout, doc.kind, doc.unit[1], result)
    assert (doc.kind, doc.unit) == (kind, unit)
    assert (when.value if when else None) == date
    assert ((period.value.first, period.value.last) if period else None) == visit
    assert doc.overall == overall
    assert ((result.value.points, result.value.maximum) if result else None) == points
    assert (shown.value if shown else None) == framework
    assert previous(doc.layout, doc.directory, doc.subject) == ()


@needs_seeds
def test_the_seeds_name_other_units_with_their_ratings() -> None:
    assert seed("000").others == {
        "Cheshire West": "Requires improvement",
        "Blackburn with Darwen": "Requires improvement",
        "Liverpool North": "Inadequate",
        "Knowsley and St Helens": "Inadequate",
    }
    assert seed("003").others == {"Derby City": "Requires improvement"}
    assert seed("002").others == {
        "Midlands": None,
        "Derbyshire, Leicestershire, Nottinghamshire and Rutland": None,
    }
    assert seed("004").others == {}


@needs_seeds
def test_the_letters_summary_rates_five_units_one_of_them_under_a_wrong_name() -> None:
    doc = seed("001")
    said = [(fact.value.unit, fact.value.rating) for fact in rated_in_prose(doc.layout, doc.directory, doc.subject)]
    assert said == [
        ("Cheshire North", "Requires improvement"),
        ("Blackburn with Darwen", "Requires improvement"),
        ("Cumbria", "Requires improvement"),
        ("Knowsley and St Helens", "Inadequate"),
        ("Liverpool North", "Inadequate"),
    ]
    assert {fact.place.line for fact in rated_in_prose(doc.layout, doc.directory, doc.subject)} == {203}


@needs_seeds
def test_the_cohort_weeks_of_the_reports() -> None:
    weeks = {
        number: [(fact.value.first, fact.value.last) for fact in cohort(seed(number).layout)]
        for number in ("002", "004")
    }
    assert weeks == {
        "002": [("2022-04-18", "2022-04-24"), ("2022-05-09", "2022-05-15")],
        "004": [("2023-09-04", "2023-09-10"), ("2023-10-02", "2023-10-08")],
    }


@needs_seeds
def test_every_way_in_which_the_report_writes_its_unit_is_kept() -> None:
    names = [fact.value for fact in seed("002").subject.names]
    assert names == [LLR, "Leicester, Leicestershire, and Rutland"]  # the second in the head of its pages


@needs_seeds
def test_evidence_quotes_what_stands_there() -> None:
    doc = seed("000")
    fact = overall_rating(doc.layout, doc.directory, doc.subject)
    assert fact is not None
    for place in fact.evidence:
        assert "Requires improvement" in place.quote
        assert " ".join(doc.layout.text[place.start : place.end].split())[:80] == place.quote[:80]
    assert fact.place.line == 23


#: A sentence, and the overall rating that it gives Northmoor.
SAID = [
    ("It has received an overall rating of ‘Good’ following an inspection.", "Good"),
    ("Northmoor PDU has been rated as ‘Requires improvement’.", "Requires improvement"),
    ("Overall, we have rated this PDU as ‘Inadequate’.", "Inadequate"),
    ("That led to the PDU being rated 'Inadequate' overall.", "Inadequate"),
    ("Inspectors looked at 12 aspects of the work of Northmoor PDU and gave it a ‘Good’ rating.", "Good"),
    ("The Inspectorate has given the organisation an overall ‘Good’ rating.", "Good"),
    ('The PDU was rated "requires improvement" overall.', "Requires improvement"),
    ("Overall rating Outstanding", "Outstanding"),
    # The casework, one standard, a share, a list, another unit, a rating to come, words in quotation marks:
    ("The PDU has a ‘good’ foundation on which to build.", None),
    ("Northmoor PDU is rated as ‘Inadequate’ for assessment as the lowest score was 31 per cent.", None),
    ("Casework was rated as ‘Inadequate’.", None),
    ("Leadership at Northmoor PDU was rated as ‘Good’.", None),
    ("All five domain two standards were rated ‘Inadequate’.", None),
    ("Resettlement work was also inspected, which was separately rated as ‘Outstanding’.", None),
    ("The scale has four ratings: ‘Outstanding’, ‘Good’, ‘Requires improvement’ and ‘Inadequate’.", None),
    ("Two thirds of PDUs have the lowest overall rating of ‘Inadequate’.", None),
    ("Eastvale PDU received an overall rating of ‘Inadequate’.", None),
    ("The second is Eastvale PDU, which received a rating of ‘Good’.", None),
    ("The quality of 17 reviews was found to be ‘Good’ or ‘Outstanding’, with 10 ‘Requires improvement’.", None),
    ("The PDU will be given an overall rating: ‘Good’ or not.", None),
    ("The service moved from ‘Inadequate’ to ‘Good’.", None),
    ("This follows an inspection in 2021, when the service was rated ‘Inadequate’.", None),
    ("No youth justice service had been given an ‘Inadequate’ rating since 2020.", None),
]


@pytest.mark.parametrize(("sentence", "rating"), SAID)
def test_only_the_units_own_overall_rating_is_read(sentence: str, rating: str | None) -> None:
    assert release(sentence).overall == rating


def test_the_table_decides_over_the_prose() -> None:
    doc = release("Overall rating\n\nGood", "Overall, the PDU was rated as ‘Inadequate’.")
    assert doc.overall == "Good"
    prose = rated_in_prose(doc.layout, doc.directory, doc.subject)
    assert [fact.value.rating for fact in prose] == ["Inadequate"]


def test_other_units_have_the_rating_that_their_own_clause_gives() -> None:
    doc = release(
        "The others are Eastvale PDU and Westcliff and Southby PDU (both rated ‘Good’), and Midden, Marsh and Fen PDU"
        " (rated ‘Inadequate’)."
    )
    assert doc.others == {"Eastvale": "Good", "Westcliff and Southby": "Good", "Midden, Marsh and Fen": "Inadequate"}
    doc = release(
        "We rated Eastvale, and Westcliff and Southby as ‘Good’, while Midden, Marsh and Fen was rated as ‘Inadequate’."
    )
    assert doc.others == {"Eastvale": "Good", "Westcliff and Southby": "Good", "Midden, Marsh and Fen": "Inadequate"}


def test_rated_may_be_left_out_the_second_time() -> None:
    doc = release("We rated Eastvale as ‘Good’, and Midden, Marsh and Fen as ‘Inadequate’.")
    assert doc.others == {"Eastvale": "Good", "Midden, Marsh and Fen": "Inadequate"}


def test_the_title_is_the_first_line_and_the_name_below_it_where_it_ends_so() -> None:
    layout = Layout(
        Document("a.md", "markdown", "An inspection of probation services in:  \n**Northmoor PDU**\n\nMay 2022\n")
    )
    found = title(layout, "inspection report")
    assert found is not None
    assert found.value == "An inspection of probation services in: Northmoor PDU"
    assert title(layout, "regional letter") is None


def test_a_bare_name_is_a_place_and_no_unit() -> None:
    doc = release("Offices in Eastvale are cold. Eastvale has a court.")
    assert doc.others == {}


@pytest.mark.parametrize(
    ("sentence", "prior"),
    [
        (
            "This follows an inspection in 2021, when the service was given an overall rating of ‘Inadequate’.",
            (2021, "Inadequate"),
        ),
        ("It was last inspected in 2022, when it was rated as ‘Good’ overall.", (2022, "Good")),
        (
            "This was a reinspection of the service, after they received an ‘Inadequate’ rating in 2020.",
            (2020, "Inadequate"),
        ),
        ("Northmoor PDU, having previously been rated ‘Inadequate’ in 2022, has moved on.", (2022, "Inadequate")),
    ],
)
def test_an_earlier_rating_is_previous_and_not_the_rating(sentence: str, prior: tuple[int, str]) -> None:
    doc = release("Northmoor PDU has been rated as ‘Requires improvement’.", sentence)
    found = [(fact.value.year, fact.value.rating) for fact in previous(doc.layout, doc.directory, doc.subject)]
    assert found == [prior]
    assert doc.overall == "Requires improvement"


def test_a_youth_service_and_a_pdu_of_one_name_are_told_apart() -> None:
    youth = read(
        "Northmoor Youth Justice Service rated ‘Good’\n\nNorthmoor Youth Justice Service (YJS) has received an overall"
        " rating of ‘Good’ following an inspection by HM Inspectorate of Probation."
    )
    assert (youth.kind, youth.unit) == ("press release", ("Northmoor", "youth justice service", None))
    assert release().unit[:2] == ("Northmoor", "PDU")


def test_a_unit_that_the_directory_does_not_know_keeps_its_name_as_written() -> None:
    doc = read(
        "Far Fells Probation Delivery Unit rated ‘Good’\n\nFar Fells Probation Delivery Unit (PDU)"
        " has received an overall"
        " rating of ‘Good’ following an inspection by HM Inspectorate of Probation."
    )
    assert (doc.unit, doc.overall) == (("Far Fells", "PDU", None), "Good")


def test_a_document_on_two_units_has_no_unit_of_its_own() -> None:
    doc = read(
        "Improvements needed at Northmoor PDU and Eastvale PDU\n\nNorthmoor Probation Delivery Unit"
        " (PDU) and Eastvale PDU"
        " have both received an overall rating of ‘Inadequate’ following inspections by HM Inspectorate of Probation."
    )
    assert doc.unit == (None, "PDU", None)
    assert [named.unit for named in doc.subject.several] == ["Northmoor", "Eastvale"]
    assert doc.overall is None


def test_the_edition_is_read_from_the_standards_where_there_is_no_score() -> None:
    rows = "P 1.1 Leadership\n\nGood\n\nP 1.2 Staffing\n\nGood\n\nP 2.1 Assessment\n\nGood"
    found = edition(Layout(Document("made-up.txt", "text", rows)), "inspection report", "PDU", None)
    assert found is not None
    assert found.value == "hmip-pdu-2023"
    shared = Layout(Document("made-up.txt", "text", "1.1 Leadership\n\n1.2 Staff\n\n1.3 Services"))
    assert edition(shared, "inspection report", "PDU", None) is None  # the same in the editions of 2018 and 2021
