"""A document or a workbook as JSON and back, the same value: kept as it went out, whatever its evidence is later."""

from collections.abc import Mapping
from dataclasses import MISSING, Field
from fractions import Fraction
from typing import Any

from inspectorate.errors import BadInput, Fault
from inspectorate.report import document as documents
from inspectorate.report import workbook as workbooks
from inspectorate.report.document import Document
from inspectorate.report.part_field import fields_of
from inspectorate.report.workbook import Workbook

#: The classes that a document or a workbook is made of, by name.
_CLASSES: Mapping[str, type[Any]] = {
    each.__name__: each
    for each in (
        documents.Bullets,
        documents.Box,
        documents.Break,
        documents.Cell,
        documents.Chart,
        documents.Document,
        documents.Heading,
        documents.Item,
        documents.Numbered,
        documents.Paragraph,
        documents.Quote,
        documents.Rated,
        documents.Run,
        documents.Table,
        workbooks.Column,
        workbooks.Sheet,
        workbooks.Workbook,
    )
}
_IS, _OF = "is", "of"


def as_json(value: Document | Workbook) -> dict[str, Any]:
    """The value as JSON has it: each part under ``is`` what it is, without the fields that stand as they always do."""
    found = _written(value)
    if not isinstance(found, dict):
        raise TypeError(value)
    return found


def from_json(data: Any) -> Any:
    """The ``Document`` or ``Workbook`` of its JSON. Raises ``BadInput`` where it is neither."""
    try:
        value = _read(data)
    except (AttributeError, KeyError, TypeError, ValueError, ZeroDivisionError) as error:
        raise _not_one(str(error)) from None
    if not isinstance(value, Document | Workbook):
        raise _not_one(type(value).__name__)
    return value


def _written(value: Any) -> Any:
    if value is None or isinstance(value, str | int):
        return value
    if isinstance(value, tuple):
        return [_written(each) for each in value]
    if isinstance(value, frozenset):
        return {_IS: "set", _OF: sorted(value)}
    if isinstance(value, Fraction):
        return {_IS: "share", _OF: str(value)}
    if isinstance(value, Mapping):
        return {_IS: "map", _OF: dict(value)}
    told = {
        each.name: _written(getattr(value, each.name)) for each in fields_of(type(value)) if not _stands(value, each)
    }
    return {_IS: type(value).__name__, **told}


def _stands(value: Any, each: Field[Any]) -> bool:
    """Whether a field has the value that it has where nobody gives one."""
    default = each.default_factory() if each.default_factory is not MISSING else each.default
    return bool(getattr(value, each.name) == default)


def _read(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_read(each) for each in data)
    if not isinstance(data, dict):
        return data
    kind = data[_IS]
    if kind == "set":
        return frozenset(data[_OF])
    if kind == "share":
        return Fraction(data[_OF])
    if kind == "map":
        return dict(data[_OF])
    return _CLASSES[kind](**{name: _read(each) for name, each in data.items() if name != _IS})


def _not_one(what: str) -> BadInput:
    problem, mend = f"it is no document or workbook that was kept ({what})", "give what document_json.as_json wrote"
    return BadInput([Fault("", 0, "document", problem, mend)])
