"""Tables of ratings in every layout met, and what is no table."""

from pathlib import Path
from typing import TypeVar

import pytest

from inspectorate.register.document import Document
from inspectorate.register.facts import NOT_RATED, Fact, Period, Score, UnitFacts
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.rating_table import fieldwork, rating_tables

SEEDS = Path(__file__).parents[5] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)
T = TypeVar("T")
POOR, FAIR, GOOD, TOP = "Inadequate", "Requires improvement", "Good", "Outstanding"


def tables(text: str) -> list[UnitFacts]:
    return [table.unit for table in rating_tables(Layout(Document("made-up.txt", "text", text)))]


def only(text: str) -> UnitFacts:
    (unit,) = tables(text)
    return unit


def said(fact: Fact[T] | None) -> T | None:
    return fact.value if fact else None


def ratings(unit: UnitFacts) -> dict[str, str]:
    return {number: fact.value for number, fact in unit.standards.items()}


def unreadable(unit: UnitFacts) -> list[str]:
    return [fact.value for fact in unit.unreadable]


TABS = """<b>Northmoor PDU</b>\t\tScore\t<b>4/24</b>
Fieldwork started March 2023\t\t\t
<b>Overall rating</b>\t<b>Requires improvement</b>\t\t
<b>1. Organisational delivery</b>\t\t\t
1.1 Leadership\tRequires improvement\t\t
1.2\tStaff\tGood\t
<b>2. Court work and case supervision</b>\t\t\t
2.1 Court work\tNot rated\t\t
2.2 Assessment\tRequires improvement\t\t
"""


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_cell_a_line_with_the_number_apart_from_its_title(gap: str) -> None:
    cells = ["Northmoor PDU", "Score", "3/24", "Overall rating", FAIR, "1.1", "Leadership", FAIR, "1.2", "Staff", GOOD]
    unit = only(gap.join(cells))
    assert said(unit.score) == Score(3, 24)
    assert ratings(unit) == {"1.1": FAIR, "1.2": GOOD}


@pytest.mark.parametrize("gap", ["", "\n"])
def test_a_table_of_html_within_text(gap: str) -> None:
    rows = [("Score", "3/24"), ("Overall rating", FAIR), ("1.1 Leadership", FAIR), ("1.2 Staff", GOOD)]
    cells = gap.join(f"<tr>{gap}<td>{name}</td>{gap}<td>{value}</td>{gap}</tr>" for name, value in rows)
    unit = only(f"Northmoor PDU\n\n<table>{gap}{cells}{gap}</table>\n\nThe PDU is small.\n")
    assert (said(unit.score), said(unit.overall_rating)) == (Score(3, 24), FAIR)
    assert ratings(unit) == {"1.1": FAIR, "1.2": GOOD}


def test_rows_by_tabs() -> None:
    unit = only(TABS)
    assert [name.value for name in unit.names] == ["Northmoor PDU"]
    assert said(unit.score) == Score(4, 24)
    assert said(unit.fieldwork) == Period("2023-03", None, "Fieldwork started March 2023")
    assert said(unit.overall_rating) == FAIR
    assert ratings(unit) == {"1.1": FAIR, "1.2": GOOD, "2.1": NOT_RATED, "2.2": FAIR}
    assert {number: fact.value for number, fact in unit.sections.items()} == {
        "1": "Organisational delivery",
        "2": "Court work and case supervision",
    }
    assert unit.titles["2.1"].value == "Court work"
    assert unit.unreadable == ()


def test_one_table_after_the_other_with_a_name_that_says_nothing_of_its_kind() -> None:
    second = TABS.replace("Northmoor PDU", "Eastvale and Westbrook").replace("4/24", "5/27").replace("Good", TOP)
    first, other = tables(f"{TABS}\n \n\n{second}")
    assert [fact.value for fact in other.names] == ["Eastvale and Westbrook"]
    assert said(other.score) == Score(5, 27)
    assert (ratings(first)["1.2"], ratings(other)["1.2"]) == (GOOD, TOP)


def test_the_word_rating_where_one_should_stand_is_never_filled_in() -> None:
    unit = only(TABS.replace("<b>Requires improvement</b>", "<b>Rating</b>").replace("Staff\tGood", "Staff\t"))
    assert unit.overall_rating is None
    assert unreadable(unit) == ["overall_rating", "standards.1.2"]
    assert "1.2" not in unit.standards


HARD_WRAPPED = """ Chief Inspector of Probation
 Ratings

Hammerford, Eastvale, Northmoor and
Westbrook PDU
Fieldwork started March 2022

Score 5/27

Overall rating Requires
improvement

1.  Organisational delivery

1.1  Leadership Requires
improvement
14
1.2 Staff Good

1.3 Services

Inadequate

1.4 Information and facilities Requires improvement

2. Court work and case supervision
2.4 Implementation and
delivery Inadequate
2.5 Reviewing Requires improvement
 Recommendations
As a result we have made a number of recommendations.
"""


def test_hard_wrapped_lines_with_the_rating_beside_below_or_split() -> None:
    unit = only(HARD_WRAPPED)
    assert [name.value for name in unit.names] == ["Hammerford, Eastvale, Northmoor and Westbrook PDU"]
    assert said(unit.overall_rating) == FAIR
    assert ratings(unit) == {"1.1": FAIR, "1.2": GOOD, "1.3": POOR, "1.4": FAIR, "2.4": POOR, "2.5": FAIR}
    assert unit.titles["2.4"].value == "Implementation and delivery"
    place = unit.standards["1.3"].place
    assert (place.line, place.quote) == (20, "1.3 Services Inadequate")


def test_headings_with_the_rating_in_the_paragraph_below() -> None:
    text = "\n\n\n".join(
        (
            "# Ratings",
            "## Northmoor region",
            "Fieldwork started July 2024",
            "Score **2/21**",
            "### Overall rating",
            "**Inadequate**",
            "### 1. Regional arrangements",
            "R 1.1 Leadership",
            "Good",
            "R 1.2 Staffing",
            "Inadequate",
            "## Recommendations",
        )
    )
    unit = only(text)
    assert ratings(unit) == {"R 1.1": GOOD, "R 1.2": POOR}
    assert said(unit.overall_rating) == POOR


PIPES = """# Inspection of Northmoor Youth Justice Service: ratings

| Standard | Rating |
|---|---|
| **1. Organisational delivery** | |
| 1.1 Governance and leadership | Good |
| 1.2 Staff | **Outstanding** |
| 1.4 Information and facilities | |
| **3. Out-of-court disposals** | |
| 3.1 Assessment | Requires Improvement |
| 3.4 Joint working | Inadequate |
| 4.1 Resettlement policy and provision | Not rated |
"""


def test_a_markdown_table_of_a_youth_justice_service() -> None:
    unit = only(PIPES)
    assert [name.value for name in unit.names] == ["Northmoor Youth Justice Service"]
    assert ratings(unit) == {"1.1": GOOD, "1.2": TOP, "3.1": FAIR, "3.4": POOR, "4.1": NOT_RATED}
    assert unreadable(unit) == ["standards.1.4"]
    assert (unit.score, unit.overall_rating) == (None, None)


def test_points_are_ratings_only_where_the_column_says_points() -> None:
    rows = "1.1 Leadership\t2\n1.2 Staff\t0\n4.1 Unpaid work\t3\n"
    assert ratings(only(f"Eastvale CRC\nStandard\tPoints\n{rows}")) == {"1.1": GOOD, "1.2": POOR, "4.1": TOP}
    assert tables(f"Eastvale CRC\nStandard\tPage\n{rows}") == []


def test_titles_without_numbers_take_their_id_from_the_section() -> None:
    unit = only(
        "Judgement\n\nRating\n\nOverall Rating\n\nGood (25/36)\n\n"
        "2.    Court disposals\n\nAssessment\n\nPlanning\n\n\n\nGood\n\nInadequate\n\n"
        "3.    Out-of-court disposals\n\nAssessment\n\nPlanning\n\n\n\nOutstanding\n\nRequires improvement\n"
    )
    assert ratings(unit) == {"2.1": GOOD, "2.2": POOR, "3.1": TOP, "3.2": FAIR}
    assert said(unit.score) == Score(25, 36)
    assert said(unit.overall_rating) == GOOD


FLATTENED = """Eastvale CRC
Score {}/9
Overall rating
1. Organisational delivery
1.1 Leadership
1.2 Staff
2. Case supervision
2.1 Assessment
Requires improvement
Good
Requires improvement
Inadequate
"""


def test_a_column_flattened_below_the_other_is_read_only_where_it_adds_up() -> None:
    # Good 2, Requires improvement 1, Inadequate 0 points: 3
    unit = only(FLATTENED.format(3))
    assert ratings(unit) == {"1.1": GOOD, "1.2": FAIR, "2.1": POOR}
    assert said(unit.overall_rating) == FAIR
    assert ratings(only(FLATTENED.format(4))) == {}
    assert unreadable(only(FLATTENED.format(4))) == [
        "overall_rating",
        "standards.1.1",
        "standards.1.2",
        "standards.2.1",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Contents\nRatings 4\n1. Organisational delivery 7\n1.1 Leadership 7\n1.2 Staff 9\n2.1 Assessment 12\n",
        "1. Organisational delivery\n1.1 Leadership\n1.2 Staff\nOverall rating\n2.1 Assessment\n",
        "The service scored 20/36 and its overall rating is Good. Leadership was Good.\n",
        "2.2 The overall rating for Northmoor is Good.\n2.3 Staff were good. 1.1 Leadership was good.\n",
        "1.1 Leadership\n\nThe leadership of the PDU enables good work. Good\n\n"
        "1.2 Staff\n\nStaff are enabled to do good work. Good\n",
        "Standard\tNorthmoor PDU\tEastvale PDU\n1.1 Leadership\tGood\tInadequate\n1.2 Staff\tGood\tGood\n",
        "",
    ],
)
def test_contents_prose_chapters_and_tables_of_many_units_are_no_table(text: str) -> None:
    assert tables(text) == []


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Fieldwork started March 2023", "2023-03", None),
        ("Fieldwork started 5 October 2020", "2020-10-05", None),
        ("Fieldwork took place in April 2023", "2023-04", "2023-04"),
        ("Fieldwork: 28 November 2022 to 02 December 2022", "2022-11-28", "2022-12-02"),
        ("Fieldwork: 3 - 7 May 2021", None, None),
        ("Fieldwork started last spring", None, None),
    ],
)
def test_fieldwork(text: str, first: str | None, last: str | None) -> None:
    assert fieldwork(text) == Period(first, last, text)


@needs_seeds
def test_the_letter() -> None:
    units = tables((SEEDS / "001_ff8cab6e6239494e.txt").read_text(encoding="utf-8"))
    assert [
        (
            unit.names[0].value,
            said(unit.score),
            said(unit.overall_rating),
            len(unit.standards),
        )
        for unit in units
    ] == [
        ("Cheshire West PDU", Score(7, 24), FAIR, 9),
        ("Blackburn PDU", Score(10, 27), FAIR, 9),
        ("Knowsley and St Helens", Score(2, 24), None, 8),
        ("Liverpool North PDU", Score(4, 24), POOR, 8),
        ("Cumbria PDU", Score(6, 27), FAIR, 9),
    ]
    assert [unreadable(unit) for unit in units] == [[], [], ["overall_rating"], [], []]
    assert ratings(units[0])["2.1"] == NOT_RATED
    # every table but Knowsley's overall adds up to its score
    points = {POOR: 0, FAIR: 1, GOOD: 2, TOP: 3, NOT_RATED: 0}
    for unit in units:
        assert unit.score is not None
        assert sum(points[rating] for rating in ratings(unit).values()) == unit.score.value.points


@needs_seeds
@pytest.mark.parametrize(
    ("file", "name", "score", "standards"),
    [
        (
            "002_e816e03cce485c26.txt",
            "Leicester, Leicestershire and Rutland PDU",
            Score(2, 27),
            {"1.1": POOR, "1.2": POOR, "1.3": FAIR, "1.4": FAIR} | {f"2.{number}": POOR for number in range(1, 6)},
        ),
        (
            "004_d258cdfbb1cfa730.txt",
            "Cambridgeshire and Peterborough PDU",
            Score(1, 21),
            {"P 1.1": POOR, "P 1.2": POOR, "P 1.3": FAIR} | {f"P 2.{number}": POOR for number in range(1, 5)},
        ),
    ],
)
def test_the_reports(file: str, name: str, score: Score, standards: dict[str, str]) -> None:
    unit = only((SEEDS / file).read_text(encoding="utf-8"))
    assert [fact.value for fact in unit.names] == [name]
    assert said(unit.score) == score
    assert said(unit.overall_rating) == POOR
    assert ratings(unit) == standards
    assert unit.unreadable == ()
