"""The other units that a document names, with the rating that it gives them, and earlier ratings of its own."""

import re
from collections.abc import Iterable

from inspectorate.organisation.directory import Directory
from inspectorate.organisation.name import key
from inspectorate.register.facts import Fact, Mention, PriorRating
from inspectorate.register.reading.claim import Claim, claims, names_unit
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.naming import Named, namings
from inspectorate.register.reading.overall import is_own, overall_rating
from inspectorate.register.reading.unit import Subject

REMAINED = re.compile(
    r"\brating\s+(?:has\s+)?(?:remain\w*|stay\w*)\s+(?:the\s+)?same\b[^.;]{0,60}?\b(?P<year>20\d\d)\b", re.IGNORECASE
)


def other_units(
    layout: Layout, directory: Directory, subject: Subject, units: Iterable[str] = ()
) -> tuple[Fact[Mention], ...]:
    """Each unit that the document names beside its own (and beside ``units``), once, with the rating it gives it.

    The region that it lies in is one only where it is rated.
    A predecessor of the same name ("NPS North West" in a letter to the North West) is not another unit.
    """
    own = {key(name) for name in (*units, *(named.unit for named in subject.several))}
    own |= {key(fact.value) for fact in (subject.unit, subject.region) if fact}
    rated = _rated(layout, directory)
    on_region = subject.unit_type is not None and subject.unit_type.value == "region"
    region = None if on_region or subject.region is None else (key(subject.region.value), "region")
    found: dict[tuple[str, str | None], list[Named]] = {}
    for named in (
        *namings(layout, directory),
        *(named for claim in claims(layout, directory) for named in claim.units),
    ):
        told = named.explicit and (named.unit_type != "region" or on_region)
        if (
            named.sure
            and (told or _id(named) in rated)
            and (_id(named) == region in rated or not _is_own(named, own, subject))
        ):
            found.setdefault(_id(named), []).append(named)
    return tuple(_mention(layout, places, rated.get(unit)) for unit, places in found.items())


def _id(named: Named) -> tuple[str, str | None]:
    return key(named.unit), named.unit_type


def _is_own(named: Named, own: set[str], subject: Subject) -> bool:
    """Whether a name is that of the document's own unit, its region or its predecessor."""
    if key(named.unit) not in own and key(named.as_written) not in own:
        return False
    different = subject.unit_type and {named.unit_type, subject.unit_type.value} == {"PDU", "youth justice service"}
    return not different


def _rated(layout: Layout, directory: Directory) -> dict[tuple[str, str | None], Claim]:
    """The first claim on each unit."""
    rated: dict[tuple[str, str | None], Claim] = {}
    for claim in claims(layout, directory):
        for named in claim.units:
            if named.sure:
                rated.setdefault(_id(named), claim)
    return rated


def _mention(layout: Layout, places: list[Named], claim: Claim | None) -> Fact[Mention]:
    first = places[0]
    evidence = [layout.evidence(named.start, named.last, "another unit is named") for named in places]
    if claim:
        evidence.insert(0, layout.evidence(claim.start, claim.end, "a sentence that rates it"))
    mention = Mention(first.unit, first.as_written, first.unit_type, claim.rating if claim else None)
    return Fact(mention, tuple(evidence))


def previous(layout: Layout, directory: Directory, subject: Subject) -> tuple[Fact[PriorRating], ...]:
    """Earlier overall ratings of the document's own unit, each with its year where the document says one."""
    found: dict[tuple[int | None, str], Fact[PriorRating]] = {}
    for claim in claims(layout, directory):
        if claim.former and claim.place != "title" and _of_own(claim, subject):
            prior = PriorRating(claim.year, claim.rating)
            evidence = (layout.evidence(claim.start, claim.end, "a sentence on an earlier inspection"),)
            found.setdefault((claim.year, claim.rating), Fact(prior, evidence))
    now = overall_rating(layout, directory, subject)
    if (same := REMAINED.search(layout.clean)) and now and not found:
        prior = PriorRating(int(same["year"]), now.value)
        return (Fact(prior, (layout.evidence(same.start(), same.end(), "the rating remained the same"),)),)
    return tuple(found.values())


def _of_own(claim: Claim, subject: Subject) -> bool:
    if not subject.unit:
        return False
    return is_own(claim, subject) and not any(
        named.sure and not names_unit(named, subject.unit.value) for named in claim.units
    )
