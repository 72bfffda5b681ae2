"""``inspectorate check --audit``: a trail that was tampered with is a fault."""

import pytest

from inspectorate_app.actions import token
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditChain
from tests.app import given

pytestmark = pytest.mark.django_db


def trails(left):
    return [each for each in left.data["findings"] if each["check"] == "audit trail"]


def test_a_trail_whose_end_was_cut_off_is_a_fault(run):
    planner = given.actor(given.person("Pat Planner", "planner"))
    token.create(planner, name="Export", scopes=["read"], days=1)
    whole = run("check", "--audit", "--format", "json")
    assert [(each["state"], each["said"]) for each in trails(whole)] == [("ok", "service: 1 entry, whole")]
    with guard.allowed():
        AuditChain.objects.update(position=2)
    cut = run("check", "--audit", "--format", "json")
    assert {each["state"] for each in trails(cut)} == {"fault"}
    assert cut.status == 2
    assert not trails(run("check", "--format", "json")), "reading every entry is asked for, and not done each time"
