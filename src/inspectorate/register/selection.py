"""Inspections of the register chosen by place, region, kind of unit, rating and date."""

from dataclasses import dataclass

from inspectorate.errors import BadInput, Fault
from inspectorate.register.finding import kind_named, nearest, region_named, units_of_words, value_named
from inspectorate.register.inspection import PublishedInspection, moment
from inspectorate.register.register import Register, last_day


@dataclass(frozen=True)
class Selection:
    """What is asked for; "" for anything.

    ``place`` is a unit by any of its names, some words of one, or a region; ``kind`` and ``region`` as people write
    them; ``since`` and ``until`` a day, a month or a year, both included; ``last`` keeps the last inspection of each
    unit alone.
    """

    place: str = ""
    region: str = ""
    kind: str = ""
    rating: str = ""
    edition: str = ""
    since: str = ""
    until: str = ""
    last: bool = False


@dataclass(frozen=True)
class Selected:
    """What was found: inspections, the latest first and the undated last.

    ``nearly`` are units whose name is spelled nearly as the place, where none bears it: those were taken instead.
    """

    inspections: tuple[PublishedInspection, ...]
    nearly: tuple[str, ...] = ()


def selected(register: Register, asked: Selection) -> Selected:
    """The inspections that fit. Raises ``BadInput`` with every value that stands for nothing in the register."""
    asked = _sound(register, asked)
    units, nearly = _units(register, asked.place)
    fitting = [
        one for one in register.inspections if (units is None or one.unit in units) and _fits(register, one, asked)
    ]
    if asked.last:
        last = {one.unit: one for one in fitting if one == register.latest(one.unit)}
        fitting = list(last.values())
    dated = sorted((one for one in fitting if one.when), key=lambda one: str(one.when), reverse=True)
    return Selected((*dated, *(one for one in fitting if not one.when)), nearly)


def _sound(register: Register, asked: Selection) -> Selection:
    """The selection with names as the register writes them. Raises ``BadInput`` with every fault."""
    faults: list[Fault] = []
    found = {}
    ratings = {one.overall for one in register.inspections if one.overall}
    for field, name in (
        ("region", lambda word: region_named(register, word)),
        ("kind", lambda word: kind_named(register, word)),
        ("rating", lambda word: value_named("rating", word, ratings)),
        ("edition", lambda word: value_named("edition", word, register.editions)),
        ("since", moment),
        ("until", moment),
    ):
        given = getattr(asked, field).strip()
        try:
            found[field] = name(given) if given else ""
        except BadInput as error:
            faults.append(Fault("", 0, field, error.faults[0].problem, error.faults[0].mend))
        except ValueError:
            faults.append(Fault("", 0, field, f"'{given}' is no date", "give one as 2023-07-13, 2023-07 or 2023"))
    if not faults and found["since"] and found["until"] and _first_day(found["since"]) > last_day(found["until"]):
        faults.append(Fault("", 0, "until", "it lies before the first date", "give a later one"))
    if faults:
        raise BadInput(faults)
    return Selection(asked.place.strip(), **found, last=asked.last)


def _units(register: Register, place: str) -> tuple[frozenset[str] | None, tuple[str, ...]]:
    """The units that a place stands for (None: any), and those spelled nearly so where it stands for none."""
    if not place:
        return None, ()
    found = units_of_words(register, place)
    if found:
        return frozenset(found), ()
    near = nearest(register, place)
    return frozenset(near), near


def _fits(register: Register, one: PublishedInspection, asked: Selection) -> bool:
    unit = register.organisation(one)
    wanted = (asked.region, unit.region), (asked.kind, unit.kind), (asked.rating, one.overall)
    if any(value not in ("", found) for value, found in (*wanted, (asked.edition, one.edition))):
        return False
    if not (asked.since or asked.until):
        return True
    return bool(one.when) and _within(str(one.when), asked)


def _within(when: str, asked: Selection) -> bool:
    """Whether an inspection may lie within the dates: of one of which only the month or the year is known, any day."""
    return (not asked.since or last_day(when) >= _first_day(asked.since)) and (
        not asked.until or _first_day(when) <= last_day(asked.until)
    )


def _first_day(when: str) -> str:
    return when + "-01" * (2 - when.count("-"))
