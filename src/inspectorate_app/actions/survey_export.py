"""Taking the results of a survey out of the service: figures and checked quotations, and an entry that they left."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from inspectorate.survey.result import Results
from inspectorate.tabular import csv_text
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.result import File
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.queries.inspection import facts_of

COLUMNS = ("question", "text", "certainty", "asked", "base", "answer", "count", "percent", "note")


def export(actor: Actor, inspection: str, survey: int) -> File:
    """The counts of every question, and the quotations that were checked, as CSV that no spreadsheet runs.

    What is not shown on the pages is not in the file. Raises ``NotThere``, ``NotNow`` where there are no results.
    """
    with change_in(actor, Action.EXPORT_SURVEYS, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        found = query.find(facts, survey)
        if found is None:
            raise NotThere
        counted = query.results(found)
        if counted is None:
            raise NotNow(_("There are no results: the survey is not closed, or too few answered."))
        quoted = [
            {
                "question": each.question.id,
                "text": each.question.text,
                "answer": each.text,
                "note": "quotation, checked",
            }
            for each in query.quotations(found)
        ]
        rows = [{**dict.fromkeys(COLUMNS), **row} for row in (*_rows(counted), *quoted)]
        under_way.note(f"survey {survey}", after={"format": "csv", "rows": len(rows), "quotations": len(quoted)})
        name = f"{facts.slug}-survey-{survey}.csv"
        return File(name, "text/csv; charset=utf-8", csv_text(COLUMNS, rows))


def _rows(counted: Results) -> Iterator[dict[str, Any]]:
    for result in counted.questions.values():
        question = result.question
        about = {"question": question.id, "text": question.text, "certainty": question.certainty}
        if not result.shown:
            yield {**about, "note": "not shown, to protect small groups"}
            continue
        figures = {**about, "asked": result.asked, "base": result.base}
        if result.median is not None:
            yield {**figures, "answer": "median", "count": result.median}
        for each in result.choices:
            note = "not shown, to protect small groups" if each.count is None else ""
            counts = {"answer": each.choice.title, "count": each.count, "percent": each.percent, "note": note}
            yield {**figures, **counts}
