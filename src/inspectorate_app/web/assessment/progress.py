"""How far the case assessments of an inspection are, and what will not be done in time."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.assessment.pace import Pace, pace
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import progress as query
from inspectorate_app.web.assessment.cases import strata_of
from inspectorate_app.web.assessment.room import inspection_of
from inspectorate_app.web.page import page


@dataclass(frozen=True)
class Row:
    """A group of cases as a row of a table."""

    name: str
    group: query.Group
    pace: Pace


@page(Action.SEE_PROGRESS)
def progress(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Cases by state, inspector and stratum, beside the working days that are left."""
    found = inspection_of(inspection)
    due = query.fieldwork_due(found.id) or found.fieldwork_to
    today = timezone.localdate()
    counted = query.progress_of(found.id)
    strata = strata_of(found.edition_sha256)

    def row(name: str, group: query.Group) -> Row:
        return Row(name, group, pace(group.cases, group.submitted, found.fieldwork_from, due, today))

    return render(
        request,
        "assessment/progress.html",
        {
            "inspection": found,
            "every": row(_("All cases"), counted.every),
            "by_inspector": [row(group.name or _("Not allocated"), group) for group in counted.by_inspector],
            "by_stratum": [
                row(strata.get((group.module, group.name), group.name), group) for group in counted.by_stratum
            ],
            "due": due,
            "today": today,
        },
    )
