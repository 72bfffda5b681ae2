"""The letter to a region, in the order in which S1 has its parts."""

from dataclasses import replace

import pytest

from inspectorate.report.document import Heading, Paragraph, plain
from inspectorate.report.house import product_house
from inspectorate.report.letter import letter
from tests.composed.inspection import made_up_review

HOUSE = product_house()


def rated(review, *ratings):
    """The review of so many units, with these overall ratings and the names A, B, C ..."""
    units = [
        replace(base, unit=replace(base.unit, name=name), rated=replace(base.rated, overall=rating))
        for base, name, rating in zip([review.units[0]] * len(ratings), "ABCDE", ratings, strict=False)
    ]
    return replace(review, units=tuple(units))


def text_of(document, anchor):
    (block,) = [each for each in document.blocks if isinstance(each, Paragraph) and each.anchor == anchor]
    return plain(block.runs)


@pytest.mark.parametrize(
    ("ratings", "said"),
    [
        (("Good", "Good"), "we rated A PDU and B PDU as ‘Good’."),
        (("Inadequate", "Good", "Good"), "we rated B PDU and C PDU as ‘Good’, while A PDU was rated as ‘Inadequate’."),
        (
            ("Inadequate", "Requires improvement", "Good", "Inadequate"),
            "we rated C PDU as ‘Good’, while B PDU was rated as ‘Requires improvement’. We rated A PDU and D PDU as "
            "‘Inadequate’.",
        ),
    ],
)
def test_the_units_by_rating(ratings, said):
    document = letter(rated(made_up_review(1), *ratings), {}, HOUSE)
    assert text_of(document, "summary-ratings") == f"In our PDU inspections, {said}"


def test_the_parts_are_those_of_the_seed():
    review = made_up_review(1)
    found = [block for block in letter(review, {}, HOUSE).blocks if isinstance(block, Heading)]
    assert [plain(each.runs) for each in found if each.level == 1] == [
        "Regional observations",
        "Summary",
        "Annexe one – Recommendations",
        "Annexe two – PDU ratings",
    ]
    subjects = [plain(each.runs) for each in found if each.level == 2]
    assert subjects[0] == "Leadership"
    assert set(subjects) >= {plain_name(base) for base in review.units}
    assert "Key strengths:" in [plain(each.runs) for each in found if each.level == 3]


def plain_name(base):
    return f"{base.unit.name} PDU"


def test_letterhead_then_to_whom_then_the_greeting():
    first, to, copies, dear = letter(made_up_review(1), {}, HOUSE).blocks[:4]
    assert first.role == "address"
    assert plain(first.runs).splitlines()[0] == "HM Inspectorate of Probation"
    assert plain(to.runs).startswith("To:\n")
    assert plain(copies.runs).startswith("cc:\n")
    assert plain(dear.runs) == "Dear Director"


def test_every_anchor_stands_once():
    anchors = [each.anchor for each in letter(made_up_review(2), {}, HOUSE).blocks if getattr(each, "anchor", "")]
    assert len(anchors) == len(set(anchors))
