"""The charts of a document: drawings made from the evidence, each with its finding in words and the same as a table.

The alternative says what is found, not what is drawn: who hears it learns as much. Drawings are those of
the register (``register.drawing``), with every look as an attribute (``printed``), for print and for narrow screens.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import groupby

from inspectorate.framework.model import Edition
from inspectorate.language import gettext as _
from inspectorate.rating.standard import KeyQuestionRating, StandardRating
from inspectorate.register.drawing.bar import Bar, Bars, bar_svg
from inspectorate.register.drawing.figure import LETTERS, Bound, History, Inspection, RatingLine
from inspectorate.register.drawing.figure import NOT_PUBLISHED as UNPUBLISHED
from inspectorate.register.drawing.history import history_svg
from inspectorate.register.drawing.ladder import Rung, ladder_svg
from inspectorate.register.drawing.printed import printed
from inspectorate.register.drawing.table import history_rows
from inspectorate.register.drawing.words import history_words
from inspectorate.register.facts import NOT_RATED, Score
from inspectorate.report.document import Cell, Chart, Table, plain, words
from inspectorate.report.fact_base import FactBase, Surveyed
from inspectorate.report.key_question import heading_of, key_question_table
from inspectorate.report.material import Material
from inspectorate.sampling.dates import month_in_words
from inspectorate.survey.result import QuestionResult

#: How wide the drawing is for a page and for a narrow screen, in units of which text takes 12 or more.
WIDE, NARROW = 640, 320
_SIZE = re.compile(r'<svg [^>]*width="([\d.]+)" height="([\d.]+)"')


def _chart(draw: Callable[[int], str], title: str, alternative: str, table: Table, anchor: str) -> Chart:
    """A chart from what draws it for a width."""
    svg = printed(draw(WIDE))
    found = _SIZE.search(svg)
    width, height = (round(float(each)) for each in found.groups()) if found else (WIDE, WIDE)
    return Chart(svg, title, alternative, table, width, height, anchor, printed(draw(NARROW)))


def key_question_chart(rated: StandardRating, edition: Edition, made: Material | None = None) -> Chart | None:
    """The key questions of a standard on the bands of the edition, the lowest told; None where there is none.

    ``made`` says the language of the document of which its table is a part.
    """
    if not rated.key_questions:
        return None
    heading = plain(heading_of(made, rated.standard)) if made else rated.standard.heading
    title = _("{standard}: cases judged sufficient, by key question").format(standard=heading)
    said = made.said if made else _as_it_is
    bars = tuple(_bar(each, said, driving=_drives(each, rated)) for each in rated.key_questions)
    bounds = _bounds(edition) if rated.standard.rated else ()
    figure = Bars(
        title, bars, bounds=bounds, note=_("Per cent of relevant cases. The lowest is in bold.") if bounds else ""
    )
    finding = _key_question_finding(rated, said)
    table = key_question_table(rated, made)
    anchor = f"{rated.standard.id}-chart"
    return _chart(lambda width: bar_svg(figure, finding, width), title, finding, _unlinked(table), anchor)


def _unlinked(table: Table) -> Table:
    """A table without its anchor, which the same table may have elsewhere in a document."""
    return Table(table.caption, table.head, table.rows, table.strong, table.numbers, table.widths, table.note)


def _drives(each: KeyQuestionRating, rated: StandardRating) -> bool:
    return each is rated.driven_by and rated.standard.rated


def _as_it_is(text: str) -> str:
    return text


def _bar(each: KeyQuestionRating, said: Callable[[str], str], *, driving: bool) -> Bar:
    return Bar(said(each.question.text), (each.proportion.percent,), (_said(each),), driving)


def _said(each: KeyQuestionRating) -> str:
    """A percentage with its counts: ``61%, 59 of 96``."""
    share = each.proportion
    if share.relevant is None:
        return f"{share.percent}%"
    return _("{percent}%, {part} of {whole}").format(percent=share.percent, part=share.sufficient, whole=share.relevant)


def _bounds(edition: Edition) -> tuple[Bound, ...]:
    """Where the bands of the edition begin; none where it has none, or other ratings than the four."""
    bands = edition.rating.bands.bands if edition.rating and edition.rating.bands else ()
    if any(band.rating not in LETTERS for band in bands):
        return ()
    return tuple(Bound(float(band.from_percent), band.rating) for band in bands)


def _key_question_finding(rated: StandardRating, text: Callable[[str], str]) -> str:
    """What the key questions show: the lowest with its band, then the highest; ``text`` says an edition's text."""
    ranked = sorted(rated.key_questions, key=lambda each: (each.proportion.percent, each.proportion.share))
    low, high = rated.driven_by or ranked[0], ranked[-1]
    told = _("‘{question}’ stands at {said}, in the band of ‘{rating}’").format(
        question=text(low.question.text), said=_said(low), rating=_(low.band.rating)
    )
    if len(ranked) == 1:
        lead = _("The only key question, {told}.").format(told=told)
    else:
        lead = _("The lowest of {number} key questions, {told}.").format(number=len(ranked), told=told)
    rest = ""
    if high is not low:
        rest = _(" The highest, ‘{question}’, stands at {said}.").format(
            question=text(high.question.text), said=_said(high)
        )
    decides = ""
    if rated.standard.rated and rated.rating:
        decides = _(" The standard is rated ‘{rating}’.").format(rating=_(rated.rating))
    return f"{lead}{rest}{decides}"


def rating_chart(title: str, shown: Sequence[tuple[str, str]], table: Table, anchor: str) -> Chart | None:
    """Standards, each by its heading with its rating, on the ladder of the four, and their ``table``.

    None where none is rated, or one has another rating than the four.
    """
    if all(rating == NOT_RATED for _heading, rating in shown) or any(
        rating not in LETTERS for _heading, rating in shown
    ):
        return None
    rungs, finding = tuple(Rung(*each) for each in shown), _rating_finding(shown)
    return _chart(lambda width: ladder_svg(title, rungs, finding, width), title, finding, table, anchor)


def _rating_finding(shown: Sequence[tuple[str, str]]) -> str:
    """How many standards have each rating and which, best first."""
    order = list(LETTERS)
    ranked = sorted(shown, key=lambda each: -order.index(each[1]) if each[1] != NOT_RATED else 1)
    told = []
    for rating, group in groupby(ranked, key=lambda each: each[1]):
        names = ", ".join(heading for heading, _rating in group)
        told.append(
            _("{number} of {all} rated ‘{rating}’: {names}.").format(
                number=sum(each[1] == rating for each in shown), all=len(shown), rating=_(rating), names=names
            )
        )
    return " ".join(told)


def history_of(base: FactBase) -> History | None:
    """The inspection before and this one, as far as the fact base knows; None where none was before.

    ``register.figures.history`` gives that of a whole register.
    """
    before, rated = base.previous, base.rated
    if before is None or before.overall is None or rated.overall is None:
        return None
    when = month_in_words(before.when) if before.when and len(before.when) > 4 else before.when or _("not dated")
    score = before.score
    then = Score(score.points, score.maximum) if score and score.maximum else None
    now = Score(rated.points, rated.maximum) if rated.points is not None and rated.maximum else None
    inspections = (
        Inspection(when, before.edition or "", before.overall, then),
        Inspection(month_in_words(f"{base.fieldwork[0]:%Y-%m}"), rated.edition.id, rated.overall, now),
    )
    lines = []
    if before.edition == rated.edition.id:
        lines = [
            RatingLine(
                each.standard.heading, (before.standards.get(each.standard.id, UNPUBLISHED), each.rating or NOT_RATED)
            )
            for each in rated.standards
            if each.standard.rated
        ]
    return History(_("{unit}: ratings over time").format(unit=base.unit.name), inspections, tuple(lines))


def history_chart(figure: History) -> Chart:
    """A unit's inspections one after another: overall ratings and scores, ratings of standards, key questions."""
    finding = f"{_history_finding(figure)} {history_words(figure)}"
    rows = history_rows(figure)
    body = tuple(tuple(Cell(words(text or "–")) for text in row) for row in rows[1:])
    table = Table(words(figure.title), tuple(words(text or _("Inspection")) for text in rows[0]), body)
    return _chart(lambda width: history_svg(figure, width, titled=False), figure.title, finding, table, "history-chart")


def _history_finding(figure: History) -> str:
    """What changed between the last two inspections."""
    if len(figure.inspections) < 2:
        return _("One inspection is known.")
    before, now = figure.inspections[-2:]
    if before.overall == now.overall:
        lead = _("The overall rating stayed ‘{rating}’.").format(rating=now.overall)
    else:
        lead = _("The overall rating went from ‘{before}’ to ‘{now}’.").format(before=before.overall, now=now.overall)
    order = list(LETTERS)[:4]
    moved = Counter(
        (order.index(line.ratings[-1]) > order.index(line.ratings[-2]))
        - (order.index(line.ratings[-1]) < order.index(line.ratings[-2]))
        for line in figure.ratings
        if {*line.ratings[-2:]} <= {*order}
    )
    if not moved:
        return lead
    counts = _(" Of {all} standards that can be compared, {up} rose, {same} stayed and {down} fell.").format(
        all=moved.total(), up=moved[1], same=moved[0], down=moved[-1]
    )
    return lead + counts


def respondents_chart(surveyed: Surveyed) -> Chart | None:
    """Who answered a survey beside who is supervised, in per cent; None where nothing may be compared."""
    told = [each for each in surveyed.beside if each.percent is not None or each.caseload is not None]
    if not any(each.percent is not None and each.caseload is not None for each in told):
        return None
    hidden = _("not shown")
    bars = tuple(
        Bar(
            each.title,
            (each.percent, each.caseload),
            tuple(hidden if value is None else f"{value}%" for value in (each.percent, each.caseload)),
        )
        for each in told
    )
    title = _("{survey}: respondents beside the caseload").format(survey=surveyed.title)
    things = (_("Respondents"), _("Caseload"))
    figure = Bars(title, bars, things)
    finding = _respondent_finding(
        [
            (each.title, each.percent, each.caseload)
            for each in told
            if each.percent is not None and each.caseload is not None
        ]
    )
    rows = tuple((Cell(words(bar.label)), *(Cell(words(said)) for said in bar.said)) for bar in bars)
    head = (words(_("Group")), *map(words, things))
    table = Table(words(title), head, rows, numbers=frozenset({1, 2}), widths=(3, 1, 1))
    anchor = f"{surveyed.id}-respondents-chart"
    return _chart(lambda width: bar_svg(figure, finding, width), title, finding, table, anchor)


def _respondent_finding(told: Sequence[tuple[str, int, int]]) -> str:
    """The group whose share of respondents differs most from that of the caseload."""
    group, percent, caseload = max(told, key=lambda each: abs(each[1] - each[2]))
    if percent == caseload:
        return _("Respondents and the caseload have the same shares of every group that is shown.")
    return _(
        "The largest difference is in ‘{group}’: {percent} per cent of respondents and {caseload} per cent of the "
        "caseload."
    ).format(group=group, percent=percent, caseload=caseload)


def survey_chart(surveyed: Surveyed) -> Chart | None:
    """The share of favourable answers to each question of a survey that has such; None where there is none."""
    told = [each for each in surveyed.results.questions.values() if each.shown and each.favourable]
    if not told:
        return None
    title = _("{survey}: favourable answers").format(survey=surveyed.title)
    bars = tuple(Bar(each.question.text, (_favourable(each),), (_answered(each),)) for each in told)
    figure = Bars(title, bars, note=_("Per cent of those whose answer to the question counts."))
    ranked = sorted(told, key=_favourable)
    low, high = ranked[0], ranked[-1]
    finding = _("Fewest answers were favourable to ‘{low}’ ({low_said}), most to ‘{high}’ ({high_said}).").format(
        low=low.question.text, low_said=_answered(low), high=high.question.text, high_said=_answered(high)
    )
    if low is high:
        finding = _("Favourable answers to ‘{low}’: {low_said}.").format(low=low.question.text, low_said=_answered(low))
    rows = tuple((Cell(words(bar.label)), Cell(words(bar.said[0]))) for bar in bars)
    head = (words(_("Question")), words(_("Favourable answers")))
    table = Table(words(title), head, rows, numbers=frozenset({1}), widths=(3, 1))
    return _chart(lambda width: bar_svg(figure, finding, width), title, finding, table, f"{surveyed.id}-survey-chart")


def _favourable(each: QuestionResult) -> int:
    return each.favourable.percent if each.favourable else 0


def _answered(each: QuestionResult) -> str:
    share = each.favourable
    if share is None or share.sufficient is None:
        return f"{_favourable(each)}%"
    return _("{percent}%, {part} of {whole}").format(percent=share.percent, part=share.sufficient, whole=share.relevant)
