"""Corrections applied: what the register uses, made from the facts and the corrections of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import ValidationError

from inspectorate.register.inspection import CORRECTABLE, Correction, PublishedInspection

#: The fields that have entries, and one of each.
ENTRIES = {
    "fieldwork": "from",
    "score": "points",
    "standards": "2.1",
    "percentages": "2.2.1",
    "recommendations": "PDU",
}


def value_at(inspection: PublishedInspection, path: Sequence[str]) -> Any:
    """The value of a field, or of an entry in it; None where there is none. Raises ``KeyError`` for no such field."""
    head, *rest = path
    if head not in CORRECTABLE:
        raise KeyError(head)
    if rest and head not in ENTRIES:
        raise KeyError(rest[0])
    value = inspection.model_dump(mode="json", by_alias=True, include={head})[head]
    for name in rest:
        if value is not None and not isinstance(value, dict):
            raise KeyError(name)
        value = value.get(name) if value else None
    return None if isinstance(value, dict) and not value else value


def holding(corrections: Iterable[Correction]) -> list[Correction]:
    """Of several corrections of one field of an inspection, the last: it supersedes those before it."""
    return list({(correction.inspection, correction.field): correction for correction in corrections}.values())


def corrected(inspection: PublishedInspection, corrections: Sequence[Correction]) -> PublishedInspection:
    """The inspection as the register uses it, later corrections over earlier ones.

    Raises ``ValueError`` where a corrected value cannot stand there.
    """
    content = inspection.model_dump(mode="json", by_alias=True)
    for correction in corrections:
        head, *rest = correction.path
        if rest:
            content[head] = {**(content[head] or {}), rest[0]: correction.value}
            if correction.value is None:
                del content[head][rest[0]]
        else:
            content[head] = correction.value
    try:
        return PublishedInspection.model_validate(content)
    except ValidationError as error:
        place = error.errors()[0]
        raise ValueError(f"{'.'.join(map(str, place['loc']))}: {place['msg']}") from None
