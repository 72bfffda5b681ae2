"""Evidence in the words of its pages: states with the colours of their tags, and sizes."""

from collections.abc import Mapping

from inspectorate.framework.model import Edition

#: What a request is, as people read it, and the colour of its tag.
STATES: Mapping[str, tuple[str, str]] = {
    "asked": ("Asked for", "grey"),
    "partly": ("Partly received", "yellow"),
    "received": ("Received", ""),
    "accepted": ("Accepted", "green"),
    "not_held": ("Not held", "orange"),
    "withdrawn": ("Withdrawn", "grey"),
}


def names(edition: Edition) -> dict[str, str]:
    """The standards by id as people read them: 1.1 Leadership. What is a heading alone has no number."""
    return {each.id: each.heading for each in edition.standards}


def size(count: int) -> str:
    """1.4 MB, 12 KB, 80 bytes; a kilobyte is a thousand bytes."""
    if count >= 1_000_000:
        return f"{count / 1_000_000:.1f} MB"
    return f"{count // 1_000:,} KB" if count >= 1_000 else f"{count} bytes"
