"""The overall rating and the score, against sentences that only look as if they gave them."""

import pytest

from inspectorate.register.document import Document
from inspectorate.register.reading.others import previous
from inspectorate.register.reading.read import read as whole
from tests.unit.register.reading.made_up import MADE_UP, release


@pytest.mark.parametrize(
    "sentence",
    [
        # hoped for
        "The PDU aims for a rating of ‘Outstanding’ within two years.",
        "We want Northmoor PDU to be rated ‘Good’ next time.",
        "The service is on track to be rated ‘Good’.",
        "The PDU was one point short of a rating of ‘Good’.",
        # denied
        "The service was not rated ‘Good’.",
        "It is no longer rated as ‘Good’.",
        # somebody else's
        "People on probation rated the service as ‘Good’.",
        "Staff rated the PDU ‘Good’.",
        "The police told us that the PDU was ‘outstanding’.",
        # of a part
        "Northmoor was rated ‘Outstanding’ for its services.",
    ],
)
def test_a_rating_that_nobody_gave_the_unit_is_none(sentence: str) -> None:
    assert release(sentence).overall is None
    decided = release(sentence, "Northmoor PDU has been rated as ‘Requires improvement’.")
    assert decided.overall == "Requires improvement"


@pytest.mark.parametrize(
    ("sentence", "rating"),
    [
        ("Contrary to what leaders had hoped, Northmoor PDU was rated ‘Inadequate’.", "Inadequate"),
        ("Services for people on probation in Northmoor PDU were rated ‘Inadequate’.", "Inadequate"),
        ("Inspectors told leaders of concerns, and the PDU was rated ‘Inadequate’ overall.", "Inadequate"),
    ],
)
def test_hopes_and_people_elsewhere_in_the_sentence_take_nothing_away(sentence: str, rating: str) -> None:
    assert release(sentence).overall == rating


def test_the_year_of_the_fieldwork_over_the_overall_rating_is_no_earlier_rating() -> None:
    doc = release("Fieldwork started November 2022\nOverall rating Inadequate")
    assert previous(doc.layout, doc.directory, doc.subject) == ()


@pytest.mark.parametrize(
    ("sentence", "prior"),
    [
        ("This is a decline from its 2019 rating of ‘Good’.", (2019, "Good")),
        ("The service has fallen from ‘Good’ in 2019.", (2019, "Good")),
        ("The previous rating was ‘Good’.", (None, "Good")),
    ],
)
def test_an_earlier_rating_without_the_word_rated(sentence: str, prior: tuple[int | None, str]) -> None:
    doc = release("Northmoor PDU has been rated as ‘Requires improvement’.", sentence)
    found = [(fact.value.year, fact.value.rating) for fact in previous(doc.layout, doc.directory, doc.subject)]
    assert found == [prior]
    assert release(sentence).overall is None


@pytest.mark.parametrize(
    "text",
    [
        "Scones\n\nServes 8.\n\nOverall rating\nGood\n\nScore 9/27\n",
        "A statement on probation\n\nHM Inspectorate of Probation has inspected services. Average scores were 5 out of"
        " 27.\n",
    ],
)
def test_a_page_on_no_unit_has_neither_rating_nor_score(text: str) -> None:
    facts = whole(Document("made-up.txt", "text", text), MADE_UP)
    assert (facts.subject.overall_rating, facts.subject.score, facts.subject.edition) == (None, None, None)


def region_of(*sentences: str) -> str | None:
    region = release(*sentences).subject.region
    return region.value if region else None


def test_the_region_is_the_one_that_the_document_says_its_own_unit_lies_in() -> None:
    assert region_of("This service sits within the Probation Service - Moors region.") == "Moors"
    assert region_of("This service sits within the Probation Service - Shoreland region.") == "Shoreland"
    assert region_of("Eastvale PDU sits within the Probation Service - Shoreland region.") is None
    assert region_of("Offices are old.") is None


def test_the_own_region_is_another_unit_only_where_it_is_rated() -> None:
    assert release("This service sits within the Moors region.").others == {}
    assert release("The Moors region was rated ‘Good’.").others == {"Moors": "Good"}


def test_services_counted_in_a_title_are_not_one_unit_of_that_name() -> None:
    text = (
        "Three Moors probation services rated ‘Inadequate’\n\nHM Inspectorate of Probation has published reports on"
        " three Probation Delivery Units (PDUs) in Moors. Eastvale PDU and Northmoor PDU were rated as ‘Inadequate’,"
        " and"
        " Westcliff and Southby PDU was rated as ‘Good’.\n\nNotes to editor\n"
    )
    facts = whole(Document("made-up.txt", "text", text), MADE_UP)
    assert facts.subject.unit is None
    rated = [(unit.unit and unit.unit.value, unit.overall_rating and unit.overall_rating.value) for unit in facts.units]
    assert rated == [("Eastvale", "Inadequate"), ("Northmoor", "Inadequate"), ("Westcliff and Southby", "Good")]


@pytest.mark.parametrize(
    ("sentence", "overall"),
    [
        ("The inspection of Eastvale rated it as ‘Inadequate’ overall.", None),
        ("Our report on Eastvale rated it as ‘Good’.", None),
        ("The inspection of Northmoor rated it as ‘Inadequate’ overall.", "Inadequate"),
    ],
)
def test_it_is_the_unit_whose_inspection_the_sentence_is_about(sentence: str, overall: str | None) -> None:
    assert release(sentence).overall == overall
