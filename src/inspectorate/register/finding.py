"""A unit or an inspection of the register by what people call it."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inspectorate.errors import BadInput, Fault
from inspectorate.organisation.directory import SERVICES, product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.organisation.name import bare, key, kind_behind
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register

#: Kinds of unit by the one word that a list prints for them.
SHORT = {"youth": "youth justice service", "premises": "approved premises"}
LIST = "see 'inspectorate register list'"


@dataclass(frozen=True)
class Taken:
    """The unit that was taken for a name, and the others that hold the same word in theirs, all by id.

    ``unsure`` says that someone may have meant another: a kind was not named, and others have the name or hold it.
    """

    unit: str
    others: tuple[str, ...] = ()
    unsure: bool = False


def unit_taken(register: Register, name: str) -> Taken:
    """The unit with an inspection that a name, an alias or an id stands for; a kind that is named binds.

    Raises ``BadInput`` where there is none, or where several units of one name were inspected.
    """
    text, written = bare(name)
    if not key(text):
        raise BadInput([Fault("UNIT", 0, "", "no name is given", f"name a unit, such as Cumbria, or {LIST}")])
    if (unit := name.strip().casefold()) in register.units:
        return Taken(unit)
    if "/" in name:
        raise BadInput([_no_such_id(register, name)])
    pool = _of_kinds(register, _kinds(written))
    bearers = _bearers(register, name, pool)
    if len(bearers) > 1:
        mend = f"give one of {', '.join(f'{unit} ({_kind(register, unit)})' for unit in bearers)}"
        raise BadInput([Fault(name, 0, "", "several units have this name", mend)])
    if not bearers:
        raise BadInput([_not_held(register, name, pool)])
    if written:
        return Taken(bearers[0])
    others = tuple(unit for unit in _holding(register, text, pool) if unit != bearers[0])
    return Taken(bearers[0], others, bool(others) or len(product_directory().named(name)) > 1)


def units_of_words(register: Register, words: str) -> tuple[str, ...]:
    """Every unit that words may mean, by id: bearers of the name or an alias, then units whose name holds the words.

    The last word may be a beginning ("leic"); a region stands for the units that lie in it; a kind that is named binds.
    """
    text, written = bare(words)
    pool = _of_kinds(register, _kinds(written))
    if (unit := words.strip().casefold()) in register.units:
        return (unit,)
    kind, end = kind_behind(f" {words.strip()}", 0)
    if kind and end > len(words.strip()):
        return _of_kinds(register, _kinds(kind))
    looked = key(text)
    if not looked:
        return ()
    within = [unit for unit in pool if key(register.organisations[unit].region or "") == looked]
    begun = [unit for unit in pool if _begins(looked, register.organisations[unit])]
    return tuple(dict.fromkeys((*_bearers(register, words, pool), *begun, *within)))


def _begins(looked: str, unit: Organisation) -> bool:
    """Whether the words stand side by side in a name or alias of a unit, the last one perhaps only begun."""
    return any(f" {looked}" in f" {key(name)}" for name in (unit.name, *unit.aliases))


def nearest(register: Register, name: str) -> tuple[str, ...]:
    """Units that someone may have meant who wrote a name that none bears, the nearest first, by id."""
    text, _ = bare(re.sub(r"[-/_]+", " ", name))
    held = _holding(register, text, register.units) if key(text) else []
    return tuple((held or _spelled_nearly(register, text, register.units))[:6])


def unit_named(register: Register, name: str) -> str:
    """The id of the unit that a name stands for, as ``unit_taken`` finds it. Raises ``BadInput`` as it does."""
    return unit_taken(register, name).unit


def inspection_named(register: Register, name: str) -> PublishedInspection:
    """An inspection by its id, or the last one of a unit. Raises ``BadInput`` where there is none."""
    if name in register.by_id:
        return register.by_id[name]
    unit = unit_named(register, name)
    latest = register.latest(unit)
    if latest is None:
        ids = ", ".join(inspection.inspection for inspection in register.history(unit))
        raise BadInput([Fault(name, 0, "", "nothing says which of its inspections is the last", f"give one of {ids}")])
    return latest


def shown(register: Register, unit: str) -> str:
    """A unit by name and kind: "Knowsley and St Helens (PDU)"."""
    return f"{register.organisations[unit].name} ({_kind(register, unit)})"


def kind_named(register: Register, word: str) -> str:
    """The kind of unit that a word stands for, as "pdu", "premises" or "YJS". Raises ``BadInput`` for none held."""
    kinds = sorted({_kind(register, unit) for unit in register.units})
    behind, end = kind_behind(f" {word.strip()}", 0)
    meant = behind if end > len(word.strip()) else SHORT.get(word.strip().casefold())
    return meant if meant in kinds else value_named("--kind", word, kinds)


def region_named(register: Register, word: str) -> str:
    """The region that a name stands for ("north west", "North West region"). Raises ``BadInput`` for none held."""
    regions = {region for unit in register.units if (region := register.organisations[unit].region)}
    by_key = {key(region): region for region in sorted(regions)}
    return by_key.get(key(bare(word)[0])) or value_named("--region", word, regions)


def value_named(option: str, word: str, known: Iterable[str]) -> str:
    """The value of an option, in any case. Raises ``BadInput``, with the values there are, for any other."""
    values = sorted(known)
    by_case = {value.casefold(): value for value in values}
    found = by_case.get(word.strip().casefold())
    if found is None:
        raise BadInput([Fault(option, 0, "", f"the register has none of '{word}'", f"give one of {'; '.join(values)}")])
    return found


def _kind(register: Register, unit: str) -> str:
    return register.organisations[unit].kind


def _kinds(written: str | None) -> tuple[str, ...]:
    return SERVICES if written == "service" else (written,) if written else ()


def _of_kinds(register: Register, kinds: Sequence[str]) -> tuple[str, ...]:
    return tuple(unit for unit in register.units if not kinds or _kind(register, unit) in kinds)


def _bearers(register: Register, name: str, pool: Iterable[str]) -> list[str]:
    """The units of which it is the whole name, or an alias."""
    known = {organisation.id for organisation in product_directory().named(name)}
    names = {key(name), key(bare(name)[0])}
    return [unit for unit in pool if unit in known or key(register.organisations[unit].name) in names]


def _holding(register: Register, text: str, pool: Iterable[str]) -> list[str]:
    """The units whose name holds these words, whole and side by side."""
    return [unit for unit in pool if f" {key(text)} " in f" {key(register.organisations[unit].name)} "]


def _spelled_nearly(register: Register, text: str, pool: Iterable[str]) -> list[str]:
    """The units whose name, or a word of it, is spelled nearly so; the nearest first."""
    names: dict[str, list[str]] = {}
    for unit in pool:
        name = key(register.organisations[unit].name)
        for part in dict.fromkeys((name, *(word for word in name.split() if len(word) > 4))):
            names.setdefault(part, []).append(unit)
    near = difflib.get_close_matches(key(text), names, 3, 0.7)
    return list(dict.fromkeys(unit for part in near for unit in names[part]))


def _did_you_mean(register: Register, units: Sequence[str]) -> str:
    if not units:
        return LIST
    return f"did you mean {' or '.join(f'{register.organisations[unit].name} ({unit})' for unit in units[:3])}?"


def _not_held(register: Register, name: str, pool: Sequence[str]) -> Fault:
    """That no unit has the name; those that hold its words first, then other kinds of the name, then near spelling."""
    text, written = bare(name)
    near = (
        _holding(register, text, pool)
        or _bearers(register, name, register.units)
        or _spelled_nearly(register, text, pool)
    )
    what = " or ".join(_kinds(written)) or "unit"
    return Fault(name, 0, "", f"there is no {what} called '{text}' in the register", _did_you_mean(register, near))


def _no_such_id(register: Register, name: str) -> Fault:
    """That an id is of nothing here: the inspections of its unit, or units whose id is like it."""
    kind, _, rest = name.strip().casefold().partition("/")
    place = rest.partition("/")[0]
    unit = f"{kind}/{place}"
    if unit in register.units:
        ids = ", ".join(inspection.inspection for inspection in register.history(unit))
        problem = f"the register has {shown(register, unit)}, but no inspection of this id"
        return Fault(name, 0, "", problem, f"give {ids}, or {unit} for all")
    pool = [one for one in register.units if one.startswith(f"{kind}/")] or list(register.units)
    text = re.sub(r"[^\w]+", " ", place)
    near = _holding(register, text, pool) or _spelled_nearly(register, text, pool)
    return Fault(name, 0, "", "there is no unit of this id in the register", _did_you_mean(register, near))
