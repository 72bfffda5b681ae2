"""Sheets of a data workbook on surveys: each question with its base, and who answered beside the caseload."""

from collections.abc import Iterator
from fractions import Fraction

from inspectorate.language import gettext as _
from inspectorate.report.case_sheet import HIDDEN, NONE, UNKNOWN, Row, titled
from inspectorate.report.fact_base import FactBase, Surveyed
from inspectorate.report.workbook import Column, Sheet, Value
from inspectorate.survey.result import ChoiceCount, QuestionResult


def survey_sheets(base: FactBase) -> Iterator[Sheet]:
    """A sheet for each survey of which anything may be told."""
    for number, surveyed in enumerate(base.surveys, start=1):
        yield _survey_sheet(base, surveyed, number)


def _survey_sheet(base: FactBase, surveyed: Surveyed, number: int) -> Sheet:
    columns = (
        Column(_("Question"), "question", _("The name of the question in the survey"), "text"),
        Column(_("Question as asked"), "question_text", _("The question as respondents read it"), "text"),
        Column(_("Answer"), "answer", _("The answer that is counted"), "text"),
        Column(_("Respondents"), "respondents", _("Respondents who gave the answer"), "count"),
        Column(_("Base [note 8]"), "base", _("Respondents whose answer to the question counts"), "count"),
        Column(_("Per cent of base"), "percent", _("The share of the base that gave the answer"), "per cent"),
        Column(_("Asked"), "asked", _("Respondents who were asked the question"), "count"),
    )
    rows = tuple(row for result in surveyed.results.questions.values() for row in _rows(result))
    who = {"staff": _("Staff survey"), "people_on_probation": _("Survey of people on probation")}
    title = titled(surveyed.title, base)
    says = (
        _("{respondents} people answered.").format(respondents=surveyed.results.respondents),
        _("Where several answers could be given, percentages add up to more than 100."),
    )
    source = who[surveyed.results.survey.audience]
    same = sum(each.results.survey.audience == surveyed.results.survey.audience for each in base.surveys)
    return Sheet(source if same == 1 else f"{source[:26]} ({number})", title, columns, rows, says, source)


def _rows(result: QuestionResult) -> Iterator[Row]:
    """A row for each answer, one for the favourable answers together, one for a median; one [c] of what is hidden."""
    question = result.question
    named: Row = (question.id, question.text)
    if not result.shown:
        yield (*named, _("All answers"), HIDDEN, HIDDEN, HIDDEN, HIDDEN)
        return
    for each in result.choices:
        yield (*named, each.choice.title, *_counted(each, result), result.asked)
    if result.favourable is not None:
        favourable = Fraction(result.favourable.percent, 100)
        number = UNKNOWN if result.favourable.sufficient is None else result.favourable.sufficient
        yield (*named, _("All favourable answers"), number, result.base, favourable, result.asked)
    if result.median is not None:
        yield (*named, _("Median: {number}").format(number=result.median), NONE, result.base, NONE, result.asked)


def _counted(each: ChoiceCount, result: QuestionResult) -> Row:
    if each.count is None:
        return HIDDEN, result.base, HIDDEN
    return each.count, result.base, percent(each.percent)


def percent(whole: int | None, otherwise: str = NONE) -> Value:
    """A whole per cent as a share."""
    return otherwise if whole is None else Fraction(whole, 100)


def respondents(base: FactBase) -> Sheet:
    """Who answered each survey, beside who is supervised."""
    columns = (
        Column(_("Survey"), "survey", _("The title of the survey"), "text"),
        Column(_("Group"), "group", _("The group of respondents"), "text"),
        Column(_("Respondents"), "respondents", _("Respondents of the group"), "count"),
        Column(_("Per cent of respondents"), "percent_respondents", _("Their share of all respondents"), "per cent"),
        Column(_("Per cent of the caseload"), "percent_caseload", _("The group’s share of the caseload"), "per cent"),
    )
    rows = tuple(
        (
            surveyed.title,
            each.title,
            HIDDEN if each.respondents is None else each.respondents,
            percent(each.percent, HIDDEN),
            percent(each.caseload, UNKNOWN),
        )
        for surveyed in base.surveys
        for each in surveyed.beside
    )
    title = titled(_("Who answered the surveys, beside the caseload"), base)
    says = (_("Where the two shares differ, the answers may say less about those who are few among respondents."),)
    return Sheet(_("Respondents"), title, columns, rows, says)
