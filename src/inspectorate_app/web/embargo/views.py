"""Embargoed copies as those see them who send them: the list, a new one, one with its log, the log of all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import embargo as actions
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.embargo import Made, Recipient
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import embargo as query
from inspectorate_app.store.queries.embargo import KINDS, CopyFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.embargo.forms import NewCopy, OfTheService, Tracing
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, POST_ONLY, inspection_of, page


@page(Action.SEE_EMBARGOED)
def copies(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every copy, and the one that a file comes from."""
    facts = inspection_of(inspection)
    sign = request.GET.get("sign", "")[:40].partition("(")
    looked_for = sign[2].rstrip(") ") if sign[2] else sign[0]
    content = {
        "inspection": facts,
        "copies": query.copies(facts.id),
        "approved": query.approved(facts.id),
        "until": query.until,
        "kinds": KINDS,
        "tracing": Tracing(initial={"sign": request.GET.get("sign", "")[:40]}),
        "looked_for": looked_for.strip(),
        "traced": query.traced(facts.id, looked_for) if looked_for.strip() else None,
        "may_send": may(actor, Action.SEND_EMBARGOED, inspection),
        "may_export": may(actor, Action.EXPORT_EMBARGOED, inspection),
    }
    return render(request, "embargo/copies.html", content)


@page(Action.SEND_EMBARGOED, FORM)
def new(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Make a copy for someone who is named."""
    facts = inspection_of(inspection)
    form = NewCopy(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            made = actions.make(actor, inspection, [form.recipient])
        except BadInput as error:
            add_faults(form, error)
        else:
            return _told(request, facts, made)
    content = {"inspection": facts, "form": form, "approved": query.approved(facts.id), "until": query.until}
    return render(request, "embargo/new.html", content)


@page(Action.SEND_EMBARGOED, FORM)
def service(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Make copies for people of the inspected service."""
    facts = inspection_of(inspection)
    known = query.people_of_the_service(facts.id)
    form = OfTheService(known, request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        chosen = [known[int(person)] for person in form.cleaned_data["people"]]
        try:
            made = actions.make(
                actor, inspection, [Recipient("service", name, facts.unit, email) for name, email in chosen]
            )
        except BadInput as error:
            add_faults(form, error)
        else:
            return _told(request, facts, made)
    content = {"inspection": facts, "form": form, "known": known}
    return render(request, "embargo/service.html", content)


@page(Action.SEE_EMBARGOED)
def copy(request: HttpRequest, actor: Actor, inspection: str, copy: int) -> HttpResponse:
    """One copy, with all that was done with its link."""
    facts = inspection_of(inspection)
    found = _there(facts, copy)
    content = {
        "inspection": facts,
        "copy": found,
        "kind": KINDS[found.kind],
        "openings": query.openings(facts.id, copy),
        "may_send": found.works and may(actor, Action.SEND_EMBARGOED, inspection),
        "may_revoke": found.works and may(actor, Action.REVOKE_EMBARGOED, inspection),
    }
    return render(request, "embargo/copy.html", content)


@page(Action.SEND_EMBARGOED, FORM)
def send(request: HttpRequest, actor: Actor, inspection: str, copy: int) -> HttpResponse:
    """Ask, then send a new link; the one before ends."""
    facts = inspection_of(inspection)
    found = _there(facts, copy)
    if request.method == "POST":
        return _told(request, facts, (actions.send_again(actor, inspection, copy),))
    return render(request, "embargo/sending.html", {"inspection": facts, "copy": found})


@page(Action.REVOKE_EMBARGOED, FORM)
def revoke(request: HttpRequest, actor: Actor, inspection: str, copy: int) -> HttpResponse:
    """Ask, then end the link of a copy."""
    facts = inspection_of(inspection)
    found = _there(facts, copy)
    if request.method == "POST":
        actions.revoke(actor, inspection, copy)
        messages.success(request, _("Copy {number} is revoked: its link opens nothing any more").format(number=copy))
        return redirect("embargoed_copy", inspection=inspection, copy=copy)
    return render(request, "embargo/revoking.html", {"inspection": facts, "copy": found})


@page(Action.EXPORT_EMBARGOED, POST_ONLY)
def log(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The log of all copies as a file."""
    file = actions.export_log(actor, inspection)
    answer = HttpResponse(file.text, content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def _there(facts: InspectionFacts, number: int) -> CopyFacts:
    found = query.find(facts.id, number)
    if found is None:
        raise NotThere
    return found


def _told(request: HttpRequest, facts: InspectionFacts, made: tuple[Made, ...]) -> HttpResponse:
    """Back to the list where the links are mailed; else the links, which are shown this once."""
    if all(each.mailed for each in made):
        numbers = ", ".join(str(each.number) for each in made)
        messages.success(request, _("The link is on its way by mail. Copies: {numbers}").format(numbers=numbers))
        return redirect("embargoed", inspection=facts.slug)
    copies = {each.number: query.find(facts.id, each.number) for each in made}
    content = {"inspection": facts, "made": [(each, copies[each.number]) for each in made]}
    return render(request, "embargo/made.html", content)
