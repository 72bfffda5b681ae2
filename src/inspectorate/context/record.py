"""A figure as someone gives it, in a form or a row of a file: checked, and made into the form that is kept."""

from dataclasses import dataclass

from inspectorate.context.catalogue import LEVELS, Figure, product_catalogue
from inspectorate.context.moment import first_day, last_day, read_moment
from inspectorate.context.value import QUALIFIERS, STATUSES, read_value
from inspectorate.errors import FaultLog
from inspectorate.language import gettext as _

#: The longest "of what or whom" and source, in characters.
LONGEST_OF, LONGEST_SOURCE = 120, 500


@dataclass(frozen=True)
class Record:
    """A figure, all in text. ``level`` is unit, region or nation; ``of`` the part that it speaks of, or blank.

    ``as_of`` is a moment, the end of the period where ``period_from`` is given.
    """

    figure: str
    level: str
    value: str
    as_of: str
    source: str
    of: str = ""
    period_from: str = ""


def identity(record: Record) -> tuple[str, str, str, str, str]:
    """What tells one figure from another: what it is, whose, of what, and when."""
    return record.figure, record.level, record.of.casefold(), record.as_of, record.period_from


def checked(given: Record, log: FaultLog, line: int = 0) -> Record | None:
    """What is given in the form in which it is kept; None, with every fault noted, where it cannot be."""
    before = len(log.faults)
    figure = product_catalogue().by_id.get(given.figure)
    if figure is None:
        log.add(
            _("there is no figure ‘{figure}’").format(figure=given.figure[:60]),
            _("choose one of the list"),
            line=line,
            field="figure",
        )
    if given.level not in LEVELS:
        mend = _("choose what is inspected, its region, or England and Wales")
        log.add(_("it is not said whose figure it is"), mend, line=line, field="level")
    value = _value(figure, given.value, log, line) if figure else ""
    as_of, period_from = _moments(given, log, line)
    source, of = " ".join(given.source.split()), " ".join(given.of.split())
    _texts(figure, source, of, log, line)
    if len(log.faults) > before:
        return None
    return Record(given.figure, given.level, value, as_of, source, of, period_from)


def _value(figure: Figure, typed: str, log: FaultLog, line: int) -> str:
    value = read_value(typed, figure)
    if value is None:
        log.add(_not_a_value(figure, typed), _mend(figure), line=line, field="value")
        return ""
    return value.text


def _not_a_value(figure: Figure, typed: str) -> str:
    return (
        _("‘{typed}’ is no value of ‘{title}’").format(typed=typed.strip()[:40], title=figure.title)
        if typed.strip()
        else _("the value is missing")
    )


def _mend(figure: Figure) -> str:
    if figure.unit == "status":
        return _("give one of {statuses}").format(statuses=", ".join(STATUSES))
    if figure.unit == "place":
        return _("give a whole number, 1 for the first")
    return _(
        "give a number such as 13.8 or 1,312, a range such as 70 to 75, or one after ‘{qualifiers}’ or ‘over’"
    ).format(qualifiers=QUALIFIERS[0])


def _moments(given: Record, log: FaultLog, line: int) -> tuple[str, str]:
    as_of, period_from = read_moment(given.as_of), read_moment(given.period_from)
    mend = _("give a day, a month or a year, such as 30 June 2022, June 2022 or 2022")
    if as_of is None:
        problem = (
            _("‘{as_of}’ is not a date").format(as_of=given.as_of[:30])
            if given.as_of.strip()
            else _("the date is missing")
        )
        log.add(problem, mend, line=line, field="as_of")
    if period_from is None and given.period_from.strip():
        log.add(
            _("‘{period_from}’ is not a date").format(period_from=given.period_from[:30]),
            mend,
            line=line,
            field="period_from",
        )
    if as_of and period_from and first_day(period_from) > last_day(as_of):
        log.add(_("the period ends before it begins"), _("correct one of the dates"), line=line, field="period_from")
    return as_of or "", period_from or ""


def _texts(figure: Figure | None, source: str, of: str, log: FaultLog, line: int) -> None:
    if not source:
        log.add(_("the source is missing"), _("say which document or who gave it"), line=line, field="source")
    if figure and figure.needs_part and not of:
        log.add(_("it is not said of what or whom"), _("say what is counted"), line=line, field="of")
    for field, text, longest in (("source", source, LONGEST_SOURCE), ("of", of, LONGEST_OF)):
        if len(text) > longest:
            log.add(
                _("it has {text} characters").format(text=len(text)),
                _("shorten it to {longest}").format(longest=longest),
                line=line,
                field=field,
            )
        if "\0" in text:
            log.add(_("it holds a character that cannot be kept"), _("type it again"), line=line, field=field)
