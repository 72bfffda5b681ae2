"""Caseloads and samples as pages, the API and the actions need them. Only ``content_of`` gives names."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, Max, Q, QuerySet

from inspectorate.framework.model import Edition, SamplingSpecification
from inspectorate.framework.standard import Condition
from inspectorate.sampling.record import RecordedExclusion, SampleRecord
from inspectorate_app.store.models import Case, CaseAssessment, Caseload, Identity, Sample
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.statement import Given, Rows

#: The module of the main sample: it has none.
MAIN = ""


@dataclass(frozen=True)
class ModuleFacts:
    """A sample that the edition asks for: ``module`` is blank for the main sample; ``rule`` is in words.

    ``where`` says which cases of the main sample are in it; empty where it has a list of its own.
    """

    module: str
    title: str
    rule: str
    where: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class CaseloadFacts:
    """A caseload without its content; ``is_held`` says whether the content is still there."""

    id: int
    module: str
    file_name: str
    sha256: str
    as_of: datetime.date
    rows: int
    uploaded_by: str
    uploaded_at: datetime.datetime
    is_held: bool


@dataclass(frozen=True)
class SampleFacts:
    """A sample without its record. ``picture`` is what was computed with the draw (``actions.draw``)."""

    id: int
    module: str
    state: str
    method: str
    caseload: int
    caseload_sha256: str
    drawn_by: str
    drawn_at: datetime.datetime
    approved_by: str
    approved_at: datetime.datetime | None
    picture: Mapping[str, Any]


@dataclass(frozen=True)
class Ground:
    """All that a draw stands on beside the caseload's content; the same before and under the lock, or it is off.

    ``codes`` are those of practitioners by folded name, ``last_code`` the highest number that any draw gave.
    """

    caseload: int
    file_name: str
    sha256: str
    as_of: datetime.date
    module: str
    weeks: tuple[datetime.date, ...]
    edition_sha256: str
    codes: Mapping[str, str]
    last_code: int


def modules_of(edition: Edition) -> tuple[ModuleFacts, ...]:
    """The samples that an edition asks for, the main one first; none where it samples no cases."""
    if edition.sampling is None:
        return ()
    further = [ModuleFacts(each.module, each.title, each.rule, each.where) for each in edition.sampling.further_samples]
    return (ModuleFacts(MAIN, "Main sample of cases", ""), *further)


def specification_of(edition: Edition, module: str) -> SamplingSpecification | None:
    """How the cases of a module are drawn; None where the edition has no such sample.

    The rule of a further sample is in words: whoever uploads its list has applied it. So every case of the list is
    eligible, in one stratum, with no cohort weeks and no cap.
    """
    from inspectorate.framework.model import Stratum

    main = edition.sampling
    if main is None or module == MAIN:
        return main
    further = next((each for each in main.further_samples if each.module == module), None)
    if further is None:
        return None
    everyone = Stratum.model_construct(
        id="ALL", title=further.title, where=(), source=further.source, certainty=further.certainty
    )
    update = {"cohort": (), "eligible": (), "strata": (everyone,), "cap_per_practitioner": None}
    return main.model_copy(update=update)


def caseloads_of(inspection: int) -> dict[str, CaseloadFacts]:
    """The caseload that was last uploaded for each module."""
    held = ExpressionWrapper(Q(content__isnull=False), output_field=BooleanField())
    rows = Caseload.objects.filter(inspection_id=inspection).annotate(is_held=held)
    latest = rows.select_related("uploaded_by").defer("content").order_by("id")
    return {
        row.module: CaseloadFacts(
            row.pk,
            row.module,
            row.file_name,
            row.sha256,
            row.as_of,
            row.rows,
            row.uploaded_by.name,
            row.uploaded_at,
            row.is_held,
        )
        for row in latest
    }


def content_of(caseload: int) -> bytes | None:
    """The content of a caseload, names and all; None where it has been emptied."""
    found = Caseload.objects.filter(pk=caseload).values_list("content", flat=True).first()
    return bytes(found) if found else None


def samples_of(inspection: int) -> tuple[SampleFacts, ...]:
    """The samples that stand, drawn or approved, one a module."""
    return tuple(map(_facts, _STANDING.all(inspection=inspection)))


def find(inspection: int, sample: int) -> SampleFacts | None:
    """One sample of an inspection, whatever its state."""
    row = _rows().filter(inspection_id=inspection, pk=sample).first()
    return _facts(row) if row else None


def record_of(inspection: int, sample: int) -> SampleRecord | None:
    """The library's record of a sample; practitioners are codes in it."""
    found = Sample.objects.filter(pk=sample, inspection_id=inspection).values_list("record", flat=True).first()
    return SampleRecord.model_validate(found) if found else None


def statement_of(inspection: int, sample: int) -> str:
    """The statement of a sample for the report."""
    found = Sample.objects.filter(pk=sample, inspection_id=inspection).values_list("record__statement", flat=True)
    return found.first() or ""


def reason_of(inspection: int, sample: int, reference: str) -> str:
    """Why a case was picked, in a sentence."""
    record = record_of(inspection, sample)
    case = record.find(reference) if record else None
    return case.reason if case else ""


def exclusions_of(inspection: int, sample: int, reason: str = "") -> list[RecordedExclusion]:
    """The cases that a draw left out, those of one kind of reason where that is given."""
    from inspectorate.sampling.eligibility import kind_of

    found = Sample.objects.filter(pk=sample, inspection_id=inspection).values_list("record__excluded", flat=True)
    rows = [RecordedExclusion.model_validate(each) for each in found.first() or ()]
    return [each for each in rows if not reason or kind_of(each.reason) == reason]


def ground_of(inspection: InspectionFacts, caseload: int) -> Ground | None:
    """What a draw from a caseload stands on. None where the caseload is not of the inspection, or no longer held."""
    held = Caseload.objects.filter(inspection_id=inspection.id, pk=caseload, content__isnull=False)
    row = held.defer("content").first()
    if row is None:
        return None
    known = Identity.objects.filter(case__inspection_id=inspection.id).exclude(practitioner="")
    return Ground(
        row.pk,
        row.file_name,
        row.sha256,
        row.as_of,
        row.module,
        inspection.cohort_weeks if row.module == MAIN else (),
        inspection.edition_sha256,
        _codes(known.values_list("practitioner", "case__practitioner").distinct()),
        _last_code(inspection.id, row.module),
    )


def _codes(known: Iterable[tuple[str, str]]) -> dict[str, str]:
    from inspectorate.sampling.person import plain

    return {plain(name): code for name, code in known}


def _last_code(inspection: int, module: str) -> int:
    """The highest number of a practitioner's code; a draw that would be superseded does not count."""
    rows = Sample.objects.filter(inspection_id=inspection).exclude(state="superseded")
    used = rows.exclude(state="drawn", module=module).values_list("picture__last_code", flat=True)
    return max((number for number in used if number), default=0)


def begun_in(sample: int) -> int:
    """How many cases of a sample have an assessment that was begun."""
    return CaseAssessment.objects.filter(case__sample_id=sample).count()


def last_number(inspection: int) -> int:
    """The highest number that a case of an inspection has, or had before the approval of its sample was withdrawn."""
    withdrawn = Sample.objects.filter(inspection_id=inspection, state="superseded")
    given = withdrawn.values_list("picture__last_number", flat=True)
    highest = Case.objects.filter(inspection_id=inspection).aggregate(last=Max("number"))["last"]
    return max(int(number or 0) for number in (highest, *given))


def is_approved(inspection: int, module: str) -> bool:
    """Whether a sample of a module has been approved: its cases stand."""
    return Sample.objects.filter(inspection_id=inspection, module=module, state="approved").exists()


def undecided(inspection: int, where: tuple[Condition, ...]) -> list[int]:
    """The numbers of the cases of the main sample of which nothing is recorded that decides a condition."""
    rows = Case.objects.filter(inspection_id=inspection, sample__module=MAIN, role="main").order_by("number")
    asked = [each.characteristic for each in where]
    return [
        number
        for number, recorded in rows.values_list("number", "characteristics")
        if any(name not in recorded for name in asked)
    ]


def _rows() -> QuerySet[Sample, Sample]:
    return Sample.objects.defer("record", "caseload__content").select_related("caseload", "drawn_by", "approved_by")


_STANDING = Rows(
    lambda: _rows().filter(inspection_id=Given("inspection")).exclude(state="superseded").order_by("module", "id")
)


def _facts(row: Sample) -> SampleFacts:
    return SampleFacts(
        row.pk,
        row.module,
        row.state,
        row.method,
        row.caseload_id,
        row.caseload.sha256,
        row.drawn_by.name,
        row.drawn_at,
        row.approved_by.name if row.approved_by else "",
        row.approved_at,
        row.picture,
    )
