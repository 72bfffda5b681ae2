"""What was published, newest first: through this installation, and the dated inspections of the register before it."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from inspectorate.organisation.directory import product_directory
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import last_day
from inspectorate_app.store.queries.public_publication import PublicPublication
from inspectorate_app.store.queries.register import held

#: How many are told at most.
MOST = 100
#: Reports are published at a minute past midnight in London, as the register's press releases say.
_PUBLISHED_AT = datetime.time(0, 1, tzinfo=ZoneInfo("Europe/London"))


@dataclass(frozen=True)
class Item:
    """One inspection as it stands: of what, how rated, when published; ``updated`` later where it was corrected.

    ``inspection`` is its id in the register, which never changes; ``notice`` says what the last correction corrected.
    ``slug`` names what was published here, blank for what was not; ``demonstration`` says that it is synthetic.
    """

    inspection: str
    unit: str
    name: str
    kind: str
    region: str
    overall: str
    published: datetime.datetime
    updated: datetime.datetime
    notice: str = ""
    slug: str = ""
    demonstration: bool = False


def items(*, unit: str = "", region: str = "") -> tuple[Item, ...]:
    """The newest, of a unit or a region alone where one is named; the same order for the same facts."""
    here = _published_here()
    both = [*here.values(), *(each for each in _of_register() if each.inspection not in here)]
    wanted = [each for each in both if unit in ("", each.unit) and region in ("", each.region)]
    return tuple(sorted(wanted, key=lambda each: (-each.updated.timestamp(), each.inspection))[:MOST])


def _published_here() -> Mapping[str, Item]:
    """What this installation published, by inspection; the last version of each, with when the first was published."""
    return {each.entry.inspection: _of_publication(each) for each in held().publications}


def _of_publication(one: PublicPublication) -> Item:
    unit, entry = one.organisation, one.entry
    return Item(
        **{"inspection": entry.inspection, "unit": entry.unit, "name": unit.name, "kind": unit.kind},
        region=unit.region or "",
        overall=entry.overall or "",
        published=one.first.at,
        updated=one.current.at,
        notice=one.current.notice,
        slug=one.slug,
        demonstration=one.demonstration,
    )


def _of_register() -> Iterator[Item]:
    """Inspections of the register whose day or month of publication is known; of a month, its last day."""
    for one in held().register.inspections:
        if one.published and "-" in one.published:
            yield _item(one, one.published)


def _item(one: PublishedInspection, published: str) -> Item:
    unit = held().register.organisations.get(one.unit) or product_directory().by_id[one.unit]
    day = datetime.date.fromisoformat(last_day(published))
    at = datetime.datetime.combine(day, _PUBLISHED_AT)
    return Item(one.inspection, one.unit, unit.name, unit.kind, unit.region or "", one.overall or "", at, at)
