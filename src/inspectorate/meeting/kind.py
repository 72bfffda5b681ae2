"""The kinds of meeting that fieldwork has.

Interviews, focus groups, meetings and observations are named in HMIP's reports and on its page on PDU inspections
(METHOD 5); an interview here is one with leaders or partners, not that of a practitioner about a case.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from inspectorate.language import gettext as _
from inspectorate.language import noted


class Kind(StrEnum):
    """What kind of meeting it is."""

    MEETING = "meeting"
    FOCUS_GROUP = "focus_group"
    INTERVIEW = "interview"
    OBSERVATION = "observation"

    @property
    def label(self) -> str:
        """As people read it: Focus group."""
        return _(_LABELS[self.value])


_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "meeting": noted("Meeting"),
        "focus_group": noted("Focus group"),
        "interview": noted("Interview"),
        "observation": noted("Observation"),
    }
)
