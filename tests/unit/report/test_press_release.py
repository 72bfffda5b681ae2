"""The press release beside those that were published (S0, S3): the same facts give the same sentences."""

import datetime
from dataclasses import replace

import pytest

from inspectorate.organisation.directory import product_directory
from inspectorate.recommendation.model import Recommendation
from inspectorate.report.document import Numbered, Paragraph, plain
from inspectorate.report.house import product_house
from inspectorate.report.press_release import PART, press_release
from tests.composed.inspection import made_up, published

HOUSE = product_house()
OTHERS = {
    "pdu/cheshire-west": "Requires improvement",
    "pdu/blackburn-with-darwen": "Requires improvement",
    "pdu/liverpool-north": "Inadequate",
    "pdu/knowsley-and-st-helens": "Inadequate",
}


def cumbria(**facts):
    """Ratings made up, of Cumbria PDU, published on the day of S0."""
    base = made_up(5).base
    rated = replace(base.rated, overall="Requires improvement", points=6, maximum=27)
    unit = product_directory().by_id["pdu/cumbria"]
    day = datetime.date(2023, 7, 13)
    fieldwork = (datetime.date(2023, 4, 17), datetime.date(2023, 4, 21))
    return replace(base, unit=unit, rated=rated, published=day, fieldwork=fieldwork, neighbours=(), **facts)


def paragraphs(document):
    return [plain(block.runs) for block in document.blocks if isinstance(block, Paragraph)]


def notes(document):
    (block,) = [block for block in document.blocks if isinstance(block, Numbered)]
    return [plain(item.runs) for item in block.items]


@pytest.mark.parametrize(
    ("points", "said"),
    [
        (2, "scoring two inspection points out of a possible 27"),
        (1, "scoring one inspection point out of a possible 27"),
        (0, "scoring zero inspection points out of a possible 27"),
        (10, "scoring 10 inspection points out of a possible 27"),
    ],
)
def test_the_sentence_that_rates(points, said):
    base = cumbria()
    document = press_release(replace(base, rated=replace(base.rated, points=points)), {}, HOUSE)
    assert document.title == "Probation service for Cumbria is ‘Requires improvement’"
    assert paragraphs(document)[0] == (
        "The probation service, also known as a Probation Delivery Unit (PDU*), for Cumbria has been rated as "
        f"‘Requires improvement’ following an inspection by HM Inspectorate of Probation – {said}."
    )


def test_other_units_of_the_region_as_s0_names_them():
    """S0, but for the order of the names, which here is that of the alphabet."""
    found = tuple(published(unit, rating, 5, "2023-07-13") for unit, rating in OTHERS.items())
    document = press_release(replace(cumbria(), neighbours=found), {}, HOUSE)
    assert paragraphs(document)[1] == (
        "We have completed five inspections in the Probation Service – North West region. The others are Blackburn "
        "with Darwen PDU and Cheshire West PDU (both rated ‘Requires improvement’), and Knowsley and St Helens PDU and "
        "Liverpool North PDU (both rated ‘Inadequate’)."
    )


def test_one_other_unit_as_s3_names_it():
    other = published("pdu/liverpool-north", "Requires improvement", 5, "2023-07-13")
    assert paragraphs(press_release(replace(cumbria(), neighbours=(other,)), {}, HOUSE))[1] == (
        "This inspection is one of two carried out in the Probation Service – North West region recently. The second "
        "is Liverpool North PDU, which received an overall rating of ‘Requires improvement’."
    )


@pytest.mark.parametrize("on", ["2022-07-11", "2023-07-14"])
def test_what_was_published_long_before_or_not_yet_is_not_told(on):
    """A year before 13 July 2023 is the 13th of July 2022, and 366 days the 12th."""
    other = published("pdu/liverpool-north", "Good", 5, on)
    assert "Liverpool" not in " ".join(paragraphs(press_release(replace(cumbria(), neighbours=(other,)), {}, HOUSE)))


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        (
            (6, 4, 3),
            "13 recommendations: six for Cumbria PDU, four for the North West regional service and three for HMPPS.",
        ),
        ((6, 0, 3), "nine recommendations: six for Cumbria PDU and three for HMPPS."),
        ((1, 0, 0), "one recommendation for Cumbria PDU."),
        ((4, 0, 0), "four recommendations for Cumbria PDU."),
    ],
)
def test_the_number_of_recommendations_by_addressee(parts, said):
    names = (("PDU", "Cumbria PDU"), ("region", "North West region"), ("HMPPS", "HM Prison and Probation Service"))
    each = [name for name, many in zip(names, parts, strict=True) for _place in range(many)]
    made = tuple(Recommendation(at, kind, name, "do so") for at, (kind, name) in enumerate(each, start=1))
    document = press_release(replace(cumbria(), recommendations=made), {}, HOUSE)
    assert paragraphs(document)[-1] == f"This inspection made {said}"


def test_notes_to_editors_are_for_the_kind_of_unit():
    told = notes(press_release(cumbria(), {}, HOUSE))
    assert told[0].startswith("*Probation Delivery Units (PDUs) replaced")
    assert "This probation service sits within the Probation Service – North West region." in told
    assert "Fieldwork for this inspection took place in April 2023." in told
    assert "This report is available at our website on 13 July 2023 00.01." in told
    youth = notes(press_release(made_up(3).base, {}, HOUSE))
    assert not [note for note in youth if "PDU" in note or "region" in note]


def test_what_the_author_wrote_stands_in_the_place_of_what_the_evidence_gives():
    own = {PART: (Paragraph(()),)}
    assert Paragraph(()) in press_release(cumbria(), own, HOUSE).blocks
    assert not [text for text in paragraphs(press_release(cumbria(), own, HOUSE)) if "Inspectors rated" in text]
    assert [text for text in paragraphs(press_release(cumbria(), {}, HOUSE)) if text.startswith("Inspectors rated")]
