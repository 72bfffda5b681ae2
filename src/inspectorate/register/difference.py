"""What documents say otherwise than the register: what contradicts it, what adds to it, what it knows of already."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inspectorate.register.correction import value_at
from inspectorate.register.inspection import CORRECTABLE, Correction, PublishedInspection, Review


@dataclass(frozen=True)
class Difference:
    """A field of which the documents and the register say something else; None for a side that says nothing."""

    field: str
    register: Any
    documents: Any


@dataclass(frozen=True)
class Differences:
    """Fields that contradict the register; that it lacks; and that say what a correction tells of already."""

    conflicts: tuple[Difference, ...] = ()
    additions: tuple[Difference, ...] = ()
    known: tuple[Difference, ...] = ()


def differences(
    existing: PublishedInspection, inspection: PublishedInspection, corrections: Sequence[Correction]
) -> Differences:
    """What the documents say otherwise than the entry as it is used. What they leave out is no difference."""
    found: dict[str, list[Difference]] = {"conflicts": [], "additions": [], "known": []}
    for name in CORRECTABLE:
        for path, one, other in pairs(name, value_at(existing, (name,)), value_at(inspection, (name,))):
            if other is None or (one is not None and agree(one, other)):
                continue
            told = [correction for correction in corrections if correction.field == path]
            kind = "additions" if one is None and not told else "known" if _known(other, told) else "conflicts"
            found[kind].append(Difference(path, one, other))
    return Differences(**{kind: tuple(several) for kind, several in found.items()})


def _known(value: Any, corrections: Sequence[Correction]) -> bool:
    """Whether a correction tells of a value: as published, as what another document says, or as used before."""
    told = [one for each in corrections for one in (each.published, each.otherwise, each.value)]
    return any(one is not None and agree(one, value) for one in told)


def addition(existing: str, difference: Difference, read: PublishedInspection, reviewed: Review) -> Correction:
    """What documents add to an entry, as a correction of it: the entry itself is never written over."""
    places = (", ".join(filter(None, (one.document, one.publisher, one.place))) for one in read.sources)
    return Correction(
        inspection=existing,
        field=difference.field,
        published=None,
        value=difference.documents,
        otherwise=None,
        kind="supplied",
        reason="The documents of the entry leave it out, and another states it.",
        source="; ".join(places),
        certainty=read.certainty,
        reviewed=reviewed,
    )


def pairs(name: str, one: Any, other: Any) -> Iterator[tuple[str, Any, Any]]:
    """Two values of a field, entry by entry where it has entries."""
    if isinstance(one, dict) or isinstance(other, dict):
        first, second = one or {}, other or {}
        for key in [*first, *(key for key in second if key not in first)]:
            yield f"{name}.{key}", first.get(key), second.get(key)
    else:
        yield name, one, other


def agree(one: Any, other: Any) -> bool:
    """Whether two values say the same; a day agrees with its month."""
    if one == other:
        return True
    return isinstance(one, str) and isinstance(other, str) and (one.startswith(other) or other.startswith(one))
