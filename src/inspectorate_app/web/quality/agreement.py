"""How far readers agree, by question: in this inspection, or over the inspections of its edition."""

from fractions import Fraction
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from inspectorate.assessment.agreement import CAVEATS, ENOUGH, Agreement
from inspectorate.framework.model import printed_code
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.store.queries import agreement as query
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries.agreement import KINDS
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.web.page import inspection_of, page
from inspectorate_app.wording import later

#: The most inspections that are looked through for those of one edition.
_MOST = 2_000
_TITLES = {
    "percentage": later("Agreed on"),
    "kappa": later("Kappa"),
    "alpha": later("Alpha"),
    "ac1": "AC1",
    "range": later("Range"),
    "all": later("All of them"),
}


@page(Action.SEE_QUALITY)
def agreement(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Agreement by question over second readings and closed exercises; ``?over=edition`` for every inspection of it."""
    facts = inspection_of(inspection)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "both"
    over = "edition" if request.GET.get("over") == "edition" else "inspection"
    ids = seen_of_edition(actor, facts) if over == "edition" else [facts.id]
    found = query.of_inspections(ids, facts.edition_sha256, kind, but_first_by=actor.person)
    content = {
        "inspection": facts,
        "kind": kind,
        "over": over,
        "found": found,
        "tables": [
            {
                "title": f"{each.standard} {each.title}".strip(),
                "words": each.together.words,
                "rows": [_row(one) for one in each.questions],
            }
            for each in found.standards
        ],
        "enough": ENOUGH,
        "enough_anywhere": any(one.agreement.enough for each in found.standards for one in each.questions),
        "caveats": [(_TITLES[name], words) for name, words in CAVEATS.items()],
    }
    return render(request, "quality/agreement.html", content)


def seen_of_edition(actor: Actor, facts: InspectionFacts) -> list[int]:
    """The inspections of the same edition whose quality assurance someone may see."""
    found = inspections.listed(actor.person, limit=_MOST) if actor.person is not None else []
    same = [each for each in found if each.edition_sha256 == facts.edition_sha256]
    return [each.id for each in same if may(actor, Action.SEE_QUALITY, each.slug)]


def _row(one: query.OfQuestion) -> dict[str, Any]:
    found = one.agreement
    return {
        "name": f"{printed_code(one.question)} {one.text}".strip(),
        "agreed": _("{agreed} of {cases}").format(agreed=found.agreed, cases=found.cases),
        "alone": found.alone,
        "share": _share(found),
        "numbers": [_number(each) for each in (found.kappa, found.alpha, found.ac1)] if found.enough else [],
    }


def _share(found: Agreement) -> str:
    """The percentage where there are cases enough, with its range where there is one."""
    if not found.enough:
        return ""
    percent = f"{round(100 * found.agreed / found.cases)}%"
    if found.low is None or found.high is None:
        return percent
    return _("{percent} ({value} to {value_2}%)").format(
        percent=percent, value=round(100 * found.low), value_2=round(100 * found.high)
    )


def _number(value: Fraction | None) -> str:
    return f"{float(value):.2f}" if value is not None else ""
