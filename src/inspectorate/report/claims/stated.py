"""Claims that are scores, totals of recommendations, and dates."""

import re
from collections.abc import Iterator, Mapping

from inspectorate.aggregation.proportion import whole_percent
from inspectorate.language import gettext as _
from inspectorate.register.facts import KeyQuestionResult
from inspectorate.register.reading.chapter import chapters
from inspectorate.register.reading.date import DAY_DATE, MONTH_DATE, iso
from inspectorate.register.reading.date import cohort as cohort_weeks
from inspectorate.register.reading.date import fieldwork as fieldwork_read
from inspectorate.register.reading.key_question import key_questions
from inspectorate.register.reading.numeral import whole_number
from inspectorate.register.reading.overall import SAID, SCORE
from inspectorate.register.reading.recommendation import stated_totals
from inspectorate.register.reading.sample import sample_size
from inspectorate.report.claims.claim import Kind
from inspectorate.report.claims.judging import Judged
from inspectorate.report.claims.reader import Reader, Span
from inspectorate.report.statistic import Statistic
from inspectorate.report.wording import worded

DATE = re.compile(rf"{DAY_DATE}|{MONTH_DATE}", re.IGNORECASE)
PUBLISHED = re.compile(r"\bpublish(?:ed|ing)?\b", re.IGNORECASE)

Found = tuple[Kind, Span, Span, Judged]


def stated(reader: Reader, statistics: Mapping[str, Statistic]) -> Iterator[Found]:
    """Every score, total of recommendations and date that the text states, with what comes of it."""
    yield from _scores(reader, statistics)
    yield from _totals(reader, statistics)
    yield from _dates(reader, statistics)
    yield from _read(reader, statistics)


def _found(reader: Reader, kind: Kind, span: Span, judged: Judged) -> Found:
    index = reader.layout.block_at(span[0])
    return kind, span, reader.sentence(index, span[0]) if index is not None else span, judged


def _scores(reader: Reader, statistics: Mapping[str, Statistic]) -> Iterator[Found]:
    score = statistics.get("score")
    seen: set[int] = set()
    for pattern in (SCORE, SAID):
        for match in pattern.finditer(reader.clean):
            span = match.start("points"), match.end("maximum")
            if span[0] in seen or reader.text.key_at(*span):
                continue
            seen.add(span[0])
            points = 0 if match["points"].casefold() == "zero" else whole_number(match["points"])
            said = points, int(match["maximum"])
            if score is None:
                yield _found(reader, "score", span, Judged("unsupported", _("The evidence has no score.")))
            else:
                yield _found(reader, "score", span, _judged(said == (score.numerator, score.denominator), score))


def _judged(is_so: bool, statistic: Statistic) -> Judged:
    words = worded(statistic)
    if is_so:
        why = _("The evidence says the same: {what}, {words}.").format(what=statistic.what, words=words)
        return Judged("true", why, (statistic.key,))
    why = _("The evidence says {words}: {what}.").format(words=words, what=statistic.what)
    return Judged("false", why, (statistic.key,), words)


def _totals(reader: Reader, statistics: Mapping[str, Statistic]) -> Iterator[Found]:
    known = statistics.get("recommendations")
    if known is None:
        return
    for fact in stated_totals(reader.layout):
        span = fact.place.start, fact.place.end
        wrong = [
            statistics[f"recommendations:{kind}"]
            for kind, number in fact.value.parts.items()
            if f"recommendations:{kind}" in statistics and statistics[f"recommendations:{kind}"].value != number
        ]
        held = wrong[0] if wrong and fact.value.total == known.value else known
        yield _found(reader, "recommendations", span, _judged(fact.value.total == known.value and not wrong, held))


def _dates(reader: Reader, statistics: Mapping[str, Statistic]) -> Iterator[Found]:
    """The days of fieldwork and the weeks of the cohort; a month alone may stand for its day."""
    fieldwork, fact = statistics.get("date:fieldwork"), fieldwork_read(reader.layout)
    if fieldwork and fact:
        for place in fact.evidence:
            yield _found(reader, "date", (place.start, place.end), _dated(reader, place.start, place.end, fieldwork))
    weeks = [each for key, each in statistics.items() if key.startswith("date:cohort:")]
    for week in cohort_weeks(reader.layout) if weeks else ():
        said = f"{week.value.first}/{week.value.last}"
        span = week.place.start, week.place.end
        same = next((each for each in weeks if each.text == said), None)
        yield _found(reader, "date", span, _judged(same is not None, same or weeks[0]))
    published = statistics.get("date:published")
    if published:
        yield from _publication(reader, published)


def _read(reader: Reader, statistics: Mapping[str, Statistic]) -> Iterator[Found]:
    """The cases of the sample, and the key questions of tables, as the register's reader reads them."""
    cases, sample = statistics.get("sample:cases"), sample_size(reader.layout)
    if cases and sample:
        for place in sample.evidence:
            if len(sample.evidence) == 1 or " + " not in place.how:
                yield _found(reader, "number", (place.start, place.end), _judged(sample.value == cases.value, cases))
    for fact in key_questions(reader.layout, chapters(reader.layout)):
        asked = next((each for each in statistics.values() if _asks(each, fact.value)), None)
        if asked and asked.share is not None:
            judged = _judged(whole_percent(asked.share) == fact.value.percent, asked)
            yield _found(reader, "number", (fact.place.start, fact.place.end), judged)


def _asks(statistic: Statistic, result: KeyQuestionResult) -> bool:
    plain = re.sub(r"[^a-z]", "", result.question.casefold())
    is_case = statistic.key.startswith("case:") and not re.search(r":no\b|[@=]", statistic.key)
    return is_case and statistic.about == result.standard and plain in re.sub(r"[^a-z]", "", statistic.what.casefold())


def _dated(reader: Reader, start: int, end: int, statistic: Statistic) -> Judged:
    """Every date of a sentence on fieldwork must be its first or last day, or their months."""
    known = statistic.text.split("/")
    said = [iso(match[0]) for match in DATE.finditer(reader.clean, start, end)]
    wrong = [date for date in said if date and not any(day.startswith(date) for day in known)]
    return _judged(not wrong, statistic)


def _publication(reader: Reader, published: Statistic) -> Iterator[Found]:
    for _index, block in reader.prose():
        for sentence in reader.layout.sentences(block):
            said = PUBLISHED.search(reader.clean, *sentence)
            date = DATE.search(reader.clean, said.end(), sentence[1]) if said else None
            if said and date and date.start() - said.end() < 20 and (day := iso(date[0])):
                yield _found(reader, "date", date.span(), _judged(published.text.startswith(day), published))
