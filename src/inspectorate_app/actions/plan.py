"""What an inspection is to be, checked before it is set up: everything wrong with it at once."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NotRequired, TypedDict

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.framework.catalogue import edition_folders, product_edition
from inspectorate.framework.model import Certainty, Edition
from inspectorate.inspection import Phase, due_dates, inspects, names_deletion
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.sampling.dates import cohort_weeks as proposed_weeks
from inspectorate.sampling.dates import in_words, weeks_holding
from inspectorate_app.store.queries import programme

#: Fieldwork lies in these years: a typing error in a year is caught, and no date leaves the calendar.
YEARS = range(2000, 2100)


@dataclass(frozen=True)
class Plan:
    """An inspection as it would be set up. ``cohort_weeks`` are Mondays, ``due`` the timetable proposed."""

    edition: Edition
    organisation: Organisation
    service: str
    fieldwork_from: datetime.date
    fieldwork_to: datetime.date
    cohort_weeks: tuple[datetime.date, ...]
    names_delete_on: datetime.date
    due: dict[Phase, datetime.date]


class Wanted(TypedDict):
    """What an inspection is set up from: ``edition`` by name, ``organisation`` by its id of the directory."""

    edition: str
    organisation: str
    fieldwork_from: datetime.date
    fieldwork_to: datetime.date
    service: NotRequired[str]
    cohort_weeks: NotRequired[Iterable[datetime.date] | None]
    names_delete_on: NotRequired[datetime.date | None]
    out_of_force_confirmed: NotRequired[bool]


def plan(
    *,
    edition: str,
    organisation: str,
    fieldwork_from: datetime.date,
    fieldwork_to: datetime.date,
    service: str = "",
    cohort_weeks: Iterable[datetime.date] | None = None,
    names_delete_on: datetime.date | None = None,
    out_of_force_confirmed: bool = False,
) -> Plan:
    """The plan for an inspection; what is None is proposed. Raises ``BadInput`` with all that is wrong with it."""
    log = FaultLog()
    used = _edition(edition, log)
    unit = product_directory().by_id.get(organisation)
    if unit is None:
        log.add(_("there is no such organisation"), _("choose one of the list"), field="organisation")
    elif used is not None and not inspects(used.framework, unit):
        subject, kind = used.framework.subject, unit.kind
        log.add(
            _("this edition inspects a {subject}, not a {kind}").format(subject=subject, kind=kind),
            _("choose another"),
            field="organisation",
        )
    in_order = check_fieldwork(fieldwork_from, fieldwork_to, log)
    if used is not None:
        service = _service(used, unit, service, log)
    if unit is not None and in_order:
        check_overlap(unit.id, fieldwork_from, fieldwork_to, log)
    if used is not None and in_order and not out_of_force_confirmed:
        _in_force(used, fieldwork_from, fieldwork_to, log)
    weeks = _weeks(used, fieldwork_from, cohort_weeks, log) if used is not None and in_order else ()
    due = due_dates(fieldwork_from, fieldwork_to) if in_order else {}
    delete_on = names_delete_on or (names_deletion(due[Phase.PUBLISHED]) if due else fieldwork_to)
    check_deletion(delete_on, fieldwork_to, log)
    log.raise_if_any()
    assert used is not None and unit is not None  # noqa: PT018, S101 - otherwise there are faults
    return Plan(used, unit, service, fieldwork_from, fieldwork_to, weeks, delete_on, due)


def check_fieldwork(first: datetime.date, last: datetime.date, log: FaultLog) -> bool:
    """Whether the dates of fieldwork can be; what is wrong with them is noted."""
    sound = True
    for field, day in (("fieldwork_from", first), ("fieldwork_to", last)):
        if day.year not in YEARS:
            problem = _("the year {year} is not between {start} and {stop}").format(
                year=day.year, start=YEARS.start, stop=YEARS.stop - 1
            )
            log.add(problem, _("correct the year"), field=field)
            sound = False
    if last < first:
        log.add(_("fieldwork ends before it begins"), _("give the first day or a later one"), field="fieldwork_to")
        sound = False
    return sound


def check_overlap(organisation: str, first: datetime.date, last: datetime.date, log: FaultLog, but: int = 0) -> None:
    """Note where the organisation is inspected at the same time."""
    found = programme.overlapping(organisation, first, last, but)
    if found:
        days = f"{in_words(found[0])} to {in_words(found[1])}"
        log.add(
            _("this organisation is inspected from {days}").format(days=days),
            _("choose other dates"),
            field="fieldwork_from",
        )


def check_deletion(delete_on: datetime.date, fieldwork_to: datetime.date, log: FaultLog) -> None:
    """Note where the names of people would be deleted while they are needed, or never."""
    if delete_on <= fieldwork_to:
        log.add(_("names would be deleted before fieldwork ends"), _("give a later day"), field="names_delete_on")
    elif delete_on.year > fieldwork_to.year + 5:
        log.add(_("names would be kept for more than five years"), _("give an earlier day"), field="names_delete_on")


def check_documents_deletion(
    delete_on: datetime.date, fieldwork_from: datetime.date, fieldwork_to: datetime.date, log: FaultLog
) -> None:
    """Note where documents would be deleted before publication is due, or kept without end."""
    due = due_dates(fieldwork_from, fieldwork_to)[Phase.PUBLISHED]
    if delete_on < due:
        problem = _("documents would be deleted before publication, due on {due}").format(due=in_words(due))
        log.add(problem, _("give a later day"), field="documents_delete_on")
    elif delete_on.year > fieldwork_to.year + 10:
        log.add(
            _("documents would be kept for more than ten years"), _("give an earlier day"), field="documents_delete_on"
        )


def check_weeks(weeks: Iterable[datetime.date], fieldwork_from: datetime.date, log: FaultLog) -> None:
    """Note cohort weeks that do not lie before fieldwork."""
    for monday in weeks:
        if monday + datetime.timedelta(days=6) >= fieldwork_from:
            problem = _("the week of {monday} does not end before fieldwork begins").format(monday=in_words(monday))
            log.add(problem, _("give weeks before fieldwork"), field="cohort_weeks")


def _edition(name: str, log: FaultLog) -> Edition | None:
    """An edition that comes with the product: a path, which commands may give, is none here."""
    if name not in edition_folders():
        log.add(_("there is no such edition"), _("choose one of the list"), field="edition")
        return None
    return product_edition(name)


def _service(edition: Edition, unit: Organisation | None, given: str, log: FaultLog) -> str:
    """The kind of service, where the standards differ between kinds; the organisation's own where none is given."""
    services = edition.framework.services
    if not services:
        if given:
            log.add(_("this edition does not tell services apart"), _("leave it out"), field="service")
        return ""
    kind = next((each for each in services if unit is not None and unit.kind.split()[0] == each), "")
    if given and given not in services:
        log.add(
            _("there is no such service"),
            _("choose {services}").format(services=" or ".join(services)),
            field="service",
        )
    elif kind and given and given != kind:
        log.add(
            _("the organisation's own is {kind}, not {given}").format(kind=kind, given=given),
            _("choose {kind}").format(kind=kind),
            field="service",
        )
    elif not (given or kind):
        log.add(
            _("the service is missing"), _("choose {services}").format(services=" or ".join(services)), field="service"
        )
    return given or kind


def _in_force(edition: Edition, first: datetime.date, last: datetime.date, log: FaultLog) -> None:
    """Note an edition that was not used on the dates; where that is only assumed, it can be confirmed."""
    known = edition.framework.in_force
    if (known.from_ is None or known.from_ <= first) and (known.to is None or last <= known.to):
        return
    days = " ".join(
        f"{word} {in_words(day)}" for word, day in (("from", known.from_), ("to", known.to)) if day is not None
    )
    if known.certainty is Certainty.ASSUMED:
        problem = _("this edition is assumed to have been in use {days}").format(days=days)
        log.add(problem, _("confirm that you mean it, or choose another"), field="out_of_force_confirmed")
    else:
        log.add(
            _("this edition was in use {days}").format(days=days),
            _("choose the edition in use on those dates"),
            field="edition",
        )


def _weeks(
    edition: Edition, fieldwork_from: datetime.date, given: Iterable[datetime.date] | None, log: FaultLog
) -> tuple[datetime.date, ...]:
    if edition.sampling is None:
        if given:
            log.add(_("this edition draws no sample"), _("leave the cohort weeks out"), field="cohort_weeks")
        return ()
    weeks = proposed_weeks(edition.sampling, fieldwork_from) if given is None else weeks_holding(given)
    check_weeks(weeks, fieldwork_from, log)
    return weeks
