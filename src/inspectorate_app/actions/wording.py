"""Texts that people write, checked before they are kept."""

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog


def check_text(log: FaultLog, text: str, field: str, longest: int, what: str, *, needed: bool = True) -> str:
    """A text without blanks around it, after noting what is wrong with it: blank, too long, or not to be kept."""
    text = text.strip()
    if needed and not text:
        log.add(_("{what} is missing").format(what=what), _("enter {what}").format(what=what), field=field)
    elif len(text) > longest:
        log.add(
            _("it has {text:,} characters").format(text=len(text)),
            _("shorten it to {longest:,}").format(longest=longest),
            field=field,
        )
    elif "\0" in text:
        log.add(_("it holds a character that cannot be kept"), _("type it again"), field=field)
    return text
