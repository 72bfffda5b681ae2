"""One's own account, and accepting an invitation. Signing in and second factors are allauth's views."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from inspectorate.errors import BadInput
from inspectorate_app.actions import person
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import conflict as conflict_query
from inspectorate_app.store.queries import person as query
from inspectorate_app.web.account.forms import AcceptForm, LanguageForm
from inspectorate_app.web.forms import add_faults
from inspectorate_app.web.language.views import remember
from inspectorate_app.web.page import FORM, page, public
from inspectorate_app.web.token.wording import ended as tokens_ended

#: Holds the token of an invitation between its link and its form, so that it stands in no address after that.
_COOKIE = "invitation"


@page(Action.USE_OWN_ACCOUNT)
def account(request: HttpRequest, actor: Actor) -> HttpResponse:
    """What the service knows of whoever is signed in, and what they can change of it."""
    number = actor.person or 0
    about = {
        "facts": query.find(number),
        "second_factor": query.has_second_factor(number),
        "codes_left": query.recovery_codes_left(number),
        "memberships": [each for each in query.memberships(number) if not each.kept_off],
        "languages": dict(settings.LANGUAGES),
        "labels": {role.value: role.label for role in Role},
        "conflicts": [each for each in conflict_query.conflicts(number) if each.ended_at is None],
    }
    return render(request, "account/account.html", about)


@page(Action.USE_OWN_ACCOUNT, FORM)
def language(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The language of the pages here, and of the mail that one is sent."""
    facts = query.find(actor.person or 0)
    chosen = (facts.language if facts else "") or get_language()
    form = LanguageForm(request.POST if request.method == "POST" else None, initial={"language": chosen})
    if form.is_valid():
        person.choose_language(actor, form.cleaned_data["language"])
        response = redirect("account")
        remember(response, form.cleaned_data["language"])
        return response
    return render(request, "account/language.html", {"form": form})


@csrf_exempt
@public(FORM)
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The link of an invitation: takes its token out of the address and goes on to the form.

    It changes nothing, so that a form sent here by mistake needs no check, whose failure would log the address.
    """
    response = redirect("invitation_accept")
    response.set_cookie(
        _COOKIE,
        token,
        max_age=3600,
        path=reverse("invitation_accept"),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@public(FORM)
@never_cache
@sensitive_post_parameters("password")
def accept(request: HttpRequest) -> HttpResponse:
    """The form of an invitation: one's name and a password. 404 where the link is of no use any more."""
    token = request.COOKIES.get(_COOKIE, "")
    invited = query.invitation_with(person.sha256_of(token)) if token else None
    if invited is None:
        return render(request, "account/invitation_ended.html", {}, status=404)
    form = AcceptForm(request.POST if request.method == "POST" else None, initial={"name": invited.name})
    if form.is_valid() and (accepted := _accepted(form, token)):
        if request.user.is_authenticated:
            logout(request)
        ended = tokens_ended(accepted.tokens_revoked)
        messages.success(request, _("Your password is set. Sign in with it.{ended}").format(ended=ended))
        response = redirect("account_login")
        response.delete_cookie(_COOKIE, path=reverse("invitation_accept"), samesite="Lax")
        return response
    return render(request, "account/invitation.html", {"form": form, "invited": invited})


def _accepted(form: AcceptForm, token: str) -> person.Accepted | None:
    try:
        return person.accept(token, password=form.cleaned_data["password"], name=form.cleaned_data["name"])
    except BadInput as error:
        add_faults(form, error)
    except NotThere as error:
        form.add_error(None, str(error))
    return None
