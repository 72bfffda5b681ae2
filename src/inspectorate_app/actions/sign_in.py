"""What happened at the door, for the audit trail: neither an address that was typed nor where it came from."""

from collections.abc import Sequence

from inspectorate_app.actions.actor import Actor, nobody
from inspectorate_app.actions.change import change
from inspectorate_app.actions.permission import Action
from inspectorate_app.store.models import Person


def succeeded(actor: Actor, methods: Sequence[str]) -> None:
    """Someone signed in: ``methods`` are password, authenticator app, recovery code, or the organisation's sign-in."""
    with change(actor, Action.SIGN_IN) as under_way:
        under_way.note(f"person {actor.person}", after={"sign_in": "signed in", "with": list(methods)})


def failed(email: str, outcome: str) -> None:
    """Someone did not get in with an address; the work is the same whether it is a person's or not."""
    with change(nobody(), Action.SIGN_IN) as under_way:
        person = Person.objects.filter(email__iexact=email.strip()).values_list("pk", flat=True).first()
        under_way.note(f"person {person}" if person else "an unknown address", after={"sign_in": outcome})


def second_factor_failed(person: int, outcome: str) -> None:
    """A code was wrong, or there were too many of them."""
    with change(nobody(), Action.SIGN_IN) as under_way:
        under_way.note(f"person {person}", after={"sign_in": outcome})


def second_factor_changed(actor: Actor, what: str, outcome: str) -> None:
    """Someone set up, removed or renewed an authenticator app or recovery codes of their own."""
    with change(actor, Action.USE_OWN_ACCOUNT) as under_way:
        under_way.note(f"person {actor.person}", after={what: outcome})


def end_other_sessions(actor: Actor) -> int:
    """End all sessions of a person; gives the number to which the session that goes on must be bound."""
    with change(actor, Action.USE_OWN_ACCOUNT) as under_way:
        row = Person.objects.get(pk=actor.person or 0)
        row.sessions_ended += 1
        row.save(update_fields=["sessions_ended"])
        under_way.note(f"person {row.pk}", after={"sessions": "all others ended"})
        return row.sessions_ended
