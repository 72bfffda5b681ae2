"""Statements that are worked out once give what the querysets give, each time for what is given."""

import subprocess
import sys
import time
from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.db.models import Count
from django.test.utils import CaptureQueriesContext

from inspectorate_app.actions.permission import Role
from inspectorate_app.store import guard, turn
from inspectorate_app.store.models import AuditEntry, Inspection, Membership, Retry
from inspectorate_app.store.queries.inspection import row_of
from inspectorate_app.store.statement import Given, Insert, Read, Rows, Update
from tests.app import given

pytestmark = pytest.mark.django_db
KEYS = ("person", "key", "fingerprint", "answer", "at")


@pytest.fixture
def inspector():
    return given.member(given.inspection(), Role.INSPECTOR)


def test_a_read_gives_the_values_of_the_queryset_for_what_is_given_each_time(inspector):
    read = Read(
        lambda: Membership.objects.filter(person_id=Given("person"), inspection__slug=Given("slug")).values_list(
            "role", "inspection__fieldwork_from", "inspection__cohort_weeks", "person__is_active", "person__joined_at"
        )
    )
    row = Membership.objects.get()
    wanted = (row.role, row.inspection.fieldwork_from, row.inspection.cohort_weeks, True, inspector.joined_at)
    for _ in range(2):
        assert read.rows(person=inspector.pk, slug=given.LLR) == [wanted]
        assert read.row(person=inspector.pk, slug="elsewhere") is None
        assert read.row(person=inspector.pk + 1, slug=given.LLR) is None
    assert (type(wanted[1]), type(wanted[2])) == (date, list)


def test_it_is_one_query_in_which_hostile_text_is_a_value_like_any_other(inspector):
    read = Read(lambda: Inspection.objects.filter(slug=Given("slug")).values_list("pk"))
    with CaptureQueriesContext(connection) as asked:
        assert read.rows(slug="' OR 1=1 --") == []
    assert len(asked) == 1


def test_rows_are_those_of_the_queryset_with_what_is_selected_counted_and_prefetched_beside(
    inspector, django_assert_num_queries
):
    held = Inspection.objects.get()
    given.cases(held, allocated_to=inspector)

    def wanted(of):
        found = Inspection.objects.filter(slug=of).select_related("edition", "set_up_by").defer("edition__files")
        return found.prefetch_related("cases__allocated_to").annotate(members=Count("memberships", distinct=True))

    read, stands = Rows(lambda: wanted(Given("slug"))), wanted(held.slug).get()
    for _ in range(2):
        with django_assert_num_queries(3):  # the inspection, its cases, whose they are
            [row] = read.all(slug=held.slug)
            assert (row.edition.sha256, row.set_up_by.name) == (stands.edition.sha256, stands.set_up_by.name)
            assert [each.allocated_to for each in row.cases.all()] == [inspector] * 3
        assert {name: vars(row)[name] for name in vars(stands) if not name.startswith("_")} == {
            name: value for name, value in vars(stands).items() if not name.startswith("_")
        }
        assert (row.members, row.edition.get_deferred_fields()) == (1, {"files"})
    with django_assert_num_queries(1):
        assert read.first(slug="elsewhere") is None


def test_the_row_of_an_inspection_is_that_of_the_table_without_the_text_of_its_edition(inspector):
    stands, found = Inspection.objects.select_related("edition").get(), row_of(given.LLR)
    names = [field.attname for field in Inspection._meta.concrete_fields]
    assert [getattr(found, name) for name in names] == [getattr(stands, name) for name in names]
    assert (found.edition.sha256, found.edition.get_deferred_fields()) == (stands.edition.sha256, {"files"})


def test_an_insert_writes_rows_and_overwrites_the_one_that_stands(inspector):
    insert, at = Insert(Retry, KEYS, unique=("person", "key")), datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    with guard.allowed():
        insert.write([(inspector.pk, f"k{n}", "f", {"n": n, "10": None}, at) for n in range(300)])
        insert.write([(inspector.pk, "k7", "g", {}, at)])
    stands = dict(Retry.objects.values_list("key", "answer"))
    assert stands == {f"k{n}": {"n": n, "10": None} for n in range(300)} | {"k7": {}}
    assert set(Retry.objects.values_list("at", flat=True)) == {at}


def test_an_update_changes_the_rows_for_what_is_given_and_no_others(inspector):
    for key in ("a", "b"):
        with guard.allowed():
            Retry.objects.create(person=inspector, key=key, fingerprint="f", answer={})
    update = Update(lambda: Retry.objects.filter(key=Given("key")), fingerprint=Given("fingerprint"))
    with guard.allowed():
        update.write(key="b", fingerprint="g")
    assert dict(Retry.objects.values_list("key", "fingerprint")) == {"a": "f", "b": "g"}


@pytest.mark.parametrize("write", ["insert", "update"])
def test_statements_do_not_go_round_the_guard(inspector, refused_writes, write):
    at = datetime(2026, 11, 22, tzinfo=UTC)
    writes = {
        "insert": lambda: Insert(Retry, KEYS).write([(inspector.pk, "k", "f", {}, at)]),
        "update": lambda: Update(lambda: AuditEntry.objects.filter(pk=Given("id")), subject=Given("to")).write(
            id=1, to="x"
        ),
    }
    with pytest.raises(guard.WroteRoundTheActions):
        writes[write]()
    assert refused_writes.pop()


HOLD = """
import fcntl, os, sys, time
file = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT)
fcntl.flock(file, fcntl.LOCK_EX)
print("held", flush=True)
time.sleep(0.5)
"""


@pytest.mark.skipif(not turn.PROCESSES_QUEUE, reason="this system has no such lock")
def test_a_process_waits_for_its_turn_while_another_holds_the_file(tmp_path, monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "NAME", str(tmp_path / "database"))
    with subprocess.Popen([sys.executable, "-c", HOLD, f"{tmp_path}/database-turn"], stdout=subprocess.PIPE) as other:
        assert other.stdout.readline() == b"held\n"
        began = time.monotonic()
        with turn._among_processes():
            waited = time.monotonic() - began
        assert waited > 0.2
