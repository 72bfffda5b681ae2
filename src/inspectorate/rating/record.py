"""The evidence of a rating, frozen: all that the ratings rest on, so that they can be reached again from it alone."""

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from inspectorate.aggregation.counts import Count, Findings
from inspectorate.errors import BadInput, Fault
from inspectorate.framework.model import Edition
from inspectorate.language import gettext as _
from inspectorate.rating.evidence import Evidence, Judgement, PanelDecision, evidence_from_counts
from inspectorate.rating.rate import InspectionRating


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordedCount(_Part):
    """The answers to one question, over all cases."""

    yes: int
    no: int
    not_applicable: int
    missing: int
    other: int
    answers: Mapping[str, int]


class RecordedJudgement(_Part):
    """A rating given by inspectors, and their reason."""

    rating: str
    reason: str


class RecordedDecision(_Part):
    """A decision of the ratings panel."""

    rating: str
    reason: str
    date: date
    members: tuple[str, ...]


class RatingRecord(_Part):
    """What a rating rests on. ``about`` is what the keeper wants to have sealed with it: the sample, say."""

    form: Literal["inspectorate rating record 1"] = "inspectorate rating record 1"
    edition: str
    edition_sha256: str
    cases: int
    counts: Mapping[str, RecordedCount]
    surely_missing: Mapping[str, int]
    judgements: Mapping[str, RecordedJudgement]
    overall: RecordedJudgement | None
    decisions: Mapping[str, RecordedDecision]
    about: Mapping[str, Any]


def freeze(findings: Findings, evidence: Evidence, about: Mapping[str, Any]) -> RatingRecord:
    """The record of evidence that was made from counts (``evidence_from_counts``)."""
    judged = {id_: found.judgement for id_, found in evidence.standards.items() if found.judgement}
    overall = evidence.overall
    return RatingRecord(
        edition=evidence.edition.id,
        edition_sha256=evidence.edition.sha256,
        cases=findings.cases,
        counts={name: _recorded(count) for name, count in findings.counts.items()},
        surely_missing=dict(findings.surely_missing),
        judgements={id_: RecordedJudgement(rating=one.rating, reason=one.reason) for id_, one in judged.items()},
        overall=RecordedJudgement(rating=overall.rating, reason=overall.reason) if overall else None,
        decisions={
            id_: RecordedDecision(rating=one.rating, reason=one.reason, date=one.date, members=one.members)
            for id_, one in evidence.panel.items()
        },
        about=dict(about),
    )


def _recorded(count: Count) -> RecordedCount:
    return RecordedCount(
        yes=count.yes,
        no=count.no,
        not_applicable=count.not_applicable,
        missing=count.missing,
        other=count.other,
        answers=dict(count.answers),
    )


def thaw(record: RatingRecord, edition: Edition) -> Evidence:
    """The evidence of a record. Raises ``BadInput`` where the edition is another text than then."""
    findings = counted(record, edition)
    judgements = {id_: Judgement(one.rating, one.reason) for id_, one in record.judgements.items()}
    decisions = {
        id_: PanelDecision(one.rating, one.reason, one.date, one.members) for id_, one in record.decisions.items()
    }
    made = evidence_from_counts(findings, judgements, decisions)
    overall = Judgement(record.overall.rating, record.overall.reason) if record.overall else None
    return Evidence(made.edition, made.standards, made.panel, overall)


def counted(record: RatingRecord, edition: Edition) -> Findings:
    """The counts of a record. Raises ``BadInput`` where the edition is another text than then."""
    if edition.sha256 != record.edition_sha256:
        problem = _("the record was made with another text of the edition {edition}").format(edition=record.edition)
        raise BadInput([Fault("record", 0, "edition_sha256", problem, _("give the edition as it was then"))])
    counts = {name: Count(**dict(count)) for name, count in record.counts.items()}
    return Findings(edition, record.cases, counts, record.surely_missing)


def read_record(content: Mapping[str, Any]) -> RatingRecord:
    """A record from what was read as JSON. Raises ``BadInput`` where it is none."""
    try:
        return RatingRecord.model_validate(content)
    except ValidationError as error:
        faults = [
            Fault("record", 0, ".".join(map(str, one["loc"])), one["msg"], _("give the record as it was frozen"))
            for one in error.errors()
        ]
        raise BadInput(faults) from error


def content_of(record: RatingRecord) -> dict[str, Any]:
    """A record as plain values, for JSON."""
    return record.model_dump(mode="json")


def seal(content: Mapping[str, Any]) -> str:
    """The SHA-256 of a record's content: of its canonical JSON, keys in order and nothing between, in UTF-8."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(text.encode()).hexdigest()


def ratings_told(rated: InspectionRating) -> dict[str, Any]:
    """What was rated, as plain values: of each standard what was computed and what stands; the score; the overall."""
    return {
        "standards": {
            entry.standard.id: {"computed": entry.computed, "rating": entry.rating, "not_rated": entry.not_rated}
            for entry in rated.standards
        },
        "points": rated.points,
        "maximum": rated.maximum,
        "overall": rated.overall,
    }
