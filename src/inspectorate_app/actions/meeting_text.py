"""Texts that people type about meetings and figures, checked before they are kept."""

from inspectorate.errors import FaultLog

#: The longest note, question of a guide, and reason of a cancellation, in characters.
LONGEST_NOTE, LONGEST_QUESTION, LONGEST_REASON = 10_000, 1_000, 2_000


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
