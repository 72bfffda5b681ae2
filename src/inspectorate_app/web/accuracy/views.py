"""The checks of an inspection as the team sees them: sent, extended, closed, or not needed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.inspection import Phase
from inspectorate_app.actions import accuracy as actions
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries import hold
from inspectorate_app.store.queries.accuracy import CheckFacts
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.accuracy.forms import CloseForm, ExtendForm, SendForm, WaiveForm
from inspectorate_app.web.accuracy.wording import STATES, VERDICTS
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.inspection.views import may_now
from inspectorate_app.web.page import FORM, inspection_of, page


@page(Action.SEE_ACCURACY)
def overview(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every check, what is missing before publication, and what can be done now."""
    facts = inspection_of(inspection)
    found = query.checks(facts)
    shown = {
        **about(facts, actor),
        "checks": found,
        "hindering": list(query.hindering(facts)),
        "may_send_another": not any(each.is_open for each in found),
        "held": hold.standing(facts.id),
    }
    return render(request, "accuracy/overview.html", shown)


@page(Action.SEE_ACCURACY)
def check(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """One check: what was sent, what came of it, and which comments wait for an answer."""
    facts = inspection_of(inspection)
    one = found(facts, number)
    tasks = [_task(facts, one, each) for each in one.sent_comments]
    return render(request, "accuracy/check.html", about(facts, actor) | {"one": one, "tasks": tasks})


@page(Action.SEND_ACCURACY, FORM)
def send(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Choose what is sent and by when, and write the letter."""
    facts = inspection_of(inspection)
    policy.require(Action.SEND_ACCURACY, facts.phase)
    initial = {
        "kinds": ["report"],
        "due_on": actions.proposed_day(timezone.localdate()),
        "letter": _letter(facts),
    }
    form = SendForm(sent(request), initial=initial)
    more = {"left": policy.missing(facts, Phase.FACTUAL_ACCURACY), "before": query.sent_to(facts)[:1]}

    def do(given: dict[str, Any]) -> str:
        number = actions.send(actor, inspection, **given)
        messages.success(request, _("The service can check the draft, and was told."))
        return reverse("accuracy_check", kwargs={"inspection": inspection, "number": number})

    return _asked(request, actor, facts, form, "send", do, more)


@page(Action.SEND_ACCURACY, FORM)
def waive(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Record why no check is needed."""
    facts = inspection_of(inspection)
    policy.require(Action.SEND_ACCURACY, facts.phase)

    def do(given: dict[str, Any]) -> str:
        actions.waive(actor, inspection, **given)
        messages.success(request, _("It is recorded that no check is needed."))
        return reverse("accuracy", kwargs={"inspection": inspection})

    return _asked(request, actor, facts, WaiveForm(sent(request)), "waive", do, {})


@page(Action.SEND_ACCURACY, FORM)
def extend(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Give the service more time."""
    facts = inspection_of(inspection)
    policy.require(Action.SEND_ACCURACY, facts.phase)
    one = found(facts, number)

    def do(given: dict[str, Any]) -> str:
        actions.extend(actor, inspection, number, **given)
        messages.success(request, _("The service has more time, and was told."))
        return reverse("accuracy_check", kwargs={"inspection": inspection, "number": number})

    return _asked(request, actor, facts, ExtendForm(sent(request)), "extend", do, {"one": one})


@page(Action.SEND_ACCURACY, FORM)
def close(request: HttpRequest, actor: Actor, inspection: str, number: int) -> HttpResponse:
    """Ask before the answers go to the service; without an answer of the service, ask why."""
    facts = inspection_of(inspection)
    policy.require(Action.SEND_ACCURACY, facts.phase)
    one = found(facts, number)
    form = CloseForm(sent(request)) if one.state == "sent" else forms.Form(sent(request))

    def do(given: dict[str, Any]) -> str:
        actions.close(actor, inspection, number, **given)
        messages.success(request, _("The check is closed. The service can read the answers."))
        return reverse("accuracy_check", kwargs={"inspection": inspection, "number": number})

    left = policy.missing(facts, Phase.FACTUAL_ACCURACY)
    return _asked(request, actor, facts, form, "close", do, {"one": one, "left": left})


def about(facts: InspectionFacts, actor: Actor) -> dict[str, Any]:
    """What every page of the team knows."""
    return {
        "inspection": facts,
        "titles": query.KINDS,
        "states": STATES,
        "verdicts": VERDICTS,
        "today": timezone.localdate(),
        "may_send": may_now(actor, Action.SEND_ACCURACY, facts),
        "may_answer": may_now(actor, Action.ANSWER_ACCURACY, facts),
    }


def found(facts: InspectionFacts, number: int) -> CheckFacts:
    """The check that an address names, once it went to the service. Raises ``NotThere``."""
    one = query.check(facts, number)
    if one is None or one.state == "waived":
        raise NotThere
    return one


def _asked(
    request: HttpRequest,
    actor: Actor,
    facts: InspectionFacts,
    form: forms.Form,
    name: str,
    do: Callable[[dict[str, Any]], str],
    more: dict[str, Any],
) -> HttpResponse:
    """A form; once it is filled in well, what it asks for is done, and the page follows that ``do`` names."""
    if request.method == "POST" and form.is_valid():
        try:
            return redirect(do(form.cleaned_data))
        except BadInput as error:
            add_faults(form, error)
    return render(request, f"accuracy/{name}.html", about(facts, actor) | {"form": form} | more)


def _task(facts: InspectionFacts, one: CheckFacts, comment: query.CommentFacts) -> dict[str, str]:
    words, colour = VERDICTS[comment.verdict]
    text = _("Comment {number} on paragraph {passage} of the {title}").format(
        number=comment.number, passage=comment.passage, title=_(query.KINDS[comment.kind]).lower()
    )
    where = {"inspection": facts.slug, "number": one.number, "comment": comment.number}
    return {
        "text": text,
        "hint": comment.correction[:140] + ("…" if len(comment.correction) > 140 else ""),
        "href": reverse("accuracy_comment", kwargs=where),
        "status": words,
        "colour": colour or "blue",
    }


def _letter(facts: InspectionFacts) -> str:
    """What a letter begins as. The words are ours."""
    return _(
        "This is the draft of what we found in the inspection of {unit}. It is not published, and must not be passed "
        "on.\n\nPlease check it for factual accuracy: tell us which words are wrong, what is right, and what shows it. "
        "We answer each comment. Judgements and ratings change only where a fact on which they rest was wrong."
    ).format(unit=facts.unit)
