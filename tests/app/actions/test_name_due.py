"""Names that are due are looked for by whatever runs jobs, in every inspection, whatever fails in another."""

import datetime
from threading import Thread

import pytest
from django.db import InterfaceError, OperationalError
from django_tasks_db.models import DBTaskResult

from inspectorate_app.actions import sample as action
from inspectorate_app.cli.serve import look_for_what_is_due
from inspectorate_app.store import guard, tables
from inspectorate_app.store.models import Case, Identity, Replacement
from tests.app import given, synthetic

pytestmark = pytest.mark.django_db
DAY = datetime.date(2023, 8, 9)


def test_names_are_deleted_where_those_of_another_inspection_cannot_be():
    broken, sound = given.inspection("broken-2022", phase="published"), given.inspection("sound-2022")
    with guard.allowed():
        for each in (broken, sound):
            (case,) = given.cases(each, ["SYN001"])
            Identity.objects.create(case=case, family_name="Surname")
        case = Case.objects.get(inspection=broken)
        # The record of the sample, which holds the reason too, is no record that can be read.
        Replacement.objects.create(withdrawn=case, reason="Moved.", same_stratum=True, by=broken.set_up_by)
    with pytest.raises(ExceptionGroup, match="1 inspections failed, and 1 were done"):
        action.delete_names_due(DAY)
    assert list(Identity.objects.values_list("case__inspection__slug", flat=True)) == ["broken-2022"]


@pytest.mark.django_db(transaction=True)
def test_whatever_runs_jobs_looks_for_names_that_are_due():
    inspection = synthetic.inspection()
    synthetic.approved(inspection, synthetic.lead(inspection))
    worker = Thread(target=look_for_what_is_due, args=(1, 0))
    worker.start()
    worker.join()
    asked = DBTaskResult.objects.filter(task_path__startswith="inspectorate_app.actions.name.")
    assert asked.count() == 1


@pytest.mark.parametrize("kind", [OperationalError, InterfaceError])
def test_whoever_looks_for_what_is_due_goes_on_after_the_database_or_the_connection_to_it_was_gone(kind):
    def work():
        raise kind("the connection is closed")

    looking = Thread(target=tables.let_go_after, args=(work,))
    looking.start()
    looking.join()  # what a thread raises fails the test
