"""What must hold whatever a document says: each property raises ``PropertyError`` with its name where it does not."""

import json
import re
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from fractions import Fraction
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from inspectorate.errors import BadInput
from inspectorate.organisation.directory import product_directory
from inspectorate.recommendation.model import ADDRESSEES
from inspectorate.register.checking.check import check
from inspectorate.register.document import Document
from inspectorate.register.facts import KINDS, NOT_RATED, RATINGS, UNIT_TYPES, DocumentFacts, Evidence, Fact, UnitFacts
from inspectorate.register.facts_json import as_json
from inspectorate.register.opening.extraction import document_from
from inspectorate.register.opening.limits import DEFAULT
from inspectorate.register.opening.source import documents_in
from inspectorate.register.reading.layout import Layout
from inspectorate.register.reading.read import read_layout

#: Seconds of processor time that opening, reading and checking may take: so many at least, and so many a character.
SECONDS = 1.0
SECONDS_PER_CHARACTER = 0.0001
QUOTED = 239
SCALES = (100, 1_000, 10**6, 10**9, 12)


class PropertyError(AssertionError):
    """A property that does not hold; ``name`` says which, so that a smaller input can be found that breaks the same."""

    def __init__(self, name: str, told: str = ""):
        self.name = name
        super().__init__(f"{name}: {told}" if told else name)


def signature(error: BaseException) -> str:
    """What kind of failure it is: the property broken, or the exception and the line that raised it."""
    if isinstance(error, PropertyError):
        return error.name
    frames = []
    trace = error.__traceback__
    while trace:
        frames.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    own = [frame for frame, path in zip(frames, _paths(error), strict=True) if "inspectorate" in path]
    return f"{type(error).__name__} at {(own or frames)[-1]}"


def _paths(error: BaseException) -> Iterator[str]:
    trace = error.__traceback__
    while trace:
        yield trace.tb_frame.f_code.co_filename
        trace = trace.tb_next


def hold_file(path: Path, patience: float = 1.0) -> list[tuple[Document, DocumentFacts]]:
    """Open, read and check whatever is at a path, and hold all that comes of it; each document with its facts."""
    found = []
    for source in documents_in([path]):
        if isinstance(source, BadInput):
            _hold_refusal(source)
            continue
        try:
            document = document_from(source, DEFAULT)
        except BadInput as error:
            _hold_refusal(error)
        else:
            found.append((document, hold_document(document, patience)))
    return found


def hold_document(document: Document, patience: float = 1.0) -> DocumentFacts:
    """Read and check a document, and hold what comes of it; its facts. ``patience`` multiplies the time allowed."""
    _loaded()
    started = time.process_time()
    layout = Layout(document)
    facts = read_layout(layout, product_directory())
    read_in = time.process_time() - started
    disagreements = check([(facts, layout)])
    took = time.process_time() - started
    allowed = patience * (SECONDS + SECONDS_PER_CHARACTER * len(document.text))
    if took > allowed:
        slow = "reading" if read_in > took / 2 else "checking"
        raise PropertyError(f"{slow} in time", f"{took:.1f} s of {allowed:.1f} for {len(document.text):,} characters")
    hold_facts(document, facts)
    for disagreement in disagreements:
        for _, place in disagreement.places:
            _hold_evidence(document, place, f"of the check {disagreement.rule}")
    return facts


@cache
def _loaded() -> None:
    """Load what every reading uses, and compile its patterns, once and outside of the time of the first."""
    read_layout(Layout(Document("", "text", "Northmoor PDU was rated ‘Good’. 1.1 Leadership")), product_directory())


def hold_facts(document: Document, facts: DocumentFacts) -> None:
    """Hold the facts of a document against its text."""
    for fact in _facts(facts):
        if not fact.evidence and fact is not facts.kind:
            raise PropertyError("every fact has evidence", repr(fact.value))
        for place in fact.evidence:
            _hold_evidence(document, place, repr(fact.value))
    if not facts.kind.evidence and facts.kind.value != "other":
        raise PropertyError("every kind but other has evidence", facts.kind.value)
    _hold_words(facts)
    _hold_numbers(facts)
    written = as_json(facts)
    if json.loads(json.dumps(written, allow_nan=False)) != json.loads(json.dumps(written, sort_keys=True)):
        raise PropertyError("JSON serialises")
    json.dumps(written, ensure_ascii=False).encode()


def _hold_refusal(error: BadInput) -> None:
    if not error.faults or not all(fault.file and fault.problem and fault.mend for fault in error.faults):
        raise PropertyError("a refusal says what and how to mend it", str(error))


def _facts(value: Any) -> Iterator[Fact[Any]]:
    """Every fact inside a value."""
    if isinstance(value, Fact):
        yield value
    elif isinstance(value, tuple):
        yield from chain.from_iterable(map(_facts, value))
    elif isinstance(value, dict):
        yield from chain.from_iterable(map(_facts, value.values()))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _facts(getattr(value, field.name))


def _hold_evidence(document: Document, place: Evidence, told: str) -> None:
    text = document.text
    if not 0 <= place.start < place.end <= len(text):
        raise PropertyError("evidence lies in the text", f"{place} {told}")
    if place.line != text.count("\n", 0, place.start) + 1 or place.page != document.page_of(place.start):
        raise PropertyError("evidence is on its line and page", f"{place} {told}")
    stands = iter(text[place.start : place.end])
    quote = place.quote[:QUOTED] if place.quote.endswith("…") else place.quote
    if not quote or not all(character in stands for character in quote if not character.isspace()):
        raise PropertyError("a quote is what stands there", f"{place} {told} {text[place.start : place.end]!r}")


def _hold_words(facts: DocumentFacts) -> None:
    """Words of which there are few: ratings, kinds, types, addressees."""
    _one_of(facts.kind.value, KINDS, "kind")
    for unit in (facts.subject, *facts.units):
        _hold_unit(unit)
    for rating in facts.chapter_ratings.values():
        _one_of(rating.value, (*RATINGS, NOT_RATED), "rating of a chapter")
    for mention in (*facts.other_units, *facts.rated_in_prose):
        _one_of(mention.value.rating, (*RATINGS, None), "rating of another unit")
        _one_of(mention.value.unit_type, (*UNIT_TYPES, None), "type of another unit")
    for prior in facts.previous:
        _one_of(prior.value.rating, RATINGS, "previous rating")


def _hold_unit(unit: UnitFacts) -> None:
    _one_of(unit.unit_type and unit.unit_type.value, (*UNIT_TYPES, None), "type of unit")
    _one_of(unit.overall_rating and unit.overall_rating.value, (*RATINGS, None), "overall rating")
    for rating in unit.standards.values():
        _one_of(rating.value, (*RATINGS, NOT_RATED), "rating of a standard")
    for item in unit.recommendations.items:
        _one_of(item.value.addressee, ADDRESSEES, "addressee")
    if unit.overall_rating and not _names_rating(unit.overall_rating.value, unit.overall_rating.place.quote):
        raise PropertyError("the overall rating stands in its evidence", str(unit.overall_rating))


def _one_of(value: object, allowed: tuple[object, ...], what: str) -> None:
    if value not in allowed:
        raise PropertyError(f"{what} is one of the known", repr(value))


def _names_rating(rating: str, quote: str) -> bool:
    """Whether a quote has the words of a rating, in some form of the verb, with whatever marks between them."""
    words = rating.casefold().replace("requires ", r"requir(?:es?|ing)[^a-z]+")
    return bool(re.search(words, quote.casefold())) or quote.endswith("…")


def _hold_numbers(facts: DocumentFacts) -> None:
    """Every number of a count, a percentage, a score and a key question stands in the quote of its evidence."""
    for fact in facts.quantities:
        quantity = fact.value
        quotes = " ".join(place.quote for place in fact.evidence)
        if quantity.kind == "count":
            _hold_number(quantity.numerator, quotes, "count")
            _hold_number(quantity.denominator, quotes, "count")
        elif quantity.kind == "percentage":
            _hold_number(quantity.value, quotes, "percentage")
    for unit in (facts.subject, *facts.units):
        if unit.score:
            _hold_number(unit.score.value.points, unit.score.place.quote, "score")
            _hold_number(unit.score.value.maximum, unit.score.place.quote, "score")
    for question in facts.key_questions:
        quotes = " ".join(place.quote for place in question.evidence)
        if not any(place.quote.endswith("…") for place in question.evidence):
            _hold_number(question.value.percent, quotes, "key question")
    for size in (facts.interviews, facts.survey_respondents):
        if size:
            _hold_number(size.value, size.place.quote, "number of people")


def _hold_number(value: int | Fraction | None, quote: str, what: str) -> None:
    if quote.endswith("…"):  # cut short, perhaps before the number
        return
    if value is None or not stands_in(Fraction(value), re.sub(r"(?i)half a dozen", "six", quote)):
        raise PropertyError(f"the number of a {what} stands in its evidence", f"{value} in {quote!r}")


UNITS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["zero", "ten", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def stands_in(value: Fraction, quote: str) -> bool:
    """Whether a number stands in a quote in figures or words, told in another way than the reader tells it."""
    quote = " ".join(quote.casefold().replace("-", " ").split())
    for scale in (1, *SCALES):
        part = value / scale
        if _in_figures(part, quote) or _in_words(part, quote):
            return True
    half = value - Fraction(1, 2)
    return "half" in quote and (half == 0 or _in_words(half, quote) or _in_figures(half, quote))


def _in_figures(value: Fraction, quote: str) -> bool:
    """In figures, where the mark of a footnote may be glued to them; ½ may follow them."""
    for figures in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?", quote):
        plain = figures.replace(",", "").rstrip(".")
        marked = range(min(len(plain), 3) if "," in figures and "." not in plain else 1)
        if any(Fraction(plain[:-cut] if cut else plain) == value for cut in marked):
            return True
        glyphs = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
        if any(glyph in quote and Fraction(plain) + part == value for glyph, part in glyphs.items()):
            return True
    return False


def _in_words(value: Fraction, quote: str) -> bool:
    if value.denominator != 1 or not 0 <= value < 10**6:
        return False
    return any(re.search(rf"(?<![a-z]){form}(?![a-z])", quote) for form in _forms(int(value)))


def _forms(value: int) -> Iterator[str]:
    if value == 1:
        yield "an?"
    if value == 0 or value % 1000 == 0 or value < 20:
        yield UNITS[value] if value < 20 else f"{next(_forms(value // 1000))} thousand"
    elif value < 100:
        yield TENS[value // 10] + (f" {UNITS[value % 10]}" if value % 10 else "")
    elif value < 1000:
        rest = next(_forms(value % 100)) if value % 100 else ""
        for head in ("an?", UNITS[value // 100]) if value < 200 else (UNITS[value // 100],):
            yield f"{head} hundred" + (f"(?: and)? {rest}" if rest else "")
    else:
        rest = next(_forms(value % 1000))
        for head in _forms(value // 1000):
            yield f"{head} thousand,?(?: and)? {rest}"


def same_again(document: Document, facts: DocumentFacts) -> None:
    """The same input gives the same facts."""
    again = read_layout(Layout(document), product_directory())
    if repr(again) != repr(facts):
        raise PropertyError("the same input gives the same facts")
