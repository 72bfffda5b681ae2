"""Somebody in each role of an inspection, and what they are told, for the tests of notifications."""

from typing import Any

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.notification_reading import told
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.models import Inspection, Person
from tests.app import given

#: The inspection, and who is in it by a short name.
World = tuple[Inspection, dict[str, Person]]


def texts(of: Person, **facts: Any) -> list[str]:
    """What someone was told, in words."""
    return [each.text for each in told(given.actor(of), **facts)]


def acting(world: World, who: str) -> Actor:
    """One of them as who acts."""
    return given.actor(world[1][who])


def in_fieldwork() -> World:
    """An inspection in fieldwork with somebody in each role, who were told nothing yet."""
    inspection = given.inspection()
    roles = {
        "lead": Role.LEAD_INSPECTOR,
        "ann": Role.INSPECTOR,
        "bea": Role.INSPECTOR,
        "quin": Role.QUALITY_LEAD,
        "ops": Role.OPERATIONS_OFFICER,
        "pam": Role.PANEL_MEMBER,
        "sam": Role.SERVICE_CONTACT,
        "hal": Role.SERVICE_HEAD,
    }
    reads = {"ann", "bea"}
    people = {
        key: given.member(inspection, role, f"{key} {role.label}", **({"capacity": 20} if key in reads else {}))
        for key, role in roles.items()
    }
    return inspection, people
