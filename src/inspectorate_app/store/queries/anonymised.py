"""An inspection for research: what was judged of which kind of case, and nothing by which anyone could be told.

Submitted assessments of the main samples alone. What someone may know of a case from elsewhere is k-anonymous
(``inspectorate.aggregation.anonymity``); names become numbers, and references random words, anew in each file.
"""

import datetime
import re
import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import TextField

from inspectorate.aggregation.anonymity import Record, TooFew, suppress
from inspectorate.framework.model import Edition, SmallGroup
from inspectorate_app.store.models import (
    Answer,
    Case,
    CaseAssessment,
    Caseload,
    Identity,
    Inspection,
    Membership,
    PanelDecision,
    Person,
    StandardJudgement,
    StoredEdition,
)
from inspectorate_app.store.queries.archive import TABLES, fields_of, people_of
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used

Json = dict[str, Any]
CASES, ANSWERS, JUDGEMENTS, DECISIONS = "cases.jsonl", "answers.jsonl", "judgements.jsonl", "decisions.jsonl"
#: What becomes a number: the field of a case, by the word that stands before the number.
NUMBERED = {"area": "area", "team": "team", "practitioner": "practitioner", "inspector": "inspector"}
#: No vowel is in them, so that no random reference is a word or a part of a name.
_LETTERS = "bcdfghjklmnpqrstvwxz"
#: Shorter texts of the source are not looked for: they would be found in anything.
SHORTEST = 4


@dataclass(frozen=True)
class Anonymised:
    """``about`` for the manifest, the rows of each member, and the files of the edition."""

    about: Json
    members: Mapping[str, Sequence[Json]]
    edition: Mapping[str, str]


def content_of(inspection: InspectionFacts) -> Anonymised:
    """The inspection made anonymous. Raises ``TooFew`` where fewer cases were submitted than any group may have."""
    edition = edition_used(inspection)
    submitted = list(
        CaseAssessment.objects.filter(inspection_id=inspection.id, state="submitted", case__role="main")
        .select_related("case__sample")
        .order_by("pk")
    )
    records, suppressed = _suppressed(_numbered([_known(each, edition) for each in submitted]), edition.fewest)
    reference = {submitted[place].pk: _random() for place in records}
    cases = [
        {"case": reference[submitted[place].pk], "interview": submitted[place].interview, **record}
        for place, record in records.items()
    ]
    members = {
        CASES: sorted(cases, key=lambda row: str(row["case"])),
        ANSWERS: sorted(_answers(reference), key=lambda row: (row["case"], row["question"])),
        JUDGEMENTS: list(_judged(inspection.id)),
        DECISIONS: list(_decided(inspection.id)),
    }
    files = StoredEdition.objects.values_list("files", flat=True).get(sha256=inspection.edition_sha256)
    return Anonymised(
        _about(inspection, edition.framework.small_group, len(cases), len(submitted), suppressed), members, files
    )


def _suppressed(records: Sequence[Record], k: int) -> tuple[dict[int, Record], dict[str, int]]:
    """The records that may be shown by their place, and how many values were left out of them by attribute.

    Which module a case was read for shows in its questions. So it stays, each module is made anonymous by itself, and
    one of fewer cases than any combination may have is left out whole. Raises ``TooFew`` where all are.
    """
    found: dict[int, Record] = {}
    suppressed: Counter[str] = Counter()
    for module in sorted({str(each["module"]) for each in records}):
        places = [place for place, each in enumerate(records) if each["module"] == module]
        if len(places) >= k:
            made = suppress([{**records[place], "module": None} for place in places], k)
            found |= {place: {**record, "module": module} for place, record in zip(places, made.records, strict=True)}
            suppressed.update(made.suppressed)
    if not found:
        raise TooFew(f"{len(records)} in all, where no combination may be rarer than {k}")
    return found, dict(sorted(suppressed.items()))


def _about(
    inspection: InspectionFacts, small: SmallGroup, cases: int, submitted: int, suppressed: Mapping[str, int]
) -> Json:
    return {
        "kind": inspection.kind,
        "edition": {"name": inspection.edition, "sha256": inspection.edition_sha256},
        "fieldwork": list(weeks(inspection.fieldwork_from, inspection.fieldwork_to)),
        "cases": cases,
        "cases_left_out": submitted - cases,
        "k": small.fewest,
        "k_certainty": str(small.certainty),
        "suppressed": dict(suppressed),
    }


def weeks(first: datetime.date, last: datetime.date) -> Iterator[str]:
    """The weeks that days lie in: 2022-W43."""
    monday = first - datetime.timedelta(days=first.weekday())
    while monday <= last:
        year, week, _ = monday.isocalendar()
        yield f"{year}-W{week:02}"
        monday += datetime.timedelta(weeks=1)


def _known(assessment: CaseAssessment, edition: Edition) -> dict[str, str | None]:
    """What someone may know of a case from elsewhere; a value that is none of the edition's is left out."""
    case = assessment.case
    strata = {each.id for each in edition.sampling.strata} if edition.sampling else set()
    return {
        **{
            name: _of({value.value for value in found.values}, case.characteristics.get(name))
            for name, found in edition.characteristic_by_id.items()
        },
        "module": case.sample.module or "main",
        "stratum": _of(strata, case.stratum),
        "area": case.area or None,
        "team": case.team or None,
        "practitioner": case.practitioner or None,
        "inspector": str(assessment.submitted_by_id),
    }


def _of(known: set[str], value: str | None) -> str | None:
    return value if value in known else None


def _numbered(records: Sequence[dict[str, str | None]]) -> list[dict[str, str | None]]:
    """Names as numbers, given by chance."""
    for name, word in NUMBERED.items():
        values = sorted({each[name] or "" for each in records} - {""})
        secrets.SystemRandom().shuffle(values)
        number = {value: f"{word} {place}" for place, value in enumerate(values, start=1)}
        for each in records:
            each[name] = number.get(each[name] or "")
    return list(records)


def _random() -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(16))


def _answers(reference: Mapping[int, str]) -> Iterator[Json]:
    rows = Answer.objects.filter(assessment_id__in=reference).exclude(answer="").order_by()
    for assessment, question, answer in rows.values_list("assessment_id", "question", "answer"):
        yield {"answer": answer, "case": reference[assessment], "question": question}


def _judged(inspection: int) -> Iterator[Json]:
    rows = StandardJudgement.objects.filter(inspection_id=inspection).order_by("standard")
    return ({"rating": row.rating, "standard": row.standard} for row in rows)


def _decided(inspection: int) -> Iterator[Json]:
    rows = PanelDecision.objects.filter(panel__inspection_id=inspection, panel__state__in=("open", "signed_off"))
    return (
        {"computed": row.computed, "rating": row.rating, "standard": row.standard} for row in rows.order_by("standard")
    )


def told_of(inspection: int) -> frozenset[str]:
    """Every text of an inspection that could tell of someone, folded: names and their parts, addresses, free text.

    For the check of a file that was made from it; shorter ones than ``SHORTEST`` are left out.
    """
    names, texts = set(_names(inspection)), set(_texts(inspection))
    parts = {part for name in names for part in re.split(r"[\s,@./-]+", name)}
    sentences = {part.strip() for text in texts for part in re.split(r"(?<=[.!?;\n])\s+", text)}
    found = {each.strip().casefold() for each in names | parts | texts | sentences}
    return frozenset(each for each in found if len(each) >= SHORTEST)


def _names(inspection: int) -> Iterator[str]:
    row = Inspection.objects.get(pk=inspection)
    yield from (row.slug, row.unit, row.region, row.organisation)
    people = Person.objects.filter(pk__in=people_of(inspection))
    yield from (text for pair in people.values_list("name", "email") for text in pair)
    yield from _all(Case, "inspection", inspection, "reference", "area", "team", "practitioner")
    yield from _all(Identity, "case__inspection", inspection, "family_name", "first_name", "person_id", "practitioner")
    yield from _all(Caseload, "inspection", inspection, "file_name")
    for conflicts in Membership.objects.filter(inspection_id=inspection).values_list("conflicts", flat=True):
        yield from conflicts


def _texts(inspection: int) -> Iterator[str]:
    """All that was typed as text, in every table of an archive."""
    for table in TABLES:
        for each in fields_of(table):
            if isinstance(each, TextField):
                texts = table.rows(inspection).order_by().exclude(**{each.name: ""}).values_list(each.name, flat=True)
                yield from texts.distinct()


def _all(model: Any, path: str, inspection: int, *fields: str) -> Iterator[str]:
    for row in model.objects.filter(**{path: inspection}).order_by().values_list(*fields).distinct():
        yield from filter(None, row)
