"""Every number and rating that the evidence of one inspection gives, each under a key.

Keys that ``statistic`` does not list: ``case:<question>:no`` is the opposite of ``case:<question>``, the cases answered
against it; ``case:<question>=<answer>`` one answer of several; ``lowest:<standard>`` the key question that decides a
standard; ``ratings:<rating>`` and ``ratings:<section>:<rating>`` how many standards have a rating, and
``ratings:<section>`` how many there are; ``questions:<standard>`` how many key questions; ``progress:<status>``;
``date:fieldwork``, ``date:cohort:1``, ``date:announced``, ``date:published``; a figure of the region stands under
``context:<figure>@region``, one of the nation ``@nation``, an earlier one ``@`` its date.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from inspectorate.aggregation.counts import NOT_RECORDED
from inspectorate.context.catalogue import product_catalogue
from inspectorate.context.moment import last_day
from inspectorate.context.record import Record
from inspectorate.context.value import read_value
from inspectorate.language import gettext as _
from inspectorate.recommendation.model import Recommendation
from inspectorate.report.case_statistic import of_cases
from inspectorate.report.fact_base import FactBase, Surveyed
from inspectorate.report.statistic import Kind, Statistic
from inspectorate.survey.result import QuestionResult

_UNITS: dict[str, Kind] = {"per_cent": "per cent", "status": "status"}


def statistics(base: FactBase) -> dict[str, Statistic]:
    """Every statistic of a fact base by its key, those of cases first."""
    found = (
        *of_cases(base),
        *_of_sample(base),
        *(statistic for survey in base.surveys for statistic in _of_survey(survey)),
        *_of_context(base.context),
        *_of_ratings(base),
        *_of_recommendations(base.recommendations),
        *_of_progress(base),
        *_of_previous(base),
        *_of_dates(base),
    )
    return {statistic.key: statistic for statistic in found}


def find(statistics_: dict[str, Statistic], key: str) -> Statistic | None:
    """A statistic by its key, however it is spaced or capitalised; None where there is none."""
    if key in statistics_:
        return statistics_[key]
    folded = "".join(key.split()).casefold()
    return next((each for name, each in statistics_.items() if "".join(name.split()).casefold() == folded), None)


def _of_sample(base: FactBase) -> Iterator[Statistic]:
    source = _("the sample")
    cases = base.findings.cases
    yield Statistic("sample:cases", "count", _("cases inspected"), source, value=Fraction(cases))
    if base.interviews is not None:
        what = _("interviews with probation practitioners")
        yield Statistic("sample:interviews", "count", what, source, value=Fraction(base.interviews))
    known = base.findings.edition.characteristic_by_id
    for name, sizes in base.composition.items():
        characteristic = known.get(name)
        titles = {each.value: each for each in characteristic.values} if characteristic else {}
        for value, size in sizes.items():
            title = titles[value].title if value in titles else _("Not recorded") if value == NOT_RECORDED else value
            yield Statistic(
                f"sample:{name}={value}",
                "proportion",
                _("cases in the sample: {characteristic}, {value}").format(
                    characteristic=characteristic.title if characteristic else name, value=title
                ),
                source,
                numerator=size,
                denominator=cases,
                group=title,
                terms=tuple(titles[value].aliases) if value in titles else (),
            )


def _of_survey(surveyed: Surveyed) -> Iterator[Statistic]:
    results = surveyed.results
    source = _("survey: {title}").format(title=surveyed.title)
    who = {"staff": _("staff"), "people_on_probation": _("people on probation")}[results.survey.audience]
    yield Statistic(
        f"survey:{surveyed.id}:respondents",
        "count",
        _("{who} who answered the survey").format(who=who),
        source,
        value=Fraction(results.respondents),
        terms=("respondents", "contact", "surveyed", "consulted", "User Voice"),
    )
    for result in results.questions.values():
        if result.shown:
            yield from _of_question(surveyed, result, who, source)
    for beside in surveyed.beside:
        if beside.respondents is not None:
            what = _("{who} who answered the survey: {group}").format(who=who, group=beside.title)
            yield Statistic(
                f"survey:{surveyed.id}:who:{beside.title}",
                "proportion",
                what,
                source,
                numerator=beside.respondents,
                denominator=results.respondents,
                group=beside.title,
            )


def _of_question(surveyed: Surveyed, result: QuestionResult, who: str, source: str) -> Iterator[Statistic]:
    """The choices of one question of a survey; all favourable ones together, and their opposite."""
    key = f"survey:{surveyed.id}:{result.question.id}"
    about = result.question.standards[0] if result.question.standards else ""
    text = result.question.text.rstrip("?.")
    told = _("{who} who answered ‘{choice}’ to ‘{question}’")
    for each in result.choices:
        if each.count is not None and each.choice.counts_as != "left_out":
            what = told.format(who=who, choice=each.choice.title, question=text)
            yield _share(f"{key}:{each.choice.choice}", what, source, each.count, result.base, about)
        elif each.count is not None:
            what = told.format(who=who, choice=each.choice.title, question=text)
            yield _share(f"{key}:{each.choice.choice}", what, source, each.count, result.asked, about)
    share = result.favourable
    if share and share.sufficient is not None and share.relevant:
        good, whole = share.sufficient, share.relevant
        what = _("{who} whose answer was favourable to ‘{question}’").format(who=who, question=text)
        yield _share(f"{key}:favourable", what, source, good, whole, about)
        what = _("{who} whose answer was not favourable to ‘{question}’").format(who=who, question=text)
        yield _share(f"{key}:favourable:no", what, source, whole - good, whole, about)


def _share(key: str, what: str, source: str, part: int, whole: int, about: str) -> Statistic:
    return Statistic(key, "proportion", what, source, numerator=part, denominator=whole, about=about)


def _of_context(records: tuple[Record, ...]) -> Iterator[Statistic]:
    """The figures of context: the latest of each under its plain key, an earlier one with its date."""
    latest: set[tuple[str, str, str]] = set()
    for record in sorted(records, key=lambda each: last_day(each.as_of), reverse=True):
        same = record.figure, record.level, record.of.casefold()
        yield _of_record(record, earlier=same in latest)
        latest.add(same)


def _of_record(record: Record, *, earlier: bool) -> Statistic:
    figure = product_catalogue().by_id[record.figure]
    level = "" if record.level == "unit" else f"@{record.level}"
    date = f"@{record.as_of}" if earlier else ""
    key = f"context:{record.figure}{level}{date}" + (f":{record.of}" if record.of else "")
    value = read_value(record.value, figure)
    exact = value.exact if value else None
    said = (figure.said_of or figure.said) if record.of else figure.said
    whose = {"unit": "", "region": _("region"), "nation": _("England and Wales")}[record.level]
    kind = _UNITS.get(figure.unit, "amount")
    return Statistic(
        key,
        kind,
        ", ".join(filter(None, (figure.title, record.of, whose))),
        f"{record.source}, {record.as_of}",
        value=value.low if value and value.low == value.high else None,
        text="" if exact is not None else record.value,
        group=" ".join(filter(None, (record.of, whose))),
        terms=(said.format(value="", number="", of=record.of), figure.one, figure.many, whose, *_unit(figure.unit)),
    )


def _unit(unit: str) -> tuple[str, ...]:
    """A unit of time, of one and of several."""
    return (unit.removesuffix("s"), unit) if unit in ("days", "weeks", "months") else ()


def _of_ratings(base: FactBase) -> Iterator[Statistic]:
    source = _("the ratings as they were signed off")
    rated = [each for each in base.rated.standards if each.standard.rated and each.rating]
    for each in rated:
        title = each.standard.heading
        what = _("rating of {standard}").format(standard=title)
        id_, text = each.standard.id, each.rating or ""
        terms = (each.standard.title,)
        yield Statistic(f"rating:{id_}", "rating", what, source, text=text, about=id_, terms=terms)
        if each.driven_by:
            yield Statistic(
                f"lowest:{id_}",
                "per cent",
                _("lowest score of the key questions of {standard}").format(standard=title),
                source,
                value=Fraction(each.driven_by.proportion.percent),
                about=id_,
                terms=(each.driven_by.question.text,),
            )
        questions = len(each.standard.key_questions)
        what = _("key questions of {standard}").format(standard=title)
        yield Statistic(f"questions:{id_}", "count", what, source, value=Fraction(questions), about=id_)
    if base.rated.overall:
        what = _("overall rating of {unit}").format(unit=base.unit.name)
        yield Statistic("rating:overall", "rating", what, source, text=base.rated.overall, group=base.unit.name)
    if base.rated.points is not None:
        points, most = base.rated.points, base.rated.maximum
        yield Statistic("score", "score", _("score"), source, numerator=points, denominator=most)
    yield from _of_rated(base, source)


def _of_rated(base: FactBase, source: str) -> Iterator[Statistic]:
    """How many standards have each rating: in all, and in each section."""
    sections = {section.id: section.title for section in base.rated.edition.framework.sections}
    rated = [each for each in base.rated.standards if each.standard.rated and each.rating]
    by_section = {"": rated, **{id_: [each for each in rated if each.standard.section == id_] for id_ in sections}}
    for id_, group in by_section.items():
        if not group:
            continue
        where = sections.get(id_, "")
        key = f"ratings:{id_}" if id_ else "ratings"
        standards = _("standards rated: {section}").format(section=where) if where else _("standards rated")
        domain = {"1": "domain one", "2": "domain two", "3": "domain three"}.get(id_, "")
        terms = (domain, "casework") if domain == "domain two" else (domain,)
        yield Statistic(key, "count", standards, source, value=Fraction(len(group)), group=where, terms=terms)
        for rating, number in Counter(each.rating or "" for each in group).items():
            what = _("{standards}, as ‘{rating}’").format(standards=standards, rating=rating)
            whole = len(group)
            share = _share(f"{key}:{rating}", what, source, number, whole, "")
            yield replace(share, group=where, terms=terms)


def _of_recommendations(made: tuple[Recommendation, ...]) -> Iterator[Statistic]:
    if not made:
        return
    source = _("the recommendations")
    yield Statistic("recommendations", "count", source, source, value=Fraction(len(made)))
    for addressee, number in Counter(each.addressee for each in made).items():
        names = tuple(dict.fromkeys(each.addressed_as for each in made if each.addressee == addressee))
        what = _("recommendations to {addressee}").format(addressee=" or ".join(names))
        yield Statistic(
            f"recommendations:{addressee}", "count", what, source, value=Fraction(number), terms=(addressee,)
        )


def _of_progress(base: FactBase) -> Iterator[Statistic]:
    whole = len(base.progress)
    for status, number in Counter(each.status for each in base.progress).items():
        what = _("recommendations of the last inspection with {status}").format(status=status)
        yield _share(f"progress:{status}", what, _("progress on recommendations"), number, whole, "")


def _of_previous(base: FactBase) -> Iterator[Statistic]:
    before = base.previous
    if before is None:
        return
    source = _("the last inspection, published {when}").format(when=before.when or "")
    if before.overall:
        yield Statistic("previous:rating", "rating", _("overall rating last time"), source, text=before.overall)
    if before.score:
        points, most = before.score.points, before.score.maximum
        yield Statistic("previous:score", "score", _("score last time"), source, numerator=points, denominator=most)
    questions = base.findings.edition.question_by_id
    for id_, percent in before.percentages.items():
        if before.edition == base.findings.edition.id and id_ in questions:
            what = _("last time: {question}").format(question=questions[id_].text)
            yield Statistic(f"previous:{id_}", "per cent", what, source, value=Fraction(percent), group=_("last time"))


def _of_dates(base: FactBase) -> Iterator[Statistic]:
    source = _("the plan of the inspection")
    spans = {"fieldwork": (_("fieldwork"), base.fieldwork)}
    for place, week in enumerate(base.cohorts, start=1):
        spans[f"cohort:{place}"] = (_("weeks in which sentences and licences commenced"), week)
    for name, (what, days) in spans.items():
        yield Statistic(f"date:{name}", "date", what, source, text="/".join(day.isoformat() for day in days))
    for name, what, day in (
        ("announced", _("the inspection announced"), base.announced),
        ("published", _("publication"), base.published),
    ):
        if day:
            yield Statistic(f"date:{name}", "date", what, source, text=day.isoformat())
