"""What is kept of a job that failed: its kind and place, and nothing that someone wrote."""

import pytest
from django.core.management import call_command
from django_tasks import task
from django_tasks_db.models import DBTaskResult

pytestmark = pytest.mark.django_db(transaction=True)
NAME = "Ms Nobody of Nowhere"


@task()
def fail(words: str) -> None:
    """Fail as a job does that trips over what someone wrote."""
    try:
        int(words)
    except ValueError as error:
        raise RuntimeError(f"{words} is no number") from error


def test_a_failed_job_keeps_kinds_and_places_without_messages():
    fail.enqueue(NAME)
    call_command("db_worker", batch=True, verbosity=0, startup_delay=False)
    row = DBTaskResult.objects.get()
    assert (row.status, row.exception_class_path) == ("FAILED", "builtins.RuntimeError")
    assert NAME not in row.traceback
    assert "is no number" not in row.traceback
    first, *_places, last = row.traceback.splitlines()
    assert first == "RuntimeError"
    assert "ValueError" in row.traceback.splitlines(), "what it came of"
    assert last.endswith(" fail"), "the place: file, line and function"


def test_a_result_that_is_saved_again_keeps_what_it_has():
    fail.enqueue(NAME)
    call_command("db_worker", batch=True, verbosity=0, startup_delay=False)
    row = DBTaskResult.objects.get()
    before = row.traceback
    row.save(update_fields=["status"])
    assert DBTaskResult.objects.get().traceback == before
