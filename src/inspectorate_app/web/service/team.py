"""What the team does for the inspected service: its people, the announcement, interviews, emerging findings."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from inspectorate.errors import BadInput
from inspectorate_app.actions import emerging, mail, policy
from inspectorate_app.actions import service as action
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.person import VALID_FOR
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.store.queries import finding
from inspectorate_app.store.queries import service as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.membership import of_the_service
from inspectorate_app.web.evidence.request import standards_of
from inspectorate_app.web.evidence.wording import titles_of
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.inspection.forms import sent
from inspectorate_app.web.inspection.views import may_now
from inspectorate_app.web.page import FORM, inspection_of, page
from inspectorate_app.web.service.forms import AnnouncementForm, FindingsForm, InviteForm


@page(Action.SEE_INSPECTED_SERVICE)
def overview(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Who of the service takes part, what it was told, what it arranged, and what it was shown."""
    facts = inspection_of(inspection)
    shown = {
        "inspection": facts,
        "labels": {role.value: role.label for role in Role},
        "people": of_the_service(facts.id),
        "invited": query.invited(facts),
        "announcement": query.announcement(facts),
        "interviews": query.interviews(facts),
        "emerging": query.emerging(facts),
        "titles": titles_of(facts),
        "may_manage": may_now(actor, Action.MANAGE_INSPECTED_SERVICE, facts),
        "may_announce": may_now(actor, Action.WRITE_ANNOUNCEMENT, facts),
        "may_ask": may_now(actor, Action.ASK_FOR_INTERVIEWS, facts),
        "may_share": may_now(actor, Action.SHARE_EMERGING_FINDINGS, facts),
    }
    return render(request, "service/overview.html", shown)


@page(Action.MANAGE_INSPECTED_SERVICE, FORM)
@never_cache
def invite(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Invite someone of the service; the answer shows the link this once, where they are new here."""
    facts = inspection_of(inspection)
    form = InviteForm(sent(request))
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            token = action.invite(actor, inspection, email=given["email"], name=given["name"], role=Role(given["role"]))
        except BadInput as error:
            add_faults(form, error)
        else:
            if token:
                return _invited(request, facts, token, given)
            messages.success(
                request, _("{given} has the role. They sign in as they did before.").format(given=given["name"])
            )
            return redirect("inspected_service", inspection=inspection)
    return render(request, "service/invite.html", {"inspection": facts, "form": form})


@page(Action.MANAGE_INSPECTED_SERVICE, FORM)
def remove(request: HttpRequest, actor: Actor, inspection: str, membership: int) -> HttpResponse:
    """Ask before someone of the service is taken out."""
    facts = inspection_of(inspection)
    person = next((each for each in of_the_service(facts.id) if each.id == membership), None)
    if person is None:
        raise NotThere
    if request.method == "POST":
        action.remove(actor, inspection, membership)
        messages.success(request, _("{name} sees nothing of this inspection any more.").format(name=person.name))
        return redirect("inspected_service", inspection=inspection)
    words = (
        _("Remove {name}?").format(name=person.name),
        _("They see no page of this inspection any more. What they sent stays."),
        _("Remove"),
    )
    return render(request, "service/confirm.html", {"inspection": facts, "words": words})


@page(Action.MANAGE_INSPECTED_SERVICE, FORM)
def take_back(request: HttpRequest, actor: Actor, inspection: str, invited: int) -> HttpResponse:
    """Ask before an invitation to someone of the service is taken back."""
    facts = inspection_of(inspection)
    found = next((each for each in query.invited(facts) if each.id == invited), None)
    if found is None:
        raise NotThere
    if request.method == "POST":
        action.take_back(actor, inspection, invited)
        messages.success(request, _("The invitation to {name} was taken back.").format(name=found.name))
        return redirect("inspected_service", inspection=inspection)
    words = (
        _("Take back the invitation to {name}?").format(name=found.name),
        _("Their link works no more."),
        _("Take back"),
    )
    return render(request, "service/confirm.html", {"inspection": facts, "words": words})


@page(Action.WRITE_ANNOUNCEMENT, FORM)
def announce(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Write the announcement."""
    facts = inspection_of(inspection)
    policy.require(Action.WRITE_ANNOUNCEMENT, facts.phase)
    now = query.announcement(facts)
    initial = {"text": now.text, "version": now.version} if now else {"version": 0}
    form = AnnouncementForm(sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            action.announce(actor, inspection, **form.cleaned_data)
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            form.add_error(
                None, _("{overtaken} Open the page again to see what it is now.").format(overtaken=overtaken)
            )
        else:
            messages.success(request, _("The service can read the announcement."))
            return redirect("inspected_service", inspection=inspection)
    return render(request, "service/announcement.html", {"inspection": facts, "form": form})


@page(Action.SHARE_EMERGING_FINDINGS, FORM)
def draft(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Write emerging findings, heading by heading: a new draft begins with those that were chosen to be shared."""
    facts = inspection_of(inspection)
    policy.require(Action.SHARE_EMERGING_FINDINGS, facts.phase)
    now, before = query.draft(facts), query.shared(facts)
    texts = dict(now.texts if now else finding.emerging(facts) or (before.texts if before else {}))
    initial = {"version": now.version if now else 0}
    form = FindingsForm(sent(request), standards=_headings(facts, texts), texts=texts, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            emerging.draft(actor, inspection, form.texts(), version=form.cleaned_data["version"])
        except BadInput as error:
            add_faults(form, error)
        except Overtaken as overtaken:
            form.add_error(
                None, _("{overtaken} Open the page again to see what they are now.").format(overtaken=overtaken)
            )
        else:
            messages.success(request, _("The draft was saved. The service does not see it until you share it."))
            return redirect("inspected_service", inspection=inspection)
    return render(request, "service/draft.html", {"inspection": facts, "form": form, "before": before})


@page(Action.SHARE_EMERGING_FINDINGS, FORM)
def share(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Ask before the draft is shared, as it stands."""
    facts = inspection_of(inspection)
    policy.require(Action.SHARE_EMERGING_FINDINGS, facts.phase)
    now = query.draft(facts)
    if request.method == "POST":
        given = request.POST.get("version", "")
        emerging.share(actor, inspection, version=int(given) if given.isdecimal() and len(given) < 9 else 0)
        messages.success(request, _("The head of the service can read the emerging findings."))
        return redirect("inspected_service", inspection=inspection)
    return render(request, "service/share.html", {"inspection": facts, "draft": now, "titles": titles_of(facts)})


def _headings(facts: InspectionFacts, texts: Mapping[str, str]) -> list[tuple[str, str]]:
    """The headings under which emerging findings are written: standards, and all others that findings stand under."""
    titles = titles_of(facts)
    of_standards = {id_ for id_, _ in standards_of(facts)}
    asked = of_standards | texts.keys()
    shown = [each.id for each in finding.headings(facts) if each.expected or each.id in asked]
    return [(id_, titles[id_]) for id_ in dict.fromkeys([*shown, *sorted(of_standards.difference(shown))])]


def _invited(request: HttpRequest, facts: InspectionFacts, token: str, given: dict[str, Any]) -> HttpResponse:
    link = request.build_absolute_uri(reverse("invitation", kwargs={"token": token}))
    until = timezone.localtime(timezone.now() + VALID_FOR)
    email, name = given["email"], given["name"]
    language = given["language"]
    mailed = mail.invitation(email=email, name=name, link=link, until=timezone.localdate(until), language=language)
    shown = {"inspection": facts, "link": link, "until": until, "mailed": mailed, "email": email, "name": name}
    return render(request, "service/invited.html", shown)
