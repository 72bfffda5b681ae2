"""Inspections of the register chosen by place, region, kind of unit, rating and date."""

from dataclasses import dataclass

from inspectorate.errors import BadInput, Fault
from inspectorate.recommendation.model import ADDRESSEES
from inspectorate.register.finding import kind_named, nearest, region_named, units_of_words, value_named
from inspectorate.register.inspection import PublishedInspection, moment
from inspectorate.register.register import Register, last_day


@dataclass(frozen=True)
class Selection:
    """What is asked for; "" for anything.

    ``place`` is a unit by any of its names, some words of one, or a region; ``kind`` and ``region`` as people write
    them; ``since`` and ``until`` a day, a month or a year, both included; ``last`` keeps the last inspection of each
    unit alone. ``addressee`` is whom a recommendation was made to, as the register writes it (PDU, HMPPS).
    """

    place: str = ""
    region: str = ""
    kind: str = ""
    rating: str = ""
    edition: str = ""
    since: str = ""
    until: str = ""
    last: bool = False
    addressee: str = ""


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
    whens = [(one.when, one) for one in fitting]
    dated = sorted(((when, one) for when, one in whens if when), key=lambda each: each[0], reverse=True)
    return Selected((*(one for _, one in dated), *(one for when, one in whens if not when)), nearly)


def _sound(register: Register, asked: Selection) -> Selection:
    """The selection with names as the register writes them and dates as days. Raises ``BadInput`` with every fault."""
    faults: list[Fault] = []
    found = {}
    ratings = {one.overall for one in register.inspections if one.overall}
    for field, name in (
        ("region", lambda word: region_named(register, word)),
        ("kind", lambda word: kind_named(register, word)),
        ("rating", lambda word: value_named("rating", word, ratings)),
        ("edition", lambda word: value_named("edition", word, register.editions)),
        ("addressee", lambda word: value_named("addressee", word, addressees(register))),
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
    found |= {"since": _first_day(found["since"]), "until": last_day(found["until"]) if found["until"] else ""}
    return Selection(asked.place.strip(), **found, last=asked.last)


def addressees(register: Register) -> tuple[str, ...]:
    """Whom recommendations of the register were made to, in the order of the library."""
    made = {to for one in register.inspections for to in one.recommendations}
    return tuple(to for to in ADDRESSEES if to in made)


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
    if (
        (asked.region and asked.region != unit.region)
        or (asked.kind and asked.kind != unit.kind)
        or (asked.rating and asked.rating != one.overall)
        or (asked.edition and asked.edition != one.edition)
        or (asked.addressee and not one.recommendations.get(asked.addressee))
    ):
        return False
    return not (asked.since or asked.until) or _within(one.when, asked)


def _within(when: str | None, asked: Selection) -> bool:
    """Whether an inspection may lie within the dates: of one of which only the month or the year is known, any day."""
    if not when:
        return False
    return (not asked.since or last_day(when) >= asked.since) and (not asked.until or _first_day(when) <= asked.until)


def _first_day(when: str) -> str:
    return when if len(when) in (0, 10) else when + "-01" * (2 - when.count("-"))
