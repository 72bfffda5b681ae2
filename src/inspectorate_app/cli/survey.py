"""``inspectorate survey``: what a file of answers comes to, without the application."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.terminal import EditionOption, Format, FormatOption, Json, answer, edition_named, noun, table

if TYPE_CHECKING:
    from inspectorate.framework.model import Edition, Survey
    from inspectorate.survey.result import QuestionResult

app = noun("survey", "What staff and people on probation answered: count.")


@app.command()
def count(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Answers, a row for each person (CSV, XLSX, ODS).")],
    edition: EditionOption,
    survey: Annotated[str, typer.Option("--survey", help="A survey of the edition, such as 'staff'.")],
    form: FormatOption = Format.TEXT,
) -> None:
    """Count the answers to every question of a survey.

    Columns are headed with the id or the text of a question; another column is a fault. Small groups are not shown.
    """
    from inspectorate.survey.file import read_responses
    from inspectorate.survey.result import count as counted

    found = edition_named(edition)
    questionnaire = _named(found, survey)
    results = counted(questionnaire, read_responses(file, questionnaire), found.fewest)
    questions = [_told(questionnaire, each) for each in results.questions.values()]
    data: Json = {"survey": survey, "respondents": results.respondents, "threshold": results.threshold}
    answer(form, {**data, "questions": questions}, lambda: _page({**data, "questions": questions}))


def _named(edition: "Edition", survey: str) -> "Survey":
    from inspectorate.errors import BadInput, Fault

    found = edition.survey_by_id.get(survey)
    if found is None:
        listed = ", ".join(edition.survey_by_id) or "none"
        problem = f"the edition {edition.id} has no survey '{survey}'"
        raise BadInput([Fault("", 0, "--survey", problem, f"give one that it has: {listed}")])
    return found


def _told(survey: "Survey", result: "QuestionResult") -> Json:
    from inspectorate.survey.wording import sentence

    return {
        "id": result.question.id,
        "text": result.question.text,
        "asked": result.asked,
        "base": result.base,
        "shown": result.shown,
        "median": result.median,
        "sentence": sentence(survey, result),
        "choices": [
            {"answer": each.choice.title, "count": each.count, "percent": each.percent} for each in result.choices
        ],
    }


def _page(data: Json) -> str:
    return "\n\n".join([f"{data['respondents']} answered", *_parts(data)])


def _parts(data: Json) -> Iterator[str]:
    if not data["questions"]:
        yield f"Not shown: fewer than {data['threshold']} answered"
    columns = {"answer": "Answer", "count": "Count", "percent": "Per cent"}
    for each in data["questions"]:
        heading = f"{each['id']}  {each['text']}"
        if not each["shown"]:
            yield f"{heading}\nNot shown: fewer than {data['threshold']} answered"
            continue
        told = each["sentence"] or f"{each['base']} of {each['asked']} who were asked"
        hidden = [{**row, "count": "not shown"} if row["count"] is None else row for row in each["choices"]]
        yield "\n".join([heading, told, table(columns, hidden) if hidden else f"Median {each['median']}"])
