"""Whose an account at the organisation's provider (OpenID Connect) is: bound to the person who first signs in with it.

An address may be given to somebody else one day. A subject of an issuer never is: OpenID Connect Core 5.7. It is kept
in allauth's own table under the issuer, and not under the name that allauth has for the provider: so allauth finds no
row there, and does not write into it what the provider tells of the person each time.
"""

from django.utils.translation import gettext as _

from inspectorate_app.actions.actor import Actor, nobody
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import change
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import Person
from inspectorate_app.store.queries.person import is_their_account


def may_use(person: int, issuer: str, subject: str) -> bool:
    """Whether someone may sign in with an account of a provider: theirs, or free; a refusal is in the audit trail."""
    if is_their_account(person, issuer, subject) is not False:
        return True
    with change(nobody(), Action.SIGN_IN) as under_way:
        refused = "refused: another account of the organisation's sign-in"
        under_way.note(f"person {person}", after={"sign_in": refused})
    return False


def bind(actor: Actor, issuer: str, subject: str) -> bool:
    """Bind an account to whoever has just signed in with it, once for all; False where another was bound meanwhile."""
    from allauth.socialaccount.models import SocialAccount

    person = actor.person or 0
    if is_their_account(person, issuer, subject):
        return True
    with change(actor, Action.SIGN_IN) as under_way:
        Person.objects.select_for_update().get(pk=person)
        free = is_their_account(person, issuer, subject) is None
        if free:
            SocialAccount.objects.create(user_id=person, provider=issuer, uid=subject)
            under_way.note(f"person {person}", after={"organisation_account": kept_out(subject)})
        else:
            under_way.leaves_no_trace()
    return free or may_use(person, issuer, subject)


def unbind(actor: Actor, person: int) -> None:
    """Let someone sign in with another account of their organisation, bound when they next do.

    Raises ``NotThere``, ``NotNow`` where none is bound.
    """
    from allauth.socialaccount.models import SocialAccount

    with change(actor, Action.MANAGE_PEOPLE) as under_way:
        if not Person.objects.filter(pk=person).exists():
            raise NotThere
        rows = SocialAccount.objects.filter(user_id=person)
        if not rows:
            raise NotNow(_("There is no account of the organisation that this person signs in with."))
        before = {"organisation_account": [kept_out(each.uid) for each in rows]}
        rows.delete()
        under_way.note(f"person {person}", before=before, after={})
