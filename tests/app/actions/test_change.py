"""Permission, policy, writes and audit entries happen together or not at all."""

import pytest
from django.db import DatabaseError, transaction

from inspectorate_app.actions import audit
from inspectorate_app.actions.actor import Actor, operator
from inspectorate_app.actions.change import NothingRecorded, change, change_in
from inspectorate_app.actions.permission import Action, Role
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditChain, AuditEntry, Inspection, Person
from tests.app import given

pytestmark = pytest.mark.django_db


def test_a_write_outside_an_action_is_refused(refused_writes):
    with pytest.raises(guard.WroteRoundTheActions):
        Person.objects.update(name="somebody else")
    assert "store_person" in refused_writes.pop()


def test_a_change_without_an_audit_entry_is_undone():
    with pytest.raises(NothingRecorded), change(operator(), Action.MANAGE_PEOPLE):
        Person.objects.create(email="a@inspectorate.test", name="A")
    assert not Person.objects.exists()


def test_entries_are_chained_and_a_change_of_one_shows():
    for number in range(3):
        with change(operator(), Action.MANAGE_PEOPLE) as under_way:
            under_way.note(f"person {number}", after={"name": "x"})
    chain = AuditChain.objects.get(name="service")
    entries = list(AuditEntry.objects.filter(chain=chain).order_by("position"))
    assert [entry.position for entry in entries] == [1, 2, 3]
    assert list(audit.breaks(entries, chain)) == []
    entries[1].after = {"name": "y"}
    assert list(audit.breaks(entries, chain)) == ["service: entry 2 was changed after it was written"]
    assert list(audit.breaks([entries[0], entries[2]], chain)) == ["service: after entry 1 comes entry 3"]
    assert list(audit.breaks(entries[:1], chain)) == ["service: it ends at entry 1, and 3 were written"]


def test_numbers_as_keys_and_tuples_are_hashed_as_they_are_read_again():
    # As JSON the keys are texts, which sort otherwise: "10" stands before "9".
    with change(operator(), Action.MANAGE_PEOPLE) as under_way:
        under_way.note("person 1", before={9: "a", 10: "b"}, after={"in": {9: ("a", 1), 10: None}})
    assert audit.check("service").wrong == ()
    assert AuditEntry.objects.get().after == {"in": {"9": ["a", 1], "10": None}}


@pytest.mark.parametrize("attempt", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_an_entry(attempt):
    with change(operator(), Action.MANAGE_PEOPLE) as under_way:
        under_way.note("person 1")
    with pytest.raises(DatabaseError, match="append-only"), guard.allowed(), transaction.atomic():
        AuditEntry.objects.update(action="x") if attempt == "update" else AuditEntry.objects.all().delete()


def test_who_may_not_know_of_an_inspection_is_told_that_it_is_not_there():
    inspection = given.inspection()
    stranger = given.actor(given.person("Stranger"))
    with pytest.raises(NotThere), change_in(stranger, Action.MOVE_PHASE, inspection.slug):
        pass
    analyst = given.actor(given.member(inspection, Role.ANALYST))
    with pytest.raises(NotAllowed), change_in(analyst, Action.MOVE_PHASE, inspection.slug):
        pass


def test_a_policy_says_in_which_phase_it_may_be_done():
    inspection = given.inspection(phase="announced")
    lead = given.actor(given.member(inspection, Role.LEAD_INSPECTOR))
    with (
        pytest.raises(NotNow, match=r"phase 'announced'.*evidence, fieldwork"),
        change_in(lead, Action.DRAW_SAMPLE, inspection.slug),
    ):
        pass
    assert Inspection.objects.get().phase == "announced"


def test_an_entry_names_who_did_it_how_and_in_which_request():
    inspection = given.inspection(phase="evidence")
    someone = given.member(inspection, Role.LEAD_INSPECTOR, "Lee Lead")
    acting = Actor(someone.pk, someone.name, via="api", request_id="r-12345678")
    with change_in(acting, Action.DRAW_SAMPLE, inspection.slug) as under_way:
        under_way.note("sample 1", before={"seed": "a"}, after={"seed": "b"})
    entry = AuditEntry.objects.get()
    assert (entry.actor, entry.actor_name, entry.via, entry.request_id) == (someone.pk, "Lee Lead", "api", "r-12345678")
    assert (entry.action, entry.subject, entry.before, entry.after) == (
        "draw sample",
        "sample 1",
        {"seed": "a"},
        {"seed": "b"},
    )
