"""Every table and column of the database is described in docs/explanation/what-is-held.md, and nothing else is."""

import re

import pytest
from django.apps import apps

from inspectorate_app.store import portable
from inspectorate_app.store.queries.expiry import KEPT
from tests.docs.places import ROOT

PAGE = (ROOT / "docs/explanation/what-is-held.md").read_text(encoding="utf-8")
MODELS = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True)}


def rows(heading: str) -> dict[str, list[str]]:
    """The cells of a table of the page, by the name in its first column."""
    section = PAGE.split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line.strip("|").split("|") for line in section.splitlines() if line.startswith("| `")]
    assert len({line[0] for line in lines}) == len(lines), "a table stands there twice"
    return {line[0].strip(" `"): [cell.strip() for cell in line[1:]] for line in lines}


def test_every_table_is_there_with_what_why_how_long_and_for_whom() -> None:
    described = rows("Every table")
    assert set(described) == set(MODELS), "describe what the table holds, or take out what is gone"
    assert [name for name, cells in described.items() if len(cells) != 3 or not all(cells)] == []


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_column_stands_under_what_it_is(name: str) -> None:
    columns = {str(field.column) for field in MODELS[name]._meta.concrete_fields}
    described = [re.findall(r"`(\w+)`", cell) for cell in rows("Every column")[name]]
    *marked, rest = map(set, described)
    assert set().union(*marked) | rest == columns, "say of each column whether it is about people, free text or secret"
    assert not set().union(*marked) & rest, "what is about people, text or secret is not 'all else'"


@pytest.mark.parametrize("name", sorted(MODELS))
def test_what_refers_to_someone_who_signs_in_is_marked_so(name: str) -> None:
    """A reference to a person, and a text that they typed, cannot be passed off as 'all else'."""
    about, _, texts, _, _ = (set(re.findall(r"`(\w+)`", cell)) for cell in rows("Every column")[name])
    fields = MODELS[name]._meta.concrete_fields
    people = {str(field.column) for field in fields if getattr(field.related_model, "__name__", "") == "Person"}
    assert people <= about
    if name.startswith("store_"):
        assert {str(field.column) for field in fields if field.get_internal_type() == "TextField"} <= texts


def test_what_is_in_no_backup_is_told() -> None:
    told = PAGE.split("Not in a backup:", 1)[1].split("\n\n", 1)[0]
    for name in portable.LEFT_OUT:
        assert f"`{name}`" in told or f"`{name.partition('_')[0]}_*`" in told or "tables of `axes`" in told, name


def test_days_are_those_that_the_clearing_keeps_to() -> None:
    kept = {name: cells[1] for name, cells in rows("Every table").items()}
    tables = {"retries": "store_retry", "invitations": "store_invitation", "tokens": "store_token"}
    tables |= {"jobs": "django_tasks_database_dbtaskresult", "sign_in_attempts": "axes_accessattempt"}
    tables |= {"notifications": "store_notification", "mails": "store_mail"}
    for kind, table in tables.items():
        assert re.match(rf"{KEPT[kind].days} days?\b", kept[table]), table
