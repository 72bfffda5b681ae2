"""Who of the team was trained for what and is ready, and recording it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import training as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import MAY, Action, Role
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import membership
from inspectorate_app.store.queries import training as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.membership import Member
from inspectorate_app.store.queries.training import Trained
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.quality.forms import MAIN, TrainingForm
from inspectorate_app.web.quality.overview import can
from inspectorate_app.wording import later

#: What a state is called, and the colour of its tag.
STATES = {
    "ready": (later("Ready"), "green"),
    "not_yet": (later("Not yet ready"), "yellow"),
    "expired": (later("Expired"), "red"),
}


@page(Action.SEE_TRAINING)
def training(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Everyone who may read cases, with what they are ready for."""
    facts = inspection_of(inspection)
    people = _people(facts)
    records = query.records(facts.edition, people)
    content = {
        "inspection": facts,
        "required": query.required(),
        "people": [
            {"person": person, "name": name, "mine": person == actor.person, "records": told(facts, records, person)}
            for person, name in people.items()
        ],
        "may_record": can(actor, Action.RECORD_TRAINING, facts),
    }
    return render(request, "quality/training.html", content)


@page(Action.RECORD_TRAINING, FORM)
def record(request: HttpRequest, actor: Actor, inspection: str, person: int) -> HttpResponse:
    """Record what someone was trained for, or take a record back."""
    facts = inspection_of(inspection)
    name = _people(facts).get(person)
    if name is None:
        raise NotThere
    withdrawn = request.POST.get("withdraw", "")
    form = TrainingForm(request.POST if request.POST and not withdrawn else None, modules=_modules(facts))
    if withdrawn:
        action.withdraw(actor, inspection, person=person, module="" if withdrawn == MAIN else withdrawn)
        messages.success(request, _("Taken back: {name} is not recorded as ready for it").format(name=name))
        return redirect("training", inspection=inspection)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        module = "" if given["module"] == MAIN else given["module"]
        try:
            action.record(actor, inspection, person=person, **(given | {"module": module}))
        except BadInput as refused:
            add_faults(form, refused)
        else:
            messages.success(request, _("Training of {name} recorded").format(name=name))
            return redirect("training", inspection=inspection)
    records = told(facts, query.records(facts.edition, [person]), person)
    content = {"inspection": facts, "form": form, "name": name, "records": records}
    return render(request, "quality/training_record.html", content, status=422 if form.errors else 200)


def told(facts: InspectionFacts, records: tuple[Trained, ...], person: int) -> list[dict[str, Any]]:
    """What is recorded of someone, as pages show it."""
    modules = _modules(facts)
    return [
        {
            "module": modules.get(each.module, each.module),
            "key": each.module or MAIN,
            "record": each,
            "state": STATES[each.state],
        }
        for each in records
        if each.person == person
    ]


def _modules(facts: InspectionFacts) -> dict[str, str]:
    return query.modules_of(edition_used(facts))


def _people(facts: InspectionFacts) -> dict[int, str]:
    """Whoever may read cases in the inspection, by id, in the order of their names."""
    reading = {role.value for role in MAY[Action.READ_BLIND]} | {Role.LOCAL_ASSESSOR.value}
    members: tuple[Member, ...] = membership.team(facts.id, facts.organisation)
    return {each.person: each.name for each in members if each.role in reading}
