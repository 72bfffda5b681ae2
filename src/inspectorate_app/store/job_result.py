"""What is kept of a job that failed: what kind of fault it was and where, and no value of it.

The queue keeps the traceback as Python prints it, with the message of the fault; that may hold what someone wrote.
"""

import sys
from typing import Any

from django.db.models.signals import pre_save

from inspectorate_app.log import kinds_and_places


def install() -> None:
    """Have every result without values, whichever process writes it."""
    pre_save.connect(_without_values, "django_tasks_database.DBTaskResult", dispatch_uid="inspectorate.job_result")


def _without_values(instance: Any, update_fields: frozenset[str] | None = None, **_about: Any) -> None:
    if instance.traceback and (update_fields is None or "traceback" in update_fields):
        fault = sys.exc_info()[1]
        instance.traceback = "\n".join(kinds_and_places(fault)) if fault else instance.exception_class_path
