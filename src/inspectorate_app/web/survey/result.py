"""The results of a survey: figures, who answered beside the caseload, and files of both."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from inspectorate.framework.survey import SurveyQuestion
from inspectorate.survey.result import NO_ANSWER, Results, by_group, response_rate
from inspectorate.survey.wording import sentence
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.survey_export import export
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.queries.survey import SurveyFacts
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.survey.forms import GroupForm
from inspectorate_app.web.survey.views import about, found


@dataclass(frozen=True)
class Split:
    """The favourable share of each question by group: ``groups`` are their ids with their titles."""

    about: SurveyQuestion
    groups: dict[str, str]
    questions: dict[str, Any]


@page(Action.SEE_SURVEYS)
def results(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """Every question counted, once the survey is closed."""
    facts, one = found(inspection, survey)
    counted = query.results(one)
    questions = query.choices_about(one)
    form = GroupForm(questions, request.GET or None)
    chosen = form.cleaned_data["by"] if form.is_bound and form.is_valid() else ""
    content = {
        "counted": counted,
        "sentences": _sentences(one, counted),
        "rate": response_rate(one.answered, one.asked or 0),
        "beside": query.beside(facts, one) if counted else [],
        "form": form,
        "split": _split(one, next(each for each in questions if each.id == chosen)) if chosen and counted else None,
        "errors": [],
    }
    return render(request, "survey/results.html", {**about(actor, facts, one), **content})


@page(Action.EXPORT_SURVEYS, FORM)
def download(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """Take the figures and the checked quotations away, which the audit trail keeps."""
    facts, one = found(inspection, survey)
    if request.method != "POST":
        return render(request, "survey/download.html", about(actor, facts, one))
    file = export(actor, inspection, survey)
    answer = HttpResponse(file.text, content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def _sentences(one: SurveyFacts, counted: Results | None) -> dict[str, str]:
    if counted is None:
        return {}
    return {name: sentence(one.questionnaire, each) for name, each in counted.questions.items()}


def _split(one: SurveyFacts, asked: SurveyQuestion) -> Split:
    questions = by_group(one.questionnaire, query.responses(one), asked, one.fewest)
    titles = {choice.choice: choice.title for choice in asked.choices} | {NO_ANSWER: _("Not said")}
    somebody = {name for each in questions.values() for name in titles if name in each.shown or name in each.hidden}
    return Split(asked, {name: title for name, title in titles.items() if name in somebody}, questions)
