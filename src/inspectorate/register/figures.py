"""The register's inspections as the figures that are drawn of them: a heat table, a unit's history, a spread."""

from collections.abc import Sequence
from itertools import pairwise

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.comparison import questions_in_series
from inspectorate.framework.model import CaseQuestion, Edition, KeyQuestion, Standard
from inspectorate.framework.wording import counted
from inspectorate.register.comparison import Measure, compared, measure_named, spread
from inspectorate.register.drawing import figure as drawn
from inspectorate.register.facts import Score
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register
from inspectorate.register.series import not_comparable
from inspectorate.sampling.dates import month_in_words

#: Fewer units than this have no quartiles.
FEWEST = 3


def heat_table(register: Register, inspections: Sequence[PublishedInspection], title: str) -> drawn.HeatTable:
    """The ratings by standard of inspections, a panel for each edition; the note says how many are left out."""
    inspections = [one for one in inspections if one.standards or register.is_rated(one)]
    told = [one for one in inspections if one.standards and register.edition(one)]
    editions = {one.edition: register.editions[str(one.edition)] for one in told}
    panels = [
        _panel(register, edition, [one for one in told if one.edition == edition.id]) for edition in editions.values()
    ]
    return drawn.by_score(drawn.HeatTable(title, tuple(panels), _heat_note(told, len(inspections))))


def _heat_note(told: Sequence[PublishedInspection], asked: int) -> str:
    """What a row is, and how many of the inspections asked for have one."""
    whole = all(one.when and len(one.when) > len("2023") for one in told)
    note = f"Each row is one inspection, with its month{'' if whole else ', or with its year where no more is known'}."
    if left := asked - len(told):
        note += f" {len(told)} of {counted(asked, 'inspection')}: of the other {left} no ratings by standard are known."
    return note


def _panel(register: Register, edition: Edition, inspections: Sequence[PublishedInspection]) -> drawn.HeatPanel:
    used = {standard for one in inspections for standard in one.standards}
    columns = tuple(drawn.Column(one.id, one.title) for one in edition.standards if one.id in used)
    rows = tuple(_row(register, one, columns) for one in inspections)
    return drawn.HeatPanel(edition.framework.title, columns, rows)


def _row(register: Register, one: PublishedInspection, columns: Sequence[drawn.Column]) -> drawn.HeatRow:
    unit = register.organisation(one)
    ratings = tuple(one.standards.get(column.id, drawn.NOT_PUBLISHED) for column in columns)
    overall = one.overall or drawn.NOT_PUBLISHED
    return drawn.HeatRow(unit.name, _month(one.when), ratings, overall, _score(one), unit.region or "")


def history(register: Register, unit: str) -> drawn.History:
    """The inspections of a unit, by its id: overall, score, standards, and key questions where they can be compared."""
    inspections = [one for one in register.history(unit) if one.standards or register.is_rated(one)]
    name = register.organisations[unit].name
    return drawn.History(
        f"{name}: {counted(len(inspections), 'inspection')}",
        tuple(
            drawn.Inspection(_month(one.when), one.edition or "", one.overall or drawn.NOT_PUBLISHED, _score(one))
            for one in inspections
        ),
        tuple(_standard_line(register, inspections, key) for key in _standard_keys(register, inspections)),
        tuple(_percent_line(register, inspections, series) for series in _series(register, inspections)),
    )


def ratings_by_year(register: Register, inspections: Sequence[PublishedInspection], title: str) -> drawn.Years:
    """How many inspections have each overall rating, by the year of their place in time; the undated come last.

    Those of an edition that gives none are not counted.
    """
    by_year: dict[str, list[str]] = {}
    for one in sorted(filter(register.is_rated, inspections), key=lambda one: one.when or "9999"):
        by_year.setdefault(one.when[:4] if one.when else "No date", []).append(one.overall or drawn.NOT_PUBLISHED)
    years = (
        drawn.RatingYear(year, {rating: found.count(rating) for rating in drawn.LETTERS if rating in found})
        for year, found in by_year.items()
    )
    return drawn.Years(title, tuple(years), "Inspections of which the register holds a rating, by year of publication.")


def _standard_key(standard: Standard) -> str:
    """What is the same of one standard in two editions: the subject of its comparable questions, else its title."""
    series = next((question.series for question in standard.key_questions if question.series), None)
    return series.rpartition(".")[0] if series else standard.title.casefold()


def _titled(edition: Edition, standard: Standard) -> str:
    """The title of a standard, with its id where the edition has two of the title."""
    alike = [one for one in edition.standards if one.title == standard.title]
    return standard.title if len(alike) == 1 else f"{standard.id} {standard.title}"


def _standard_keys(register: Register, inspections: Sequence[PublishedInspection]) -> list[str]:
    keys: dict[str, None] = {}
    for one in inspections:
        edition = register.edition(one)
        for standard in edition.standards if edition else ():
            if standard.id in one.standards:
                keys[_standard_key(standard)] = None
    return list(keys)


def _standard_line(register: Register, inspections: Sequence[PublishedInspection], key: str) -> drawn.RatingLine:
    ratings, title = [], key
    for one in inspections:
        edition = register.edition(one)
        standard = next((s for s in edition.standards if _standard_key(s) == key), None) if edition else None
        title = _titled(edition, standard) if edition and standard else title
        ratings.append(
            one.standards.get(standard.id, drawn.NOT_PUBLISHED)
            if standard
            else drawn.NOT_IN_EDITION
            if edition
            else drawn.NOT_PUBLISHED
        )
    return drawn.RatingLine(title, tuple(ratings))


def _series(register: Register, inspections: Sequence[PublishedInspection]) -> list[str]:
    """The series of which at least one inspection has a percentage."""
    found: dict[str, None] = {}
    for one in inspections:
        edition = register.edition(one)
        for question in questions_in_series(edition) if edition else ():
            if question.id in one.percentages:
                found[str(question.series)] = None
    return list(found)


def _percent_line(register: Register, inspections: Sequence[PublishedInspection], series: str) -> drawn.PercentLine:
    text, label, percents = series, series, []
    for one in inspections:
        edition = register.edition(one)
        asked = next((q for q in questions_in_series(edition) if q.series == series), None) if edition else None
        text = asked.text if asked else text
        label = _short(edition, asked) if edition and asked else label
        percents.append(one.percentages.get(asked.id) if asked else None)
    told = list(zip(inspections, percents, strict=True))
    breaks = tuple(
        "" if None in (before, after) else _break(register, one, other, series)
        for (one, before), (other, after) in pairwise(told)
    )
    return drawn.PercentLine(label, tuple(percents), breaks, text)


def _short(edition: Edition, question: KeyQuestion | CaseQuestion) -> str:
    """A question of a series in few words, under its standard: ``Assessment: safety``."""
    subject, _, about = str(question.series).rpartition(".")
    standard = next((one for one in edition.standards if question in one.key_questions), None)
    return f"{_titled(edition, standard) if standard else subject.replace('-', ' ').capitalize()}: {about}"


def _break(register: Register, one: PublishedInspection, other: PublishedInspection, series: str) -> str:
    """Why the percentages of two inspections cannot be compared; "" where they can."""
    before, after = register.edition(one), register.edition(other)
    return (not_comparable(before, after, series) or "") if before and after else ""


def spread_of(
    register: Register, inspection: PublishedInspection, names: Sequence[str] = (), others: Sequence[str] = ()
) -> drawn.Spread:
    """How the key questions of an inspection lie over all units that can be compared, its own unit marked.

    ``others`` are ids of units that are marked too. Raises ``BadInput`` where they are more than there are marks.

    Where none of its percentages are known, the unit's last inspection of which some are is taken. ``names`` are key
    questions or series; without any, all of which there is a percentage. Raises ``BadInput`` where the edition has no
    question of a name.
    """
    units = list(dict.fromkeys((inspection.unit, *others)))
    if len(units) > drawn.MOST_MARKED:
        problem = f"{len(units)} units to mark, and {drawn.MOST_MARKED} marks that can be told apart"
        raise BadInput([Fault(units[-1], 0, "", problem, "name fewer units, or leave the drawing out")])
    known = [one for one in register.history(inspection.unit) if one.percentages]
    asked, inspection = inspection, inspection if inspection.percentages or not known else known[-1]
    edition = register.edition(inspection)
    measures = [measure_named(inspection, edition, name) for name in names or inspection.percentages]
    editions = sorted({str(one.edition) for measure in measures for one, _ in compared(register, inspection, measure)})
    return drawn.Spread(
        f"Key questions at the inspection of {register.organisation(inspection).name}, {_month(inspection.when)}",
        tuple(register.organisations[unit].name for unit in units),
        tuple(_strip(register, inspection, measure, units) for measure in measures),
        _bounds(edition),
        _spread_note(asked, inspection, editions),
    )


def _spread_note(asked: PublishedInspection, taken: PublishedInspection, editions: Sequence[str]) -> str:
    """Which inspections are drawn, and that it is another one than was asked for."""
    if not editions:
        return "No percentages of it are known."
    other = ""
    if asked != taken:
        other = f"Of the inspection of {_month(asked.when)} no percentages are known: "
        other += f"that of {_month(taken.when)} is drawn. "
    return f"{other}Each other unit at its last comparable inspection. Editions: {', '.join(editions)}."


def _strip(register: Register, inspection: PublishedInspection, measure: Measure, units: Sequence[str]) -> drawn.Strip:
    pairs = compared(register, inspection, measure)
    values = [value for _, value in pairs]
    value_of = {one.unit: float(value) for one, value in pairs}
    lies = spread(values) if len(values) >= FEWEST else None
    quartiles = (float(lies.lower_quartile), float(lies.median), float(lies.upper_quartile)) if lies else None
    return drawn.Strip(
        f"{measure.id} {measure.title}", tuple(map(float, values)), tuple(map(value_of.get, units)), quartiles
    )


def _bounds(edition: Edition | None) -> tuple[drawn.Bound, ...]:
    """Where the bands of an edition begin."""
    bands = edition.rating.bands.bands if edition and edition.rating and edition.rating.bands else ()
    return tuple(drawn.Bound(float(band.from_percent), band.rating) for band in bands)


def _score(one: PublishedInspection) -> Score | None:
    return Score(one.score.points, one.score.maximum) if one.score and one.score.maximum else None


def _month(when: str | None) -> str:
    """``July 2023`` of 2023-07-27 or 2023-07; the year of a year."""
    if when is None:
        return "undated"
    if len(when) == len("2023"):
        return when
    return month_in_words(when)
