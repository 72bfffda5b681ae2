"""Which addresses a document links to: pages, mail and telephone. Whatever else an author gave stays text."""

import re

_OUTWARD = re.compile(r"(https?://[^\s/?#]|mailto:[^\s]+@|tel:\+?[0-9])[^\s]*", re.IGNORECASE)


def is_outward(address: str) -> bool:
    """Whether an address leads out of the document, to something that a reader can open."""
    return _OUTWARD.fullmatch(address) is not None
