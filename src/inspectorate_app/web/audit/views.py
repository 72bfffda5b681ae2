"""The audit trail of an inspection and of the service: read, checked, taken away."""

import csv
import io
import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, QueryDict, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from inspectorate.tabular import cell_of
from inspectorate_app.actions import audit as trail
from inspectorate_app.actions import audit_export, permission, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import audit as query
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries.audit import SERVICE, EntryFacts
from inspectorate_app.web.audit.forms import Looking
from inspectorate_app.web.audit.wording import people_in, told
from inspectorate_app.web.page import FORM, POST_ONLY, page

_COLUMNS = ("position", "at", "person", "name", "via", "action", "subject", "before", "after", "request", "sha256")
_PLACE = "before"


@page(Action.SEE_AUDIT)
def inspection_audit(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Who did what in an inspection."""
    return _shown(request, actor, inspection)


@page(Action.SEE_SERVICE_AUDIT)
def service_audit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Who did what in the service, outside inspections."""
    return _shown(request, actor, None)


@page(Action.SEE_AUDIT, FORM)
def check_inspection_audit(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Check the chain of an inspection, and say what was found."""
    return _checked(request, actor, inspection)


@page(Action.SEE_SERVICE_AUDIT, FORM)
def check_service_audit(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Check the chain of the service."""
    return _checked(request, actor, None)


@page(Action.EXPORT_AUDIT, POST_ONLY)
def export_inspection_audit(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponseBase:
    """The trail of an inspection as CSV."""
    return _exported(request, actor, inspection)


@page(Action.EXPORT_SERVICE_AUDIT, POST_ONLY)
def export_service_audit(request: HttpRequest, actor: Actor) -> HttpResponseBase:
    """The trail of the service as CSV."""
    return _exported(request, actor, None)


def _shown(
    request: HttpRequest, actor: Actor, inspection: str | None, found: trail.Checked | None = None
) -> HttpResponse:
    form = _form(request.GET or None, inspection)
    wanted = form.wanted()
    page_shown = query.page_of(inspection or SERVICE, wanted, _position(request))
    kept_from = withheld.reasons_in(actor, inspection) if inspection else {}
    names = query.names_of(people_in(page_shown.entries))
    context: dict[str, Any] = {
        "form": form,
        "entries": [told(entry, names) for entry in withheld.entries(page_shown.entries, kept_from)],
        "older": _from(request, page_shown.before) if page_shown.before else "",
        "newest": _from(request, None) if _PLACE in request.GET else "",
        "narrowed": wanted != query.Wanted(),
        "looking_for": _looked_for(request),
        "checked": found,
        "inspection": None,
        **_addresses(actor, inspection),
    }
    if inspection is None:
        return render(request, "audit/service.html", context)
    facts = inspections.find(inspection)
    if facts is None:
        raise NotThere
    return render(request, "audit/inspection.html", {**context, "inspection": facts})


def _checked(request: HttpRequest, actor: Actor, inspection: str | None) -> HttpResponse:
    if request.method != "POST":
        return redirect(_addresses(actor, inspection)["here"])
    return _shown(request, actor, inspection, trail.check(inspection or SERVICE))


def _exported(request: HttpRequest, actor: Actor, inspection: str | None) -> HttpResponseBase:
    entries = audit_export.export(actor, inspection, _form(request.POST, inspection).wanted())
    response = StreamingHttpResponse(_rows(entries), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="audit-trail-{inspection or SERVICE}.csv"'
    return response


def _form(asked: QueryDict | None, inspection: str | None) -> Looking:
    people = query.actors_in(inspection or SERVICE)
    return Looking(asked, people=people, in_an_inspection=inspection is not None)


def _rows(entries: Iterable[EntryFacts]) -> Iterator[str]:
    yield _line(_COLUMNS)
    for entry in entries:
        yield _line(
            (
                str(entry.position),
                entry.at.isoformat(),
                "" if entry.actor is None else str(entry.actor),
                entry.actor_name,
                entry.via,
                entry.action,
                entry.subject,
                "" if entry.before is None else json.dumps(entry.before, ensure_ascii=False),
                "" if entry.after is None else json.dumps(entry.after, ensure_ascii=False),
                entry.request_id,
                entry.sha256,
            )
        )


def _line(cells: Iterable[str]) -> str:
    """A line of CSV."""
    line = io.StringIO()
    csv.writer(line).writerow(map(cell_of, cells))
    return line.getvalue()


def _addresses(actor: Actor, inspection: str | None) -> dict[str, str]:
    """Where the page, its check and its download are; the download is blank for those who may not have it."""
    if inspection is None:
        may = permission.may(actor, Action.EXPORT_SERVICE_AUDIT)
        kind, parts = "service_audit", {}
    else:
        may = permission.may(actor, Action.EXPORT_AUDIT, inspection)
        kind, parts = "inspection_audit", {"inspection": inspection}
    return {
        "here": reverse(kind, kwargs=parts),
        "check": reverse(f"{kind}_check", kwargs=parts),
        "export": reverse(f"{kind}_export", kwargs=parts) if may else "",
    }


def _looked_for(request: HttpRequest) -> list[tuple[str, str]]:
    """What was asked for, to be asked for again; never the place in the list."""
    return [(name, str(value)) for name, value in request.GET.items() if name != _PLACE and value]


def _from(request: HttpRequest, position: int | None) -> str:
    """The address of this list from a position, or from its beginning for None."""
    place = [] if position is None else [(_PLACE, str(position))]
    return "?" + urlencode([*_looked_for(request), *place])


def _position(request: HttpRequest) -> int | None:
    given = request.GET.get(_PLACE, "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 19 else None
