"""A case: one person's supervision, spoken of by its reference and its characteristics, never by a name."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True)
class Case:
    """What an inspection may know of a case everywhere.

    ``characteristics`` maps the id of a characteristic of the edition to one of its values; a characteristic that was
    not recorded is absent. Names and dates of birth live only in the caseload that a service supplies.
    """

    reference: str
    characteristics: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        object.__setattr__(self, "characteristics", MappingProxyType(dict(self.characteristics)))

    def __hash__(self) -> int:
        return hash(self.reference)
