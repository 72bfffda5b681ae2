"""The sample at a glance, uploading a list of cases, and drawing from it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from inspectorate.errors import BadInput, Fault
from inspectorate_app.actions import policy
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.queries import case as cases
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import name as names
from inspectorate_app.store.queries import sample as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.sample import CaseloadFacts, ModuleFacts, SampleFacts
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.page import FORM, page
from inspectorate_app.web.sample.forms import MAIN_CHOICE, DrawForm, UploadForm

#: So many faults are shown at once; the others of the first so many are a click away.
FAULTS_SHOWN, FAULTS_LISTED = 50, 1_000
#: A caseload from which a draw takes a while.
LARGE = 5_000


@dataclass(frozen=True)
class ModuleState:
    """How far one sample of the inspection is."""

    facts: ModuleFacts
    caseload: CaseloadFacts | None
    sample: SampleFacts | None


def found(inspection: str) -> InspectionFacts:
    """The facts of an inspection that the person may see."""
    facts = inspections.find(inspection)
    if facts is None:
        raise NotThere
    return facts


def can(actor: Actor, action_: Action, facts: InspectionFacts) -> bool:
    """Whether someone may do something, and it is time for it: where not, no page offers it."""
    return may(actor, action_, facts.slug) and policy.now(action_, facts.phase)


@page(Action.SEE_SAMPLE)
def overview(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Each sample of the inspection with what is to be done next, the allocation, and the names that are held."""
    facts = found(inspection)
    caseloads, samples = query.caseloads_of(facts.id), {each.module: each for each in query.samples_of(facts.id)}
    modules = query.modules_of(inspections.edition_used(facts))
    main, waiting = cases.counts_of(facts.id)
    about = {
        "inspection": facts,
        "states": [ModuleState(each, caseloads.get(each.module), samples.get(each.module)) for each in modules],
        "main_approved": query.is_approved(facts.id, query.MAIN),
        "main": main,
        "waiting": waiting,
        "held": names.held(facts.id),
        "can_upload": can(actor, Action.UPLOAD_CASELOAD, facts),
        "can_draw": can(actor, Action.DRAW_SAMPLE, facts),
        "can_approve": can(actor, Action.APPROVE_SAMPLE, facts),
        "can_allocate": may(actor, Action.ALLOCATE_CASES, inspection),
        "can_delete": can(actor, Action.DELETE_NAMES, facts),
        "main_choice": MAIN_CHOICE,
    }
    return render(request, "sample/overview.html", about)


@page(Action.UPLOAD_CASELOAD, FORM)
def upload(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Upload a list of cases; every fault in it is told by row, and then nothing is kept."""
    facts = found(inspection)
    policy.require(Action.UPLOAD_CASELOAD, facts.phase)
    edition = inspections.edition_used(facts)
    modules = query.modules_of(edition)
    if not modules:
        raise NotThere(_("The edition of this inspection samples no cases."))
    initial = {"module": request.GET.get("module", MAIN_CHOICE)}
    form = UploadForm(request.POST or None, request.FILES or None, modules=modules, initial=initial)
    faults: tuple[Fault, ...] = ()
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            caseload = action.upload_caseload(
                actor,
                inspection,
                file_name=file.name,
                content=file.read(),
                as_of=form.cleaned_data["as_of"],
                module=form.chosen,
            )
        except BadInput as error:
            faults = error.faults
            form.add_error("file", _summary(faults))
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The list was read and is kept until its sample is approved"))
            return redirect("sample_draw", inspection=inspection, caseload=caseload)
    about = {"inspection": facts, "form": form, **_faults(faults), "characteristics": _columns(edition)}
    return render(request, "sample/upload.html", about)


def _summary(faults: tuple[Fault, ...]) -> str:
    first = faults[0]
    if len(faults) == 1 and not first.line:
        return f"{_sentence(first.problem)}: {first.mend}"
    return ngettext(
        "The list has {faults:,} problem, and nothing of it was kept",
        "The list has {faults:,} problems, and nothing of it was kept",
        len(faults),
    ).format(faults=len(faults))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _faults(faults: tuple[Fault, ...]) -> dict[str, Any]:
    """The faults with a row, the first and the further ones, and how many are not listed."""
    rows = [
        [each.line, each.field or _("Whole row"), _sentence(each.problem), _sentence(each.mend)]
        for each in faults
        if each.line
    ]
    return {
        "faults": rows[:FAULTS_SHOWN],
        "further": rows[FAULTS_SHOWN:FAULTS_LISTED],
        "unlisted": max(0, len(rows) - FAULTS_LISTED),
    }


def _columns(edition: Any) -> list[list[str]]:
    """What columns a list may have, each with what else it may be called."""
    from inspectorate.sampling.caseload import COLUMNS

    rows = [[name, ", ".join(aliases)] for name, aliases in COLUMNS.items()]
    return [*rows, *([each.id, ", ".join(each.aliases)] for each in edition.framework.characteristics)]


@page(Action.DRAW_SAMPLE, FORM)
def draw(request: HttpRequest, actor: Actor, inspection: str, caseload: int) -> HttpResponse:
    """Draw from a list, or draw again."""
    facts = found(inspection)
    policy.require(Action.DRAW_SAMPLE, facts.phase)
    kept = next((each for each in query.caseloads_of(facts.id).values() if each.id == caseload), None)
    if kept is None:
        raise NotThere(_("There is a later list than this one."))
    edition = inspections.edition_used(facts)
    specification = query.specification_of(edition, kept.module)
    if specification is None:
        raise NotThere
    form = DrawForm(request.POST or None, is_main=kept.module == query.MAIN, specification=specification)
    if request.method == "POST" and form.is_valid():
        try:
            sample = action.draw_sample(actor, inspection, caseload=caseload, **form.wanted)
        except BadInput as error:
            add_faults(form, error)
        except NotNow as error:
            form.add_error(None, str(error))
        else:
            return redirect("sample_drawn", inspection=inspection, sample=sample)
    about = {
        "inspection": facts,
        "form": form,
        "caseload": kept,
        "module": next(each for each in query.modules_of(edition) if each.module == kept.module),
        "is_large": kept.rows >= LARGE,
    }
    return render(request, "sample/draw.html", about)
