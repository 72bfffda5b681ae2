"""Who was trained for what and assessed as ready, and whom the rule on it keeps from cases.

The rule, where ``INSPECTORATE_TRAINING_REQUIRED`` switches it on: nobody is given a case, or assesses one, of a module
for which they are not recorded as ready today. HM Inspectorate of Probation publishes that new staff are trained for
at least two weeks and then assessed in practice before they work live, and certified in their first year; that it is
recorded by module of an edition, and runs out, is assumed.
"""

import datetime
from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.framework.entry import Certainty
from inspectorate.framework.model import Edition
from inspectorate_app.store.models import TrainingStatus

#: Days within which whoever was found ready earns the certificate: the first year.
YEAR = datetime.timedelta(days=365)
RULE_CERTAINTY = Certainty.ASSUMED


@dataclass(frozen=True)
class Trained:
    """A record of training. ``state``: ready, not_yet or expired; ``certificate_due`` is None once it is earned."""

    id: int
    person: int
    module: str
    trained_on: datetime.date
    ready_on: datetime.date
    certified_on: datetime.date | None
    expires_on: datetime.date | None
    recorded_by: str
    recorded_at: datetime.datetime
    state: str
    certificate_due: datetime.date | None


def required() -> bool:
    """Whether the inspectorate has switched the rule on."""
    return bool(settings.TRAINING_REQUIRED)


def modules_of(edition: Edition) -> dict[str, str]:
    """What one is trained for, by module as samples name it; blank is the main sample."""
    further = edition.sampling.further_samples if edition.sampling else ()
    titles = {each.module: edition.module_by_id[each.module].title for each in further}
    return {"": _("Cases of the main sample"), **titles}


def records(edition: str, people: Collection[int]) -> tuple[Trained, ...]:
    """The record that counts of each of some people, for each module of an edition."""
    rows = TrainingStatus.objects.filter(edition=edition, person__in=people, withdrawn_at=None)
    latest = {(row.person_id, row.module): row for row in rows.select_related("recorded_by").order_by("id")}
    today = timezone.localdate()
    return tuple(_facts(row, today) for row in latest.values())


def not_ready(people: Collection[int], edition: str, module: str) -> frozenset[int]:
    """Whom of some people the rule keeps from cases of a module today; nobody where it is switched off."""
    if not required():
        return frozenset()
    ready = {each.person for each in records(edition, people) if each.module == module and each.state == "ready"}
    return frozenset(people) - ready


def why_not_ready(person: int, edition: str, module: str) -> str:
    """Why the rule keeps someone from a case, in words; blank where it does not."""
    if person not in not_ready([person], edition, module):
        return ""
    return _("they are not recorded as trained for it and ready, which this inspectorate asks for")


def _facts(row: TrainingStatus, today: datetime.date) -> Trained:
    expired = row.expires_on is not None and row.expires_on < today
    state = "expired" if expired else "ready" if row.ready_on <= today else "not_yet"
    return Trained(
        *(row.pk, row.person_id, row.module, row.trained_on, row.ready_on, row.certified_on, row.expires_on),
        *(row.recorded_by.name, row.recorded_at, state),
        None if row.certified_on else row.ready_on + YEAR,
    )
