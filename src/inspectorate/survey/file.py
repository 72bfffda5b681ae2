"""A file of answers -> responses, or every fault in it by row and column.

A column that is no question is a fault and not passed over: files of survey tools carry addresses, names and times of
respondents, none of which may come in.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from inspectorate.errors import BadInput, FaultLog
from inspectorate.framework.survey import Survey, SurveyQuestion
from inspectorate.language import gettext as _
from inspectorate.survey.answer import Answer, read_answers
from inspectorate.tabular import Table, fold, read_table

#: Between several choices in one cell.
SEPARATOR = ";"


def read_responses(path: Path | str, survey: Survey) -> tuple[dict[str, Answer], ...]:
    """The responses of a CSV or XLSX file, a row each; columns are headed with the id or the text of a question.

    Raises ``BadInput`` with every fault of every row.
    """
    table = read_table(path)
    accepted = {question.id: (question.text,) for question in survey.question_by_id.values()}
    log = FaultLog(table.file)
    places = log.collect(table.columns, accepted) or {}
    _refuse_strangers(table, set(places.values()), log)
    responses = []
    try:
        for number, cells in table.rows:
            given = {name: _texts(survey.question_by_id[name], cells[place]) for name, place in places.items()}
            responses.append(read_answers(survey, given, log, line=number, strict=True))
    except BadInput as error:
        log.faults += error.faults
    if not responses and not log.faults:
        log.add(_("there is no response in it"), _("give a row for each respondent"))
    log.raise_if_any()
    return tuple(responses)


def read_given(
    given: Sequence[Mapping[str, str]], survey: Survey, name: str = "answers"
) -> tuple[dict[str, Answer], ...]:
    """The responses that a program gives, each by the ids of questions; in faults, the first is row 1 of ``name``.

    Raises ``BadInput`` with every fault of every response, among them names that are no question.
    """
    log = FaultLog(name)
    responses = []
    for number, each in enumerate(given, start=1):
        for stranger in each.keys() - survey.question_by_id.keys():
            mend = _("take it out: nothing that could tell who answered, or when, is loaded")
            log.add(_("it is no question of the survey"), mend, line=number, field=stranger[:60])
        texts = {
            key: _texts(survey.question_by_id[key], text) for key, text in each.items() if key in survey.question_by_id
        }
        responses.append(read_answers(survey, texts, log, line=number, strict=True))
    log.raise_if_any()
    return tuple(each for each in responses if each)


def _texts(question: SurveyQuestion, cell: str) -> Sequence[str]:
    return cell.split(SEPARATOR) if question.kind == "several" else (cell,)


def _refuse_strangers(table: Table, known: set[int], log: FaultLog) -> None:
    headings = {fold(heading) for place, heading in enumerate(table.header) if place in known}
    for place, heading in enumerate(table.header):
        if place not in known and heading and fold(heading) not in headings:
            mend = _("take the column out: nothing that could tell who answered, or when, is loaded")
            log.add(_("the column is no question of the survey"), mend, line=1, field=heading)
