"""The timetable of an inspection: by when each phase is due to end, and the dates from which that follows."""

import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.inspection import DOCUMENTS_KEPT_MONTHS, NAMES_KEPT_MONTHS, Phase, due_dates, names_deletion
from inspectorate.sampling.dates import in_words
from inspectorate_app.actions import inspection as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.queries import evidence as evidence_query
from inspectorate_app.store.queries import inspection as query
from inspectorate_app.store.queries import phase as phase_query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import DatesForm, DueForm, sent
from inspectorate_app.web.inspection.views import inspection_of, may_now, phase_named
from inspectorate_app.web.page import FORM, page


@page(Action.SEE_INSPECTION)
def timetable(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """When each phase is due, done or overdue, and what of it is assumed."""
    found = inspection_of(inspection)
    shown = {
        "inspection": found,
        "milestones": phase_query.milestones(found),
        "today": timezone.localdate(),
        "may_edit": may_now(actor, Action.EDIT_INSPECTION, found),
        "fieldwork": Phase.FIELDWORK,
        "documents_deleted_at": evidence_query.files_deleted_at(found),
        "documents_months": DOCUMENTS_KEPT_MONTHS,
        "names_months": NAMES_KEPT_MONTHS if found.names_delete_on == _proposed(found) else None,
    }
    return render(request, "inspection/timetable.html", shown)


def _proposed(inspection: InspectionFacts) -> datetime.date:
    """The day that would be proposed for deleting names."""
    return names_deletion(due_dates(inspection.fieldwork_from, inspection.fieldwork_to)[Phase.PUBLISHED])


@page(Action.EDIT_INSPECTION, FORM)
def due(request: HttpRequest, actor: Actor, inspection: str, phase: str) -> HttpResponse:
    """Change the day by which a phase is due."""
    found, of = inspection_of(inspection), phase_named(phase)
    milestone = next((each for each in phase_query.milestones(found) if each.phase is of), None)
    if milestone is None or of is Phase.FIELDWORK:
        raise NotThere
    form = DueForm(sent(request), initial={"due_on": milestone.due_on})
    if request.method == "POST" and form.is_valid():
        day = form.cleaned_data["due_on"]
        try:
            action.set_due(actor, inspection, of, day)
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("{label} is due by {day}.").format(label=of.label, day=in_words(day)))
            return redirect("timetable", inspection=inspection)
    return render(request, "inspection/due.html", {"inspection": found, "milestone": milestone, "form": form})


@page(Action.EDIT_INSPECTION, FORM)
def dates(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Change fieldwork, the cohort weeks, and the days on which names and documents are deleted."""
    found = inspection_of(inspection)
    initial = {
        "fieldwork_from": found.fieldwork_from,
        "fieldwork_to": found.fieldwork_to,
        "cohort_weeks": found.cohort_weeks,
        "names_delete_on": found.names_delete_on,
        "documents_delete_on": found.documents_delete_on,
    }
    samples = query.edition_used(found).sampling is not None
    form = DatesForm(sent(request), initial=initial, samples=samples)
    if request.method == "POST" and form.is_valid():
        try:
            action.edit(actor, inspection, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The dates were changed."))
            return redirect("timetable", inspection=inspection)
    return render(request, "inspection/dates.html", {"inspection": found, "form": form})
