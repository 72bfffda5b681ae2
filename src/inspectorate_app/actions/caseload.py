"""Uploading the caseload that a region supplies: all of it or nothing."""

import datetime
import hashlib
from pathlib import PurePath

from django.utils.translation import gettext as _

from inspectorate_app.actions import permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.caseload_file import read
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import Caseload, Inspection, Sample
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import sample as query


def upload_caseload(
    actor: Actor, inspection: str, *, file_name: str, content: bytes, as_of: datetime.date, module: str = query.MAIN
) -> int:
    """Keep a caseload until a sample of it is approved; it takes the place of one that was uploaded before.

    ``as_of`` is the day on which the list was taken. ``module`` is blank for the main sample, else that of a further
    sample of the edition. The result is the caseload's id. Raises ``BadInput`` with every fault by row, and then
    nothing is kept; ``NotNow`` once a sample of the module has been approved.
    """
    permission.require(actor, Action.UPLOAD_CASELOAD, inspection)
    facts = inspections.find(inspection)
    if facts is None:
        raise NotThere
    policy.require(Action.UPLOAD_CASELOAD, facts.phase)
    edition = inspections.edition_used(facts)
    specification = query.specification_of(edition, module)
    if specification is None:
        raise NotThere(_("The edition of this inspection has no such sample."))
    name = PurePath(file_name.replace("\\", "/")).name[-200:] or "caseload"
    rows = read(content, name, edition, specification, as_of)
    with change_in(actor, Action.UPLOAD_CASELOAD, inspection) as under_way:
        before = _clear_the_way(under_way, module)
        kept = Caseload.objects.create(
            inspection=under_way.inspection,
            module=module,
            file_name=name,
            sha256=hashlib.sha256(content).hexdigest(),
            content=content,
            as_of=as_of,
            rows=len(rows),
            uploaded_by_id=under_way.person,
        )
        # Names are held again, whatever was deleted before.
        Inspection.objects.filter(pk=under_way.inspection.pk, names_deleted_at__isnull=False).update(
            names_deleted_at=None
        )
        # The file's own name is chosen by people, and may hold one.
        after = {"module": module, "sha256": kept.sha256, "rows": kept.rows, "as_of": as_of.isoformat()}
        under_way.note(f"caseload {kept.pk}", before=before, after=after)
        return kept.pk


def _clear_the_way(under_way: InspectionChange, module: str) -> dict[str, object] | None:
    """Empty the caseload that is replaced, and give up what was drawn from it; what stood there before."""
    if query.is_approved(under_way.inspection.pk, module):
        raise NotNow(_("A sample of this caseload has been approved, and its cases stand."))
    earlier = Caseload.objects.filter(inspection=under_way.inspection, module=module, content__isnull=False)
    before = earlier.defer("content").order_by("-id").first()
    Sample.objects.filter(inspection=under_way.inspection, module=module, state="drawn").update(state="superseded")
    if before is None:
        return None
    stood: dict[str, object] = {"caseload": before.pk, "sha256": before.sha256, "rows": before.rows}
    earlier.update(content=None)
    return stood
