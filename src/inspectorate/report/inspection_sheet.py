"""Sheets of a data workbook on the inspection: when, context, sample, recommendations, what was published before."""

from collections.abc import Iterator
from fractions import Fraction

from inspectorate.aggregation.counts import NOT_RECORDED
from inspectorate.aggregation.proportion import whole_percent
from inspectorate.context.catalogue import LEVELS, product_catalogue
from inspectorate.context.moment import moment_words
from inspectorate.context.record import Record
from inspectorate.context.value import read_value
from inspectorate.language import gettext as _
from inspectorate.organisation.directory import product_directory
from inspectorate.report.case_sheet import HIDDEN, NONE, UNKNOWN, Row, titled
from inspectorate.report.fact_base import FactBase
from inspectorate.report.workbook import Column, Sheet, Value
from inspectorate.sampling.dates import in_words


def inspected(base: FactBase) -> Sheet:
    """What was inspected, when, under which framework, and the seal under which its ratings were signed off."""
    columns = (
        Column(_("Fact"), "fact", _("What is told of the inspection"), "text"),
        Column(_("Value"), "value", _("What it is"), "text"),
    )
    title = titled(_("About the inspection"), base)
    return Sheet(_("About the inspection"), title, columns, tuple(_facts(base)))


def _facts(base: FactBase) -> Iterator[Row]:
    framework, rated = base.rated.edition.framework, base.rated
    yield _("Inspected"), base.unit.name
    yield _("Kind"), base.unit.kind
    if base.region:
        yield _("Region"), base.region
    yield _("Framework"), framework.title
    yield _("Edition of the framework"), base.rated.edition.id
    for name, day in ((_("Announced"), base.announced), (_("Published"), base.published)):
        if day:
            yield name, in_words(day)
    yield _("Fieldwork began"), in_words(base.fieldwork[0])
    yield _("Fieldwork ended"), in_words(base.fieldwork[1])
    for first, last in base.cohorts:
        yield (
            _("Sentences and licences of the sample began"),
            _("{first} to {last}").format(first=in_words(first), last=in_words(last)),
        )
    yield _("Cases inspected"), str(base.findings.cases)
    if base.interviews is not None:
        yield _("Interviews with practitioners about cases"), str(base.interviews)
    if rated.overall:
        yield _("Overall rating"), rated.overall
    if rated.points is not None and rated.maximum:
        yield _("Score"), _("{points} of {maximum}").format(points=rated.points, maximum=rated.maximum)
    if base.frozen_at:
        yield _("Ratings signed off"), in_words(base.frozen_at.date())
    if base.seal:
        yield _("Seal of the signed-off evidence (SHA-256)"), base.seal


def context(base: FactBase) -> Sheet:
    """The figures of context: caseload, staffing, workload."""
    columns = (
        Column(_("Figure"), "figure", _("What the figure counts"), "text"),
        Column(_("Of what or whom"), "of", _("The part of the organisation or group that it speaks of"), "text"),
        Column(_("Level"), "level", _("Whether it is of what was inspected, its region or the nation"), "text"),
        Column(_("Value"), "value", _("The value as it was given"), "text"),
        Column(_("Number"), "number", _("The value where it is one exact number"), "amount"),
        Column(_("Unit"), "unit", _("What the number is given in"), "text"),
        Column(_("At"), "at", _("The day, month or year that it is of, or the end of its period"), "date"),
        Column(_("From"), "from", _("The beginning of its period"), "date"),
        Column(_("Source"), "source", _("Who gave the figure, or where it was published"), "text"),
        Column(_("How it is counted"), "counted", _("What is counted, in words"), "text"),
    )
    rows = tuple(_context_row(each) for each in base.context if each.figure in product_catalogue().by_id)
    return Sheet(_("Context"), titled(_("Context: caseload, staffing and workload"), base), columns, rows)


def _context_row(record: Record) -> Row:
    figure = product_catalogue().by_id[record.figure]
    value = read_value(record.value, figure)
    exact: Value = value.exact if value and value.exact is not None else NONE
    number = exact.numerator if isinstance(exact, Fraction) and exact.denominator == 1 else exact
    unit = {"count": figure.many or _("number"), "per_cent": _("per cent")}.get(figure.unit, figure.unit)
    begin = moment_words(record.period_from) if record.period_from else NONE
    at = moment_words(record.as_of)
    level = _(LEVELS[record.level])
    return figure.title, record.of or NONE, level, record.value, number, unit, at, begin, record.source, figure.counted


def sample_sheet(base: FactBase) -> Sheet:
    """Of which cases the sample consists, by each characteristic."""
    columns = (
        Column(_("Characteristic"), "characteristic", _("What is recorded of each case"), "text"),
        Column(_("Group"), "group", _("The value of the characteristic"), "text"),
        Column(_("Cases"), "cases", _("Cases of the sample that have it"), "count"),
        Column(_("Per cent of cases"), "percent", _("Their share of all cases inspected"), "per cent"),
    )
    rows = tuple(row for name in base.composition for row in _composition(base, name))
    says = (_("{cases} cases were inspected.").format(cases=base.findings.cases),)
    return Sheet(_("Sample"), titled(_("Composition of the sample of cases"), base), columns, rows, says)


def _composition(base: FactBase, name: str) -> Iterator[Row]:
    """Every value in the order of the edition; one that is not told is hidden, unless all cases are told without it."""
    sizes, cases = base.composition[name], base.findings.cases
    characteristic = base.findings.edition.characteristic_by_id.get(name)
    known = {value.value: value.title for value in characteristic.values} if characteristic else {}
    whole = sum(sizes.values()) == cases
    for value in dict.fromkeys([*known, *sizes]):
        title = known.get(value, _("Not recorded") if value == NOT_RECORDED else value)
        size: Value = sizes.get(value, 0 if whole else HIDDEN)
        part: Value = Fraction(whole_percent(Fraction(size, cases)), 100) if isinstance(size, int) and cases else HIDDEN
        yield characteristic.title if characteristic else name, title, size, part


def recommendation_sheet(base: FactBase) -> Sheet:
    """The recommendations with whom each is made to."""
    columns = (
        Column(_("Number"), "number", _("The number of the recommendation in the report"), "count"),
        Column(_("Made to"), "addressed_as", _("Who should do it, as the report says"), "text"),
        Column(_("Kind of addressee"), "addressee", _("PDU, region, HMPPS or another"), "text"),
        Column(_("Recommendation"), "recommendation", _("What should be done"), "text"),
    )
    rows = tuple((each.number, each.addressed_as, each.addressee, each.text) for each in base.recommendations)
    return Sheet(_("Recommendations"), titled(_("Recommendations"), base), columns, rows)


def progress(base: FactBase) -> Sheet:
    """What became of the recommendations of the inspection before."""
    columns = (
        Column(_("Number"), "number", _("The number that the recommendation had"), "count"),
        Column(_("Recommendation"), "recommendation", _("What should have been done"), "text"),
        Column(_("Progress"), "progress", _("Sufficient, some or no progress"), "text"),
        Column(_("What we found"), "found", _("What inspectors found of it"), "text"),
    )
    rows = tuple(
        (each.recommendation.number, each.recommendation.text, each.status and _(each.status), each.found)
        for each in base.progress
    )
    title = titled(_("Progress on previous recommendations"), base)
    return Sheet(_("Previous recommendations"), title, columns, rows)


def previous_ratings(base: FactBase) -> Sheet:
    """The ratings of the last inspection beside those of this one, by standard where its number is the same."""
    columns = (
        Column(_("Rated"), "rated", _("The overall rating, the score, or the number of a standard"), "text"),
        Column(_("Previous inspection"), "previous", _("What was published then"), "text"),
        Column(_("This inspection"), "this", _("What was found now"), "text"),
    )
    rows = tuple(_previous_rows(base)) if base.previous else ()
    same = base.previous is not None and base.previous.edition == base.rated.edition.id
    when = moment_words(base.previous.known_from) if base.previous and base.previous.known_from else _("not known")
    says = [_("The previous inspection was published: {when}.").format(when=when)]
    if not same:
        says.append(_("It was made under another framework, so only the overall rating stands beside this one."))
    return Sheet(_("Previous ratings"), titled(_("Previous ratings"), base), columns, rows, tuple(says))


def _previous_rows(base: FactBase) -> Iterator[Row]:
    if (before := base.previous) is None:
        return
    rated = base.rated
    now = _("{points} of {maximum}").format(points=rated.points, maximum=rated.maximum)
    yield _("Overall rating"), before.overall or UNKNOWN, rated.overall or NONE
    if before.score:
        maximum = before.score.maximum
        then = _("{points} of {maximum}").format(points=before.score.points, maximum=maximum or UNKNOWN)
        yield _("Score"), then, now if rated.points is not None else NONE
    if before.edition == rated.edition.id:
        ratings = {each.standard.id: each.rating or _("Not rated") for each in rated.standards if each.standard.rated}
        for standard in dict.fromkeys([*ratings, *before.standards]):
            yield standard, before.standards.get(standard, UNKNOWN), ratings.get(standard, NONE)


def region_sheet(base: FactBase) -> Sheet:
    """The last published inspection of each other unit of the region."""
    columns = (
        Column(_("Unit"), "unit", _("The id of the unit in the register of inspections"), "text"),
        Column(_("Published"), "published", _("When its findings were published"), "date"),
        Column(_("Overall rating"), "overall", _("Its overall rating"), "rating"),
        Column(_("Points"), "points", _("The points of its score"), "count"),
        Column(_("Points that could be had"), "maximum", _("The most points of its score"), "count"),
    )
    rows: list[Row] = []
    for each in base.neighbours:
        score = each.score
        rows.append(
            (
                each.unit_name or (known.name if (known := product_directory().by_id.get(each.unit)) else each.unit),
                moment_words(each.known_from) if each.known_from else UNKNOWN,
                each.overall or UNKNOWN,
                score.points if score else UNKNOWN,
                score.maximum if score and score.maximum else UNKNOWN,
            )
        )
    title = titled(_("Other units of the region that were inspected"), base)
    return Sheet(_("Region"), title, columns, tuple(rows), source=_("Register of published inspections"))


def method(base: FactBase) -> Sheet:
    """How the inspection was made and its sample drawn, in paragraphs."""
    columns = (
        Column(_("Part"), "part", _("Method, or how the sample was drawn"), "text"),
        Column(_("Text"), "text", _("A paragraph of it"), "text"),
    )
    rows = (
        *((_("How we inspected"), text) for text in base.method),
        *((_("How the sample was drawn"), text) for text in base.sampling),
    )
    return Sheet(_("Method"), titled(_("Method and sampling statement"), base), columns, rows)
