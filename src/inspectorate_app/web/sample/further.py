"""A further sample made from the main sample."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate_app.actions import further_sample as action
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import sample as query
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.sample.views import found

#: So many cases are named that nothing decisive is recorded of.
SHOWN = 20


@page(Action.APPROVE_SAMPLE, FORM)
def make(request: HttpRequest, actor: Actor, inspection: str, module: str) -> HttpResponse:
    """Ask before it is made, naming the cases of which nothing is recorded that decides."""
    facts = found(inspection)
    policy.require(Action.APPROVE_SAMPLE, facts.phase)
    edition = inspections.edition_used(facts)
    asked = next((each for each in query.modules_of(edition) if each.where and each.module == module), None)
    if asked is None:
        raise NotThere(_("The edition of this inspection makes no such sample from the main sample."))
    if request.method == "POST":
        number = action.make_from_main(actor, inspection, module)
        cases = ngettext("{number:,} case", "{number:,} cases", number).format(number=number)
        messages.success(
            request,
            _("{title}: {cases} of the main sample, each with whoever reads it there").format(
                title=asked.title, cases=cases
            ),
        )
        return redirect("sample", inspection=inspection)
    undecided = query.undecided(facts.id, asked.where)
    names = [edition.characteristic_by_id[each.characteristic].title for each in asked.where if each.characteristic]
    about = {
        "inspection": facts,
        "asked": asked,
        "characteristics": " and ".join(names),
        "undecided": undecided[:SHOWN],
        "number_undecided": len(undecided),
    }
    return render(request, "sample/from_main.html", about)
