"""Findings by standard, one of them with what it rests on, what is missing, and what was withdrawn."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate.framework.model import KeyQuestion
from inspectorate_app.actions import letter
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.finding import export
from inspectorate_app.actions.grounds import Grounds, grounds
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries import finding as query
from inspectorate_app.store.queries.draft_check import Checked
from inspectorate_app.store.queries.finding import KINDS, Heading
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.offer import title_of
from inspectorate_app.store.queries.result import results
from inspectorate_app.web.finding.room import RULE, allows, heading_of, marks, seen, ways
from inspectorate_app.web.page import POST_ONLY, inspection_of, page


@dataclass(frozen=True)
class Counted:
    """A key question beside its counts."""

    question: KeyQuestion
    percent: int | None
    yes: int
    relevant: int


@dataclass(frozen=True)
class Beside:
    """What stands beside the findings of a standard: its rating, "" where there is none yet, and its key questions."""

    rating: str
    computed: bool
    questions: tuple[Counted, ...]


@page(Action.SEE_FINDINGS)
def findings(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every standard and section with its findings, and beside them the counts of cases."""
    facts = inspection_of(inspection)
    found = grounds(actor, facts, query.findings(facts))
    by_heading = {each.finding.heading: heading_of(facts, each.finding.heading) for each in found}
    known = query.headings(facts)
    shown = [each for each in known if each.expected or each.id in by_heading]
    shown += [each for name, each in by_heading.items() if name not in {one.id for one in known}]
    content = {
        "sections": [(each, _by_kind(found, each.id)) for each in shown],
        "beside": _beside(facts) if may(actor, Action.SEE_RESULTS, inspection) else {},
        "may_write": allows(actor, Action.WRITE_FINDING, facts),
        "may_export": may(actor, Action.EXPORT_FINDINGS, inspection),
        "chosen": sum(each.finding.chosen for each in found),
    }
    return _shown(request, facts, "findings", **content)


@page(Action.SEE_FINDINGS)
def missing(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """What is still to be done: headings without a finding, findings that rest on too little, and what has changed."""
    facts = inspection_of(inspection)
    found = grounds(actor, facts, query.findings(facts))
    used = {each.finding.heading for each in found}
    content = {
        "empty": [each for each in query.headings(facts) if each.expected and each.id not in used],
        "weak": [each for each in found if not each.finding.support.triangulated],
        "changed": [each for each in found if each.changed],
        "titles": _titles(facts),
        "may_write": allows(actor, Action.WRITE_FINDING, facts),
        "total": len(found),
    }
    return _shown(request, facts, "findings_missing", **content)


@page(Action.SEE_FINDINGS)
def withdrawn(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Findings that no longer hold, and why."""
    facts = inspection_of(inspection)
    return _shown(request, facts, "findings_withdrawn", found=query.withdrawn(facts), titles=_titles(facts))


@page(Action.SEE_FINDINGS)
def finding(request: HttpRequest, actor: Actor, inspection: str, finding: int) -> HttpResponse:
    """One finding, and each thing that it rests on in its own words."""
    facts = inspection_of(inspection)
    each = seen(actor, facts, finding)
    stands = each.finding.withdrawn_at is None
    content = {
        "inspection": facts,
        "each": each,
        "heading": heading_of(facts, each.finding.heading),
        "kind_of": title_of,
        "may_write": stands and allows(actor, Action.WRITE_FINDING, facts),
        "may_choose": stands and allows(actor, Action.CHOOSE_FINDING, facts),
        "may_withdraw": stands and allows(actor, Action.WITHDRAW_FINDING, facts),
        "marks": marks,
        "checked": _wrong(actor, facts, finding) if stands and may(actor, Action.SEE_DRAFTS, inspection) else None,
        "may_support": False,
        **RULE,
    }
    return render(request, "finding/finding.html", content)


def _wrong(actor: Actor, facts: InspectionFacts, number: int) -> Checked | None:
    """What the evidence has against a finding, once ratings are signed off; None where it is right.

    Whoever sees no drafts is not told: what would be right to write are results.
    """
    found = (each.checked for each in draft_check.printed(letter.evidence(actor, facts), number))
    return next((replace(each, claims=each.false) for each in found if not each.is_ready), None)


@page(Action.EXPORT_FINDINGS, POST_ONLY)
def download(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The findings as a file."""
    file = export(actor, inspection)
    answer = HttpResponse(file.text, content_type=file.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return answer


def _by_kind(found: Iterable[Grounds], heading: str) -> list[tuple[str, list[Grounds]]]:
    of = [each for each in found if each.finding.heading == heading]
    return [(title, [each for each in of if each.finding.kind == kind]) for kind, title in KINDS.items()]


def _titles(facts: InspectionFacts) -> Mapping[str, Heading]:
    return {each.id: each for each in query.headings(facts)}


def _beside(facts: InspectionFacts) -> dict[str, Beside]:
    """By standard; blank where the edition rates nothing."""
    result = results(facts)
    rated = result.rated or result.computed
    if rated is None:
        return {}
    counts = result.findings.counts
    return {
        one.standard.id: Beside(
            (one.rating or "") if one.standard.rated else "",
            one.judgement is None,
            tuple(
                Counted(question, count.proportion.percent if count.proportion else None, count.yes, count.relevant)
                for question in one.standard.key_questions
                if one.standard.kind == "case" and (count := counts[question.id])
            ),
        )
        for one in rated.standards
    }


def _shown(request: HttpRequest, facts: InspectionFacts, name: str, **content: Any) -> HttpResponse:
    """One list of the room, with the ways to the others."""
    return render(
        request,
        f"finding/{name}.html",
        {"inspection": facts, "ways": ways(facts.slug, name), "marks": marks, **RULE, **content},
    )
