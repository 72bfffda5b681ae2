"""Answered assessments and their audit trails by the hundred thousand, written as fast as a database takes them.

The chains of inspections that were assessed alike are alike, since a link says nothing of the chain that it is in; so
they are worked out once. They hold: the product's own check of a chain finds nothing wrong with them.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

AT = datetime(2024, 2, 5, 9, 30, tzinfo=UTC)
REASON = (
    "Synthetic note: the plan names who does what by when; it was agreed in the first meeting, and the record of the "
    "second shows that the person took part in it."
)
_ANSWER = ("assessment", "question", "answer", "reason", "version", "saved_by", "saved_at")
_ENTRY = (
    *("chain", "position", "at", "actor", "actor_name", "via", "action", "subject"),
    *("before", "after", "request_id", "previous", "sha256"),
)


def assess(inspection: Any, by: Any, cases: Sequence[Any], answers: Mapping[str, str], state: str) -> None:
    """An answered assessment of each case, and the audit trail that saving it would have left."""
    from django.db import transaction

    from inspectorate_app.store.models import Answer, AuditChain, AuditEntry, CaseAssessment

    done = {"submitted_by": by, "submitted_at": AT} if state == "submitted" else {}
    given, moment = list(answers.items()), _moment()
    with transaction.atomic():
        assessments = CaseAssessment.objects.bulk_create(
            CaseAssessment(
                case=case,
                inspection=inspection,
                state=state,
                answered=len(given),
                relevant=len(given),
                started_by=by,
                **done,
            )
            for case in cases
        )
        rows = (
            (each.pk, question, answer, _reason(place), 1, by.pk, moment)
            for each in assessments
            for place, (question, answer) in enumerate(given)
        )
        _insert(Answer, _ANSWER, rows)
        chain = AuditChain.objects.get(name=inspection.slug)
        entries = _chained(by.pk, by.name, tuple(case.number for case in cases), tuple(given))
        _insert(AuditEntry, _ENTRY, ((chain.pk, *entry) for entry in entries))
        chain.position, chain.sha256 = len(entries), entries[-1][-1]
        chain.save()


@lru_cache(maxsize=2)
def _chained(by: int, name: str, cases: tuple[int, ...], given: tuple[tuple[str, str], ...]) -> list[tuple[Any, ...]]:
    """A chain from its beginning with one entry an answer, all columns but that of the chain."""
    return list(_entries(by, name, cases, given))


def _entries(
    by: int, name: str, cases: tuple[int, ...], given: tuple[tuple[str, str], ...]
) -> Iterator[tuple[Any, ...]]:
    from inspectorate_app.actions import audit
    from inspectorate_app.actions.permission import Action
    from inspectorate_app.store.models import AuditEntry

    position, previous, moment = 0, "0" * 64, _moment()
    for case in cases:
        for place, (question, answer) in enumerate(given):
            after = {question: {"answer": answer, "reason": _reason(place), "version": 1}}
            entry = AuditEntry(
                position=position + 1,
                at=AT,
                actor=by,
                actor_name=name,
                via="page",
                action=Action.ASSESS_CASE.value,
                subject=f"case {case} answers",
                before=None,
                after=after,
                request_id="0" * 32,
                previous=previous,
            )
            position, previous = entry.position, audit.link(entry)
            yield (
                *(position, moment, by, name, "page", entry.action, entry.subject),
                *(None, json.dumps(after), entry.request_id, entry.previous, previous),
            )


def _reason(place: int) -> str:
    """Every other answer has a reason written out."""
    return REASON if place % 2 else ""


def _moment() -> Any:
    from django.db import connection

    return connection.ops.adapt_datetimefield_value(AT)


def _insert(model: Any, fields: Sequence[str], rows: Iterable[tuple[Any, ...]]) -> None:
    """Rows by the fastest way that a database has; nothing is made of them on the way."""
    from django.db import connection

    columns = ", ".join(f'"{model._meta.get_field(name).column}"' for name in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {model._meta.db_table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            places = ", ".join(["%s"] * len(fields))
            statement = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({places})"  # noqa: S608 - names of ours
            cursor.executemany(statement, rows)


def settle() -> None:
    """What a database and the disk do by themselves in time, and nobody fills two million answers in a minute.

    PostgreSQL cleans its tables up and writes what is in memory; SQLite brings its log into the file; and the system
    writes to the disk what it holds, for which the first saves would wait otherwise.
    """
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM ANALYZE")
            cursor.execute("CHECKPOINT")
        else:
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.sync()
