"""A file of answers -> responses, or every fault in it by row and column.

A column that is no question is a fault and not passed over: files of survey tools carry addresses, names and times of
respondents, none of which may come in.
"""

from collections.abc import Sequence
from pathlib import Path

from inspectorate.errors import BadInput, FaultLog
from inspectorate.framework.survey import Survey, SurveyQuestion
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
        log.add("there is no response in it", "give a row for each respondent")
    log.raise_if_any()
    return tuple(responses)


def _texts(question: SurveyQuestion, cell: str) -> Sequence[str]:
    return cell.split(SEPARATOR) if question.kind == "several" else (cell,)


def _refuse_strangers(table: Table, known: set[int], log: FaultLog) -> None:
    headings = {fold(heading) for place, heading in enumerate(table.header) if place in known}
    for place, heading in enumerate(table.header):
        if place not in known and heading and fold(heading) not in headings:
            mend = "take the column out: nothing that could tell who answered, or when, is loaded"
            log.add("the column is no question of the survey", mend, line=1, field=heading)
