"""The cases of the approved samples: who reads them, why they were picked, and what takes the place of one."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.framework.model import Edition
from inspectorate_app.actions import policy, sample_file, withheld
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.queries import case as query
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import sample as samples
from inspectorate_app.store.queries.case import CaseFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, POST_ONLY, page
from inspectorate_app.web.sample.drawn import handed_out, titled
from inspectorate_app.web.sample.forms import ReplaceForm
from inspectorate_app.web.sample.name import may_see
from inspectorate_app.web.sample.paging import SIZE, pages
from inspectorate_app.web.sample.views import can, found
from inspectorate_app.wording import later

ROLES = {"main": later("To be read"), "reserve": later("Reserve"), "withdrawn": later("Withdrawn")}
STATES = {
    "not_started": (later("Not started"), "grey"),
    "in_progress": (later("In progress"), "yellow"),
    "submitted": (later("Submitted"), "green"),
}


def case_of(actor: Actor, facts: InspectionFacts, number: int) -> CaseFacts:
    """The case of a number as someone is shown it; raises ``NotThere``."""
    kept = query.find(facts.id, number)
    if kept is None:
        raise NotThere
    return withheld.hidden(kept, withheld.reasons(actor, facts.id))


@page(Action.SEE_SAMPLE)
def cases(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The cases by number, of one role where that is asked for."""
    facts = found(inspection)
    role = request.GET.get("role", "main")
    role = role if role in ROLES else "main"
    at, why = pages(request, query.count_of(facts.id, role)), withheld.reasons(actor, facts.id)
    about = {
        "inspection": facts,
        "role": role,
        "roles": ROLES,
        "states": STATES,
        "rows": [withheld.hidden(each, why) for each in query.cases_of(facts.id, role, offset=at.offset, limit=SIZE)],
        "at": at,
        "base": f"?{urlencode({'role': role})}&page=",
    }
    return render(request, "sample/cases.html", about)


@page(Action.SEE_SAMPLE, POST_ONLY)
def download(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The cases as a file; that it was handed out stands in the audit trail."""
    return handed_out(sample_file.cases_file(actor, inspection))


@page(Action.SEE_SAMPLE)
def one(request: HttpRequest, actor: Actor, inspection: str, case: int) -> HttpResponse:
    """One case: what is known of it, why it was picked, and what can be done with it."""
    facts = found(inspection)
    kept = case_of(actor, facts, case)
    can_change = kept.role == "main" and kept.state != "submitted"
    about = {
        "inspection": facts,
        "case": kept,
        "role": ROLES[kept.role],
        "state": STATES[kept.state],
        "facts": [] if kept.withheld else _facts_of(facts, kept),
        "reason": "" if kept.withheld else _reason(facts, kept),
        "replacement": None if kept.withheld else query.replacement_of(facts.id, case),
        "can_see_name": may_see(actor, facts, kept),
        "can_allocate": can_change and can(actor, Action.ALLOCATE_CASES, facts),
        "can_replace": can_change and not kept.withheld and can(actor, Action.REPLACE_CASE, facts),
    }
    return render(request, "sample/case.html", about)


def _facts_of(facts: InspectionFacts, kept: CaseFacts) -> list[dict[str, str]]:
    """What is known of a case, in the words of the edition."""
    edition = inspections.edition_used(facts)
    rows = [(_("Sample"), titled(facts, kept.module)), (_("Stratum"), _stratum(edition, kept))]
    rows += [(_("Area"), kept.area), (_("Team"), kept.team), (_("Practitioner"), kept.practitioner)]
    rows += [_characteristic(edition, name, value) for name, value in kept.characteristics.items()]
    return [{"key": key, "value": value} for key, value in rows]


def _reason(facts: InspectionFacts, kept: CaseFacts) -> str:
    """Why a case was picked, with what people call its stratum."""
    reason = samples.reason_of(facts.id, kept.sample, kept.reference)
    title = _stratum(inspections.edition_used(facts), kept)
    return reason.replace(f"of stratum {kept.stratum} ", f"of the stratum ‘{title}’ ")


def _stratum(edition: Edition, kept: CaseFacts) -> str:
    specification = samples.specification_of(edition, kept.module)
    strata = specification.strata if specification else ()
    return next((each.title for each in strata if each.id == kept.stratum), kept.stratum)


def _characteristic(edition: Edition, name: str, value: str) -> tuple[str, str]:
    known = edition.characteristic_by_id.get(name)
    if known is None:
        return name, value
    return known.title, next((each.title for each in known.values if each.value == value), value)


@page(Action.REPLACE_CASE, FORM)
def replace(request: HttpRequest, actor: Actor, inspection: str, case: int) -> HttpResponse:
    """Withdraw a case with a reason, and call up the next of the reserve."""
    facts = found(inspection)
    policy.require(Action.REPLACE_CASE, facts.phase)
    kept = case_of(actor, facts, case)
    withheld.require(actor, facts.id, case, kept.allocated_to)
    form = ReplaceForm(request.POST or None)
    if form.is_valid():
        try:
            successor = action.replace_case(actor, inspection, case, reason=form.cleaned_data["reason"])
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            return _replaced(request, inspection, case, successor)
    about: dict[str, Any] = {
        "inspection": facts,
        "case": kept,
        "form": form,
        "reserve": query.count_of(facts.id, "reserve"),
    }
    return render(request, "sample/replace.html", about)


def _replaced(request: HttpRequest, inspection: str, case: int, successor: int | None) -> HttpResponse:
    if successor is None:
        messages.warning(
            request,
            _("Case {case} is withdrawn. The reserve is used up: the sample is one case smaller").format(case=case),
        )
        return redirect("sample_case", inspection=inspection, case=case)
    messages.success(
        request,
        _("Case {case} is withdrawn, and case {successor} takes its place. Nobody has it yet").format(
            case=case, successor=successor
        ),
    )
    return redirect("sample_case", inspection=inspection, case=successor)
