"""The surveys of an inspection: the list, one of them as it stands, opening, its dates, closing."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.survey.result import response_rate
from inspectorate_app.actions import policy, quotation
from inspectorate_app.actions import survey as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.survey import SurveyFacts
from inspectorate_app.web.disclosure.small import small_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.survey.forms import DatesForm, OpenForm


def found(inspection: str, survey: int) -> tuple[InspectionFacts, SurveyFacts]:
    """An inspection and one of its surveys. Raises ``NotThere``."""
    facts = inspection_of(inspection)
    one = query.find(facts, survey)
    if one is None:
        raise NotThere
    return facts, one


def can(actor: Actor, wanted: Action, facts: InspectionFacts) -> bool:
    """Whether someone may do something, and it is time for it: where not, no page offers it."""
    return may(actor, wanted, facts.slug) and policy.now(wanted, facts.phase)


def about(actor: Actor, facts: InspectionFacts, one: SurveyFacts) -> dict[str, Any]:
    """What every page of one survey is given."""
    return {
        "inspection": facts,
        "survey": one,
        "back": reverse("survey", kwargs={"inspection": facts.slug, "survey": one.number}),
        "can_manage": can(actor, Action.MANAGE_SURVEYS, facts),
        "can_check": can(actor, Action.CHECK_QUOTATIONS, facts),
        "can_export": can(actor, Action.EXPORT_SURVEYS, facts),
        "threshold": one.fewest,
        "small": small_of(facts),
    }


@page(Action.SEE_SURVEYS)
def surveys(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every survey of the inspection, with how many have answered."""
    facts = inspection_of(inspection)
    content = {
        "inspection": facts,
        "surveys": query.surveys(facts),
        "offered": edition_used(facts).surveys,
        "can_manage": can(actor, Action.MANAGE_SURVEYS, facts),
    }
    return render(request, "survey/surveys.html", content)


@page(Action.SEE_SURVEYS)
def survey(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """One survey as it stands: how many have answered, never who or what, until it is closed."""
    facts, one = found(inspection, survey)
    rate = response_rate(one.answered, one.asked or 0)
    return render(request, "survey/survey.html", {**about(actor, facts, one), "rate": rate})


@page(Action.SEE_SURVEYS)
def questionnaire(request: HttpRequest, actor: Actor, inspection: str, questionnaire: str) -> HttpResponse:
    """The questions of a survey, each with where it was read and how sure that is."""
    facts = inspection_of(inspection)
    edition = edition_used(facts)
    one = edition.survey_by_id.get(questionnaire)
    if one is None:
        raise NotThere
    content = {"inspection": facts, "questionnaire": one, "cite": edition.cite}
    return render(request, "survey/questionnaire.html", content)


@page(Action.MANAGE_SURVEYS, FORM)
def opening(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Open a survey."""
    facts = inspection_of(inspection)
    policy.require(Action.MANAGE_SURVEYS, facts.phase)
    known = edition_used(facts).survey_by_id
    if not known:
        raise NotThere(_("The edition of this inspection has no survey."))
    form = OpenForm(known, request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            number = action.open_survey(actor, inspection, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("The survey is set up. Make links for it, or import answers"))
            return redirect("survey", inspection=inspection, survey=number)
    return render(request, "survey/opening.html", {"inspection": facts, "form": form, "offered": known})


@page(Action.MANAGE_SURVEYS, FORM)
def dates(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """Change the days of a survey, and how many are asked."""
    facts, one = found(inspection, survey)
    policy.require(Action.MANAGE_SURVEYS, facts.phase)
    initial = {"opens_on": one.opens_on, "closes_on": one.closes_on, "invited": one.invited}
    form = DatesForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            action.change_dates(actor, inspection, survey, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("The dates are changed"))
            return redirect("survey", inspection=inspection, survey=survey)
    return render(request, "survey/dates.html", {**about(actor, facts, one), "form": form})


@page(Action.MANAGE_SURVEYS, FORM)
def closing(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """Close a survey, once it was confirmed."""
    facts, one = found(inspection, survey)
    policy.require(Action.MANAGE_SURVEYS, facts.phase)
    if request.method == "POST":
        kept = action.close(actor, inspection, survey)
        told = (
            _("The survey is closed")
            if kept
            else _("The survey is closed. Its answers were too few, and are destroyed")
        )
        messages.success(request, told)
        return redirect("survey_results" if kept else "survey", inspection=inspection, survey=survey)
    return render(request, "survey/closing.html", about(actor, facts, one))


@page(Action.MANAGE_SURVEYS, FORM)
def handing_over(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """Let someone else check the quotations of a survey, once it was confirmed."""
    facts, one = found(inspection, survey)
    if request.method == "POST":
        quotation.hand_over(actor, inspection, survey)
        messages.success(request, _("Someone else can now check the quotations"))
        return redirect("survey", inspection=inspection, survey=survey)
    return render(request, "survey/handing_over.html", about(actor, facts, one))
