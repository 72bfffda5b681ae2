"""How answers come in: links that are told once, and files of answers that were collected elsewhere."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.errors import BadInput, Fault
from inspectorate.tabular import csv_text
from inspectorate_app.actions import policy
from inspectorate_app.actions import survey as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.survey.forms import CSV, AnswersForm, LinksForm
from inspectorate_app.web.survey.qr import qr_code
from inspectorate_app.web.survey.views import about, found

#: So many faults of a file are shown.
FAULTS_SHOWN = 100


@page(Action.MANAGE_SURVEYS, FORM)
def links(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """Make links, and show them this once: as slips to print, or as a file."""
    facts, one = found(inspection, survey)
    policy.require(Action.MANAGE_SURVEYS, facts.phase)
    _require_open(one.closed)
    form = LinksForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return render(request, "survey/links.html", {**about(actor, facts, one), "form": form})
    words = action.make_links(actor, inspection, survey, form.cleaned_data["count"])
    made = [(word, request.build_absolute_uri(reverse("survey_answer", kwargs={"word": word}))) for word in words]
    if form.cleaned_data["form"] == CSV:
        text = csv_text(("code", "link"), ({"code": word, "link": link} for word, link in made))
        answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="{facts.slug}-survey-{survey}-links.csv"'
        return answer
    place = request.build_absolute_uri(reverse("survey_enter"))
    slips = [(word, qr_code(link)) for word, link in made]
    return render(request, "survey/sheet.html", {**about(actor, facts, one), "slips": slips, "place": place})


@page(Action.MANAGE_SURVEYS, FORM)
def withdrawing(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """End the links that were not used, once it was confirmed."""
    facts, one = found(inspection, survey)
    policy.require(Action.MANAGE_SURVEYS, facts.phase)
    _require_open(one.closed)
    if request.method == "POST":
        ended = action.withdraw_links(actor, inspection, survey)
        messages.success(
            request,
            ngettext("{ended:,} link was withdrawn", "{ended:,} links were withdrawn", ended).format(ended=ended),
        )
        return redirect("survey", inspection=inspection, survey=survey)
    return render(request, "survey/withdrawing.html", about(actor, facts, one))


@page(Action.MANAGE_SURVEYS, FORM)
def importing(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """Take in a file of answers; every fault in it is told by row, and then nothing is kept."""
    facts, one = found(inspection, survey)
    policy.require(Action.MANAGE_SURVEYS, facts.phase)
    _require_open(one.closed)
    form = AnswersForm(request.POST or None, request.FILES or None)
    faults: tuple[Fault, ...] = ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            number = action.import_file(actor, inspection, survey, file_name=file.name, content=file.read())
        except BadInput as error:
            faults = error.faults
            form.add_error("file", _summary(faults))
        else:
            messages.success(request, _("{number:,} answers were imported").format(number=number))
            return redirect("survey", inspection=inspection, survey=survey)
    questions = one.questionnaire.question_by_id.values()
    content = {
        "form": form,
        "faults": [_row(each) for each in faults if each.line][:FAULTS_SHOWN],
        "unlisted": max(0, len(faults) - FAULTS_SHOWN),
        "columns": [
            [each.id, each.text, "; ".join(choice.title for choice in one.questionnaire.choices_of(each))]
            for each in questions
        ],
    }
    return render(request, "survey/importing.html", {**about(actor, facts, one), **content})


def _require_open(closed: bool) -> None:
    if closed:
        raise NotNow(_("This survey is closed, and stays so."))


def _summary(faults: tuple[Fault, ...]) -> str:
    first = faults[0]
    if len(faults) == 1 and not first.line:
        return f"{_sentence(first.problem)}: {first.mend}"
    return ngettext(
        "The file has {faults:,} problem, and nothing of it was kept",
        "The file has {faults:,} problems, and nothing of it was kept",
        len(faults),
    ).format(faults=len(faults))


def _row(fault: Fault) -> list[str | int]:
    return [fault.line, fault.field or _("Whole row"), _sentence(fault.problem), _sentence(fault.mend)]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]
