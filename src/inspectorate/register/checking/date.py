"""Dates of one document: cohort weeks, fieldwork and publication, in an order that can be."""

import datetime
import re

from inspectorate.register.checking.disagreement import Disagreement
from inspectorate.register.checking.read_document import Findings, ReadDocument, name_of
from inspectorate.register.facts import Fact, Period, UnitFacts
from inspectorate.sampling.dates import in_words

STARTED = re.compile(
    r"fieldwork\s+(?:started|began|commenced)\s+(?:in\s+|on\s+)?(?:(?P<day>\d{1,2})\s+)?(?P<month>[A-Z][a-z]+)\s+(?P<year>\d{4})",
    re.IGNORECASE,
)
MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)


def date_disagreements(document: ReadDocument) -> Findings:
    """Cohort weeks that are none, fieldwork after publication, two starts of fieldwork in one document."""
    yield from _weeks(document)
    yield from _after_publication(document)
    for unit in document.units:
        yield from _order(document, unit)
    if not document.facts.units:
        yield from _starts(document, document.facts.subject)


def day(text: str | None) -> datetime.date | None:
    """A day ("2023-07-13"); None for a month, or for nothing."""
    try:
        return datetime.date.fromisoformat(text) if text and len(text) == 10 else None
    except ValueError:
        return None


def agree(one: str, other: str) -> bool:
    """Whether two dates can be the same: equal, or the one the month of the other."""
    return one.startswith(other) or other.startswith(one)


def months_between(one: str, other: str) -> int:
    """How many months lie between two dates, whichever is first."""
    return abs((int(one[:4]) - int(other[:4])) * 12 + int(one[5:7]) - int(other[5:7]))


def said(text: str) -> str:
    """A date in words: "28 November 2022", "November 2022"."""
    whole = day(text)
    if whole:
        return in_words(whole)
    return f"{MONTHS[int(text[5:7]) - 1].capitalize()} {text[:4]}"


def when(text: str) -> str:
    """A date in a sentence: "on 28 November 2022", "in November 2022"."""
    return f"{'on' if day(text) else 'in'} {said(text)}"


def _weeks(document: ReadDocument) -> Findings:
    for week in document.facts.cohort:
        first, last = day(week.value.first), day(week.value.last)
        if first is None or last is None:
            continue
        days = (last - first).days + 1
        if days != 7:
            what = f"The cohort from {in_words(first)} to {in_words(last)} is {days} days long, not a week"
            yield Disagreement("cohort-week", f"{what}.", (document.place(week),), "likely")
        elif first.weekday() != 0:
            what = f"The cohort week from {in_words(first)} to {in_words(last)} does not begin on a Monday"
            yield Disagreement("cohort-week", f"{what}.", (document.place(week),), "possible")


def _end(unit: UnitFacts) -> str | None:
    """When the fieldwork ended, or where that is not said, began."""
    return (unit.fieldwork.value.last or unit.fieldwork.value.first) if unit.fieldwork else None


def _after_publication(document: ReadDocument) -> Findings:
    """Fieldwork later than the publication: one disagreement, on however many units."""
    published = document.facts.published
    late = [unit for unit in document.units if published and (ends := _end(unit)) and _later(ends, published.value)]
    if published and late:
        units = ", ".join(f"{name_of(unit)} ({said(_end(unit) or '')})" for unit in late)
        what = f"The fieldwork on {units} is later than the publication ({said(published.value)})"
        places = (*(document.place(unit.fieldwork) for unit in late if unit.fieldwork), document.place(published))
        yield Disagreement("fieldwork-after-publication", f"{what}.", places, "certain")


def _order(document: ReadDocument, unit: UnitFacts) -> Findings:
    """Cohort before fieldwork; dates of which one is a month are compared by their months."""
    fieldwork = unit.fieldwork
    if fieldwork is None:
        return
    begins = fieldwork.value.first
    ends = _end(unit)
    if begins and ends and _later(begins, ends):
        what = f"The fieldwork on {name_of(unit)} begins ({said(begins)}) after it ends ({said(ends)})"
        yield Disagreement("fieldwork-order", f"{what}.", (document.place(fieldwork),), "certain")
    if unit is document.facts.subject:
        yield from _cohort_before(document, fieldwork)


def _cohort_before(document: ReadDocument, fieldwork: Fact[Period]) -> Findings:
    for week in document.facts.cohort:
        if week.value.first and fieldwork.value.first and _later(week.value.first, fieldwork.value.first):
            what = f"The cohort begins ({said(week.value.first)}) after the fieldwork ({said(fieldwork.value.first)})"
            yield Disagreement("cohort-week", f"{what}.", (document.place(week), document.place(fieldwork)), "certain")


def _later(one: str, other: str) -> bool:
    return not agree(one, other) and one > other


def _starts(document: ReadDocument, unit: UnitFacts) -> Findings:
    """ "Fieldwork started November 2022" in the table, and the days in the background."""
    fieldwork = unit.fieldwork
    if fieldwork is None or fieldwork.value.first is None:
        return
    for start in STARTED.finditer(document.layout.clean):
        if start["month"].casefold() not in MONTHS:
            continue
        date = f"{start['year']}-{MONTHS.index(start['month'].casefold()) + 1:02d}"
        date += f"-{int(start['day']):02d}" if start["day"] else ""
        if not agree(date, fieldwork.value.first):
            what = f"Fieldwork is said to start {said(date)} and {said(fieldwork.value.first)}"
            places = (document.span(start.start(), start.end(), "start of fieldwork"), document.place(fieldwork))
            yield Disagreement("fieldwork", f"{what}.", places, "certain")
