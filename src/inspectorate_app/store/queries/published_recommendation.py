"""What the versions of publications recommend, as each was kept: the numbers by which readers know recommendations.

A number that was published is that of one recommendation for good; one that was withdrawn leaves its number empty.
"""

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from inspectorate.recommendation import model
from inspectorate_app.store.models import Publication, Recommendation
from inspectorate_app.store.statement import Given, Read

#: The one state of a publication of which anything is public.
PUBLISHED = "published"


@dataclass(frozen=True)
class Kept:
    """What the version that holds recommends, in the order of print, and the ``numbers`` that any version printed.

    Each of ``items`` has its ``number`` as printed and its ``lasting`` one, which versions of before did not keep: then
    they are those that stood ``at`` the time when its texts were read.
    """

    items: Sequence[Mapping[str, Any]]
    numbers: frozenset[int]
    at: datetime.datetime

    @property
    def lasting(self) -> tuple[int, ...] | None:
        """The lasting numbers of all of them; None where they were not kept, or there is none."""
        found = tuple(each["lasting"] for each in self.items if each.get("lasting") is not None)
        return found if found and len(found) == len(self.items) else None

    def withdrawn(self, made: Iterable[model.Recommendation]) -> tuple[int, ...]:
        """The numbers that a version printed and that none of those made has: their recommendations were withdrawn."""
        return tuple(sorted(self.numbers - {each.number for each in made}))


def _published() -> QuerySet[Publication, Any]:
    rows = Publication.objects.filter(state=PUBLISHED).order_by("number")
    return rows.values_list("inspection_id", "recommendations", "prepared_at")


_OF_ONE = Read(lambda: _published().filter(inspection=Given("inspection")))


def kept(inspections: Collection[int]) -> dict[int, Kept]:
    """What is published of some inspections, by their ids; nothing of one of which nothing was published here."""
    if len(inspections) == 1:  # as nearly always
        rows: Iterable[tuple[int, Any, datetime.datetime]] = _OF_ONE.rows(inspection=next(iter(inspections)))
    else:
        rows = _published().filter(inspection__in=inspections)
    found: dict[int, Kept] = {}
    for inspection, items, at in rows:
        before = found[inspection].numbers if inspection in found else frozenset()
        found[inspection] = Kept(items, before | {each["number"] for each in items}, at)
    return found


def as_told(item: Mapping[str, Any]) -> model.Recommendation:
    """One as a version kept it, as documents print it."""
    return model.Recommendation(
        item["number"], item["addressee"], item.get("addressed_as", ""), item["text"], item.get("unit")
    )


def addressed(inspections: Collection[int]) -> dict[int, frozenset[str]]:
    """The kinds of addressee of what some inspections recommend: as it is published, else as it stands."""
    found = {each: frozenset(item["addressee"] for item in one.items) for each, one in kept(inspections).items()}
    others = [each for each in inspections if each not in found]
    rows = Recommendation.objects.filter(inspection__in=others, withdrawn_at=None, proposed=False)
    for inspection, addressee in rows.order_by().values_list("inspection_id", "addressee").distinct():
        found[inspection] = found.get(inspection, frozenset()) | {addressee}
    return found


def stood(one: Any, at: datetime.datetime) -> bool:
    """Whether a recommendation, as a row or as facts, was written by a moment and not withdrawn by then."""
    return one.written_at <= at and (one.withdrawn_at is None or one.withdrawn_at > at)
