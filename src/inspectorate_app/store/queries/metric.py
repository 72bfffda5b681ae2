"""Figures of the database for whoever watches the service: its size, its queue of jobs, its last backup."""

from pathlib import Path

from django.db import connection
from django.db.models import Count

from inspectorate_app.metric import Figure
from inspectorate_app.store.models import AuditEntry
from inspectorate_app.store.queries import mail

#: How the queue calls the states that someone may have to look at, and how we do.
_STATES = {"READY": "waiting", "RUNNING": "running", "FAILED": "failed"}


def figures(backups: str) -> list[Figure]:
    """The figures as they are now; ``backups`` is what the audit trail calls a backup."""
    return [
        Figure("inspectorate_jobs", "Jobs on the queue by state", _jobs(), "state"),
        Figure("inspectorate_mails", "Mails of the last 30 days by state", _mails(), "state"),
        Figure("inspectorate_database_bytes", "Size of the database", {"": _size()}),
        Figure("inspectorate_last_backup_timestamp_seconds", "When the last backup was taken", _last(backups)),
    ]


def _jobs() -> dict[str, float]:
    from django_tasks_db.models import DBTaskResult

    found = DBTaskResult.objects.filter(status__in=_STATES).order_by().values_list("status").annotate(Count("pk"))
    return dict.fromkeys(_STATES.values(), 0.0) | {_STATES[str(status)]: float(count) for status, count in found}


def _mails() -> dict[str, float]:
    return {state: float(count) for state, count in mail.counts().items()}


def _size() -> float:
    """In bytes; with SQLite of the file and of what was not yet written back to it."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return float(cursor.fetchone()[0])
    name = str(connection.settings_dict["NAME"])
    files = [Path(name), Path(f"{name}-wal")]
    return float(sum(each.stat().st_size for each in files if each.is_file()))


def _last(backups: str) -> dict[str, float]:
    found = AuditEntry.objects.filter(chain__name="service", subject=backups, action="back up").order_by("-position")
    newest = found.values_list("at", flat=True).first()
    return {"": newest.timestamp()} if newest else {}
