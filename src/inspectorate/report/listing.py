"""Several things in a sentence: A; A and B; A, B and C."""

from collections.abc import Sequence

from inspectorate.language import gettext as _


def listed(parts: Sequence[str], *, serial: bool = False) -> str:
    """The parts with commas and "and"; ``serial`` puts a comma before "and", for parts that have one inside."""
    if len(parts) < 2:
        return "".join(parts)
    comma = "," if serial else ""
    return f"{', '.join(parts[:-1])}{comma}{_(' and ')}{parts[-1]}"
