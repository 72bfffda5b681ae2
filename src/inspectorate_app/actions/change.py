"""One change: permission, policy, the writes and their audit entries, in one transaction, or nothing at all.

Inside a change the inspection is locked, so that writers of one inspection follow each other: what a policy found stays
so until the end. Changes within one case each lock their case alone and leave the inspection as it is, so that
inspectors do not wait for each other. The chain of the inspection is locked last, when the entries are written: they
stand in the order in which things came to be so. Locked are the inspection first, then those that its
letter covers where that goes out (``queries.letter.lock_covered``), then the case, then the chain.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from inspectorate.inspection import Phase
from inspectorate_app import metric
from inspectorate_app.actions import audit, permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotThere
from inspectorate_app.store import guard
from inspectorate_app.store.models import AuditChain, Inspection
from inspectorate_app.store.queries.audit import lock_chain
from inspectorate_app.store.queries.inspection import lock, lock_case
from inspectorate_app.store.turn import transaction_in_turn

SERVICE = "service"


class NothingRecorded(RuntimeError):  # noqa: N818 - it says what happened
    """A change ended without an audit entry: a defect in the action, and so nothing of it was kept."""


@dataclass
class Change:
    """A change under way: notes what to write into the audit trail, ``where`` being the name of the chain."""

    actor: Actor
    action: Action
    where: str
    entries: list[audit.Noted] = field(default_factory=list)
    nothing_to_do: bool = False

    def note(
        self, subject: str, *, before: Mapping[str, Any] | None = None, after: Mapping[str, Any] | None = None
    ) -> None:
        """Note what was done to what. Neither side holds the names of people in cases, which are deleted one day."""
        self.entries.append(audit.Noted(subject, before, after))

    @cached_property
    def chain(self) -> AuditChain:
        """The chain of the audit trail, its row locked from when it is first asked for until the change ends."""
        return lock_chain(self.where) or AuditChain.objects.select_for_update().get_or_create(name=self.where)[0]

    @property
    def person(self) -> int:
        """Who acts, for tables that name them. Raises ``NotAllowed`` for a command or a job, which is nobody."""
        if self.actor.person is None:
            raise NotAllowed(_("A person does this, and no command."))
        return self.actor.person

    def was_done_before(self) -> None:
        """Say that nothing was written, since a first try had done it."""
        self.nothing_to_do = True

    def leaves_no_trace(self) -> None:
        """Say that what was written is recorded nowhere.

        An anonymous answer (docs/adr/0018-anonymous-surveys.md), what someone read of their own notifications, and the
        steps of a mail on its way (docs/adr/0022-notifications.md).
        """
        self.nothing_to_do = True


@dataclass
class InspectionChange(Change):
    """A change in one inspection, as it stands under the lock; ``where`` is its slug."""

    inspection: Inspection = field(kw_only=True)


@contextmanager
def change(actor: Actor, action: Action) -> Iterator[Change]:
    """A change in the whole service. Raises ``NotAllowed``."""
    with transaction_in_turn(), guard.allowed():
        permission.require(actor, action)
        under_way = Change(actor, action, SERVICE)
        _ = under_way.chain  # locked from the start: by it, changes of the service follow each other
        yield under_way
        _write(under_way)
    if under_way.entries:
        metric.changed(action)


@contextmanager
def change_in(actor: Actor, action: Action, inspection: str) -> Iterator[InspectionChange]:
    """A change in the inspection of a slug. Raises ``NotThere``, ``NotAllowed``, or ``NotNow`` where it is not time."""
    with _under(actor, action, inspection, lambda: lock(inspection)) as under_way:
        yield under_way


@contextmanager
def change_in_case(actor: Actor, action: Action, inspection: str, case: int) -> Iterator[InspectionChange]:
    """A change within one case, beside others in other cases. Raises as ``change_in`` does.

    It may write what belongs to the case alone: whatever two cases share would be lost or locked crosswise.
    """
    with _under(actor, action, inspection, lambda: lock_case(inspection, case)) as under_way:
        yield under_way


@contextmanager
def _under(
    actor: Actor, action: Action, inspection: str, locked: Callable[[], Inspection | None]
) -> Iterator[InspectionChange]:
    with transaction_in_turn(), guard.allowed():
        permission.require(actor, action, inspection)
        found = locked()
        if found is None:
            raise NotThere
        policy.require(action, Phase(found.phase))
        under_way = InspectionChange(actor, action, inspection, inspection=found)
        yield under_way
        _write(under_way)
    if under_way.entries:
        metric.changed(action)


def _write(under_way: Change) -> None:
    if not under_way.entries and not under_way.nothing_to_do:
        raise NothingRecorded(f"'{under_way.action}' wrote no audit entry")
    if under_way.entries:
        audit.append(under_way.chain, under_way.actor, under_way.action, under_way.entries)
