"""The versions of a part, and what changed between two of them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import draft as query
from inspectorate_app.store.queries.draft import VersionFacts
from inspectorate_app.web.draft.difference import differences
from inspectorate_app.web.draft.room import begun
from inspectorate_app.web.page import inspection_of, page


@page(Action.SEE_DRAFTS)
def versions(request: HttpRequest, actor: Actor, inspection: str, kind: str, part: str) -> HttpResponse:
    """Every text that was saved; two chosen ones compared, at first the last with that before it."""
    facts = inspection_of(inspection)
    one = begun(facts, kind, part)
    found = query.versions(facts, one.place)
    later = _chosen(found, request.GET.get("later", "")) or found[0]
    before = next((each for each in found if each.version == later.version - 1), None)
    earlier = _chosen(found, request.GET.get("earlier", "")) or before
    content = {
        "inspection": facts,
        "one": one,
        "versions": found,
        "later": later,
        "earlier": earlier,
        "stretches": differences(earlier.text if earlier else "", later.text),
    }
    return render(request, "draft/versions.html", content)


def _chosen(found: tuple[VersionFacts, ...], given: str) -> VersionFacts | None:
    return next((each for each in found if str(each.version) == given), None)
