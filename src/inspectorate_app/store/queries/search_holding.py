"""Rows that may hold something of what is looked for, chosen by the database: most rows are then never read here.

Whether they do, and how well, is said by ``inspectorate.search`` alone, the same on both databases. So a choice here
may let too much through and never too little: letters beyond ASCII, which the databases compare in ways of their own,
are not left to them. Of a kind whose titles are mere labels alone: something must stand in the text itself.
"""

from collections.abc import Mapping
from typing import Any, TypeVar

from django.db import connection
from django.db.models import F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Collate, Length, Lower, StrIndex

from inspectorate.search.wanted import Wanted

Rows = TypeVar("Rows", bound=QuerySet[Any, Any])


class _Octets(Func):
    """How many bytes a text takes in UTF-8: as many as it has letters where all of them are ASCII."""

    function = "OCTET_LENGTH"
    output_field = IntegerField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """SQLite has ``OCTET_LENGTH`` since 3.43 alone."""
        return self.as_sql(compiler, connection, template="LENGTH(CAST(%(expressions)s AS BLOB))", **more)


def holding_some(rows: Rows, field: str, wanted: Wanted) -> Rows:
    """Those whose text holds the beginnings of all words of one term at least, or letters beyond ASCII."""
    lowered = Lower(Collate(field, "C")) if connection.vendor == "postgresql" else Lower(field)
    rows = rows.alias(octets_in_it=_Octets(F(field)), letters_in_it=Length(field))
    return _holding(rows, lowered, wanted, ~Q(octets_in_it=F("letters_in_it")))


def holding_some_folded(rows: Rows, field: str, wanted: Wanted) -> Rows:
    """The same of a field that holds texts as they are compared."""
    return _holding(rows, F(field), wanted, Q())


def _holding(rows: Rows, text: Any, wanted: Wanted, otherwise: Q) -> Rows:
    which, placed = otherwise, dict[str, StrIndex]()
    for term, one in enumerate(wanted.terms):
        names = {f"place_{term}_{part}": StrIndex(text, Value(root)) for part, root in enumerate(one.roots)}
        which |= _all_there(names)
        placed |= names
    return rows.alias(**placed).filter(which)


def _all_there(names: Mapping[str, StrIndex]) -> Q:
    return Q(**{f"{name}__gt": 0 for name in names})
