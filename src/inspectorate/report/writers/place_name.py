"""Names of places inside an office file, which links lead to."""

import re
from dataclasses import dataclass, field

#: As Word has it; OpenDocument takes any.
_LONGEST = 40


@dataclass
class PlaceNames:
    """Anchors as names: letters, digits and underlines, 40 at most, no two alike whatever their case."""

    _names: dict[str, str] = field(default_factory=dict)

    def name(self, anchor: str) -> str:
        """The name of an anchor, always the same in one file."""
        if anchor not in self._names:
            name = re.sub(r"[^A-Za-z0-9]", "_", anchor)[: _LONGEST - 6]
            name = name if name[:1].isalpha() else f"a{name}"
            taken = {each.casefold() for each in self._names.values()}
            number, free = 1, name
            while free.casefold() in taken:
                number, free = number + 1, f"{name}_{number}"
            self._names[anchor] = free
        return self._names[anchor]
