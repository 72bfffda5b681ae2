"""Numbers of units said in words: how many a region has, and how many were inspected, against those that are named."""

import re

from inspectorate.organisation.directory import product_directory
from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument
from inspectorate.register.facts import DocumentFacts
from inspectorate.register.reading.numeral import NUMERAL, whole_number

UNITS = r"(?:PDUs|Probation Delivery Units|delivery units)"
ONE_OF = re.compile(
    rf"\bone of (?:the )?(?P<number>{NUMERAL})(?: {UNITS})? (?:with)?in (?:the )?"
    r"(?P<region>[A-Z][\w, ]{2,40}?) (?:probation )?region",
)
WITHIN = re.compile(rf"\bthere are (?P<number>{NUMERAL}) {UNITS} (?:with)?in the region\b", re.IGNORECASE)
INSPECTED = re.compile(
    rf"\b(?:completed|carried out|undertaken|conducted) ({NUMERAL}) inspections\b"
    rf"|\bone of ({NUMERAL}) (?:inspections )?(?:carried out|completed|undertaken) in the\b"
    rf"|\bof which we inspected ({NUMERAL})\b|\b({NUMERAL}) PDUs inspected\b|\bthe ({NUMERAL}) inspected PDUs\b",
    re.IGNORECASE,
)


def counted_disagreements(document: ReadDocument) -> Findings:
    """The size of the region against the directory, and the number of inspections against the units named."""
    yield from _region(document)
    yield from _inspected(document)


def _region(document: ReadDocument) -> Findings:
    """How many PDUs the region has; the directory is of 2024 and 2025, so a difference is only worth a look."""
    region = document.facts.subject.region
    if region is None:
        return
    units = [
        unit
        for unit in product_directory().organisations
        if unit.kind == "PDU" and unit.region == region.value and unit.last is None
    ]
    for sentence in document.sentences:
        said = ONE_OF.search(sentence.words) or WITHIN.search(sentence.words)
        number = whole_number(said["number"]) if said else None
        if said and number is not None and units and number != len(units):
            if "region" in said.groupdict() and region.value.casefold() not in said["region"].casefold():
                continue
            what = f"{region.value} is said to have {number} PDUs; {len(units)} are known"
            place = document.span(sentence.start, sentence.end, "the number of units of a region")
            yield Disagreement("region-size", f"{what}.", (place,), "possible")


def _inspected(document: ReadDocument) -> Findings:
    named = units_inspected(document.facts)
    for sentence in document.sentences:
        said = INSPECTED.search(sentence.words)
        number = whole_number(said[said.lastindex or 0]) if said else None
        if number is not None and len(named) > 1 and number != len(named):
            what = f"{number} inspections are spoken of, but {len(named)} units are named: {', '.join(sorted(named))}"
            place = document.span(sentence.start, sentence.end, "the number of inspections")
            yield Disagreement("inspections", f"{what}.", (place,), "likely")


def units_inspected(facts: DocumentFacts) -> set[str]:
    """The units that a document says were inspected: those it states facts of, and those it names with a rating."""
    if facts.units:
        return {unit.unit.value for unit in facts.units if unit.unit}
    named = {mention.value.unit for mention in facts.other_units if mention.value.rating}
    return named | {facts.subject.unit.value} if facts.subject.unit and named else set()
