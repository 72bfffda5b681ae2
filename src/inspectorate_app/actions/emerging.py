"""Emerging findings: drafted by heading, shared with the head of the service, and frozen from then on."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.hold import require_none
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import EmergingFindings, EmergingFindingsSeen
from inspectorate_app.store.queries import service as query
from inspectorate_app.store.queries.finding import headings
from inspectorate_app.store.queries.inspection import edition_used, facts_of
from inspectorate_app.store.queries.service import EmergingFacts

#: The longest text under one standard, in characters.
LONGEST = 10_000


def draft(actor: Actor, inspection: str, texts: Mapping[str, str], *, version: int) -> int:
    """Write emerging findings, a text by standard or other heading; blank texts are left out. Gives the new version.

    ``version`` is that of the draft that is changed, 0 where there is none. Raises ``BadInput``, ``Overtaken``.
    """
    with change_in(actor, Action.SHARE_EMERGING_FINDINGS, inspection) as under_way:
        facts, log = facts_of(under_way.inspection), FaultLog()
        known = {each.id for each in headings(facts)} | edition_used(facts).standard_by_id.keys()
        kept = {}
        for standard, text in texts.items():
            if standard not in known:
                log.add(
                    _("there is no standard '{standard}'").format(standard=standard[:60]),
                    _("use headings of the report"),
                    field=standard,
                )
            elif sound := check_text(log, text, standard, LONGEST, _("the text"), needed=False):
                kept[standard] = sound
        log.raise_if_any()
        rows = EmergingFindings.objects.filter(inspection=under_way.inspection)
        row = rows.filter(shared_at=None).first()
        if version != (row.version if row else 0):
            raise Overtaken(
                _("Someone else saved the emerging findings after you opened them."), row.texts if row else {}
            )
        before = _recorded(row) if row else None
        row = row or EmergingFindings(inspection=under_way.inspection, number=rows.count() + 1, version=0)
        row.texts, row.version = kept, version + 1
        row.save()
        under_way.note(f"emerging findings {row.number}", before=before, after=_recorded(row))
        return row.version


def share(actor: Actor, inspection: str, *, version: int) -> int:
    """Share the draft with the head of the service as it stands in a version; gives its number. It is frozen by this.

    Raises ``NotNow`` where there is no draft, it is empty, or a legal hold stands; ``Overtaken`` for another version.
    """
    with change_in(actor, Action.SHARE_EMERGING_FINDINGS, inspection) as under_way:
        require_none(under_way.inspection.pk)
        row = EmergingFindings.objects.filter(inspection=under_way.inspection, shared_at=None).first()
        if row is None or not row.texts:
            raise NotNow(_("There is nothing to share yet. Write about one standard at least."))
        if row.version != version:
            raise Overtaken(_("Someone else saved the emerging findings after you opened them."), row.texts)
        row.shared_at, row.shared_by_id = timezone.now(), under_way.person
        row.save(update_fields=["shared_at", "shared_by"])
        under_way.note(f"emerging findings {row.number}", after=_recorded(row) | {"shared": True})
        tell(under_way, "findings_shared")
        return row.number


def open_shared(actor: Actor, inspection: str) -> EmergingFacts:
    """The findings that were shared last, for the head of the service; writes that they were opened, the first time.

    Raises ``NotThere`` where nothing was shared, ``NotNow`` while a legal hold stands.
    """
    with change_in(actor, Action.OPEN_EMERGING_FINDINGS, inspection) as under_way:
        require_none(under_way.inspection.pk)
        rows = EmergingFindings.objects.filter(inspection=under_way.inspection, shared_at__isnull=False)
        row = rows.order_by("-number").first()
        facts = query.shared(facts_of(under_way.inspection))
        if row is None or facts is None:
            raise NotThere(_("The inspectorate has not shared emerging findings."))
        _other, first = EmergingFindingsSeen.objects.get_or_create(findings=row, person_id=under_way.person)
        under_way.nothing_to_do = not first
        if first:
            under_way.note(f"emerging findings {row.number}", after={"opened": True})
    return facts


def _recorded(row: EmergingFindings) -> dict[str, Any]:
    return {"version": row.version, "texts": {standard: kept_out(text) for standard, text in row.texts.items()}}
