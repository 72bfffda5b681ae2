"""Statements that nearly every request asks: Django works their SQL out once, and from then on they are only asked.

Working out what a queryset says costs many times what the database needs to answer it by an index. What is asked
seldom stays a queryset. Both go through the same connection, with its guard, and to both databases.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import DateField, Expression, Field, JSONField, Model, QuerySet, prefetch_related_objects
from django.db.models.query import get_related_populators
from django.db.models.sql.subqueries import UpdateQuery

#: From here on a number is in no column: SQLite fails to be given it.
_FAR_OUT = 2**63

Row = TypeVar("Row", bound=Model)


class Given(Expression):
    """Stands in a queryset for a value that is given each time it is asked: a number or a text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def as_sql(self, _compiler: Any, _connection: Any) -> tuple[str, tuple[Any, ...]]:
        """A place for the value."""
        return "%s", (self,)


class Read:
    """A queryset of ``values_list`` with ``Given`` in the place of what differs from one time to the next.

    ``build`` makes it, the first time that it is asked. ``locking`` is what PostgreSQL is told to lock of the rows
    until the transaction ends, where that is more than a queryset can say; SQLite has one writer and needs none.
    """

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], locking: str = "") -> None:
        self._build, self._locking = build, locking

    def rows(self, **given: int | str | None) -> list[tuple[Any, ...]]:
        """The rows for what is given, each value as the queryset would have it. None is equal to nothing, as in SQL."""
        if any(isinstance(each, int) and not -_FAR_OUT <= each < _FAR_OUT for each in given.values()):
            return []  # as Django answers for a queryset
        compiler, sql, places, converters = self._worked_out
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(places, given))
            found: Iterable[Any] = cursor.fetchall()
        if converters:
            found = compiler.apply_converters(found, converters)
        return [tuple(row) for row in found]

    def row(self, **given: int | str | None) -> tuple[Any, ...] | None:
        """The first row; None where there is none."""
        return next(iter(self.rows(**given)), None)

    @cached_property
    def _worked_out(self) -> tuple[Any, str, tuple[Any, ...], Any]:
        compiler = self._build().query.get_compiler(connection=connection)
        sql, places = compiler.as_sql()
        if self._locking and connection.features.has_select_for_update:
            sql = f"{sql} {self._locking}"
        return compiler, sql, places, compiler.get_converters(each[0] for each in compiler.select)


class Rows(Generic[Row]):
    """A queryset of a model's rows, with all that is selected or prefetched with them, and ``Given`` as in ``Read``.

    What is prefetched stays a queryset: it is asked only where there are rows.
    """

    def __init__(self, build: Callable[[], QuerySet[Row, Row]]) -> None:
        self._build, self._read = build, Read(build)

    def all(self, **given: int | str | None) -> list[Row]:
        """The rows for what is given, as the queryset would have them."""
        found = self._read.rows(**given)
        if not found:
            return []
        model, names, first, last, beside, annotated = self._shape
        made = []
        for values in found:
            row = model.from_db(DEFAULT_DB_ALIAS, names, values[first:last])
            for each in beside:
                each.populate(values, row)
            for name, place in annotated.items():
                setattr(row, name, values[place])
            made.append(row)
        prefetch_related_objects(made, *self._prefetched)
        return made

    def first(self, **given: int | str | None) -> Row | None:
        """The first row; None where there is none."""
        return next(iter(self.all(**given)), None)

    @cached_property
    def _shape(self) -> tuple[type[Row], list[str], int, int, list[Any], dict[str, int]]:
        """The model, its columns, from which place to which they stand, and how what stands beside them is made."""
        compiler, *_ = self._read._worked_out
        info, select = compiler.klass_info, compiler.select
        first, last = info["select_fields"][0], info["select_fields"][-1] + 1
        names = [each[0].target.attname for each in select[first:last]]
        # its types are those of a later Django
        beside = cast(Callable[..., list[Any]], get_related_populators)(info, select, DEFAULT_DB_ALIAS)
        return info["model"], names, first, last, beside, compiler.annotation_col_map or {}

    @cached_property
    def _prefetched(self) -> tuple[Any, ...]:
        return tuple(self._build()._prefetch_related_lookups)  # type: ignore[attr-defined]  # private


class Update:
    """A change of the rows of a queryset, with ``Given`` in both for what differs from one time to the next."""

    def __init__(self, build: Callable[[], QuerySet[Any, Any]], **changes: Given) -> None:
        self._build, self._changes = build, changes

    def write(self, **given: int | str | None) -> None:
        """Change the rows for what is given."""
        sql, places = self._worked_out
        with connection.cursor() as cursor:
            cursor.execute(sql, _filled(places, given))

    @cached_property
    def _worked_out(self) -> tuple[str, tuple[Any, ...]]:
        query = cast(UpdateQuery, self._build().query.chain(UpdateQuery))
        query.add_update_values(self._changes)
        sql, places = query.get_compiler(connection=connection).as_sql()
        return sql, places


class Insert:
    """Rows of some fields of a table, written together.

    Where a row stands already that has the same ``unique`` fields, its others are overwritten.
    """

    def __init__(self, model: type[Model], fields: Sequence[str], unique: Sequence[str] = ()) -> None:
        self._model, self._names, self._unique = model, fields, unique

    def write(self, rows: Sequence[Sequence[Any]]) -> None:
        """Write rows, their values in the order of the fields."""
        size = connection.ops.bulk_batch_size(self._fields, rows)
        with connection.cursor() as cursor:
            for first in range(0, len(rows), size):
                batch = [self._prepared(row) for row in rows[first : first + size]]
                if len(batch) > 1 and connection.vendor == "postgresql":
                    cursor.execute(self._in_columns, [list(column) for column in zip(*batch, strict=True)])
                else:
                    cursor.execute(self._in_rows(len(batch)), [value for row in batch for value in row])

    def _prepared(self, row: Sequence[Any]) -> list[Any]:
        database = connections[DEFAULT_DB_ALIAS]
        return [
            field.get_db_prep_save(value, database) if field else value
            for field, value in zip(self._to_prepare, row, strict=True)
        ]

    def _in_rows(self, count: int) -> str:
        row = f"({', '.join(['%s'] * len(self._fields))})"
        return f"{self._begin} VALUES {', '.join([row] * count)}{self._end}"

    @cached_property
    def _in_columns(self) -> str:
        """A list a column: one statement for any number of rows, so that PostgreSQL plans it once."""
        arrays = ", ".join(f"%s::{_type_in_list(field)}[]" for field in self._fields)
        return " ".join([self._begin, "SELECT * FROM unnest(", arrays, ")", self._end])

    @cached_property
    def _fields(self) -> list[Field[Any, Any]]:
        known = self._model._meta.concrete_fields
        return [field for name in self._names for field in known if name in (field.name, field.attname)]

    @cached_property
    def _to_prepare(self) -> list[Field[Any, Any] | None]:
        """The fields whose values the two databases want in ways of their own; None for numbers and texts."""
        return [field if isinstance(field, (DateField, JSONField)) else None for field in self._fields]

    @cached_property
    def _begin(self) -> str:
        return f"INSERT INTO {_quoted(self._model._meta.db_table)} ({_columns(self._fields)})"

    @cached_property
    def _end(self) -> str:
        if not self._unique:
            return ""
        unique = [field for field in self._fields if field.name in self._unique]
        others = [_quoted(str(field.column)) for field in self._fields if field.name not in self._unique]
        changed = ", ".join(f"{each} = EXCLUDED.{each}" for each in others)
        return f" ON CONFLICT ({_columns(unique)}) DO UPDATE SET {changed}"


def _type_in_list(field: Field[Any, Any]) -> str:
    """A text is cast to no length, which would cut it: one that is too long is refused when it is written."""
    found = str(field.db_type(connections[DEFAULT_DB_ALIAS]))
    return "text" if found.startswith("varchar") else found


def _filled(places: Sequence[Any], given: Mapping[str, Any]) -> list[Any]:
    return [given[each.name] if isinstance(each, Given) else each for each in places]


def _columns(fields: Iterable[Field[Any, Any]]) -> str:
    return ", ".join(_quoted(str(field.column)) for field in fields)


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
