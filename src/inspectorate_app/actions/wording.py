"""Texts that people write, checked before they are kept."""

from inspectorate.errors import FaultLog


def check_text(log: FaultLog, text: str, field: str, longest: int, what: str, *, needed: bool = True) -> str:
    """A text without blanks around it, after noting what is wrong with it: blank, too long, or not to be kept."""
    text = text.strip()
    if needed and not text:
        log.add(f"{what} is missing", f"enter {what}", field=field)
    elif len(text) > longest:
        log.add(f"it has {len(text):,} characters", f"shorten it to {longest:,}", field=field)
    elif "\0" in text:
        log.add("it holds a character that cannot be kept", "type it again", field=field)
    return text
