"""What people wrote: to be checked by one person, then for everyone who may see the survey."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.survey.hint import Hint, hints
from inspectorate_app.actions import policy
from inspectorate_app.actions import quotation as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import survey as query
from inspectorate_app.store.queries.survey import Words
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.survey.forms import QuotationForm
from inspectorate_app.web.survey.views import about, found


@page(Action.SEE_SURVEYS)
def quotations(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """The quotations that were checked, by question."""
    facts, one = found(inspection, survey)
    checked = query.quotations(one)
    questions = list(one.questionnaire.of_kind("text"))
    parts = [(each, [words for words in checked if words.question == each]) for each in questions]
    content = {"parts": parts, "may_remove": may(actor, Action.REMOVE_QUOTATION, inspection)}
    return render(request, "survey/quotations.html", {**about(actor, facts, one), **content})


@page(Action.REMOVE_QUOTATION, FORM)
def remove(request: HttpRequest, actor: Actor, inspection: str, survey: int, quotation: UUID) -> HttpResponse:
    """Ask before a quotation that was checked is deleted."""
    facts, one = found(inspection, survey)
    words = next((each for each in query.quotations(one) if each.id == quotation), None)
    if words is None:
        raise NotThere
    if request.method == "POST":
        action.remove(actor, inspection, survey, quotation)
        messages.success(request, _("The quotation was removed"))
        return redirect("survey_quotations", inspection=inspection, survey=survey)
    return render(request, "survey/quotation_remove.html", {**about(actor, facts, one), "words": words})


@page(Action.CHECK_QUOTATIONS, FORM)
def checking(request: HttpRequest, actor: Actor, inspection: str, survey: int) -> HttpResponse:
    """Check one text after the other. Whoever begins is the only one who sees them."""
    facts, one = found(inspection, survey)
    policy.require(Action.CHECK_QUOTATIONS, facts.phase)
    go = request.POST.get("go", "") if request.method == "POST" else ""
    if go == "begin":
        action.begin_checking(actor, inspection, survey)
        return redirect("survey_checking", inspection=inspection, survey=survey)
    if go == "hand_over":
        action.hand_over(actor, inspection, survey)
        messages.success(request, _("Someone else can now check the quotations"))
        return redirect("survey", inspection=inspection, survey=survey)
    waiting = query.to_check(one, actor.person)
    form = QuotationForm(request.POST) if go in ("use", "destroy") else None
    if form is not None and _done(actor, inspection, form, go):
        left = len(waiting) - 1
        messages.success(
            request, _("Done: {left:,} left to check").format(left=left) if left else _("All quotations are checked")
        )
        return redirect("survey_checking", inspection=inspection, survey=survey)
    shown = next((each for each in waiting if form is None or str(each.id) == form["quotation"].value()), None)
    content = {
        "is_checker": one.checker is not None and one.checker == actor.person,
        "left": len(waiting),
        "words": shown,
        "pieces": _pieces(shown, hints(shown.text, query.names_known(facts.id))) if shown else [],
        "form": form or (QuotationForm(initial={"quotation": shown.id, "text": shown.text}) if shown else None),
        "names_held": bool(query.names_known(facts.id)),
    }
    return render(request, "survey/checking.html", {**about(actor, facts, one), **content})


def _done(actor: Actor, inspection: str, form: QuotationForm, go: str) -> bool:
    if go == "destroy":
        form.fields["text"].required = False
    if not form.is_valid():
        return False
    if go == "destroy":
        action.destroy(actor, inspection, form.cleaned_data["quotation"])
        return True
    try:
        action.check(actor, inspection, form.cleaned_data["quotation"], form.cleaned_data["text"])
    except BadInput as error:
        add_faults(form, error)
        return False
    return True


def _pieces(words: Words, found: tuple[Hint, ...]) -> list[tuple[str, str]]:
    """A text in pieces, those to look at with what they may be."""
    pieces, at = [], 0
    for each in found:
        pieces += [(words.text[at : each.start], ""), (words.text[each.start : each.end], each.kind)]
        at = each.end
    return [*pieces, (words.text[at:], "")]
