"""Bringing a database up to date: quicker than Django's command, and to the same tables."""

import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations import (
    AddConstraint,
    AddField,
    AddIndex,
    AlterField,
    AlterModelOptions,
    CreateModel,
    DeleteModel,
    RemoveField,
    RenameField,
    RenameModel,
)
from django.db.migrations.state import StateApps
from django.db.models import CASCADE, CharField, ForeignKey, Index, ManyToManyField, UniqueConstraint

from inspectorate_app.store import tables
from tests.database import in_use, kept_with_the_tables

#: What PostgreSQL holds beside rows, each line with all that tells one thing of its kind from another.
CATALOGUE = (
    """SELECT table_name, ordinal_position, column_name, data_type, udt_name, character_maximum_length,
       numeric_precision, numeric_scale, is_nullable, column_default, collation_name, is_identity, identity_generation,
       generation_expression FROM information_schema.columns WHERE table_schema = 'public'""",
    """SELECT conrelid::regclass, conname, contype, condeferrable, condeferred, convalidated, pg_get_constraintdef(oid)
       FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    """SELECT tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal""",
    """SELECT proname, pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
       AND prokind = 'f'""",
    """SELECT sequencename, data_type, start_value, min_value, max_value, increment_by, cycle, last_value
       FROM pg_sequences WHERE schemaname = 'public'""",
)


def _found() -> Iterator[str]:
    """All that the database in use holds, but when each migration was applied."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            yield from (re.sub(r"'\d{4}-\d\d-\d\d [^']*'", "", line) for line in connection.connection.iterdump())
            return
        for question in CATALOGUE:
            cursor.execute(question)
            yield from sorted(map(str, cursor.fetchall()))
        for table in sorted(connection.introspection.table_names(cursor)):
            cursor.execute(f'SELECT to_jsonb(each) - %s FROM "{table}" each', ["applied"])  # noqa: S608 - its own name
            yield from sorted(f"{table} {row}" for (row,) in cursor.fetchall())


@pytest.fixture
def by_django(request, tmp_path, put_back, empty_database, django_db_blocker):
    """What Django's own command makes of an empty database: that takes 8 s, so it is kept for as long as the tables."""
    with django_db_blocker.unblock():
        version = "-".join(map(str, connection.get_database_version()))
        kept = kept_with_the_tables(request.config, f"{connection.vendor}-{version}.txt")
        if not kept.exists():
            with in_use(empty_database.get("DATABASE_URL", "").rpartition("/")[2] or str(tmp_path / "empty.sqlite3")):
                call_command("migrate", verbosity=0, interactive=False)
                kept.write_text("\n".join(_found()), encoding="utf-8")
    return kept.read_text(encoding="utf-8")


def test_tables_and_rows_are_those_that_djangos_own_command_makes(by_django, put_back, django_db_blocker):
    with django_db_blocker.unblock():
        put_back()  # a copy of what tests.database had brought up to date
        assert "\n".join(_found()).split("\n") == by_django.split("\n")
    assert "store_auditentry" in by_django


@pytest.mark.django_db
def test_what_is_up_to_date_stays_as_it_is():
    before = list(_found())
    assert tables.bring_up_to_date() == ""
    assert list(_found()) == before


def _to(model: str) -> "ForeignKey[object]":
    return ForeignKey(model if model == "self" else f"library.{model}", CASCADE, related_name="+")


#: Of each kind that a migration may hold; "Novel" derives from "Book", "OldBook" is a proxy of it.
OPERATIONS = [
    CreateModel("Shelf", []),
    CreateModel("Book", [("shelf", ForeignKey("library.Shelf", CASCADE)), ("title", CharField(max_length=9))]),
    CreateModel("Chapter", [("book", _to("Book")), ("before", _to("self"))]),
    CreateModel("Novel", [], bases=("library.Book",)),
    CreateModel("OldBook", [], options={"proxy": True}, bases=("library.Book",)),
    CreateModel("Repair", [("of", _to("OldBook")), ("chapter", _to("Chapter"))]),
    CreateModel("Reader", [("books", ManyToManyField("library.Book", related_name="readers"))]),
    CreateModel("Loan", [("reader", _to("Reader")), ("novel", _to("Novel"))]),
    AddField("Shelf", "place", CharField(max_length=9)),
    AddField("Reader", "shelf", _to("Shelf")),
    AlterField("Shelf", "place", CharField(max_length=20)),
    AddIndex("Book", Index(fields=["title"], name="by_title")),
    AddConstraint("Shelf", UniqueConstraint(fields=["place"], name="place_once")),
    AlterModelOptions("Novel", {"verbose_name": "story"}),
    RenameField("Book", "title", "name"),
    AlterModelOptions("OldBook", {"verbose_name": "old one"}),
    RenameModel("Shelf", "Rack"),
    AddField("Book", "isbn", CharField(max_length=17)),
    RemoveField("Loan", "novel"),
    DeleteModel("Novel"),
]


def _told(apps: StateApps) -> dict[str, object]:
    """What the classes tell of themselves and of each other, each checked to be the one that stands for its model."""
    told: dict[str, object] = {}
    for model in apps.get_models(include_auto_created=True):
        fields = model._meta.get_fields(include_hidden=True)
        for other in [each.related_model for each in fields if each.is_relation] + list(model._meta.parents):
            assert other is apps.get_model(other._meta.label), f"{model.__name__} holds on to a former {other.__name__}"
        told[model._meta.label] = (
            sorted((each.name, type(each).__name__, str(getattr(each, "max_length", ""))) for each in fields),
            [each.__name__ for each in model.__mro__],
            [each.name for each in (*model._meta.indexes, *model._meta.constraints)],
            str(model._meta.verbose_name),
        )
    return told


def test_after_each_operation_the_models_are_as_when_all_are_made_anew():
    state = tables.State()
    assert state.apps.get_models() == []
    for operation in OPERATIONS:
        operation.state_forwards("library", state)
        anew = StateApps(set(), {name: each.clone() for name, each in state.models.items()})
        assert _told(state.apps) == _told(anew), operation.describe()


def test_no_more_models_are_made_anew_than_hold_on_to_the_changed_one():
    state = tables.State()
    assert state.apps.get_models() == []
    for operation in OPERATIONS[:8]:
        operation.state_forwards("library", state)
    before = {each.__name__: each for each in state.apps.get_models()}
    AddField("Chapter", "number", CharField(max_length=3)).state_forwards("library", state)
    anew = {name for name, each in before.items() if each is not state.apps.get_model("library", name)}
    assert anew == {"Chapter", "Repair"}
