"""Recording a figure or a file of them, correcting one, and withdrawing one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.context.reading import COLUMNS
from inspectorate.errors import BadInput, Fault
from inspectorate_app.actions import context as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, Overtaken
from inspectorate_app.store.queries.context import level_titles
from inspectorate_app.web.context.forms import CorrectionForm, FigureForm, UploadForm, WithdrawForm, initial
from inspectorate_app.web.context.views import figure_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.inspection.views import inspection_of
from inspectorate_app.web.page import FORM, page

#: So many faults of a file are shown.
FAULTS_SHOWN = 200


@page(Action.RECORD_CONTEXT, FORM)
def new(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Record a figure."""
    found = inspection_of(inspection)
    policy.require(Action.RECORD_CONTEXT, found.phase)
    form = FigureForm(sent(request), levels=level_titles(found), initial={"figure": request.GET.get("figure", "")})
    if form.is_bound and form.is_valid():
        try:
            number = action.record(actor, inspection, form.record)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("The figure was recorded."))
            if "another" in request.POST:
                return redirect("context_new", inspection=inspection)
            return redirect("context_figure", inspection=inspection, figure=number)
    return render(request, "context/new.html", {"inspection": found, "form": form})


@page(Action.RECORD_CONTEXT, FORM)
def correct(request: HttpRequest, actor: Actor, inspection: str, figure: int) -> HttpResponse:
    """Correct a figure; what it said before stays beside it."""
    found = inspection_of(inspection)
    shown = figure_of(found, figure)
    policy.require(Action.RECORD_CONTEXT, found.phase)
    start = {**initial(shown.current.record), "version": shown.current.version}
    form = CorrectionForm(sent(request), levels=level_titles(found), initial=start)
    status = 200
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        wanted = {"reason": given["reason"], "version": given["version"]}
        try:
            action.correct(actor, inspection, figure, form.record, **wanted)
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        except Overtaken as overtaken:
            form = CorrectionForm(_upon(request, overtaken), levels=level_titles(found))
            form.add_error(None, _overtaken(overtaken))
            status = 409
        else:
            messages.success(request, _("The figure was corrected. What it said before is kept."))
            return redirect("context_figure", inspection=inspection, figure=figure)
    return render(request, "context/correct.html", {"inspection": found, "one": shown, "form": form}, status=status)


@page(Action.RECORD_CONTEXT, FORM)
def withdraw(request: HttpRequest, actor: Actor, inspection: str, figure: int) -> HttpResponse:
    """Ask before a figure is withdrawn, and why."""
    found = inspection_of(inspection)
    shown = figure_of(found, figure)
    form = WithdrawForm(sent(request), initial={"version": shown.current.version})
    if form.is_bound and form.is_valid():
        try:
            action.withdraw(actor, inspection, figure, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except (NotNow, Overtaken) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The figure was withdrawn."))
            return redirect("context", inspection=inspection)
    return render(request, "context/withdraw.html", {"inspection": found, "one": shown, "form": form})


@page(Action.RECORD_CONTEXT, FORM)
def upload(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Record every figure of a file, or none of them where one row is wrong."""
    found = inspection_of(inspection)
    policy.require(Action.RECORD_CONTEXT, found.phase)
    form = UploadForm(sent(request), request.FILES or None)
    faults: tuple[Fault, ...] = ()
    if form.is_bound and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            count = action.record_file(actor, inspection, content=file.read(), file_name=file.name)
        except BadInput as error:
            faults = error.faults
            form.add_error("file", _summary(faults))
        else:
            messages.success(
                request,
                ngettext("{count} figure was recorded.", "{count} figures were recorded.", count).format(count=count),
            )
            return redirect("context", inspection=inspection)
    about = {
        "inspection": found,
        "form": form,
        "faults": [_told(each) for each in faults[:FAULTS_SHOWN] if each.line],
        "unlisted": max(0, len(faults) - FAULTS_SHOWN),
        "columns": [[name, ", ".join(others)] for name, others in COLUMNS.items()],
        "levels": level_titles(found),
    }
    return render(request, "context/upload.html", about)


def _told(fault: Fault) -> list[str | int]:
    return [fault.line, fault.field, _sentence(fault.problem), _sentence(fault.mend)]


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _summary(faults: tuple[Fault, ...]) -> str:
    first = faults[0]
    if len(faults) == 1 and not first.line:
        return f"{_sentence(first.problem)}: {first.mend}"
    return ngettext(
        "The file has {faults:,} problem, and nothing of it was kept",
        "The file has {faults:,} problems, and nothing of it was kept",
        len(faults),
    ).format(faults=len(faults))


def _overtaken(overtaken: Overtaken) -> str:
    theirs = overtaken.theirs
    return _(
        "{theirs} corrected this figure to {theirs_2} after you opened it. "
        "What you typed stands below. If you save it now, it becomes the next correction."
    ).format(theirs=theirs["by"], theirs_2=theirs["value"])


def _upon(request: HttpRequest, overtaken: Overtaken) -> Any:
    """What was typed, now upon the version that someone else saved."""
    typed = request.POST.copy()
    typed["version"] = str(overtaken.theirs["version"])
    return typed
