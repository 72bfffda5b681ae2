"""Giving the source of a claim."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import draft as actions
from inspectorate_app.actions import letter
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import draft as query
from inspectorate_app.web.draft.forms import Supporting
from inspectorate_app.web.draft.room import begun, held
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, inspection_of, page


@page(Action.SUPPORT_CLAIM, FORM)
def support(
    request: HttpRequest, actor: Actor, inspection: str, kind: str, part: str, fingerprint: str
) -> HttpResponse:
    """Tie a claim to its source, or let go of what it was tied to."""
    facts = inspection_of(inspection)
    one = begun(facts, kind, part)
    claims = held(facts, one.place, one.text, letter.evidence(actor, facts)).claims
    claim = next((each for each in claims if each.fingerprint == fingerprint), None)
    if claim is None:
        raise NotThere
    given = next((each for each in query.supports(facts, kind) if each.fingerprint == fingerprint), None)
    initial = (
        {
            "source": given.support.source,
            "statistic": given.support.statistic,
            "something_else": bool(given.support.other_than),
        }
        if given
        else {}
    )
    form = Supporting(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            actions.support(actor, inspection, kind, part, fingerprint, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        else:
            messages.success(request, _("Source saved"))
            address = reverse("draft_part", kwargs={"inspection": inspection, "kind": kind, "part": part})
            return redirect(f"{address}#claims")
    content = {"inspection": facts, "one": one, "claim": claim, "given": given, "form": form}
    return render(request, "draft/supporting.html", content)
