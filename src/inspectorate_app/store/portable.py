"""Tables as lines of JSON, the same from either database: one object a row, by the names of its columns.

Which tables and columns there are, the models of ``apps`` say: those of today, or of any state of the migrations, so
that what an older version wrote can be read into tables as they were then.
"""

import datetime
import json
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import CharField, Field, Model
from django.db.models.functions import Collate

#: Tables that are in no backup, and why.
LEFT_OUT: Mapping[str, str] = MappingProxyType(
    {
        "account_emailconfirmation": "not used, and would be secret",
        "auth_group": "not used: roles stand in tables of our own",
        "auth_group_permissions": "not used",
        "auth_permission": "written by each migration",
        "django_content_type": "written by each migration",
        "store_documenttext": "read anew from the documents after a restore",
        "django_session": "whoever holds a session is signed in: everyone signs in again after a restore",
        "socialaccount_socialapp": "not used: the secret of a provider is a setting",
        "socialaccount_socialtoken": "not used, and would be secret",
        "store_mail": "mail on its way: after a restore it would go out again",
        "axes_accessattempt": "tries to sign in of the last minutes, with network addresses",
        "axes_accessattemptexpiration": "not used",
        "axes_accessfailurelog": "not used",
        "axes_accesslog": "not used",
    }
)
#: Rows that are read and written at a time.
AT_ONCE = 2000
_TEXTS: Mapping[type, Any] = MappingProxyType(
    {
        datetime.datetime: lambda value: value.astimezone(datetime.UTC).isoformat(),
        datetime.date: datetime.date.isoformat,
        datetime.time: datetime.time.isoformat,
        Decimal: str,
        UUID: str,
        bytes: lambda value: b64encode(value).decode(),
        memoryview: lambda value: b64encode(value).decode(),
    }
)


def tables(apps: Apps) -> list[type[Model]]:
    """The tables that a backup holds, by name."""
    found = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy and model._meta.db_table not in LEFT_OUT
    ]
    return sorted(found, key=lambda model: model._meta.db_table)


def lines(model: type[Model]) -> Iterator[bytes]:
    """The rows of a table in the order of their keys, each a line that ends with a line break."""
    fields = model._meta.concrete_fields
    names = [str(field.column) for field in fields]
    rows = model._base_manager.order_by(_by_key(model)).values_list(*(field.attname for field in fields))
    for row in rows.iterator(chunk_size=AT_ONCE):
        kept = {name: _TEXTS.get(type(value), _itself)(value) for name, value in zip(names, row, strict=True)}
        yield json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def values(model: type[Model], line: bytes) -> dict[str, Any]:
    """What a line holds, as the model has it, by the names of its fields. Raises ``KeyError`` for another table's."""
    kept = json.loads(line)
    return {field.attname: _as_held(field, kept[str(field.column)]) for field in model._meta.concrete_fields}


def put(model: type[Model], given: Iterable[bytes]) -> int:
    """Write lines into an empty table as they are, with their keys and their times; how many it was."""
    fields = [field for field in model._meta.concrete_fields if not field.generated]
    return sum(1 for _ in written(model, fields, (model(**values(model, line)) for line in given)))


def written(
    model: type[Model], fields: "Sequence[Field[Any, Any]]", rows: Iterator[Model], at_once: int = AT_ONCE
) -> Iterator[Any]:
    """Write these fields of rows as they are, with their times, ``at_once`` in a statement; the key of each in turn."""
    size = min(at_once, connection.ops.bulk_batch_size(list(fields), range(at_once)))
    while batch := list(islice(rows, size)):
        # As they are, by what ``bulk_create`` calls: that itself would give each row the time of now.
        made = model._base_manager.all()._insert(  # type: ignore[attr-defined]  # private
            batch, fields=fields, returning_fields=[model._meta.pk], using=connection.alias, raw=True
        )
        yield from (key for key, *_ in made)


def count_on(models: Iterable[type[Model]]) -> None:
    """Let new rows have the keys that come after those of the rows that were put."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def _by_key(model: type[Model]) -> str | Collate:
    """The order of the keys: of texts by code point in both databases, whatever their language."""
    if not isinstance(model._meta.pk, CharField):
        return "pk"
    return Collate("pk", "BINARY" if connection.vendor == "sqlite" else "C")


def _itself(value: Any) -> Any:
    return value


def _as_held(field: "Field[Any, Any]", kept: Any) -> Any:
    return kept if kept is None else field.to_python(kept)
