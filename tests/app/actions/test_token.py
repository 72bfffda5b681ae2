"""Tokens are told once, kept as a hash, narrowed by scope, and end."""

import datetime
import hashlib

import pytest
from django.utils import timezone

from inspectorate.errors import BadInput
from inspectorate_app.actions import permission, token
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import SCOPES, Action, Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditEntry, Person, Token
from inspectorate_app.store.queries import token as query
from tests.app import given

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner():
    return given.person("Pat Planner", "planner")


def test_only_a_hash_is_kept_and_the_audit_trail_holds_no_part_of_it(planner):
    secret = token.create(given.actor(planner), name="Export", scopes=["read"], days=30)
    assert secret.startswith("insp_")
    assert len(secret) == len("insp_") + 43, "256 bits in base64 are 43 characters"
    row = Token.objects.get()
    assert row.sha256 == hashlib.sha256(secret.encode()).hexdigest()
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.subject, entry.after["scopes"]) == ("manage own tokens", f"token {row.pk}", ["read"])
    assert secret[5:] not in str(vars(row)) + str(vars(entry))


def test_the_bearer_is_found_with_the_scopes_of_the_token(planner):
    secret = token.create(given.actor(planner), name="Export", scopes=["read", "assess"], days=30)
    found = query.bearer(secret)
    assert found is not None
    assert (found.person, found.office, found.scopes) == (planner.pk, "planner", {"read", "assess"})
    assert query.bearer(secret[:-1] + ("a" if secret[-1] != "a" else "b")) is None


@pytest.mark.parametrize("end", ["revoked", "expired", "deactivated"])
def test_a_token_ends(planner, end):
    secret = token.create(given.actor(planner), name="Export", scopes=["read"], days=1)
    if end == "revoked":
        token.revoke(given.actor(planner), Token.objects.get().pk)
    with guard.allowed():
        if end == "expired":
            Token.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))
        if end == "deactivated":
            Person.objects.update(is_active=False)
    assert query.bearer(secret) is None


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"scopes": []}, "scopes"),
        ({"scopes": ["read", "everything"]}, "scopes"),
        ({"days": 0}, "days"),
        ({"days": 366}, "days"),
    ],
)
def test_what_is_wrong_is_named(planner, wrong, field):
    with pytest.raises(BadInput) as refused:
        token.create(given.actor(planner), **{"name": "Export", "scopes": ["read"], "days": 365, **wrong})
    assert [fault.field for fault in refused.value.faults] == [field]
    assert not Token.objects.exists()


def test_who_has_no_role_gets_no_token_and_twenty_are_enough(planner):
    with pytest.raises(NotNow, match="no role yet"):
        token.create(given.actor(given.person("No Role")), name="x", scopes=["read"], days=1)
    for number in range(20):
        token.create(given.actor(planner), name=f"{number}", scopes=["read"], days=1)
    with pytest.raises(NotNow, match="20 tokens"):
        token.create(given.actor(planner), name="one more", scopes=["read"], days=1)


def test_one_revokes_ones_own_tokens_alone(planner):
    token.create(given.actor(planner), name="Export", scopes=["read"], days=1)
    made = Token.objects.get().pk
    with pytest.raises(NotThere):
        token.revoke(given.actor(given.person("Other", "planner")), made)
    for _ in range(2):
        token.revoke(given.actor(planner), made)
    assert AuditEntry.objects.filter(subject=f"token {made}").count() == 2, "one for each change, none for the repeat"


def test_a_token_makes_no_tokens_whatever_its_scopes(planner):
    program = Actor(planner.pk, planner.name, planner.office, "api", scopes=frozenset(SCOPES))
    with pytest.raises(NotAllowed):
        token.create(program, name="another", scopes=["manage"], days=365)


def test_scopes_narrow_and_never_widen():
    inspection = given.inspection()
    lead = given.member(inspection, Role.LEAD_INSPECTOR)
    allowed = {
        scope: {
            action
            for action in Action
            if permission.may(
                Actor(lead.pk, lead.name, scopes=frozenset({scope})),
                action,
                None if action in permission.IN_THE_SERVICE else inspection.slug,
            )
        }
        for scope in SCOPES
    }
    mine = {
        action
        for action in Action
        if permission.may(given.actor(lead), action, None if action in permission.IN_THE_SERVICE else inspection.slug)
    }
    assert all(found < mine for found in allowed.values())
    assert all(action.value.startswith("see") for action in allowed["read"])
    assert Action.ASSESS_CASE in allowed["assess"]
    assert Action.SEE_RESULTS not in allowed["assess"]
    assert mine - allowed["manage"] - permission.AT_THE_DOOR == {
        Action.USE_OWN_ACCOUNT,
        Action.MANAGE_OWN_TOKENS,
        Action.SEE_NAMES,
    }
