"""Every number of the prose, with what it counts."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inspectorate.register.document import Document
from inspectorate.register.facts import Fact, Quantity
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.quantity import quantities

SEEDS = Path(__file__).parents[5] / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)


def read(text: str) -> tuple[Fact[Quantity], ...]:
    return quantities(Layout(Document("made-up.txt", "text", text)))


def shown(quantity: Quantity) -> str:
    """A quantity as the tables below write it: "count 45/95", "31 %", "share 2/3", "12"."""
    if quantity.kind == "count":
        return f"count {quantity.numerator}/{quantity.denominator}"
    value = f"{float(quantity.value):g}" if quantity.kind != "fraction" else str(quantity.value)
    return {"percentage": f"{value} %", "fraction": f"share {value}", "amount": value}[quantity.kind]


def shown_all(text: str) -> list[str]:
    return [shown(fact.value) for fact in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plans were late in 45 out of 95 relevant cases.", ["count 45/95"]),
        ("Plans were late in four out of 15 cases.", ["count 4/15"]),
        ("Plans were late in 45/95 relevant cases.", ["count 45/95"]),
        ("Plans were late in 47 per cent (45/95) of them.", ["47 %", "count 45/95"]),
        ("Staff are there 24/7, and in 2022/23 scored 7/27 across all cases.", []),
        ("Contact was good in five out of six of the relevant cases.", ["count 5/6"]),
        ("In our survey 115 out of 147 respondents agreed.", ["count 115/147"]),
        ("Risk was missed in 59 out  \nof the 96 cases inspected.", ["count 59/96"]),
        ("It was weak in almost all cases (14 of 16 had no record).", ["count 14/16"]),
        ("It was missing in a case (one of 10 cases).", ["count 1/10"]),
        ("Only one of the 15 high and very high-risk assessments was sufficient.", ["count 1/15"]),
        ("Just three of the 36 risk assessments were sound.", ["count 3/36"]),
        ("Checks were absent in 12 cases out of 40.", ["count 12/40"]),
        ("Checks were absent in 12 cases (out of 40).", ["count 12/40"]),
        ("In 12 (40 per cent) of the 30 cases it was late.", ["count 12/30", "40 %"]),
        ("In 14 of 16 (88 per cent) it was late.", ["count 14/16", "88 %"]),
        ("It was late in 88 per cent (14 of 16).", ["88 %", "count 14/16"]),
        ("They were used in nine out of 10 relevant cases.", ["count 9/10"]),
        ("We heard that, of the 39 staff who said they needed a desk, 28 had one.", ["count 28/39"]),
        ("Out of 45 cases where harm was feared, inspectors saw progress in just four cases.", ["count 4/45"]),
        ("Of the 102 cases inspected, 19 had a report, and 45 were releases.", ["count 19/102", "count 45/102"]),
        ("Northmoor supervises 1,734 people, of which 1,132 are in the community and 602 are on licence.",
         ["1734", "count 1132/1734", "count 602/1734"]),
        ("We read 546 cases, 327 of which were orders and 219 were licences.",
         ["546", "count 327/546", "count 219/546"]),
        ("A total of 27 SFO cases were reviewed. Of these, the quality of 17 was 'Good', with 10 'Inadequate'.",
         ["27", "count 17/27", "count 10/27"]),
        ("The total caseload is 15,3723, with Eastvale accounting for 2,380 (15 per cent) of the cases.",
         ["15372", "count 2380/15372", "15 %"]),
    ],
)  # fmt: skip
def test_counts(text: str, expected: list[str]) -> None:
    assert shown_all(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Four of the five units named were visited.", ["4", "5"]),
        ("Eastvale is one of six PDUs in the region.", ["6"]),
        ("It is one of eight in the east.", ["8"]),
        ("This is one of two carried out recently.", ["2"]),
        ("There are 13 PDUs, of which we inspected five together.", ["13", "5"]),
        ("Supervisors, two of whom were new, met weekly.", ["2"]),
        ("It was one of the most serious risks, and one of our concerns.", []),
        ("Eastvale scored two inspection points out of a possible 27.", []),
        ("Eastvale scored 2/27 and Northmoor received zero out of a total of 27 inspection points.", []),
        ("The overall rating was 'Good' (26 out of 36).", []),
        ("27 of 12 cases were late.", ["27", "12"]),
        ("We make judgments in eight of these nine as follows.", ["8", "9"]),
        ("Of the 12 cases, we chose three PDUs for a visit.", ["12", "3"]),
        ("Of the 39 staff, two years later, many had left.", ["39", "2"]),
        ("One person said so, but this one, the other one and no one else did.", ["1"]),
        ("Staff use the One Note system and a 'one stop shop'.", []),
    ],
)
def test_no_counts(text: str, expected: list[str]) -> None:
    assert shown_all(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Just 31 per cent of cases were sound.", ["31 %"]),
        ("Some 31% agreed, 12.5 percent did not.", ["31 %", "12.5 %"]),
        ("Twenty-seven per cent2 of staff; eleven per\ncent of others.", ["27 %", "11 %"]),
        ("It rejected 70 to 75 per cent of them.", ["70 %", "75 %"]),
        ("Between 15 and 20 per cent were men.", ["15 %", "20 %"]),
        ("It had 1,312 orders and 47 per cent were late.", ["1312", "47 %"]),
        ("It fell by five percentage points.", ["5"]),
        ("Two thirds agreed, almost three-quarters of the 196 cases did.", ["share 2/3", "share 3/4", "196"]),
        ("We saw two in six months.", ["2", "6"]),
        ("One in four cases and six in 10 people.", ["share 1/4", "share 3/5"]),
        ("Staff in half of teams had a half-day in the second half of the year.", ["share 1/2"]),
        ("A third of people, not the third sector or a third party, agreed.", ["share 1/3"]),
        ("More than a quarter of a million people.", ["250000"]),
    ],
)
def test_percentages_and_fractions(text: str, expected: list[str]) -> None:
    assert shown_all(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Fieldwork took place from 28 November 2022 to 2 December 2022, and on 9 and 13 September.",
        "It opened in June 2021; we came on Monday 15 April at 10.30am and left at 17:45.",
        "It was published on 13 July 2023 00.01.",
        "The plan of 2022/2023 follows that of 2019-20, begun in 2018.",
        "See section 4, annexe two, standards 2.1, 2.2 and 2.3, page 12 and recommendation 3.",
        "Domain two, MAPPA levels 2 and 3, Tier 3, phase one and level 1 were covered.",
        "P 1.2 and R 2.1 apply; rule 40 does not.",
        "Write to 12 Long Mill Street, Eastvale EV1 2AB, or call 0300 123 4567.",
        "ISBN 978-1-84099-999-9 (PDF, 334 kB) is on www.example.org/2023/07/report-12 now.",
        "The Inspectorate uses a four-point scale: 'Outstanding', 'Good'.",
        "There are domains; 1 - Governance and Leadership, 2 - Court Work.",
        "1.1 Leadership Inadequate",
        "57%",
        "Does planning focus on\nkeeping people safe? 40%",
        "Contents\n\nForeword ........ 3\nOur findings ........ 12",
        "## 2. Service delivery of 45 out of 95 cases",
        "Key question\tPercentage\nIs it safe?\t45%",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert shown_all(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 2000 people and 1,900 orders over 18 months in 2023.", ["2000", "1900", "18"]),
        ("It served people aged 18 to 25, with a 12-week delay.", ["18", "25", "12"]),
        ("Days lost stood at 13.8, and the average at 12.9 days.", ["13.8", "12.9"]),
        ("Of 13 standards 11 were rated 'Good', one Requires Improvement.", ["13", "11", "1"]),
        ("Sixty-four cases, a dozen visits and one hundred and two plans.", ["64", "12", "102"]),
        ("1 Improve the plan for 12 children.", ["12"]),
    ],
)
def test_amounts(text: str, expected: list[str]) -> None:
    assert shown_all(text) == expected


@pytest.mark.parametrize(
    ("text", "qualifier", "emphasis"),
    [
        ("In nearly two-thirds of cases.", "nearly", ""),
        ("In almost half of cases.", "almost", ""),
        ("In just over half of cases.", "just over", ""),
        ("In less  \nthan half of cases.", "less than", ""),
        ("Over 1,300 requests waited.", "over", ""),
        ("There is up to a 12-week delay.", "up to", ""),
        ("It takes approximately 12 weeks.", "approximately", ""),
        ("In some 37 out of 50 cases.", "some", ""),
        ("In only 45 out of 95 cases.", "", "only"),
        ("In just 38 per cent of cases.", "", "just"),
        ("In only about 38 per cent of cases.", "about", "only"),
        ("In 38 per cent of cases.", "", ""),
    ],
)
def test_qualifier_is_kept_apart_from_emphasis(text: str, qualifier: str, emphasis: str) -> None:
    (fact,) = read(text)
    assert (fact.value.qualifier, fact.value.emphasis) == (qualifier, emphasis)


@pytest.mark.parametrize(
    ("text", "same_as"),
    [
        ("In almost half (15 out of 32) of cases.", [None, 0]),
        ("By nearly two-thirds of practitioners (65 per cent).", [None, 0]),
        ("In nearly half (12 out of 30; 40 per cent) of cases.", [None, 0, 0]),
        ("In 45 out of 95 relevant cases (47 per cent).", [None, 0]),
        ("There are 183 cases in the region (four per cent).", [None, 0]),
        ("In all but one relevant case (one of 10 cases).", [None, 0]),
        ("Most are aged 15 to 17 (73 per cent) and male (87 per cent).", [None, None, None, None]),
        ("They felt safe (97 per cent) and at ease (82 per cent).", [None, None]),
        ("Half of the officers had left, and the rate was high (43 per cent).", [None, None]),
    ],
)
def test_number_in_brackets_says_the_same(text: str, same_as: list[int | None]) -> None:
    assert [fact.value.same_as for fact in read(text)] == same_as


@pytest.mark.parametrize(
    ("text", "parts_of"),
    [
        ("We supervise 1,734 people, of which 1,132 are at home and 602 are not.", [None, 0, 0]),
        ("In almost three-quarters of the 196 cases.", [1, None]),
        ("We met 70 people. Of these, 53 per cent agreed and 36 per cent did not.", [None, 0, 0]),
        ("There are 13 PDUs, of which we inspected five together.", [None, 0]),
        ("We met 70 people. Of those surveyed, 53 per cent agreed.", [None, None]),
        ("We met 70 people. They were kind. Of these, 53 per cent agreed.", [None, None]),
        ("We made 10 recommendations. Of these, four are for Eastvale.", [None, 0]),
    ],
)
def test_part_knows_its_total(text: str, parts_of: list[int | None]) -> None:
    assert [fact.value.parts_of for fact in read(text)] == parts_of


def test_what_is_the_sentence_where_it_is_short() -> None:
    (fact,) = read("Work was poor. Plans were\n late in 45 out of 95  relevant cases.2 It improved.")
    assert fact.value.what == "Plans were late in 45 out of 95 relevant cases."
    assert fact.value.text == fact.place.quote == "45 out of 95"


def test_what_is_the_clauses_around_the_number_where_the_sentence_is_long() -> None:
    (fact,) = read(
        "Despite the efforts of the leaders of Northmoor over many months, which we recognise, plans to keep other"
        " people safe were made in 45 out of 95 relevant cases, and the reasons for this were not always understood"
        " by the managers we met."
    )
    assert fact.value.what == (
        "which we recognise, plans to keep other people safe were made in 45 out of 95 relevant cases"
    )


def test_count_whose_total_stands_apart_shows_both_places() -> None:
    (fact,) = read("Out of 45 cases of harm, we saw progress in four cases.")
    assert [place.quote for place in fact.evidence] == ["four", "45"]


def test_indexes_hold_across_blocks() -> None:
    facts = read("We met 12 people.\n\nIn half (15 out of 32) of cases.")
    assert [shown(fact.value) for fact in facts] == ["12", "share 1/2", "count 15/32"]
    assert facts[2].value.same_as == 1


def test_long_sentence_without_end_is_read() -> None:
    assert len(read("Of the 40 cases, five of the 15 cases and 12 per cent (one in four), " * 3000)) > 9000


PIECES = (
    "of the in out one 15 45 95 cases people PDUs per cent (half a third quarter two-thirds ) , . and 31% 2/27 was"
    " which these total 1,734 15,3723 nearly only \n\n • 12 April 2023 £ - ' ? of-which hundred and"
)


@settings(deadline=None)
@given(st.one_of(st.text(), st.lists(st.sampled_from(PIECES.split(" "))).map(" ".join)))
def test_any_text_is_read_and_every_place_lies_in_it(text: str) -> None:
    facts = read(text)
    starts = [fact.place.start for fact in facts]
    assert all(before < after for before, after in pairwise(starts))
    for index, fact in enumerate(facts):
        quantity = fact.value
        assert all(0 <= place.start < place.end <= len(text) for place in fact.evidence)
        assert quantity.text.split()[0] in fact.place.quote
        assert 0 < len(quantity.what) <= 140
        assert quantity.same_as is None or quantity.same_as < index
        assert quantity.parts_of is None or 0 <= quantity.parts_of < len(facts)
        if quantity.kind == "count":
            assert quantity.value * (quantity.denominator or 0) == quantity.numerator


#: What each of the published documents states, read by hand: counts, percentages, fractions, in order.
STATED = {
    "000_6094152029f84b50.txt": ("", "", ""),
    "001_ff8cab6e6239494e.txt": (
        "115/147 28/39 32/87 1/10 5/6 5/6 9/10 14/16 3/4 5/10 17/27 10/27",
        "10 56 70 75 20 4 98 102 50",
        "2/3 3/4 2/3 2/3 1/4 1/2",
    ),
    "002_e816e03cce485c26.txt": (
        "2380/15372 15/32 16/19 4/15 45/95 59/96 34/93 40/93 36/62 48/77 39/100 4/45",
        "43 5 31 27 19 15 31 74 81 19 43 65 131 43 47 5 53 36 11 97 82 46 50 37 27 31 31 83 10 48 31 40 62 38 40 44 16",
        "3/4 2/3 2/3 1/2 1/2 1/2 1/2 2/3 1/2 3/4 1/2 2/3 1/4 1/2",
    ),
    "003_b89c618ae7204513.txt": ("", "43 5", ""),
    "004_d258cdfbb1cfa730.txt": (
        "1132/1734 602/1734 1/15 3/36 33/57 27/46 40/55 37/50",
        "7 20 81 83 66 83 98 46 54 33 54 7 15 71 73 68 59 54 80 70 75 51 59 69",
        "1/3 1/2 1/2 1/2",
    ),
}


@needs_seeds
@pytest.mark.parametrize("name", STATED)
def test_published_document_is_read_completely(name: str) -> None:
    facts = read((SEEDS / name).read_bytes().decode())
    found = [fact.value for fact in facts]
    counts = " ".join(f"{each.numerator}/{each.denominator}" for each in found if each.kind == "count")
    percentages = " ".join(str(each.value) for each in found if each.kind == "percentage")
    fractions = " ".join(str(each.value) for each in found if each.kind == "fraction")
    assert (counts, percentages, fractions) == STATED[name]


@needs_seeds
def test_amounts_of_a_published_report() -> None:
    """S4, the background and the survey: every number that is neither a date nor a share, by hand."""
    facts = read((SEEDS / "004_d258cdfbb1cfa730.txt").read_bytes().decode())
    amounts = " ".join(str(fact.value.value) for fact in facts if fact.value.kind == "amount")
    assert amounts == "2 34 25 2 47 8 1 906814 1734 11 1 25 17 42 25 4 1 2 2 9 41 1 3 3 3 3"


@needs_seeds
def test_what_says_what_is_counted_in_a_published_report() -> None:
    facts = read((SEEDS / "002_e816e03cce485c26.txt").read_bytes().decode())
    (victims,) = [fact for fact in facts if (fact.value.numerator, fact.value.denominator) == (45, 95)]
    assert (victims.place.line, victims.place.quote) == (637, "45 out of 95")
    assert "risks related to victims, with this occurring in only 45 out of 95 relevant cases" in victims.value.what
