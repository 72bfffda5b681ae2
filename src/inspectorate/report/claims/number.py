"""Claims that are numbers: counts, percentages, fractions and amounts."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from inspectorate.language import gettext as _
from inspectorate.register.facts import Fact, Quantity
from inspectorate.register.reading.noun import kind_after
from inspectorate.report.claims.group import covers, named
from inspectorate.report.claims.judging import Judged, judged, says_little, unsupported
from inspectorate.report.claims.matching import Candidate, Wanted, candidates, of_others
from inspectorate.report.claims.phrase import Phrase, phrase, population, with_before
from inspectorate.report.claims.polarity import polarity
from inspectorate.report.claims.reader import Reader, Span
from inspectorate.report.claims.subject import Subjects
from inspectorate.report.claims.value import agrees, right, told
from inspectorate.report.statistic import Statistic

#: How much the title of a standard says of every number in its section.
OF_TITLE = 0.3
#: "Aged 18 to 25" names a group, and counts nobody.
AGED = re.compile(
    r"\b(?:aged?|ages)\s+(?:(?:between|over|under|from)\s+)?(?:\d{1,3}\s*(?:to|-|and)\s*)?$", re.IGNORECASE
)
#: "A 34-year-old", "a 12-month order": how old someone is, how long something lasts.
YEARS = re.compile(
    r"[\w-]{1,20}-(?:year-olds?|(?:year|month|week)\s+(?:\w+\s+){0,2}(?:order|sentence|licence|requirement))\b",
    re.IGNORECASE,
)
#: "All but two relevant cases": the number is of the others.
ALL_BUT = re.compile(r"\ball\s+but\s+$", re.IGNORECASE)
#: "All five PDUs", "the five inspected": a number said before.
DEFINITE = re.compile(r"\b(?:the|these|those|all|both|our|its|their)\s+$", re.IGNORECASE)
NONE_OF = re.compile(r"\bnone\s+of\s+(?:the|these|those)\s+$", re.IGNORECASE)
TOO_MANY = re.compile(r"\s+out\s+of\s+(?:the\s+)?(\d{1,6})\b")
#: What tells of an example: "in one case, the practitioner", "for example, 12 appointments were missed".
IN = re.compile(r"(?:^|[,;]\s*)(?:in|at)\s+$", re.IGNORECASE)
EXAMPLE = re.compile(r"\b(?:for\s+(?:example|instance)|e\.g\.)", re.IGNORECASE)
#: A line that says no more than "One item", as heads of lists do, or numbers what follows: it says nothing of what is
#: counted.
LABEL = re.compile(r"One\s+[A-Za-z-]+\s*[.:]?|\d{1,2}(?:\.\d{1,2})*\.?", re.IGNORECASE)
UNIT = re.compile(r"[\s-]+(?:working\s+|calendar\s+)?(day|week|month|year)s?\b", re.IGNORECASE)


@dataclass(frozen=True)
class Number:
    """A number of the text: where it stands and its sentence, and which statistics it may speak of."""

    fact: Fact[Quantity]
    span: Span
    sentence: Span
    found: tuple[Candidate, ...]
    side: str
    key: str = ""

    @property
    def quantity(self) -> Quantity:
        """The number itself."""
        return self.fact.value


def numbers(reader: Reader, subjects: Subjects) -> list[Number]:
    """Every number that may be a claim, with the statistics of which it may speak; speech and ages are left out."""
    phrases: dict[int, Phrase] = {}
    found = []
    for place, read in enumerate(reader.quantities):
        fact = _none_of(reader, read)
        index = fact.value.block
        start, end = fact.place.start, fact.place.end
        if not reader.is_prose(index) or reader.is_said(start) or _is_age(reader, index, start):
            continue
        sentence = reader.sentence(index, start)
        if LABEL.fullmatch(reader.words(sentence).strip()):
            continue
        phrases[place] = _phrase(reader, place, sentence, phrases)
        wanted = Wanted(
            phrases[place],
            fact.value.kind,
            population(reader.clean, sentence, (start, end)),
            reader.standard(index),
            _unit(reader.clean, end),
            kind_after(reader.clean, end, sentence[1], 3) or ("case" if reader.text.is_cell(start) else ""),
        )
        groups = named(reader.clean, sentence, (start, end), _others(reader, place, sentence))
        near = [
            each if covers(each.subject.yes, groups) else of_others(each)
            for each in candidates(wanted, subjects)
            if not _is_whole(fact.value, each)
        ]
        key = reader.text.key_at(start, end)
        polar = _polar_span(reader, place)
        side = "no" if ALL_BUT.search(reader.clean[: polar[0]][-12:]) else polarity(reader.clean, sentence, polar)
        found.append(Number(fact, (start, end), sentence, tuple(near), side, key))
    return found


def _none_of(reader: Reader, fact: Fact[Quantity]) -> Fact[Quantity]:
    """A number after "none of the" as what it is: the count of none of so many."""
    start, quantity = fact.place.start, fact.value
    if quantity.kind != "amount" or not NONE_OF.search(reader.clean[max(0, start - 24) : start]):
        return fact
    return replace(fact, value=replace(quantity, kind="count", numerator=0, denominator=int(quantity.value)))


def _phrase(reader: Reader, place: int, sentence: Span, phrases: Mapping[int, Phrase]) -> Phrase:
    """The words of a number; those of the one with which it says the same belong to it too."""
    quantity, evidence = reader.quantities[place].value, reader.quantities[place].place
    spans = _others(reader, place, sentence, whole=False)
    found = phrase(reader.clean, sentence, (evidence.start, evidence.end), spans)
    found = with_before(found, reader.clean, sentence, reader.before(quantity.block, sentence))
    for word in reader.title(quantity.block):
        found.setdefault(word, OF_TITLE)
    if quantity.same_as is not None and quantity.same_as in phrases:
        first = phrases[quantity.same_as]
        return {word: max(first.get(word, 0), found.get(word, 0)) for word in {*first, *found}}
    return found


def _others(reader: Reader, place: int, sentence: Span, *, whole: bool = True) -> list[Span]:
    """The spans of the other numbers of a sentence, but for those that say the same and for the ``whole`` of it."""
    quantity = reader.quantities[place].value
    linked = {place, quantity.same_as, *_saying_the_same(reader, place), quantity.parts_of if whole else None}
    found = (reader.quantities[other].place for other in reader.within(sentence) if other not in linked)
    return [(each.start, each.end) for each in found]


def _saying_the_same(reader: Reader, place: int) -> frozenset[int]:
    return reader.saying_the_same.get(place, frozenset())


def _polar_span(reader: Reader, place: int) -> Span:
    """The span of a number together with the one in brackets that says the same."""
    quantity, evidence = reader.quantities[place].value, reader.quantities[place].place
    others = {quantity.same_as, *_saying_the_same(reader, place)} - {None}
    spans = [reader.quantities[other].place for other in others if other is not None]
    return min([evidence.start, *(each.start for each in spans)]), max([evidence.end, *(each.end for each in spans)])


def _is_whole(quantity: Quantity, candidate: Candidate) -> bool:
    """Whether a candidate is that of which a number is a part: "15,372, with 2,380 of these"."""
    part = quantity.numerator != quantity.denominator
    return quantity.kind == "count" and part and candidate.subject.yes.value == quantity.denominator


def _is_age(reader: Reader, index: int, start: int) -> bool:
    before = reader.clean[max(reader.layout.blocks[index].start, start - 40) : start]
    return bool(AGED.search(before) or YEARS.match(reader.clean, start))


def _unit(text: str, end: int) -> str:
    unit = UNIT.match(text, end)
    return unit[1].casefold() if unit else ""


def judge(reader: Reader, number: Number) -> Judged | None:
    """What comes of a number that was typed; of one that a statistic put in, what its surroundings make of it."""
    if number.key:
        return None
    if _is_more(reader, number):
        return Judged("false", _("It is more than there are."))
    came = judged(number.quantity, number.side, number.found)
    before = reader.clean[max(number.sentence[0], number.span[0] - 12) : number.span[0]]
    if came.verdict == "false" and number.quantity.kind == "amount" and DEFINITE.search(before):
        return unsupported(number.found)
    if came.verdict == "false" and _is_example(reader, number):
        return unsupported(())
    return came


def _is_example(reader: Reader, number: Number) -> bool:
    """Whether a number tells of an example, and not of how many there were: "in one case, the practitioner"."""
    if number.quantity.kind != "amount":
        return False
    before = reader.clean[number.sentence[0] : number.span[0]]
    return bool(EXAMPLE.search(before) or (number.quantity.text.casefold() == "one" and IN.search(before)))


def _is_more(reader: Reader, number: Number) -> bool:
    """Whether "17 out of 16" counts more than there are."""
    whole = TOO_MANY.match(reader.clean, number.span[1])
    return whole is not None and number.quantity.kind == "amount" and number.quantity.value > int(whole[1])


def around(reader: Reader, number: Number, statistics: Mapping[str, Statistic]) -> Judged | None:
    """The words around a number that a statistic put in, held against it: "only", "over"; None without any."""
    statistic, quantity = statistics.get(number.key), number.quantity
    if statistic is None:
        return None
    begins = next(each.start for each in reader.text.inserted if each.start < number.span[1] <= each.end)
    typed = reader.clean[max(number.sentence[0], begins - 40) : begins].casefold()
    if quantity.qualifier and typed.rstrip().endswith(quantity.qualifier) and agrees(quantity, statistic) is False:
        why = _("‘{word}’ does not hold: the evidence says {told}.")
        told_ = why.format(word=quantity.qualifier, told=told(statistic))
        return Judged("false", told_, (statistic.key,), right(replace(quantity, qualifier=""), statistic))
    share = statistic.share
    emphasised = bool(quantity.emphasis) and typed.rstrip().endswith(quantity.emphasis)
    if emphasised and share is not None and not says_little(share * 100):
        why = _("‘{word}’ says that it is little: {told}.").format(word=quantity.emphasis, told=told(statistic))
        return Judged("unsupported", why, (statistic.key,), right(quantity, statistic))
    return None


def paired(numbers_: list[Number], reader: Reader) -> Iterator[tuple[Number, Judged]]:
    """Numbers that contradict the one they are said to repeat: "nearly a quarter (74 per cent)"."""
    by_span = {number.span: number for number in numbers_}
    for number in numbers_:
        first = number.quantity.same_as
        if first is None:
            continue
        evidence = reader.quantities[first].place
        before = by_span.get((evidence.start, evidence.end))
        if before and not says_the_same(before.quantity, number.quantity):
            why = _("It does not say what stands beside it: {other}.").format(other=number.quantity.text)
            yield before, Judged("false", why)


def says_the_same(first: Quantity, second: Quantity) -> bool:
    """Whether two numbers that are to say the same do: a fraction and a percentage, a count and its percentage."""
    share = second.value / 100 if second.kind == "percentage" else second.value
    if second.kind == "amount" or first.kind == "amount":
        return True
    held = Statistic("beside", "per cent", "", "", value=share * 100)
    if first.kind == "count":
        part, whole = first.numerator or 0, first.denominator or 1
        counted = Statistic("beside", "proportion", "", "", numerator=part, denominator=whole)
        return agrees(second, counted) is not False
    return agrees(first, held) is not False
