"""The letter on a regional review: to whom it goes, which inspections it covers, and all that it is composed from."""

import datetime
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from inspectorate.report.fact_base import FactBase
from inspectorate.report.letter import RegionalReview
from inspectorate_app.store.models import Inspection, Letter, Panel
from inspectorate_app.store.queries import fact_base, hold, publication, recommendation
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of, find
from inspectorate_app.store.statement import Given, Rows

#: How many inspections a letter can cover: a region has fewer units.
MOST_UNITS = 40


@dataclass(frozen=True)
class LetterFacts:
    """What was said of a letter; version 0 before anything was. ``units`` are slugs, the others lines as printed."""

    units: tuple[str, ...] = ()
    to: str = ""
    dear: str = ""
    copies: str = ""
    version: int = 0
    changed_by: str = ""
    changed_at: datetime.datetime | None = None


@dataclass(frozen=True)
class Candidate:
    """An inspection of a unit of the region that a letter may cover; ``published`` whether its phase says so."""

    slug: str
    unit: str
    fieldwork: tuple[datetime.date, datetime.date]
    published: bool


_LETTER = Rows(lambda: Letter.objects.filter(inspection_id=Given("inspection")).select_related("changed_by"))


def letter_of(inspection: InspectionFacts) -> LetterFacts:
    """What was said of the letter of an inspection."""
    row = _LETTER.first(inspection=inspection.id)
    if row is None:
        return LetterFacts()
    return LetterFacts(tuple(row.units), row.to, row.dear, row.copies, row.version, row.changed_by.name, row.changed_at)


def candidates(inspection: InspectionFacts) -> tuple[Candidate, ...]:
    """The inspections of units of the same region whose ratings are signed off, the latest fieldwork first."""
    signed = Panel.objects.filter(state="signed_off").values("inspection_id")
    rows = Inspection.objects.filter(region=inspection.region, pk__in=signed).exclude(kind="region")
    return tuple(
        _candidate(facts_of(row)) for row in rows.select_related("edition").order_by("-fieldwork_from", "slug")
    )


def _candidate(facts: InspectionFacts) -> Candidate:
    return Candidate(facts.slug, facts.unit, (facts.fieldwork_from, facts.fieldwork_to), is_published(facts))


def is_published(facts: InspectionFacts) -> bool:
    """Whether an inspection was published."""
    return facts.phase.value in ("published", "follow_up", "closed")


def covered_inspections(
    inspection: InspectionFacts, readable: Collection[str] = ()
) -> tuple[tuple[InspectionFacts, FactBase], ...]:
    """Each inspection that the letter covers with its fact base, in its order; none of one that was reopened since.

    Of those that are not published the ``readable`` alone: what a letter tells of the others is for no reader yet.
    """
    told = (each for each in _chosen(inspection) if is_published(each) or each.slug in readable)
    bases = ((each, fact_base.fact_base(each)) for each in told)
    return tuple((each, _as_published(each, base)) for each, base in bases if base is not None)


def _as_published(covered: InspectionFacts, base: FactBase) -> FactBase:
    made, withdrawn = recommendation.as_published(covered)
    return replace(base, recommendations=made, withdrawn=withdrawn)


def lock_covered(inspection: int) -> None:
    """Lock the inspections that the letter of one covers until this transaction ends: until then none is held.

    That one is locked already, so that these stay the same; then these by id, whoever locks them, so that no two wait
    for each other. Nothing where it has no letter.
    """
    slugs = Letter.objects.filter(inspection_id=inspection).values_list("units", flat=True).first() or []
    rows = Inspection.objects.filter(slug__in=slugs).order_by("pk").select_for_update(no_key=True)
    list(rows.values_list("pk", flat=True))


def unpublished(inspection: InspectionFacts) -> tuple[InspectionFacts, ...]:
    """The inspections that the letter covers and that are not published."""
    return tuple(each for each in _chosen(inspection) if not is_published(each))


def _chosen(inspection: InspectionFacts) -> Iterator[InspectionFacts]:
    slugs = letter_of(inspection).units
    if not slugs:
        return iter(())
    rows = {row.slug: row for row in Inspection.objects.filter(slug__in=slugs).select_related("edition")}
    return (facts_of(rows[slug]) for slug in slugs if slug in rows)


def review(inspection: InspectionFacts, base: FactBase, covered: Iterable[FactBase]) -> RegionalReview:
    """All that the letter of an inspection is composed from: its own fact base, and those that it covers."""
    said = letter_of(inspection)
    to, copies = (tuple(line.strip() for line in text.splitlines() if line.strip()) for text in (said.to, said.copies))
    return RegionalReview(base, tuple(covered), to, said.dear or "colleague", copies)


def hindering(inspection: InspectionFacts) -> Iterator[str]:
    """What of the inspections that a letter covers must be done before it goes out.

    It tells their ratings and recommendations: none that nobody approved yet, and nothing on which a legal hold stands.
    """
    units = letter_of(inspection).units
    missing = left_out(inspection) if units else ()
    for slug in units:
        facts = find(slug)
        if facts is None or slug in missing:
            yield _("choose anew which inspections the letter covers")
        elif not is_published(facts):
            yield _("publish the inspection of {unit}, which the letter covers").format(unit=facts.unit)
        elif publication.waits(facts.id):
            yield _("wait until the correction of {unit} is published or withdrawn").format(unit=facts.unit)
    for unit in hold.on_covered(inspection.id) if units else ():
        yield _("wait until the legal hold on the inspection of {unit} is lifted").format(unit=unit)


def left_out(inspection: InspectionFacts) -> tuple[str, ...]:
    """The inspections that the letter should cover and cannot: they are not here, or their ratings were reopened."""
    known = {each.slug for each in candidates(inspection)}
    return tuple(slug for slug in letter_of(inspection).units if slug not in known)
