"""Cases in pages, each with how far its assessment is: one query a page, whatever is stored."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from django.db.models import QuerySet

from inspectorate_app.store.models import Case


@dataclass(frozen=True)
class CaseFacts:
    """A case and where it stands. ``role`` is main, reserve or withdrawn, ``module`` blank for the main sample.

    ``withheld`` says why whoever asks must not read it, where that is so.
    """

    number: int
    reference: str
    role: str
    module: str
    stratum: str
    characteristics: Mapping[str, str]
    allocated_to: int | None
    state: str
    answered: int
    relevant: int
    submitted_at: datetime.datetime | None
    withheld: str = ""


_FIELDS = (
    "number",
    "reference",
    "role",
    "sample__module",
    "stratum",
    "characteristics",
    "allocated_to_id",
    "assessment__state",
    "assessment__answered",
    "assessment__relevant",
    "assessment__submitted_at",
)


def listed(inspection: int, reader: int | None = None, after: int = 0, limit: int = 50) -> list[CaseFacts]:
    """Up to ``limit`` cases by number, after one: all of them, or those allocated to a ``reader``."""
    rows = Case.objects.filter(inspection_id=inspection, number__gt=after)
    if reader is not None:
        rows = rows.filter(allocated_to_id=reader)
    return _facts(rows.order_by("number"), limit)


def find(inspection: int, number: int) -> CaseFacts | None:
    """The case of a number; None where there is none."""
    return next(iter(_facts(Case.objects.filter(inspection_id=inspection, number=number), 1)), None)


#: What a case without an assessment has.
_NOT_STARTED = {"state": "not_started", "answered": 0, "relevant": 0}


def _facts(rows: QuerySet[Case, Any], limit: int) -> list[CaseFacts]:
    return [_fact(row) for row in rows.values_list(*_FIELDS)[:limit]]


def _fact(row: tuple[Any, ...]) -> CaseFacts:
    named = dict(zip((field.name for field in fields(CaseFacts)), row, strict=False))
    return CaseFacts(**(named if named["state"] else named | _NOT_STARTED))
