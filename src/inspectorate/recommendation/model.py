"""A recommendation as it is published."""

from dataclasses import dataclass

#: Whom a recommendation is made to. "other" is an addressee that is named, and is none of these.
ADDRESSEES = ("PDU", "region", "HMPPS", "CRC", "NPS", "YJS", "other")


@dataclass(frozen=True)
class Recommendation:
    """One recommendation: its number as printed, whom it is made to (one of ``ADDRESSEES``), and what they should do.

    ``addressed_as`` is the addressee as written ("North West region"); ``unit`` the inspected unit that it comes from,
    where one document holds the recommendations of several (S1, annexe one).
    """

    number: int
    addressee: str
    addressed_as: str
    text: str
    unit: str | None = None
