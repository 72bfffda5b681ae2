"""Between tests that commit, the database is put back as the migrations left it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, transaction

from inspectorate_app.actions.actor import operator
from inspectorate_app.actions.change import change
from inspectorate_app.actions.permission import Action
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry
from tests.app import given

pytestmark = pytest.mark.django_db(transaction=True)


def every_row() -> dict[str, list[tuple[Any, ...]]]:
    models = apps.get_models(include_auto_created=True)
    return {each._meta.db_table: list(each._default_manager.order_by("pk").values_list()) for each in models}


def test_rows_that_were_written_go_and_rows_of_the_migrations_that_were_deleted_come_back(put_back: Callable[[], None]):
    before = every_row()
    assert before["django_content_type"]
    Permission.objects.all().delete()
    ContentType.objects.filter(model="person").update(model="somebody")
    given.inspection()
    assert every_row() != before
    put_back()
    assert every_row() == before


def test_numbers_begin_anew(put_back: Callable[[], None]):
    number, of_the_next_type = given.person().pk, ContentType.objects.create(model="first").pk
    put_back()
    assert given.person().pk == number
    assert ContentType.objects.create(model="second").pk == of_the_next_type


def test_the_triggers_of_the_audit_trail_stand_again(put_back: Callable[[], None]):
    put_back()
    with change(operator(), Action.MANAGE_PEOPLE) as under_way:
        under_way.note("person 1")
    with pytest.raises(DatabaseError, match="append-only"), guard.allowed(), transaction.atomic():
        AuditEntry.objects.all().delete()
