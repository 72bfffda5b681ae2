"""Texts that people write, checked before they are kept."""

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.report.writers.legible import unprintable


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


def typed(text: str) -> str:
    """A text as it is kept: lines end as everywhere, U+000B is the line break of Word, no blanks around it."""
    return text.replace("\r\n", "\n").replace("\x0b", "\n").strip()


def check_printable(log: FaultLog, text: str, field: str) -> None:
    """Note the first character of a field that no format can print, with its line; not beside what is noted of it."""
    if any(each.field == field for each in log.faults):
        return
    if fault := unprintable(text):
        problem = _("line {line}: {problem}").format(line=fault.line, problem=fault.problem)
        log.add(problem, fault.mend, field=field)
