"""Invitations, offices, deactivating, and conflicts of interest, without a page in between."""

import datetime

import pytest
from django.core import mail as outbox
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate_app.actions import conflict, mail, person
from inspectorate_app.actions.actor import Actor, operator
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, ConflictOfInterest, Invitation, Person, Token
from inspectorate_app.store.queries import conflict as conflict_query
from inspectorate_app.store.queries import person as query
from tests.app import given

pytestmark = pytest.mark.django_db
LONG = "quite a long one, made up"
LEICESTER = "pdu/leicester-leicestershire-and-rutland"


@pytest.fixture
def admin() -> Actor:
    return given.actor(given.person("Ada Admin", "administrator"))


def invite(actor: Actor, **facts: str) -> str:
    return person.invite(actor, **{"email": "nell@inspectorate.test", "name": "Nell Newcomer", **facts})


def fields(error: pytest.ExceptionInfo[BadInput]) -> list[str]:
    return sorted(fault.field for fault in error.value.faults)


def test_an_invitation_accepted_is_a_person_with_its_office(admin):
    token = invite(admin, email=" Nell@Inspectorate.TEST ", office="planner")
    nell = Person.objects.get(pk=person.accept(token, password=LONG, name=" Nell N. ").person)
    assert (nell.email, nell.name, nell.office) == ("nell@inspectorate.test", "Nell N.", "planner")
    assert nell.check_password(LONG)
    entries = [(entry.actor, entry.subject) for entry in AuditEntry.objects.order_by("position")]
    assert entries == [(admin.person, f"invitation {Invitation.objects.get().pk}"), (None, f"person {nell.pk}")]


def test_an_address_has_one_open_invitation_and_one_person(admin):
    invite(admin)
    with pytest.raises(BadInput, match="open invitation"):
        invite(admin, email="NELL@inspectorate.test")
    person.withdraw(admin, Invitation.objects.get().pk)
    person.accept(invite(admin), password=LONG, name="Nell")
    with pytest.raises(BadInput, match="here already"):
        invite(admin)


def test_an_expired_invitation_is_not_in_the_way_of_the_next(admin):
    invite(admin)
    with guard.allowed():
        Invitation.objects.update(expires_at=timezone.now())
    invite(admin)
    assert [each.state for each in query.invitations()] == ["open", "expired"]


def test_all_that_is_wrong_with_an_invitation_is_said_at_once(admin):
    with pytest.raises(BadInput) as error:
        invite(admin, email="nell", name=" ", office="lead_inspector")
    assert fields(error) == ["email", "name", "office"]
    assert not Invitation.objects.exists()


@pytest.mark.parametrize("office", ["planner", "auditor", ""])
def test_only_an_administrator_manages_people(office):
    someone = given.actor(given.person("Pat", office))
    other = given.person("Ann Example").pk
    for attempt in (
        lambda: invite(someone),
        lambda: person.invite_anew(someone, other),
        lambda: person.withdraw(someone, 1),
        lambda: person.deactivate(someone, other),
        lambda: person.reactivate(someone, other),
        lambda: person.change_office(someone, other, "administrator"),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert not AuditEntry.objects.exists()


def test_a_token_cannot_act_as_nobody_at_the_door(admin):
    from inspectorate_app.actions.permission import Action, may

    with_token = Actor(admin.person, admin.name, admin.office, via="api", scopes=frozenset({"manage"}))
    assert not any(may(with_token, each) for each in (Action.SIGN_IN, Action.MANAGE_PEOPLE, Action.USE_OWN_ACCOUNT))


def test_nobody_changes_their_own_office_and_a_command_does(admin):
    given.person("Bea Admin", "administrator")
    for office in ("planner", "auditor", ""):
        with pytest.raises(NotNow, match="your own office"):
            person.change_office(admin, admin.person, office)
    person.change_office(operator(), admin.person, "planner")
    assert Person.objects.get(pk=admin.person).office == "planner"


def test_the_last_active_administrator_stays_one(admin):
    other = given.person("Bea Admin", "administrator")
    person.change_office(admin, other.pk, "planner")
    for attempt in (
        lambda: person.change_office(admin, admin.person, ""),
        lambda: person.deactivate(operator(), admin.person),
    ):
        with pytest.raises(NotNow, match="last active administrator"):
            attempt()
    person.change_office(admin, other.pk, "administrator")
    with pytest.raises(NotNow, match="cannot deactivate yourself"):
        person.deactivate(admin, admin.person)
    person.deactivate(admin, other.pk)
    with pytest.raises(NotNow, match="last active administrator"):
        person.change_office(admin, admin.person, "auditor")


def test_deactivating_revokes_tokens_and_ends_sessions_and_says_so(admin):
    ann = given.person("Ann Example", "planner")
    with guard.allowed():
        Token.objects.create(person=ann, name="a", sha256="1" * 64, expires_at=timezone.now())
        Token.objects.create(
            person=ann, name="b", sha256="2" * 64, expires_at=timezone.now(), revoked_at=timezone.now()
        )
    person.invite_anew(admin, ann.pk)
    before = ann.get_session_auth_hash()
    person.deactivate(admin, ann.pk)
    ann.refresh_from_db()
    assert (ann.is_active, ann.get_session_auth_hash() == before) == (False, False)
    assert not Token.objects.filter(revoked_at=None).exists()
    assert Invitation.objects.get().withdrawn_at
    entry = AuditEntry.objects.order_by("position").last()
    assert (entry.subject, entry.before, entry.after) == (
        f"person {ann.pk}",
        {"active": True},
        {"active": False, "tokens_revoked": 1},
    )
    with pytest.raises(NotNow):
        person.invite_anew(admin, ann.pk)
    person.reactivate(admin, ann.pk)
    ann.refresh_from_db()
    assert (ann.is_active, ann.office, ann.get_session_auth_hash() == before) == (True, "planner", False)


def test_a_link_to_sign_in_again_ends_the_one_before_and_when_used_the_tokens(admin):
    ann = given.person("Ann Example")
    with guard.allowed():
        Token.objects.create(person=ann, name="a", sha256="1" * 64, expires_at=timezone.now())
    first, second = person.invite_anew(admin, ann.pk), person.invite_anew(admin, ann.pk)
    with pytest.raises(NotThere):
        person.accept(first, password=LONG, name="Ann")
    assert Token.objects.filter(revoked_at=None).exists()
    assert person.accept(second, password=LONG, name="Ann") == person.Accepted(ann.pk, 1)
    assert not Token.objects.filter(revoked_at=None).exists()
    assert AuditEntry.objects.order_by("position").last().after["tokens_revoked"] == 1


@pytest.mark.parametrize("password", ["short", "nell newcomer", "nell@inspectorate.test", "1q2w3e4r5t6y", ""])
def test_a_bad_password_is_refused_when_accepting_and_when_changing(admin, password):
    token = invite(admin)
    with pytest.raises(BadInput) as error:
        person.accept(token, password=password, name="Nell Newcomer")
    assert set(fields(error)) == {"password"}
    nell = given.person("Nell Newcomer", email="nell2@inspectorate.test")
    if password != "nell@inspectorate.test":  # noqa: S105 - what is tried
        with pytest.raises(BadInput):
            person.change_password(given.actor(nell), password)


def test_nothing_is_there_for_a_number_that_nobody_has(admin):
    for attempt in (
        lambda: person.deactivate(admin, 9999),
        lambda: person.withdraw(admin, 9999),
        lambda: conflict.declare(admin, person=9999, organisation=LEICESTER, reason="x"),
        lambda: conflict.end(admin, 9999),
    ):
        with pytest.raises(NotThere):
            attempt()


def test_mail_goes_out_where_it_is_set_up_and_a_dead_server_is_no_error(settings, caplog):
    facts = {
        "email": "nell@inspectorate.test",
        "name": "Nell",
        "link": "https://x.test/l",
        "until": datetime.date(2026, 5, 1),
    }
    assert mail.invitation(**facts) == "sent"
    assert outbox.outbox[0].to == ["nell@inspectorate.test"]
    assert "https://x.test/l" in outbox.outbox[0].body
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert mail.invitation(**facts) == ""
    settings.EMAIL_BACKEND, settings.EMAIL_HOST, settings.EMAIL_PORT = (
        "django.core.mail.backends.smtp.EmailBackend",
        "127.0.0.1",
        1,
    )
    assert mail.invitation(**facts) == "waiting"
    assert "nell@" not in caplog.text


# --- conflicts of interest ---


def test_a_conflict_with_a_region_keeps_off_every_unit_in_it(admin):
    ann = given.person("Ann Example").pk
    conflict.declare(admin, person=ann, organisation="region/east-midlands", reason="Worked there")
    conflict.declare(admin, person=ann, organisation="pdu/cardiff-and-the-vale", reason="Lives there")
    held = conflict_query.organisations_of(ann)
    # Of what is no PDU the region itself; its PDUs; and the one unit elsewhere, without the others of its region.
    assert {each for each in held if not each.startswith("pdu/")} == {"region/east-midlands"}
    assert LEICESTER in held
    assert "pdu/nottingham-city" in held
    assert "pdu/cardiff-and-the-vale" in held
    assert "pdu/swansea-neath-and-port-talbot" not in held
    assert conflict_query.organisations_of(admin.person) == frozenset()


def test_a_conflict_is_declared_once_with_a_reason_and_ended_by_another():
    planner, ann = given.person("Pat", "planner"), given.person("Ann Example")
    number = conflict.declare(given.actor(ann), person=ann.pk, organisation=LEICESTER, reason=" Worked there ")
    with pytest.raises(BadInput, match="declared already"):
        conflict.declare(given.actor(planner), person=ann.pk, organisation=LEICESTER, reason="x")
    with pytest.raises(NotAllowed):
        conflict.end(given.actor(ann), number)
    own = conflict.declare(given.actor(planner), person=planner.pk, organisation=LEICESTER, reason="x")
    with pytest.raises(NotThere, match="your own"):
        conflict.end(given.actor(planner), own)
    conflict.end(given.actor(planner), number)
    assert conflict_query.organisations_of(ann.pk) == frozenset()
    assert ConflictOfInterest.objects.get(pk=number).ended_at
    conflict.declare(given.actor(ann), person=ann.pk, organisation=LEICESTER, reason="Again")
    entry = AuditEntry.objects.order_by("position").first()
    assert entry.after == {"conflict": LEICESTER, "reason": "Worked there"}


def test_nobody_declares_for_others_without_an_office():
    ann, bob = given.person("Ann Example"), given.person("Bob Example")
    with pytest.raises(NotAllowed):
        conflict.declare(given.actor(ann), person=bob.pk, organisation=LEICESTER, reason="x")


def test_what_a_conflict_lacks_is_said_at_once(admin):
    with pytest.raises(BadInput) as error:
        conflict.declare(admin, person=admin.person, organisation="pdu/nowhere", reason="x" * 1001)
    assert fields(error) == ["organisation", "reason"]
