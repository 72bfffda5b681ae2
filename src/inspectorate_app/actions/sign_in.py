"""What happened at the door, for the audit trail: neither an address that was typed nor where it came from."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from inspectorate_app.actions import mail
from inspectorate_app.actions.actor import Actor, nobody
from inspectorate_app.actions.change import change
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.token import revoke_all
from inspectorate_app.store.models import Person
from inspectorate_app.store.queries.person import second_factors
from inspectorate_app.store.turn import transaction_in_turn


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
        mail.security(under_way, "second_factor_changed", actor.person or 0)


@dataclass
class Ended:
    """What ended with a second factor: ``sessions_ended`` is what the session that goes on must be bound to.

    None where nothing ended: the app stayed what it was. ``tokens_revoked`` is how many tokens ended with it.
    """

    sessions_ended: int | None = None
    tokens_revoked: int = 0


@contextmanager
def second_factor_changes(actor: Actor) -> Iterator[Ended]:
    """What allauth writes of second factors within it, and its entries, in one transaction: both or neither.

    Where the authenticator app is another one or gone, all sessions and tokens end: they know the password alone.
    """
    ended = Ended()
    with transaction_in_turn():
        before = second_factors(actor.person or 0)
        yield ended
        after = second_factors(actor.person or 0)
        told: dict[str, str | int] = {
            _FACTORS[kind]: _outcome(before, after, kind) for kind in _FACTORS if _outcome(before, after, kind)
        }
        if told:
            with change(actor, Action.USE_OWN_ACCOUNT) as under_way:
                if _FACTORS["totp"] in told:
                    ended.sessions_ended, ended.tokens_revoked = _end_all(actor.person or 0)
                    told |= {"sessions": "all others ended", "tokens_revoked": ended.tokens_revoked}
                under_way.note(f"person {actor.person}", after=told)
                mail.security(under_way, "second_factor_changed", actor.person or 0)


#: What allauth keeps of a second factor, and what the audit trail calls it.
_FACTORS = {"totp": "authenticator_app", "recovery_codes": "recovery_codes"}


def _outcome(before: Mapping[str, int], after: Mapping[str, int], kind: str) -> str:
    if before.get(kind) == after.get(kind):
        return ""
    return "removed" if kind not in after else "made anew" if kind in before else "set up"


def _end_all(person: int) -> tuple[int, int]:
    row = Person.objects.get(pk=person)
    row.sessions_ended += 1
    row.save(update_fields=["sessions_ended"])
    return row.sessions_ended, revoke_all(person)
