"""The people of the demonstration: one for each role, all made up, and how one signs in as them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass

from inspectorate_app.actions import person, sign_in
from inspectorate_app.actions.actor import Actor, operator
from inspectorate_app.actions.permission import IN_THE_TEAM, OFFICES, Role

DOMAIN = "demonstration.invalid"
#: Everyone who acts, by their key.
Actors = Mapping[str, Actor]


@dataclass(frozen=True)
class MadeUp:
    """Someone made up: the word before the @ of their address, their name, role, and what there is to do for them."""

    key: str
    name: str
    role: Role
    to_do: str

    @property
    def email(self) -> str:
        """The address they sign in with; no mail can reach it."""
        return f"{self.key}@{DOMAIN}"


PEOPLE = (
    MadeUp(
        "lead",
        "Demonstration Lead",
        Role.LEAD_INSPECTOR,
        "answer comments on Derby City; who is behind in Northamptonshire",
    ),
    MadeUp("inspector", "Demonstration Inspector One", Role.INSPECTOR, "assess the cases that are left"),
    MadeUp("inspector2", "Demonstration Inspector Two", Role.INSPECTOR, "assess cases beside Inspector One"),
    MadeUp("local", "Demonstration Local Assessor", Role.LOCAL_ASSESSOR, "finish a case that was begun"),
    MadeUp(
        "quality",
        "Demonstration Quality Lead",
        Role.QUALITY_LEAD,
        "review the report of Nottingham City; settle what two readers differ on",
    ),
    MadeUp("analyst", "Demonstration Analyst", Role.ANALYST, "check quotations of the surveys; results; download"),
    MadeUp("operations", "Demonstration Operations Officer", Role.OPERATIONS_OFFICER, "upload Derbyshire's caseload"),
    MadeUp("panel", "Demonstration Panel Member", Role.PANEL_MEMBER, "sign off the ratings of Leicester"),
    MadeUp(
        "contact", "Demonstration Single Point of Contact", Role.SERVICE_CONTACT, "send what Derbyshire is asked for"
    ),
    MadeUp("head", "Demonstration Head of the Service", Role.SERVICE_HEAD, "action plan of Staffordshire North"),
    MadeUp("planner", "Demonstration Planner", Role.PLANNER, "find a team for Nottinghamshire; set another up"),
    MadeUp("administrator", "Demonstration Administrator", Role.ADMINISTRATOR, "invite people, give them offices"),
    MadeUp("chief", "Demonstration Chief Inspector", Role.CHIEF_INSPECTOR, "approve East and West Lincolnshire"),
    MadeUp(
        "publications",
        "Demonstration Publication Officer",
        Role.PUBLICATION_OFFICER,
        "send embargoed copies once that is approved; correct Staffordshire North",
    ),
    MadeUp("auditor", "Demonstration Auditor", Role.AUDITOR, "read and check the audit trails"),
)


def make(password: str) -> dict[str, Actor]:
    """Make all of them, by invitation as anyone, each with a second factor; gives them by key, ready to act.

    An operator invites the administrator, who invites the others.
    """
    first = next(each for each in PEOPLE if each.role is Role.ADMINISTRATOR)
    administrator = _made(first, password, operator())
    others = {each.key: _made(each, password, administrator) for each in PEOPLE if each is not first}
    return {**others, first.key: administrator}


def _made(who: MadeUp, password: str, inviting: Actor) -> Actor:
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
    from django.contrib.auth import get_user_model

    office = who.role.value if who.role in OFFICES else ""
    token = person.invite(inviting, email=who.email, name=who.name, office=office)
    id_ = person.accept(token, password=password, name=who.name).person
    actor = Actor(id_, who.name, office, via="command")
    TOTP.activate(get_user_model().objects.get(pk=id_), generate_totp_secret())
    sign_in.second_factor_changed(actor, "authenticator_app", "set up")
    return actor


def password() -> str:
    """A password that nobody has used before."""
    return secrets.token_urlsafe(12)


def code(key: str) -> str | None:
    """The code that the authenticator app of someone made up shows now; None where there is no such person.

    It is computed from the secret in this database, as their app would; it lets nobody in who has not this database
    and its key.
    """
    import time

    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
    from allauth.mfa.utils import decrypt

    found = Authenticator.objects.filter(user__email=f"{key}@{DOMAIN}", type=Authenticator.Type.TOTP).first()
    if found is None:
        return None
    shown: str = format_hotp_value(hotp_value(decrypt(found.data["secret"]), int(time.time()) // 30))
    return shown


def team(actors: Mapping[str, Actor], capacity: int) -> list[tuple[int, Role, int]]:
    """Everyone with a role in a team: their id, role, and the most cases that they read."""
    found = []
    for each in PEOPLE:
        id_ = actors[each.key].person
        if id_ is not None and each.role in IN_THE_TEAM:
            reads = each.role in (Role.INSPECTOR, Role.LOCAL_ASSESSOR)
            found.append((id_, each.role, capacity if reads else 0))
    return found
