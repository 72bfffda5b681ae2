import pytest

from tests.unit.register.checking.drafting import found_in, report, rules

# Points: I 0, R 1, G 2, O 3. "RGRRIRGRR" is 1+2+1+1+0+1+2+1+1 = 10 of 27, a mean of 1.11: Requires improvement.
SOUND = ("RGRRIRGRR", "10/27")


def test_a_table_whose_ratings_add_up_to_its_score_is_left_alone() -> None:
    assert rules(report(*SOUND)) == []


def test_a_score_that_is_not_the_sum_of_its_ratings_is_found_with_both_places() -> None:
    (found,) = found_in(report("RGRRIRGRR", "11/27"))
    assert (found.rule, found.certainty, found.severity) == ("score-sum", "certain", "disagreement")
    assert "11/27" in found.what
    assert "add up to 10" in found.what
    assert [evidence.quote[:8] for _, evidence in found.places] == ["11/27", "1.1 Lead"]


def test_a_maximum_that_is_not_three_for_each_rated_standard_is_found() -> None:
    """Court work is printed as not rated, so eight standards make 24; 1+2+1+1+1+2+1+1 = 10, one band in both."""
    assert rules(report("RGRR-RGRR", "10/27")) == ["score-maximum"]
    assert rules(report("RGRR-RGRR", "10/24")) == []


def test_a_standard_left_out_without_a_word_is_missing_and_the_maximum_explains_it() -> None:
    (found,) = found_in(report("IRRR IIIR", "4/24", "Inadequate"))
    assert (found.rule, found.severity) == ("standard-absent", "missing")
    assert "explains the maximum of 24 rather than 27" in found.what
    assert 'the heading "Court work and case supervision" still names it' in found.what


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        ("RGRRIRG R", [("standard-absent", "likely")]),  # 2.4 cannot be left unrated
        ("RGR IRG R", []),  # two rows gone: the table was not read whole
    ],
)
def test_a_standard_that_must_be_rated_and_has_no_row(ratings: str, expected: list[tuple[str, str]]) -> None:
    assert [(each.rule, each.certainty) for each in found_in(report(ratings, "10/27"))] == expected


def test_a_heading_that_leaves_court_work_out_too_is_no_part_of_the_finding() -> None:
    (found,) = found_in(report("IRRR IIIR", "4/24", "Inadequate", "Case supervision"))
    assert "still names" not in found.what


@pytest.mark.parametrize(
    ("overall", "expected"),
    [("Requires improvement", []), ("Good", ["overall-band"]), ("Inadequate", ["overall-band"])],
)
def test_the_overall_rating_is_the_band_of_the_score(overall: str, expected: list[str]) -> None:
    """10 of 27 is a mean of 1.11, above 0.5 and not above 1.5."""
    assert rules(report(*SOUND, overall)) == expected


def test_four_of_24_is_still_inadequate() -> None:
    """4 over 8 is 0.5, and the limit is included (METHOD 2.3)."""
    assert "overall-band" not in rules(report("IRRR-IIIR", "4/24", "Inadequate"))
    assert rules(report("IRRR-IIIR", "4/24", "Requires improvement")) == ["overall-band"]


def test_a_score_beyond_its_maximum_cannot_be() -> None:
    assert set(rules(report("RGRRIRGRR", "28/27"))) == {"score-impossible", "score-sum"}


def test_a_cell_with_the_word_rating_is_missing_its_rating_and_the_prose_is_quoted_for_it() -> None:
    draft = report(*SOUND, "Rating", prose="We rated Northmoor as 'Requires improvement' this time.")
    cell = draft.fact("overall_rating", "Overall rating\tRating")
    prose = draft.mention("Northmoor", "Requires improvement", "We rated Northmoor as 'Requires improvement'")
    draft.with_subject(unreadable=(cell,)).with_facts(rated_in_prose=(prose,))
    (found,) = found_in(draft)
    assert (found.rule, found.severity, found.certainty) == ("rating-missing", "missing", "certain")
    assert "elsewhere the document rates it 'Requires improvement'" in found.what
    assert len(found.places) == 2


def test_a_score_without_an_overall_rating_misses_it() -> None:
    draft = report(*SOUND)
    assert rules(draft.with_subject(overall_rating=None)) == ["rating-missing"]


@pytest.mark.parametrize(
    ("rating", "kind", "expected"),
    [
        ("Inadequate", "PDU", ["rating-in-prose"]),
        ("Requires improvement", "PDU", []),
        ("Inadequate", "youth justice service", []),  # another service under the same name
    ],
)
def test_a_rating_in_the_prose_is_held_against_the_table(rating: str, kind: str, expected: list[str]) -> None:
    draft = report(*SOUND, prose=f"Northmoor was rated as '{rating}'.")
    draft.with_facts(rated_in_prose=(draft.mention("Northmoor", rating, f"rated as '{rating}'", kind),))
    assert rules(draft) == expected


@pytest.mark.parametrize(
    "sentence",
    ["In 2019 Northmoor was rated as 'Good'.", "Northmoor moved up from 'Good'.", "The previous rating was 'Good'."],
)
def test_a_rating_of_an_earlier_inspection_is_no_contradiction(sentence: str) -> None:
    draft = report(*SOUND, prose=sentence)
    assert rules(draft.with_facts(rated_in_prose=(draft.mention("Northmoor", "Good", sentence),))) == []
