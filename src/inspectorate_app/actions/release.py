"""What is told by characteristic when fieldwork is opened again, and when it has ended anew.

Part of moving an inspection between phases, and of its transaction. Why: ``store.queries.release``.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.aggregation.disclosure import may_be_told_anew
from inspectorate.inspection import Phase
from inspectorate_app.actions.change import InspectionChange
from inspectorate_app.actions.refusal import NotNow
from inspectorate_app.store.models import Release
from inspectorate_app.store.queries import release as query
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used, facts_of
from inspectorate_app.store.queries.tally import groups_of


def require_told(inspection: InspectionFacts) -> None:
    """Raise ``NotNow`` where no results by characteristic are told yet."""
    if not query.is_told(inspection):
        raise NotNow(_("Results by characteristic are shown when fieldwork has ended."))


def follow(under_way: InspectionChange, before: Phase, after: Phase) -> None:
    """Keep what was told where fieldwork is opened again, and let go of it where that tells of nobody."""
    if before not in query.UNTIL_FIELDWORK_ENDS and after in query.UNTIL_FIELDWORK_ENDS:
        _keep(under_way)
    elif before in query.UNTIL_FIELDWORK_ENDS and after not in query.UNTIL_FIELDWORK_ENDS:
        _renew(under_way)


def _keep(under_way: InspectionChange) -> None:
    """What stands is what was told; what was kept before goes on to be told."""
    inspection = under_way.inspection
    kept = {row.characteristic for row in query.kept_of(inspection.pk)}
    at = query.fieldwork_ended(inspection.pk) or timezone.now()
    rows = [
        Release(inspection=inspection, characteristic=name, groups=groups, at=at)
        for name in edition_used(facts_of(inspection)).characteristic_by_id
        if name not in kept and (groups := groups_of(inspection.pk, name))
    ]
    Release.objects.bulk_create(rows)
    if rows:
        under_way.note("results by characteristic", after={"kept": [row.characteristic for row in rows]})


def _renew(under_way: InspectionChange) -> None:
    """What stands now is told in place of what was kept, where the difference tells of no few cases."""
    inspection, fewest = under_way.inspection.pk, edition_used(facts_of(under_way.inspection)).fewest
    renewed = [
        row
        for row in query.kept_of(inspection)
        if may_be_told_anew(
            row.groups,
            groups_of(inspection, row.characteristic),
            query.changed_since(inspection, row.at, row.characteristic),
            fewest,
        )
    ]
    Release.objects.filter(pk__in=[row.pk for row in renewed]).delete()
    if renewed:
        under_way.note("results by characteristic", after={"told anew": [row.characteristic for row in renewed]})
