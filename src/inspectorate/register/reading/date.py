"""When: the date of publication, the fieldwork, and the weeks of the cohort, as exactly as the document says.

A day is "2023-07-13" and a month "2023-07". A year alone is no date. The year of a copyright is never a date of
publication, and neither is the fieldwork, the date of a meeting, or the publication of another unit's report.
"""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

from inspectorate.register.facts import Fact, Period
from inspectorate.register.reading.layout import Layout, collapsed
from inspectorate.register.reading.phrase import FORMER_BEFORE

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
MONTH = (
    "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    "|Nov(?:ember)?|Dec(?:ember)?)"
)
WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:the\s+)?)?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"
DAY_DATE = (
    rf"{WEEKDAY}(?:{DAY}\s+{MONTH},?\s+20\d\d|{MONTH}\s+{DAY},?\s+20\d\d|\d{{1,2}}[/.]\d{{1,2}}[/.]20\d\d"
    r"|20\d\d-\d\d-\d\d)"
)
MONTH_DATE = rf"{MONTH},?\s+20\d\d"
DATE = rf"(?P<date>{DAY_DATE}|{MONTH_DATE})(?!\w)"

#: Where a date of publication stands, the surest first.
PUBLISHED = tuple(
    (re.compile(pattern, re.IGNORECASE | re.MULTILINE), how)
    for pattern, how in (
        (
            rf"\b(?:available|published|came\s+out|released)\b[^.;]{{0,140}}?\bon\s+{DATE}",
            "where it says when it is published",
        ),
        (rf"\b(?:HM\s+Inspectorate\s+of\s+Probation|HMI\s+Probation)\b\s{{0,3}},?\s+{DATE}", "the cover"),
        (rf"\breport\s+(?:was\s+|is\s+)?published\s+in\s+{DATE}", "where it says when it is published"),
        (
            rf"^[^\w\n]*(?:(?:first\s+)?publish(?:ed)?(?:\s+(?:on|date))?|date(?:\s+published)?"
            rf"|released)\s*:?[ \t]+{DATE}",
            "the date line",
        ),
        (rf"\b(?:today|yesterday)\s+\({DATE}\)", "today's date"),
    )
)
IN_MARKS = re.compile(
    r"(?:<time[^>]{0,80}datetime=|(?:article:published_time|datePublished"
    r"|DC\.date\.issued)\"[^>]{0,40}content=)[\"'](?P<date>20\d\d-\d\d-\d\d)"
)
DATE_LINE = re.compile(rf"^\s*(?:{WEEKDAY})?{DATE}(?:,?\s+\d{{1,2}}[:.]\d\d\s*(?:am|pm)?)?\s*$", re.IGNORECASE)
DATE_FIRST = re.compile(rf"^\s*(?:date\s+)?(?P<date>{DAY_DATE})(?:\s+-\s|\s+(?=[A-Z]))")
HEAD_LINES = 45
NOT_OWN = re.compile(r"\b(?:meeting|upload|post\s+on|previously|rated|rating)\b", re.IGNORECASE)

ROW = re.compile(r"\bfieldwork\s+started\b[^\n]{0,60}", re.IGNORECASE)
FIELDWORK = re.compile(r"\bfieldwork\b", re.IGNORECASE)
VISIT = re.compile(
    r"\b(?:inspection(?!\s+of\s*:?\s+(?:probation|youth)\s+(?:\w+\s+)?services\b)|inspected|visited"
    r"|inspections)\b(?!\s+(?:programme|framework))(?=[^.;]{0,120}?(?:\b(?:in|between|during|was|on|from)\b|\(|\d))",
    re.IGNORECASE,
)
OTHER_DATES = re.compile(
    r"\bcommenced\s+(?:during|between)|\bpublished\b|\bunification\b|\bunified\b|\bcopyright\b|\bwill\s+begin\b"
    r"|\bappoint|\bmerged\b"
    r"|\bearlier\s+inspection|\bestablished\b|\bin\s+post\b|\bsuspended\b|\bmeeting\b|\bfrom\s+october\b",
    re.IGNORECASE,
)
#: Words between "inspection" and a date that make it the date of something else.
ELSE = re.compile(
    r"\b(?:since|before|until|after|when|became|under|programme|which|led\s+to|unitary|expects?|target)\b"
    r"|inspectorate\s+of\s+probation\s*,?\s*$",
    re.IGNORECASE,
)
RANGE = re.compile(
    rf"(?:\b(?:between|from)\s+)?{WEEKDAY}(?P<day>{DAY})(?:\s+(?P<month>{MONTH}))?(?:,?\s+(?P<year>20\d\d))?"
    rf"(?:\s+(?:and|to)\s+|\s?-\s?){WEEKDAY}(?P<day2>{DAY})\s+(?P<month2>{MONTH}),?\s+(?P<year2>20\d\d)",
    re.IGNORECASE,
)
ONE_DAY = re.compile(
    rf"\b(?P<begins>beginning|started|starting|commenced|began|commencing|from|on)\s+(?:on\s+)?(?P<date>{DAY_DATE})",
    re.IGNORECASE,
)
TWO_MONTHS = re.compile(
    rf"(?P<month>{MONTH})(?:,?\s+(?P<year>20\d\d))?\s+(?:and|to|-)\s+(?P<month2>{MONTH}),?\s+(?P<year2>20\d\d)",
    re.IGNORECASE,
)
ONE_MONTH = re.compile(
    rf"(?P<begins>\b(?:started|beginning|began|commenced"
    rf"|starting)\s+(?:in\s+)?)?(?P<date>{MONTH_DATE})",
    re.IGNORECASE,
)
UNDATED = re.compile(
    rf"\b(?:in|during|beginning|between|last|on)\s+(?:(?:early|late|the)\s+)?(?:{WEEKDAY}(?:{DAY}\s+)?{MONTH}"
    rf"|spring|summer|autumn|winter)\b(?!\s+\d)",
    re.IGNORECASE,
)
COMMENCED = re.compile(r"\bcommenced\b", re.IGNORECASE)
WEEK = re.compile(
    rf"(?P<day>{DAY})(?:\s+(?P<month>{MONTH}))?(?:,?\s+(?P<year>20\d\d))?\s+(?:and|to"
    rf"|-)\s+(?P<day2>{DAY})\s+(?P<month2>{MONTH})(?:,?\s+(?P<year2>20\d\d))?",
    re.IGNORECASE,
)


def published(layout: Layout) -> Fact[str] | None:
    """The date of publication; None where the document does not say, or says several."""
    for pattern, how in PUBLISHED:
        found = [match for match in pattern.finditer(layout.clean) if _own(layout, match)]
        if fact := _agreed(layout, [(match.start(), match.end(), match["date"]) for match in found], how):
            return fact
        if found and how == "the date line":
            return None
    if mark := IN_MARKS.search(layout.text):
        return _agreed(layout, [(mark.start(), mark.end(), mark["date"])], "the marks of the page")
    return _agreed(layout, _date_lines(layout)[:1], "the date at the head")


def _own(layout: Layout, match: re.Match[str]) -> bool:
    """Whether a date is said of this document: not of another's report, an earlier inspection or a meeting."""
    said = match.start() + len(match[0]) - len(match[0].lstrip())
    start = max(layout.clean.rfind(". ", 0, said), layout.clean.rfind("\n\n", 0, said), 0)
    sentence = layout.clean[max(start, said - 300) : match.end()]
    if "also published" in collapsed(match[0]).casefold() or re.search(
        r"\balso\s+$", layout.clean[: match.start()][-8:]
    ):
        return True
    return not NOT_OWN.search(sentence) and not FORMER_BEFORE.search(sentence)


def _agreed(layout: Layout, found: list[tuple[int, int, str]], how: str) -> Fact[str] | None:
    dated = [(start, end, value) for start, end, text in found if (value := iso(text))]
    values = {value for _, _, value in dated}
    if len({value[:7] for value in values}) != 1 or (how == "the date line" and len(values) > 1):
        return None
    value = max(values, key=len)
    return Fact(value, tuple(layout.evidence(start, end, how) for start, end, said in dated if said == value))


def _date_lines(layout: Layout) -> list[tuple[int, int, str]]:
    """Lines at the head that are a date and nothing else, or a title that begins with one."""
    found, start, said = [], 0, 0
    for number, line in enumerate(layout.clean[:8000].split("\n")):
        match = DATE_LINE.match(line) or (DATE_FIRST.match(line) if said < 2 else None)
        if match and number < HEAD_LINES and said < 12:
            found.append((start + match.start("date"), start + match.end("date"), match["date"]))
        said += bool(line.strip())
        start += len(line) + 1
    return found


def iso(text: str) -> str | None:
    """A date as written ("13 July 2023", "July 2024", "12/03/2024") as "2023-07-13" or "2024-07"; None for none."""
    words = collapsed(text)
    if numbers := re.search(r"\b(\d{1,2})[/.](\d{1,2})[/.](20\d\d)$", words):
        return _day(int(numbers[3]), int(numbers[2]), int(numbers[1]))
    if numbers := re.search(r"\b(20\d\d)-(\d\d)-(\d\d)$", words):
        return _day(int(numbers[1]), int(numbers[2]), int(numbers[3]))
    year, month = re.search(r"20\d\d", words), re.search(MONTH, words, re.IGNORECASE)
    if not (year and month):
        return None
    day = re.search(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)", words.replace(year[0], ""))
    return _day(int(year[0]), _number(month[0]), int(day[1])) if day else f"{year[0]}-{_number(month[0]):02}"


def _number(month: str) -> int:
    return next(index for index, name in enumerate(MONTHS, 1) if name == month[:3].casefold())


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


@dataclass(frozen=True)
class _Found:
    first: str | None
    last: str | None
    start: int
    end: int
    how: str

    @property
    def exactness(self) -> tuple[int, int]:
        """How exact: a day before a month before nothing, two ends before one."""
        return max(len(self.first or ""), len(self.last or "")), bool(self.first) + bool(self.last)


def fieldwork(layout: Layout) -> Fact[Period] | None:
    """When the fieldwork was; None where the document does not say, or says it for several units."""
    found = [period for start, end in _lines(layout) if (period := _fieldwork(layout, start, end))]
    rows = {period.start for period in found if period.how == "the ratings table"}
    if len(rows) > 1 or not found:
        return None
    surely = [period for period in found if period.how != "the visit"] or found
    best = max(surely, key=lambda period: (period.exactness, -period.start))
    said = [best, *(period for period in found if period is not best and _agrees(period, best))]
    text = collapsed(layout.text[best.start : best.end])
    evidence = tuple(layout.evidence(period.start, period.end, period.how) for period in said)
    return Fact(Period(best.first, best.last, text), evidence)


def _agrees(one: _Found, other: _Found) -> bool:
    return bool(one.first and other.first) and str(one.first)[:7] == str(other.first)[:7]


def _lines(layout: Layout) -> Iterator[tuple[int, int]]:
    """Every sentence that may tell of fieldwork; a row of a table, or its line, is one."""
    for block in layout.blocks:
        for match in ROW.finditer(layout.clean, block.start, block.end):
            yield match.start(), match.end()
        for start, end in layout.sentences(block):
            said = layout.clean[start:end]
            if len(said) < 1500 and (FIELDWORK.search(said) or VISIT.search(said)) and not ROW.search(said):
                yield start, end


def _fieldwork(layout: Layout, start: int, end: int) -> _Found | None:
    said = layout.clean[start:end]
    stated = bool(FIELDWORK.search(said))
    trigger = FIELDWORK.search(said) or VISIT.search(said)
    if not trigger or OTHER_DATES.search(said) or (not stated and FORMER_BEFORE.search(said)):
        return None
    how = (
        "the ratings table"
        if re.match(r"\s*fieldwork\s+started", said, re.IGNORECASE)
        else "the fieldwork"
        if stated
        else "the visit"
    )
    if (dates := _dates(said, 0 if stated else trigger.start())) is not None:
        return _Found(*dates, start, end, how)
    if UNDATED.search(said, trigger.start()) and not re.search(r"\b20\d\d\b", said):
        return _Found(None, None, start, end, how)
    return None


def _dates(said: str, start: int) -> tuple[str | None, str | None] | None:
    """The first and last day or month of a sentence on fieldwork; None where it has neither."""
    near = start + 200
    first = re.compile(DATE, re.IGNORECASE).search(said, start)
    if first and ELSE.search(said, start, first.start("date")):
        return None
    if found := RANGE.search(said, start):
        return _ends(found) if found.start() < near else None
    if found := ONE_DAY.search(said, start):
        date = iso(found["date"])
        return (date, date) if found["begins"].casefold() == "on" else (date, None)
    if found := TWO_MONTHS.search(said, start):
        year = found["year"] or found["year2"]
        return iso(f"{found['month']} {year}"), iso(f"{found['month2']} {found['year2']}")
    found = ONE_MONTH.search(said, start)
    if not found or found.start() > near or re.search(rf"{DAY}\s+$", said[: found.start("date")]):
        return None
    date = iso(found["date"])
    return (date, None) if found["begins"] else (date, date)


def _ends(found: re.Match[str], year: str | None = None) -> tuple[str | None, str | None]:
    """Both ends of a range of days, of which the first may leave out its month and year."""
    last_year = int(found["year2"] or year or 0)
    month = found["month"] or found["month2"]
    first_year = int(found["year"]) if found["year"] else last_year - (_number(month) > _number(found["month2"]))
    day, day2 = (int(re.sub(r"\D", "", found[name])) for name in ("day", "day2"))
    return _day(first_year, _number(month), day), _day(last_year, _number(found["month2"]), day2)


def cohort(layout: Layout) -> tuple[Fact[Period], ...]:
    """The weeks in which the sentences and licences inspected began, in order."""
    found: list[Fact[Period]] = []
    for block in layout.blocks:
        for start, end in layout.sentences(block):
            said = COMMENCED.search(layout.clean, start, end)
            if said and re.search(r"\bsentence|\blicence|\border|\bcases\b", layout.clean[start:end], re.IGNORECASE):
                found += _weeks(layout, said.end(), end)
    return tuple(found)


def _weeks(layout: Layout, start: int, end: int) -> list[Fact[Period]]:
    weeks = list(WEEK.finditer(layout.clean, start, end))
    found = []
    for place, week in enumerate(weeks):
        year = next((later["year2"] for later in weeks[place:] if later["year2"]), None)
        if year is None:
            continue
        first, last = _ends(week, year)
        period = Period(first, last, collapsed(layout.text[week.start() : week.end()]))
        found.append(Fact(period, (layout.evidence(week.start(), week.end(), "the weeks of the cohort"),)))
    return found
