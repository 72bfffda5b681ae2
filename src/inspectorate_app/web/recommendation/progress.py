"""What came of a recommendation of the last inspection."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.recommendation.progress import product_statuses
from inspectorate_app.actions import policy
from inspectorate_app.actions import previous_recommendation as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.store.queries import action_plan
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.recommendation.forms import Judging
from inspectorate_app.web.recommendation.room import COLOURS, finding_choices, found_previous


@page(Action.JUDGE_PROGRESS, FORM)
def judge(request: HttpRequest, actor: Actor, inspection: str, previous: int) -> HttpResponse:
    """Say how much progress was made, what was found, and which findings bear it out."""
    facts = inspection_of(inspection)
    one = found_previous(facts, previous)
    policy.require(Action.JUDGE_PROGRESS, facts.phase)
    choices, hints = finding_choices(facts, one.rests_on)
    chosen = [str(each.number) for each in one.rests_on]
    start = {"status": one.status, "found": one.found, "findings": chosen, "version": one.version}
    form = Judging(choices, sent(request), initial=start)
    theirs: Mapping[str, Any] | None = None
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("status", "found", "version")}
        try:
            actions.judge(actor, inspection, previous, findings=form.numbers, **given)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            known = product_statuses().by_id.get(overtaken.theirs["status"])
            theirs = {**overtaken.theirs, "label": _(known.label) if known else ""}
            again = request.POST.copy()
            again["version"] = str(overtaken.theirs["version"])
            form = Judging(choices, again)
        else:
            messages.success(request, _("Progress saved"))
            return redirect("previous_recommendations", inspection=inspection)
    content = {"form": form, "one": one, "hints": hints, "theirs": theirs, "statuses": product_statuses()}
    content |= {"reported": action_plan.reported([one]), "colours": COLOURS}
    about = {"inspection": facts, **content}
    return render(request, "recommendation/judging.html", about, status=409 if theirs else 200)
