"""Who acts: a person through a page or the API, or a command on the server."""

from dataclasses import dataclass, field
from typing import Literal

from inspectorate_app.log import request_id

Via = Literal["page", "api", "command", "job"]


@dataclass(frozen=True)
class Actor:
    """Someone who does something, for as long as one request or command.

    ``person`` is None for a command or a job, which then acts with the ``office`` it was given. ``scopes`` narrow what
    a token may do; None for no narrowing. ``roles`` remembers memberships, and ``withheld`` why a case is withheld
    (blank: it is not), by inspection and case, so that a request asks for each once.
    """

    person: int | None
    name: str
    office: str = ""
    via: Via = "page"
    request_id: str = ""
    scopes: frozenset[str] | None = None
    roles: dict[str, frozenset[str]] = field(default_factory=dict, compare=False, repr=False)
    withheld: dict[tuple[int, int], str] = field(default_factory=dict, compare=False, repr=False)


def nobody() -> Actor:
    """Whoever stands at the door: a page that is used before one is signed in."""
    return Actor(None, "someone who is not signed in", request_id=request_id.get())


def operator(name: str = "operator of the server", office: str = "administrator") -> Actor:
    """A command run by whoever may run commands on the server."""
    return Actor(None, name, office, via="command")
