"""Every table is in the archive of an inspection, or left out for a reason that is written down."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model, OneToOneField

from inspectorate_app.store.models import Inspection
from inspectorate_app.store.queries.archive import LEFT_OUT, STORED_FILES, TABLES, fields_of, target_of

ARCHIVED = {table.model.__name__ for table in TABLES}


def leads_to_an_inspection(model: type[Model], seen: frozenset[type[Model]] = frozenset()) -> bool:
    """Whether a row may refer to an inspection, itself or through rows that it refers to."""
    if model is Inspection:
        return True
    targets = {each.related_model for each in model._meta.concrete_fields if isinstance(each, ForeignKey)}
    return any(leads_to_an_inspection(each, seen | {model}) for each in targets - seen - {model})


def models() -> list[type[Model]]:
    """Our tables, and any of others that refers to an inspection."""
    return [each for each in apps.get_models() if each._meta.app_label == "store" or leads_to_an_inspection(each)]


@pytest.mark.parametrize("model", models(), ids=lambda model: model.__name__)
def test_a_table_is_archived_or_left_out_for_a_reason(model: type[Model]) -> None:
    name = model.__name__
    assert (name in ARCHIVED) != (name in LEFT_OUT), (
        f"{name} must stand in TABLES or in LEFT_OUT of store/queries/archive.py: see CONTRIBUTING.md, 'Add a table'"
    )


def test_what_is_left_out_is_a_table_and_the_reason_is_told() -> None:
    assert LEFT_OUT.keys() <= {each.__name__ for each in models()}
    assert all(reason for reason in LEFT_OUT.values())


def test_this_test_sees_paths_of_several_steps() -> None:
    paths = {each.__name__ for each in models() if leads_to_an_inspection(each)}
    assert {"Answer", "PanelDecision", "Identity", "Membership"} <= paths  # Answer > CaseAssessment > Inspection
    assert not {"Person", "Token", "StoredEdition"} & paths


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_row_refers_only_to_what_comes_before_it(table) -> None:
    before = [each.model for each in TABLES[: TABLES.index(table) + 1]]
    for one in fields_of(table):
        target = target_of(one)
        assert target is None or target.__name__ == "Person" or target in before, one.name
    assert not table.model._meta.many_to_many, "rows of a join have no line in an archive"


@pytest.mark.django_db
@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_the_path_of_a_table_leads_to_the_inspection(table) -> None:
    model = table.model
    for step in filter(None, table.path.split("__")):
        field = model._meta.get_field(step)
        assert isinstance(field, (ForeignKey, OneToOneField))
        model = field.related_model
    assert model is Inspection
    assert list(table.rows(0)) == []


def test_stored_files_belong_to_tables_of_the_archive() -> None:
    for each in STORED_FILES:
        names = {one.name for one in each.model._meta.concrete_fields}
        assert each.model.__name__ in ARCHIVED
        assert {each.key, each.sha256} <= names
