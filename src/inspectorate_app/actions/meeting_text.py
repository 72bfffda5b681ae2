"""Texts of meetings: checked before they are kept, and told to the audit trail by length and digest alone.

What is said in a meeting may name people. The audit trail is kept for good, so their words do not go into it.
"""

import hashlib

from inspectorate.errors import FaultLog

#: The longest note, question of a guide, and reason of a cancellation, in characters.
LONGEST_NOTE, LONGEST_QUESTION, LONGEST_REASON = 10_000, 1_000, 2_000


def told(text: str) -> str:
    """A text as the audit trail has it: how long it is, and the SHA-256 by which it can be recognised."""
    return f"{len(text)} characters, SHA-256 {hashlib.sha256(text.encode()).hexdigest()}" if text else ""


def check_text(log: FaultLog, field: str, text: str, longest: int, missing: str = "") -> str:
    """A text without blanks around it; noted where it is too long, cannot be kept, or is ``missing`` and may not be."""
    text = text.replace("\r\n", "\n").strip()
    if not text and missing:
        log.add(f"the {field} is missing", missing, field=field)
    elif len(text) > longest:
        log.add(f"it has {len(text):,} characters", f"Shorten it to {longest:,} characters", field=field)
    elif "\0" in text:
        log.add("it holds a character that cannot be kept", "Type it again", field=field)
    return text
