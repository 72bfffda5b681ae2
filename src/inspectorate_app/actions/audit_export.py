"""Taking the audit trail away as a file: it leaves the service, and so it stands in the trail itself."""

from collections.abc import Iterator
from dataclasses import asdict

from inspectorate_app.actions import withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import SERVICE, change, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.queries import audit as query
from inspectorate_app.store.queries.audit import EntryFacts, Wanted


def export(actor: Actor, inspection: str | None, wanted: Wanted) -> Iterator[EntryFacts]:
    """The entries of an inspection, or of the service for None, in order, as they stood when they were asked for.

    Raises ``NotAllowed``, ``NotThere``.
    """
    about = {key: str(value) for key, value in asdict(wanted).items() if value}
    if inspection is None:
        with change(actor, Action.EXPORT_SERVICE_AUDIT) as under_way:
            up_to = under_way.chain.position
            under_way.note("audit trail", after={"entries up to": up_to, **about})
    else:
        with change_in(actor, Action.EXPORT_AUDIT, inspection) as under_way:
            up_to = under_way.chain.position
            under_way.note("audit trail", after={"entries up to": up_to, **about})
    kept_from = withheld.reasons_in(actor, inspection) if inspection else {}
    return withheld.entries(query.every(inspection or SERVICE, wanted, up_to), kept_from)
