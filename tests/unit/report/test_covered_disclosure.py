"""What a letter tells of small groups of the units that it covers: outright, and by what their publications print."""

from dataclasses import replace

import pytest

from inspectorate.aggregation.counts import Count
from inspectorate.organisation.model import Organisation
from inspectorate.report.claims.unit import UnitEvidence
from inspectorate.report.covered_disclosure import Covered, covered_disclosure
from inspectorate.report.disclosure_check import Titles
from inspectorate.report.document import Document, Heading, Paragraph, words
from inspectorate.report.statistics import statistics
from tests.unit.report.claims.evidence import MEN, WOMEN, fact_base

KEY = "case:2.4.1@gender=female"
WOMEN_OF_241 = Titles(
    "Gender",
    "Female",
    "Was the sentence or post-custody period implemented effectively with a focus on engaging them?",
    ("woman", "women"),
)
ENGAGED = (
    "the sentence or post-custody period was implemented effectively with a focus on engaging them in {words} cases of "
    "women"
)
#: How many of the women the question was answered yes and no for.
FEW, MANY = (2, 1), (18, 2)


def unit(name: str, women: tuple[int, int]) -> Covered:
    """A unit that shows its women in 2.4.1, or hides them and the men since they are fewer than five."""
    hides = sum(women) < 5
    splits = {} if hides else {"Female": WOMEN | {"2.4.1": women}, "Male": MEN}
    base = replace(fact_base(splits=splits), unit=Organisation(f"pdu/{name.casefold()}", name, "PDU", "Northern"))
    hidden = {KEY: Count(*women), "case:2.4.1@gender=male": Count(48, 34)} if hides else {}
    return Covered(UnitEvidence(base.unit, statistics(base)), hidden, {KEY: WOMEN_OF_241})


def letter(*said: str) -> Document:
    blocks = [
        Heading(words(each.removeprefix("# ")), 2, "heading")
        if each.startswith("# ")
        else Paragraph(words(each), anchor="staff-1")
        for each in said
    ]
    return Document("letter", "Northern region", "An inspectorate", "en-GB", "June 2026", tuple(blocks))


def places(document: Document, *covered: Covered) -> list[tuple[str, str]]:
    return [(each.place, each.text) for each in covered_disclosure([document], covered)]


def test_a_small_group_of_a_unit_is_found_where_the_sentence_names_the_unit() -> None:
    told = letter(f"In Northmoor, {ENGAGED.format(words='2 out of 3')}.")
    few, many = unit("Northmoor", FEW), unit("Southmoor", MANY)
    assert places(told, few, many) == [("staff-1", f"Northmoor PDU: {KEY}")]
    (found,) = covered_disclosure([told], (few, many))
    assert (found.kind, found.document) == ("small group", "Northern region")
    assert "What is published of Northmoor PDU does not tell of this group" in found.why
    assert not set("123") & set(found.why.replace("2.4.1", "")), "the threshold alone is a number: who reads it may not"


@pytest.mark.parametrize(
    "said",
    [
        ["Northmoor was inspected in March. There, {told}."],
        ["# Northmoor PDU", "There, {told}."],
    ],
)
def test_it_is_found_where_the_paragraph_or_the_heading_names_the_unit(said) -> None:
    told = letter(*(each.format(told=ENGAGED.format(words="2 out of 3")) for each in said))
    assert places(told, unit("Northmoor", FEW), unit("Southmoor", MANY)) == [("staff-1", f"Northmoor PDU: {KEY}")]


def test_where_the_letter_covers_one_unit_that_need_not_be_named() -> None:
    told = letter(f"In all, {ENGAGED.format(words='2 out of 3')}.")
    assert places(told, unit("Northmoor", FEW)) == [("staff-1", f"Northmoor PDU: {KEY}")]


def test_a_large_group_of_another_unit_tells_nothing() -> None:
    told = letter(f"In Southmoor, {ENGAGED.format(words='18 out of 20')}.")
    assert places(told, unit("Northmoor", FEW), unit("Southmoor", MANY)) == []


def test_all_units_together_tell_of_the_one_that_hides_its_group() -> None:
    """Southmoor prints 18 of 20, so that 20 of 23 in the region leave 2 of 3 of Northmoor."""
    told = letter(f"Across the region, {ENGAGED.format(words='20 out of 23')}.")
    few, many = unit("Northmoor", FEW), unit("Southmoor", MANY)
    assert places(told, few, many) == [("staff-1", f"Northmoor PDU: {KEY}")]
    assert places(letter(f"Across the region, {ENGAGED.format(words='19 out of 23')}."), few, many) == []
    assert places(told, unit("Northmoor", MANY), many) == []


def test_all_units_together_tell_of_none_that_hide_each_other() -> None:
    """Four units of three women, 8 yes and 4 no, and one that prints 18 of 20: what is left has fewer than five no."""
    several = [unit(name, FEW) for name in ("Northmoor", "Eastmoor", "Westmoor", "Highmoor")]
    assert places(letter(f"Across the region, {ENGAGED.format(words='8 out of 12')}."), *several) == []
    assert places(letter(f"Across the region, {ENGAGED.format(words='26 out of 32')}."), *several, unit("South", MANY))
    even = [unit(name, (2, 2)) for name in ("Northmoor", "Eastmoor", "Westmoor", "Highmoor")]
    assert (
        places(letter(f"Across the region, {ENGAGED.format(words='26 out of 36')}."), *even, unit("South", MANY)) == []
    )
