"""An inspected organisation, under an id of the project's own: a place recurs, and kinds of unit share its name."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Organisation:
    """A region or an inspected unit.

    ``id`` never changes ("pdu/cheshire-west"); ``kind`` is PDU, region, youth justice service, CRC, NPS division,
    approved premises or national; ``region`` the name of the region it lies in; ``first`` and ``last`` the years in
    which it is known under this name (None: not known); ``became`` the ids of those it was merged into or split into.
    """

    id: str
    name: str
    kind: str
    region: str | None = None
    aliases: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None
    became: tuple[str, ...] = ()
    source: str = ""
    certainty: str = "assumed"
