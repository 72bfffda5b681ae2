"""The fields of what documents and workbooks are made of, by class: whoever walks through one asks thousands of times.

``dataclasses.fields`` puts them together anew with each question. There are as many classes as a document has kinds of
parts.
"""

from dataclasses import Field, fields, is_dataclass
from typing import Any

_FIELDS: dict[type, tuple[Field[Any], ...]] = {}
_NAMES: dict[type, tuple[str, ...]] = {}


def fields_of(part: type) -> tuple[Field[Any], ...]:
    """The fields of a dataclass. Raises ``TypeError`` for another class."""
    if part not in _FIELDS:
        _FIELDS[part] = fields(part)
    return _FIELDS[part]


def names_of(part: type) -> tuple[str, ...]:
    """The names of the fields of a class; none of one that is no dataclass."""
    if part not in _NAMES:
        _NAMES[part] = tuple(each.name for each in fields_of(part)) if is_dataclass(part) else ()
    return _NAMES[part]
