"""The people of the inspected service, and what the lead inspector announces to it."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions import person as people
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import SERVICE, InspectionChange, change_in
from inspectorate_app.actions.notification import forget, tell
from inspectorate_app.actions.permission import OF_THE_INSPECTED, Action, Role
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.actions.team import check_side
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import Announcement, AuditChain, Membership, Person, ServiceInvitation
from inspectorate_app.store.queries import person as query

#: The longest announcement, in characters.
LONGEST = 20_000


def invite(actor: Actor, inspection: str, *, email: str, name: str, role: Role) -> str:
    """Give someone of the service a role in an inspection, and with it their own pages of it.

    Gives the token of the link with which they become a person, told this once; blank where they are one already, or
    have an open invitation. Raises ``BadInput``: above all for someone who inspects that organisation.
    """
    with change_in(actor, Action.MANAGE_INSPECTED_SERVICE, inspection) as under_way:
        email, log = email.strip().lower(), FaultLog()
        name = check_text(log, name, "name", people.NAME_LIMIT, _("the full name"))
        if role not in OF_THE_INSPECTED:
            log.add(
                _("'{label}' is no role of an inspected service").format(label=role.label),
                _("choose another"),
                field="role",
            )
        try:
            validate_email(email)
        except ValidationError:
            log.add(_("this is no email address"), _("enter one like name@example.com"), field="email")
        log.raise_if_any()
        # Whoever invites or accepts anywhere holds this lock too: an address has one open invitation, or is a person.
        AuditChain.objects.select_for_update().get_or_create(name=SERVICE)
        known = Person.objects.select_for_update().filter(email__iexact=email).first()
        if known is not None:
            _join(under_way, known, role)
            return ""
        return _invite(under_way, email, name, role)


def _join(under_way: InspectionChange, known: Person, role: Role) -> None:
    row, log = under_way.inspection, FaultLog()
    if not known.is_active:
        log.add(_("this person may not sign in any more"), _("ask an administrator to reactivate them"), field="email")
    if Membership.objects.filter(inspection=row, person=known, role=role.value).exists():
        log.add(_("this person has this role already"), _("choose another role"), field="role")
    sides = FaultLog()
    check_side(row, known, role, sides)
    for fault in sides.faults:
        log.add(fault.problem, fault.mend, field="email")
    log.raise_if_any()
    Membership.objects.create(inspection=row, person=known, role=role.value)
    under_way.note(f"person {known.pk} of the service", after={"role": role.value})
    tell(under_way, "team_joined", [known.pk])


def _invite(under_way: InspectionChange, email: str, name: str, role: Role) -> str:
    token, invitation = "", query.open_invitations().filter(email__iexact=email).first()
    if invitation is None:
        token = people.make_invitation(under_way, email, name, "")
        invitation = query.open_invitations().get(email__iexact=email)
    log = FaultLog()
    if invitation.office:
        log.add(_("this address was invited to an office"), _("choose someone of the service"), field="email")
    log.raise_if_any()
    made, is_new = ServiceInvitation.objects.get_or_create(
        inspection=under_way.inspection, invitation=invitation, role=role.value
    )
    if not is_new:
        log.add(_("this address was invited to this role already"), _("wait, or take it back"), field="email")
    log.raise_if_any()
    under_way.note(f"invitation {made.invitation_id} of the service", after={"role": role.value})
    return token


def remove(actor: Actor, inspection: str, membership: int) -> None:
    """Take a role from someone of the service: they see no page of it any more. Raises ``NotThere``."""
    with change_in(actor, Action.MANAGE_INSPECTED_SERVICE, inspection) as under_way:
        rows = Membership.objects.filter(inspection=under_way.inspection, role__in=OF_THE_INSPECTED)
        row = rows.filter(pk=membership).first()
        if row is None:
            raise NotThere
        under_way.note(f"person {row.person_id} of the service", before={"role": row.role})
        row.delete()
        forget(under_way.inspection, row.person_id)


def take_back(actor: Actor, inspection: str, invited: int) -> None:
    """Take back the role that someone invited would have; without another one their link ends. Raises ``NotThere``."""
    with change_in(actor, Action.MANAGE_INSPECTED_SERVICE, inspection) as under_way:
        row = ServiceInvitation.objects.filter(inspection=under_way.inspection, pk=invited).first()
        if row is None or row.invitation.accepted_at is not None:
            raise NotThere
        invitation = row.invitation
        under_way.note(f"invitation {invitation.pk} of the service", before={"role": row.role})
        row.delete()
        if not invitation.service_roles.exists() and invitation.withdrawn_at is None:
            people.end_invitation(under_way, invitation)


def announce(actor: Actor, inspection: str, *, text: str, version: int) -> int:
    """Write the announcement, or change it; gives the new version.

    ``version`` is the one that is changed, 0 for the first. Raises ``BadInput``, ``Overtaken``.
    """
    with change_in(actor, Action.WRITE_ANNOUNCEMENT, inspection) as under_way:
        log, row = FaultLog(), Announcement.objects.filter(inspection=under_way.inspection).first()
        text = check_text(log, text, "text", LONGEST, _("the announcement"))
        log.raise_if_any()
        if version != (row.version if row else 0):
            raise Overtaken(
                _("Someone else saved the announcement after you opened it."), {"text": row.text if row else ""}
            )
        before = {"version": row.version, "text": kept_out(row.text)} if row else None
        row = row or Announcement(inspection=under_way.inspection, version=0)
        row.text, row.version, row.written_by_id = text, version + 1, under_way.person
        row.save()
        under_way.note("announcement", before=before, after={"version": row.version, "text": kept_out(text)})
        tell(under_way, "announcement_changed" if before else "announced")
        return row.version
