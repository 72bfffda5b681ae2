"""A letter that tells of several units: each claim is held against the evidence of the unit that it speaks of."""

from dataclasses import replace
from functools import cache

import pytest

from inspectorate.organisation.model import Organisation
from inspectorate.report.claims.check import in_prose
from inspectorate.report.claims.claim import Claim, Support
from inspectorate.report.claims.unit import UnitEvidence
from inspectorate.report.statistics import statistics
from tests.unit.report.claims.evidence import COUNTS, fact_base

SAFE = "assessment focused sufficiently on keeping other people safe in {words} of cases"
#: Of Northmoor 30 of 96, 31 per cent; of Southmoor 72 of 96, 75 per cent.
SOUTHMOOR = COUNTS | {"2.2.3": (72, 24)}


@cache
def units() -> tuple[UnitEvidence, ...]:
    north = fact_base()
    south = replace(fact_base(SOUTHMOOR), unit=Organisation("pdu/southmoor", "Southmoor", "PDU", "Northern"))
    return tuple(UnitEvidence(each.unit, statistics(each)) for each in (north, south))


def claims(text: str, **more: object) -> dict[str, Claim]:
    return {each.text: each for each in in_prose(text, {}, units=units(), **more)}


def verdicts(text: str) -> dict[str, str]:
    return {name: each.verdict for name, each in claims(text).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"In Northmoor, {SAFE.format(words='31 per cent')}.", {"31 per cent": "true"}),
        (f"In Northmoor, {SAFE.format(words='61 per cent')}.", {"61 per cent": "false"}),
        (f"In Southmoor PDU, {SAFE.format(words='75 per cent')}.", {"75 per cent": "true"}),
        (f"In Southmoor, {SAFE.format(words='31 per cent')}.", {"31 per cent": "false"}),
        (f"Inspectors saw that {SAFE.format(words='75 per cent')} in Southmoor.", {"75 per cent": "true"}),
        ("In Northmoor, 60 per cent of the buildings were painted green.", {"60 per cent": "unsupported"}),
    ],
)
def test_a_number_is_held_against_the_evidence_of_the_unit_that_its_sentence_names(text, expected) -> None:
    assert verdicts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"In Northmoor, {SAFE.format(words='31 per cent')}, while in Southmoor it did so in 75 per cent of cases.",
        f"In Northmoor {SAFE.format(words='31 per cent')} and in Southmoor it did so in 75 per cent of cases.",
        "Assessment focused sufficiently on keeping other people safe in 31 per cent of cases in Northmoor and in "
        "75 per cent of cases in Southmoor.",
    ],
)
def test_each_of_two_units_in_a_sentence_has_its_own_number(text) -> None:
    found = claims(text)
    assert found["31 per cent"].why.startswith("Northmoor PDU: ")
    assert found["75 per cent"].why.startswith("Southmoor PDU: ")
    assert found["31 per cent"].verdict == "true"
    assert found["75 per cent"].verdict != "false"


def test_why_names_the_unit_and_so_does_what_it_was_held_against() -> None:
    found = claims(f"In Northmoor, {SAFE.format(words='61 per cent')}.")["61 per cent"]
    assert found.why.startswith("Northmoor PDU: The evidence says 31 per cent (30 out of 96)")
    assert found.right == "31 per cent"
    assert found.statistics == ("pdu/northmoor case:2.2.3",)


@pytest.mark.parametrize("region", ["Across the region", "In the region", "In the PDUs", "In Liverpool North PDU"])
def test_what_is_said_of_the_region_or_of_another_unit_is_held_against_no_unit(region) -> None:
    """Southmoor is named in the sentence before."""
    text = f"Southmoor was inspected. {region}, {SAFE.format(words='75 per cent')}."
    assert verdicts(text) == {"75 per cent": "unsupported"}


def test_the_paragraph_and_the_heading_say_of_which_unit_where_the_sentence_does_not() -> None:
    said = f"In all, {SAFE.format(words='75 per cent')}."
    assert verdicts(f"Southmoor was inspected in March. {said}")["75 per cent"] == "true"
    assert verdicts(f"Northmoor was inspected in March. {said}")["75 per cent"] == "false"
    assert verdicts(f"### Southmoor PDU\n\n{said}")["75 per cent"] == "true"
    assert verdicts(said) == {"75 per cent": "unsupported"}


def test_a_number_that_two_units_share_is_true_and_one_of_which_they_differ_is_not_decided() -> None:
    engaging = "assessment focused sufficiently on engaging the person on probation in {words} of cases"
    both = "In Northmoor and Southmoor, "
    assert verdicts(f"{both}{engaging.format(words='57 per cent')}.") == {"57 per cent": "true"}
    found = claims(f"{both}{SAFE.format(words='31 per cent')}.")["31 per cent"]
    assert found.verdict == "unsupported"
    assert found.why.startswith("It may be of several inspections: Northmoor PDU, Southmoor PDU.")


def test_a_rating_of_several_units_is_of_each_of_them() -> None:
    """S1: "we rated ... as 'Requires improvement', while ... were rated as 'Inadequate'"."""
    overall = {each.unit.name: each.statistics["rating:overall"].text for each in units()}
    assert overall["Northmoor"] == "Requires improvement"
    assert overall["Southmoor"] == "Requires improvement"
    both = "In our PDU inspections, we rated Northmoor and Southmoor as ‘{rating}’."
    assert verdicts(both.format(rating="Requires improvement")) == {"Requires improvement": "true"}
    found = claims(both.format(rating="Good"))["Good"]
    assert (found.verdict, found.right) == ("false", "Requires improvement")
    apart = "We rated Northmoor as ‘Requires improvement’, while Southmoor was rated as ‘Good’."
    assert verdicts(apart) == {"Requires improvement": "true", "Good": "false"}


def test_a_number_that_the_letters_own_evidence_puts_in_is_held_against_no_unit() -> None:
    own = {"case:2.2.3": units()[1].statistics["case:2.2.3"]}
    text = "In Northmoor, assessment focused sufficiently on keeping other people safe in {{case:2.2.3 | per cent}}."
    assert in_prose(text, own, units=units()) == ()


def test_a_source_lifts_what_the_evidence_of_the_unit_has_no_word_on() -> None:
    text = "In Northmoor, 60 per cent of the buildings were painted green."
    (claim,) = claims(text).values()
    (again,) = claims(text, supports={claim.fingerprint: Support(source="The estate plan")}).values()
    assert again.verdict == "supported"
