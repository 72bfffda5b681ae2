"""Texts that people type about meetings and figures, checked before they are kept."""

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog

#: The longest note, question of a guide, and reason of a cancellation, in characters.
LONGEST_NOTE, LONGEST_QUESTION, LONGEST_REASON = 10_000, 1_000, 2_000


def check_text(log: FaultLog, field: str, text: str, longest: int, missing: str = "") -> str:
    """A text without blanks around it; noted where it is too long, cannot be kept, or is ``missing`` and may not be."""
    text = text.replace("\r\n", "\n").strip()
    if not text and missing:
        log.add(_("the {field} is missing").format(field=field), missing, field=field)
    elif len(text) > longest:
        log.add(
            _("it has {text:,} characters").format(text=len(text)),
            _("Shorten it to {longest:,} characters").format(longest=longest),
            field=field,
        )
    elif "\0" in text:
        log.add(_("it holds a character that cannot be kept"), _("Type it again"), field=field)
    return text
