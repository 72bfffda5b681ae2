"""Of which unit a claim speaks: a letter on a region tells of the units that it covers, each by its name (S1).

The unit is named beside the claim: behind it in its clause ("61 per cent in Northmoor"), or else before it in its
sentence ("In Northmoor, 61 per cent"). Where the sentence names none, the unit named last in the paragraph may be
meant, or that of the heading. The region, and a unit that the letter does not cover, are named in the same way.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from inspectorate.language import gettext as _
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.organisation.name import bare, kind_behind
from inspectorate.register.reading.naming import SEPARATOR, namings
from inspectorate.report.claims.claim import Kind
from inspectorate.report.claims.judging import Judged
from inspectorate.report.claims.reader import Reader, Span
from inspectorate.report.statistic import Statistic
from inspectorate.report.unit_name import in_full

#: What names all of the region, or several units of it, and none by its name.
REGION = re.compile(r"\b(?:region(?:al(?:ly)?|s|wide)?|national(?:ly)?|PDUs|units)\b", re.IGNORECASE)
#: Between a claim and a name behind it: what begins another clause, or another thing that is compared.
BOUNDARY = re.compile(r"[;:,]|\b(?:and|while|whereas|but|than|compared|against|unlike|or)\b", re.IGNORECASE)

Found = tuple[Kind, Span, Span, Judged]


@dataclass(frozen=True)
class UnitEvidence:
    """What the evidence of the inspection of a unit says: its statistics by their keys."""

    unit: Organisation
    statistics: Mapping[str, Statistic]


@dataclass(frozen=True)
class Names:
    """Names that stand together, from ``start`` to ``end``: places of units; none of the region or of another unit."""

    start: int
    end: int
    units: tuple[int, ...] = ()


class Speaking:
    """Which of some units the places of a text speak of, by their places among ``units``."""

    def __init__(self, reader: Reader, units: Sequence[Organisation]) -> None:
        self._reader = reader
        self._patterns = [_pattern(each) for each in units]
        self._names = tuple(_together(reader.clean, sorted(self._found(), key=lambda each: each.start)))

    @property
    def named(self) -> tuple[int, ...]:
        """Every unit that the text names."""
        return tuple(dict.fromkeys(place for each in self._names for place in each.units))

    def beside(self, sentence: Span, span: Span) -> tuple[int, ...] | None:
        """The units that the sentence of a claim names for it; none for the region. None where it names nothing."""
        inside = self._inside(sentence)
        ahead = next((each for each in inside if each.start >= span[1]), None)
        if ahead and not BOUNDARY.search(self._reader.clean, span[1], ahead.start):
            return ahead.units
        before = [each for each in inside if each.start < span[1]]
        nearest = before[-1:] or inside[:1]
        return nearest[0].units if nearest else None

    def around(self, sentence: Span) -> tuple[int, ...]:
        """The units named last before a sentence, in its paragraph; else by its heading."""
        index = self._reader.layout.block_at(sentence[0])
        if index is None:
            return ()
        block = self._reader.layout.blocks[index]
        if before := self._inside((block.start, sentence[0])):
            return before[-1].units
        for heading in (block.under, block.section):
            named = self._of(self._reader.layout.heading(heading))
            if named:
                return named
        return ()

    def perhaps(self, sentence: Span) -> tuple[int, ...]:
        """Every unit of which a claim of a sentence may speak: all that it names, else as ``around``.

        One unit alone is meant wherever none is named.
        """
        inside = self._inside(sentence)
        found = {place for each in inside for place in each.units} if inside else set(self.around(sentence))
        if not found and not inside and len(self._patterns) == 1:
            return (0,)
        return tuple(sorted(found))

    def _inside(self, span: Span) -> list[Names]:
        return [each for each in self._names if span[0] <= each.start < span[1]]

    def _found(self) -> Iterator[Names]:
        text, taken = self._reader.clean, set[int]()
        for place, pattern in enumerate(self._patterns):
            for match in pattern.finditer(text):
                end = kind_behind(text, match.end())[1]
                taken.update(range(match.start(), end))
                yield Names(match.start(), end, (place,))
        others = ((each.start, each.last) for each in namings(self._reader.layout, product_directory()))
        for start, end in (*others, *(match.span() for match in REGION.finditer(text))):
            if taken.isdisjoint(range(start, end)):
                yield Names(start, end)

    def _of(self, text: str) -> tuple[int, ...]:
        return tuple(place for place, pattern in enumerate(self._patterns) if pattern.search(text))


def _pattern(unit: Organisation) -> re.Pattern[str]:
    """The names of a unit as a text writes them. Capitals count: "Reading" is a place, and "reading" is none."""
    names = {unit.name, bare(unit.name)[0], in_full(unit), *unit.aliases}
    longest = sorted(filter(None, names), key=len, reverse=True)
    written = "|".join(re.escape(each).replace("\\ ", r"\s+") for each in longest)
    return re.compile(rf"(?<![\w-])(?:{written})(?![\w-])")


def _together(text: str, found: Iterable[Names]) -> Iterator[Names]:
    """Names with only a comma or "and" between them as one: "Northmoor, Southmoor and Eastmoor"."""
    last: Names | None = None
    for each in found:
        if last and each.start < last.end:
            continue
        if last and last.units and each.units and SEPARATOR.match(text[last.end : each.start]):
            last = Names(last.start, each.end, (*last.units, *each.units))
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def decided(
    own: Sequence[Found], of_units: Mapping[int, Sequence[Found]], speaking: Speaking, units: Sequence[Organisation]
) -> list[Found]:
    """Of what was found by the evidence of the region, ``own``, and of each unit: what each claim comes to.

    A unit that is named beside a claim decides it, and the evidence of the region does not. One that is only named
    around it decides what the evidence of the region has no word on.
    """
    by_place: dict[tuple[Kind, Span], dict[int, Found]] = {}
    for place, found in of_units.items():
        for each in found:
            by_place.setdefault((each[0], each[1]), {})[place] = each
    mine = {(each[0], each[1]): each for each in own}
    made = []
    for claim in dict.fromkeys([*mine, *by_place]):
        one, found_by = mine.get(claim), by_place.get(claim, {})
        sentence = one[2] if one else next(iter(found_by.values()))[2]
        named = speaking.beside(sentence, claim[1])
        around = speaking.around(sentence) if named is None else ()
        told = [(units[each], found_by[each][3]) for each in named or around if each in found_by]
        is_theirs = len(told) == len(named) if named else one is None or one[3].verdict == "unsupported"
        if told and is_theirs:
            made.append((*claim, sentence, _of_all(claim[0], told)))
        elif one:
            made.append(one)
    return made


def _of_all(kind: Kind, told: Sequence[tuple[Organisation, Judged]]) -> Judged:
    """What a claim on several units comes to: a rating is of each, a number may be of all of them together."""
    if len(told) == 1:
        return _of(*told[0])
    every = [_of(*each) for each in told]
    false = next((each for each in every if each.verdict == "false"), None)
    if kind == "rating" and false:
        return false
    keys = tuple(key for each in every for key in each.statistics)
    if all(each.verdict == "true" for each in every):
        return Judged("true", " ".join(each.why for each in every), keys)
    named = ", ".join(in_full(unit) for unit, _judged in told)
    why = _("It may be of several inspections: {units}. Say beside it of which, or give its source.")
    return Judged("unsupported", why.format(units=named), keys)


def _of(unit: Organisation, judged: Judged) -> Judged:
    keys = tuple(f"{unit.id} {key}" for key in judged.statistics)
    return Judged(judged.verdict, f"{in_full(unit)}: {judged.why}", keys, judged.right)
