"""People: inviting and accepting, offices, deactivating, passwords. Never a password or a token in the audit trail."""

import datetime
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions import mail
from inspectorate_app.actions.actor import Actor, nobody
from inspectorate_app.actions.change import Change, change
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import OF_THE_INSPECTED, OFFICES, Action, Role
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.token import revoke_all
from inspectorate_app.store.models import Invitation, Membership, Person, ServiceInvitation
from inspectorate_app.store.queries import person as query

#: How long a link of an invitation may be used.
VALID_FOR = datetime.timedelta(days=7)
#: Characters of a name, as many as the table holds.
NAME_LIMIT = 120


def sha256_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def invite(actor: Actor, *, email: str, name: str, office: str = "") -> str:
    """Invite an address to become a person; gives the token of the link, which is told this once.

    An earlier open invitation of the address must be withdrawn first. Raises ``BadInput``.
    """
    email, name = email.strip().lower(), name.strip()
    with change(actor, Action.MANAGE_PEOPLE) as under_way:
        _check_invitation(email, name, office)
        return make_invitation(under_way, email, name, office)


def invite_anew(actor: Actor, person: int) -> str:
    """For someone who lost their password or authenticator app: gives the token of a link to choose a new password.

    Until the link is used nothing changes; using it removes the second factor and ends sessions and tokens. Raises
    ``NotThere``, ``NotNow``.
    """
    with change(actor, Action.MANAGE_PEOPLE) as under_way:
        row = _person(person)
        if not row.is_active:
            raise NotNow(_("This account is deactivated. Reactivate it first."))
        for earlier in query.open_invitations().filter(email=row.email):
            end_invitation(under_way, earlier)
        return make_invitation(under_way, row.email, row.name, row.office, row)


@dataclass(frozen=True)
class Accepted:
    """Who accepted an invitation, and how many of their tokens ended with it."""

    person: int
    tokens_revoked: int


def accept(token: str, *, password: str, name: str) -> Accepted:
    """Become a person, or choose a new password; gives who it is, and how many tokens ended.

    Raises ``NotThere`` where the link expired, was used or was withdrawn, and ``BadInput`` with what the password or
    the name lacks.
    """
    with change(nobody(), Action.ACCEPT_INVITATION) as under_way:
        invitation = query.open_invitations().filter(token_sha256=sha256_of(token)).first()
        if invitation is None:
            raise NotThere(_("This link has expired, has been used or was withdrawn. Ask for a new one."))
        _check_accepting(invitation, password, name.strip())
        person = invitation.person or Person(email=invitation.email, office=invitation.office)
        if not person.is_active:
            raise NotThere(_("This account is deactivated."))
        before, revoked = _facts(person) if person.pk else None, 0
        person.name, person.password = name.strip(), make_password(password)
        person.sessions_ended += 1 if person.pk else 0
        person.save()
        invitation.accepted_at = timezone.now()
        invitation.save(update_fields=["accepted_at"])
        after = _facts(person) | {"invitation": invitation.pk}
        if before is not None:
            _forget_second_factor(person.pk)
            after["tokens_revoked"] = revoked = revoke_all(person.pk)
        elif roles := _take_up(invitation, person):
            after["roles"] = roles
        under_way.note(f"person {person.pk}", before=before, after=after)
        _tell_of_accepting(under_way, invitation, person.pk, renewed=before is not None)
        return Accepted(person.pk, revoked)


def _tell_of_accepting(under_way: Change, invitation: Invitation, person: int, *, renewed: bool) -> None:
    """Tell whoever renewed their sign-in that it was so, or else who invited them."""
    if renewed:
        mail.security(under_way, "sign_in_renewed", person)
        return
    for row in ServiceInvitation.objects.filter(invitation=invitation).select_related("inspection"):
        tell(under_way, "service_joined", of=row.inspection)
    tell(under_way, "invitation_accepted", [invitation.invited_by_id])


def withdraw(actor: Actor, invitation: int) -> None:
    """Take an invitation back: its link ends. Raises ``NotThere``, ``NotNow`` where it is no longer open."""
    with change(actor, Action.MANAGE_PEOPLE) as under_way:
        row = Invitation.objects.filter(pk=invitation).first()
        if row is None:
            raise NotThere
        if row.accepted_at or row.withdrawn_at:
            raise NotNow(_("This invitation has been accepted or withdrawn already."))
        end_invitation(under_way, row)


def deactivate(actor: Actor, person: int) -> int:
    """Let someone sign in no more: sessions end at once, tokens and open invitations too; how many tokens it was.

    Raises ``NotThere``, and ``NotNow`` for oneself or the last active administrator.
    """
    with change(actor, Action.MANAGE_PEOPLE) as under_way:
        row = _person(person)
        if row.pk == actor.person:
            raise NotNow(_("You cannot deactivate yourself. Ask another administrator."))
        _keep_an_administrator(row)
        if not row.is_active:
            raise NotNow(_("This account is deactivated already."))
        row.is_active = False
        row.sessions_ended += 1
        row.save(update_fields=["is_active", "sessions_ended"])
        revoked = revoke_all(row.pk)
        for invitation in query.open_invitations().filter(person=row):
            end_invitation(under_way, invitation)
        under_way.note(f"person {row.pk}", before={"active": True}, after={"active": False, "tokens_revoked": revoked})
        return revoked


def reactivate(actor: Actor, person: int) -> None:
    """Let someone sign in again; old sessions and tokens stay ended. Raises ``NotThere``, ``NotNow``."""
    with change(actor, Action.MANAGE_PEOPLE) as under_way:
        row = _person(person)
        if row.is_active:
            raise NotNow(_("This account is active already."))
        row.is_active = True
        row.save(update_fields=["is_active"])
        under_way.note(f"person {row.pk}", before={"active": False}, after={"active": True})


def change_office(actor: Actor, person: int, office: str) -> None:
    """Give someone an office in the whole service, or none (blank).

    Raises ``NotThere``, ``BadInput`` for an unknown office, ``NotNow`` for oneself or the last active administrator.
    """
    with change(actor, Action.MANAGE_PEOPLE) as under_way:
        row = _person(person)
        log = FaultLog()
        _check_office(log, office)
        if office and Membership.objects.filter(person=row, role__in=OF_THE_INSPECTED).exists():
            problem = _("someone of an inspected service must not see all inspections")
            log.add(problem, _("choose someone else"), field="office")
        log.raise_if_any()
        if office != Role.ADMINISTRATOR:
            _keep_an_administrator(row)
        if row.pk == actor.person:
            raise NotNow(_("You cannot change your own office. Ask another administrator."))
        before, row.office = row.office, office
        row.save(update_fields=["office"])
        under_way.note(f"person {row.pk}", before={"office": before}, after={"office": office})


def choose_language(actor: Actor, language: str) -> None:
    """Say in which language one wants one's mail. Raises ``BadInput`` where the service does not speak it."""
    with change(actor, Action.USE_OWN_ACCOUNT) as under_way:
        row = _person(actor.person or 0)
        _check_language(language)
        if row.language == language:
            under_way.leaves_no_trace()
            return
        before, row.language = row.language, language
        row.save(update_fields=["language"])
        under_way.note(f"person {row.pk}", before={"language": before}, after={"language": language})


def _check_language(language: str) -> None:
    """Raise ``BadInput`` where the service does not speak a language."""
    if language not in dict(settings.LANGUAGES):
        log = FaultLog()
        known = ", ".join(dict(settings.LANGUAGES))
        problem = _("'{language}' is no language of the service").format(language=language)
        log.add(problem, _("use one of {known}").format(known=known), field="language")
        log.raise_if_any()


@dataclass(frozen=True)
class NewPassword:
    """A password that was changed: its hash, to which the session that goes on is bound, and how many tokens ended."""

    hash: str
    tokens_revoked: int


def change_password(actor: Actor, password: str) -> NewPassword:
    """Give oneself a new password. All other sessions end, and all tokens: whoever knew the old one may have made them.

    Raises ``BadInput`` with what the password lacks.
    """
    with change(actor, Action.USE_OWN_ACCOUNT) as under_way:
        row = _person(actor.person or 0)
        log = FaultLog()
        _check_password(log, password, row)
        log.raise_if_any()
        row.password = make_password(password)
        row.save(update_fields=["password"])
        revoked = revoke_all(row.pk)
        under_way.note(f"person {row.pk}", after={"password": "changed", "tokens_revoked": revoked})
        mail.security(under_way, "password_changed", row.pk)
        return NewPassword(row.password, revoked)


def renew_hash(actor: Actor, password: str) -> str:
    """Hash the right password anew, where it was hashed with less work than is asked for today; gives the hash."""
    with change(actor, Action.USE_OWN_ACCOUNT) as under_way:
        row = _person(actor.person or 0)
        row.password = make_password(password)
        row.save(update_fields=["password"])
        under_way.note(f"person {row.pk}", after={"password": "hashed anew"})
        return row.password


def _take_up(invitation: Invitation, person: Person) -> list[str]:
    """Give someone of an inspected service the roles that they were invited to; tells which."""
    rows = ServiceInvitation.objects.filter(invitation=invitation).select_related("inspection")
    for row in rows:
        Membership.objects.create(inspection=row.inspection, person=person, role=row.role)
    return [f"{row.role} in {row.inspection.slug}" for row in rows]


def _person(person: int) -> Person:
    row = Person.objects.filter(pk=person).first()
    if row is None:
        raise NotThere
    return row


def _facts(row: Person) -> dict[str, object]:
    return {"email": row.email, "name": row.name, "office": row.office}


def make_invitation(under_way: Change, email: str, name: str, office: str, person: Person | None = None) -> str:
    """Write an invitation within a change; gives the token of its link."""
    token = secrets.token_urlsafe(32)
    row = Invitation.objects.create(
        email=email,
        name=name,
        office=office,
        person=person,
        token_sha256=sha256_of(token),
        invited_by_id=under_way.actor.person,
        expires_at=timezone.now() + VALID_FOR,
    )
    subject = f"invitation {row.pk}" + (f" of person {person.pk}" if person else "")
    under_way.note(subject, after={"email": email, "name": name, "office": office})
    return token


def end_invitation(under_way: Change, row: Invitation) -> None:
    """Take an invitation back within a change."""
    row.withdrawn_at = timezone.now()
    row.save(update_fields=["withdrawn_at"])
    under_way.note(f"invitation {row.pk}", before={"email": row.email}, after={"withdrawn": True})
    mail.take_back_invitation(under_way, row.email)


def _forget_second_factor(person: int) -> None:
    from allauth.mfa.models import Authenticator

    Authenticator.objects.filter(user_id=person).delete()


def _keep_an_administrator(row: Person) -> None:
    """Raise ``NotNow`` where a person is the only one left who could invite the next."""
    if row.office != Role.ADMINISTRATOR or not row.is_active:
        return
    others = Person.objects.filter(office=Role.ADMINISTRATOR.value, is_active=True).exclude(pk=row.pk)
    if not others.exists():
        raise NotNow(_("This is the last active administrator. Make someone else an administrator first."))


def _check_invitation(email: str, name: str, office: str) -> None:
    log = FaultLog()
    _collect(log, "email", lambda: validate_email(email), "enter one like name@example.com")
    if Person.objects.filter(email__iexact=email).exists():
        log.add(_("someone with this address is here already"), _("look for them in the list of people"), field="email")
    elif query.open_invitations().filter(email__iexact=email).exists():
        log.add(_("this address has an open invitation"), _("withdraw it first to send a new one"), field="email")
    _check_name(log, name)
    _check_office(log, office)
    log.raise_if_any()


def _check_accepting(invitation: Invitation, password: str, name: str) -> None:
    log = FaultLog()
    _check_name(log, name)
    _check_password(log, password, Person(email=invitation.email, name=name))
    if invitation.person_id is None and Person.objects.filter(email__iexact=invitation.email).exists():
        log.add(_("someone with this address is here already"), _("sign in"), field="")
    log.raise_if_any()


def _check_name(log: FaultLog, name: str) -> None:
    if not name:
        log.add(_("there is no name"), _("enter the full name"), field="name")
    elif len(name) > NAME_LIMIT:
        log.add(
            _("the name is too long"),
            _("use {name_limit} characters or fewer").format(name_limit=NAME_LIMIT),
            field="name",
        )


def _check_office(log: FaultLog, office: str) -> None:
    if office and office not in {each.value for each in OFFICES}:
        known = ", ".join(OFFICES)
        log.add(
            _("'{office}' is no office").format(office=office),
            _("use one of {known}, or leave it blank").format(known=known),
            field="office",
        )


def _check_password(log: FaultLog, password: str, person: Person) -> None:
    try:
        validate_password(password, person)
    except ValidationError as error:
        for message in error.messages:
            log.add(message.rstrip("."), "", field="password")


def _collect(log: FaultLog, field: str, check: Callable[[], object], mend: str) -> None:
    try:
        check()
    except ValidationError:
        log.add(_("this is no email address"), mend, field=field)
