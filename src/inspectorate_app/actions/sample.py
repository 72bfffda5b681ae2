"""The sample: drawn from the caseload, approved, its cases allocated and replaced.

``upload_caseload``, ``allocate``, ``allocate_case`` and ``delete_names`` stand in modules of their own and can be had
from here.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.framework.model import Edition, SamplingSpecification
from inspectorate_app.actions import draw, permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.allocation import allocate, allocate_case
from inspectorate_app.actions.caseload import upload_caseload
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.name import delete_names, delete_names_due
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.replacement import replace_case
from inspectorate_app.store.models import Case, Caseload, Identity, Sample
from inspectorate_app.store.queries import inspection as inspections
from inspectorate_app.store.queries import sample as query
from inspectorate_app.store.queries.sample import Ground

if TYPE_CHECKING:
    from inspectorate.sampling.record import SampleRecord

__all__ = [
    "allocate",
    "allocate_case",
    "approve_sample",
    "delete_names",
    "delete_names_due",
    "draw_sample",
    "replace_case",
    "upload_caseload",
]

_CHANGED = "The caseload or the inspection was changed while this was being done. Look at it and try again."


def draw_sample(
    actor: Actor,
    inspection: str,
    *,
    caseload: int,
    size: int | None = None,
    buffer_percent: int | None = None,
    cap: int | None = None,
    seed: str = "",
    take_all: bool = False,
) -> int:
    """Draw from a caseload; an earlier draw of the same module is superseded. The result is the sample's id.

    What is not given is as the edition says; a ``cap`` of 0 is none; ``take_all`` takes every eligible case of a
    further sample. The draw is computed before the inspection is locked. Raises ``BadInput`` for numbers that cannot
    be, ``NotNow`` once a sample has been approved or where the caseload changed meanwhile.
    """
    wanted = draw.Wanted(size, buffer_percent, cap, seed.strip(), take_all)
    wanted.require_possible()
    ground, edition, specification = _ground(actor, Action.DRAW_SAMPLE, inspection, caseload)
    source = draw.read_source(_content(ground), ground, edition, specification)
    real, coded = draw.drawn(source.cohort, wanted, ground, specification)
    record = draw.record_of(coded, source, ground, edition, specification, wanted)
    picture = draw.picture_of(real, coded, source.cohort, edition, specification)
    with change_in(actor, Action.DRAW_SAMPLE, inspection) as under_way:
        _require_unchanged(under_way, ground)
        before = _supersede(under_way, ground.module)
        kept = Sample.objects.create(
            inspection=under_way.inspection,
            caseload_id=caseload,
            module=ground.module,
            method="all" if take_all else "draw",
            record=record.model_dump(mode="json"),
            picture=picture,
            drawn_by_id=under_way.person,
        )
        under_way.note(f"sample {kept.pk}", before=before, after=_told(kept, record))
        tell(under_way, "sample_drawn")
        return kept.pk


def approve_sample(actor: Actor, inspection: str, sample: int) -> int:
    """Make the cases of a drawn sample, main and reserve, and empty the caseload; how many cases there are now.

    From here on the names of people stand in ``Identity`` alone. Raises ``NotNow`` where the sample was superseded or
    approved already.
    """
    permission.require(actor, Action.APPROVE_SAMPLE, inspection)
    drawn = Sample.objects.filter(pk=sample, inspection__slug=inspection).only("state", "caseload_id").first()
    if drawn is None:
        raise NotThere
    if drawn.state != "drawn":
        raise NotNow(
            _("This sample is {state}: only one that was drawn last can be approved.").format(state=drawn.state)
        )
    ground, edition, specification = _ground(actor, Action.APPROVE_SAMPLE, inspection, drawn.caseload_id)
    source = draw.read_source(_content(ground), ground, edition, specification)
    with change_in(actor, Action.APPROVE_SAMPLE, inspection) as under_way:
        _require_unchanged(under_way, ground)
        row = Sample.objects.select_related("caseload").defer("caseload__content").get(pk=sample)
        if row.state != "drawn":
            raise NotNow(_CHANGED)
        row.state, row.approved_by_id, row.approved_at = "approved", under_way.person, timezone.now()
        row.save(update_fields=["state", "approved_by", "approved_at"])
        number = _make_cases(under_way, row, source)
        Caseload.objects.filter(inspection=under_way.inspection, module=row.module).update(content=None)
        after = {
            "state": "approved",
            "cases": number,
            "caseload_sha256": ground.sha256,
            "record_sha256": _hash(row.record),
        }
        under_way.note(f"sample {row.pk}", before={"state": "drawn"}, after=after)
        tell(under_way, "sample_approved")
        return number


def _ground(
    actor: Actor, action: Action, inspection: str, caseload: int
) -> tuple[Ground, Edition, SamplingSpecification]:
    """What a draw or an approval stands on, looked at without a lock."""
    permission.require(actor, action, inspection)
    facts = inspections.find(inspection)
    ground = query.ground_of(facts, caseload) if facts else None
    if facts is None or ground is None:
        raise NotThere(_("There is no such caseload, or its content has been deleted."))
    policy.require(action, facts.phase)
    edition = inspections.edition_used(facts)
    specification = query.specification_of(edition, ground.module)
    if specification is None:
        raise NotThere(_("The edition of this inspection has no such sample."))
    return ground, edition, specification


def _content(ground: Ground) -> bytes:
    content = query.content_of(ground.caseload)
    if content is None or hashlib.sha256(content).hexdigest() != ground.sha256:
        raise NotNow(_CHANGED)
    return content


def _require_unchanged(under_way: InspectionChange, ground: Ground) -> None:
    """Raise ``NotNow`` where anything that a draw stands on was changed while it was computed."""
    if query.is_approved(under_way.inspection.pk, ground.module):
        raise NotNow(_("A sample of this caseload has been approved, and its cases stand."))
    if query.ground_of(inspections.facts_of(under_way.inspection), ground.caseload) != ground:
        raise NotNow(_CHANGED)


def _supersede(under_way: InspectionChange, module: str) -> dict[str, Any] | None:
    """Give up the draw that stood; what it was."""
    stood = Sample.objects.filter(inspection=under_way.inspection, module=module, state="drawn")
    before = stood.values("pk", "picture__seed").first()
    stood.update(state="superseded")
    return {"sample": before["pk"], "seed": before["picture__seed"]} if before else None


def _told(kept: Sample, record: "SampleRecord") -> dict[str, Any]:
    """What the audit trail keeps of a draw: enough to draw it again and to see that it is the same."""
    return {
        "module": kept.module,
        "method": kept.method,
        "seed": record.seed,
        "requested": record.requested,
        "buffer_percent": record.buffer_percent,
        "cap": record.cap,
        "main": kept.picture["main"],
        "reserve": kept.picture["reserve"],
        "caseload_sha256": record.caseload_sha256,
        "edition_sha256": record.edition_sha256,
        "record_sha256": _hash(kept.record),
    }


def _hash(record: dict[str, Any]) -> str:
    """Of the record as canonical JSON."""
    text = json.dumps(record, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _make_cases(under_way: InspectionChange, sample: Sample, source: draw.Source) -> int:
    """The cases of a sample in the order of its record, and who they are about; how many."""
    from inspectorate.sampling.record import SampleRecord

    record = SampleRecord.model_validate(sample.record)
    taken = query.last_number(under_way.inspection.pk)
    picked = [*record.of_role("main"), *record.of_role("reserve")]
    cases = Case.objects.bulk_create(
        Case(
            inspection=under_way.inspection,
            sample=sample,
            number=number,
            reference=each.reference,
            role=each.role,
            order=each.order,
            stratum=each.stratum,
            area=each.area,
            team=each.team,
            practitioner=each.practitioner,
            characteristics=dict(each.characteristics),
        )
        for number, each in enumerate(picked, start=taken + 1)
    )
    Identity.objects.bulk_create(_identities(cases, source))
    return len(cases)


def _identities(cases: Iterable[Case], source: draw.Source) -> Iterator[Identity]:
    """Who each case is about and who supervises it, as the caseload has them."""
    from inspectorate.sampling.person import plain

    practitioner = {case.reference: case.practitioner for case in source.cohort.eligible}
    people = {(row.reference, plain(row.practitioner)): row.person for row in reversed(source.rows)}
    for case in cases:
        name = practitioner[case.reference]
        person = people[case.reference, plain(name)]
        yield Identity(
            case=case,
            family_name=person.family_name,
            first_name=person.first_name,
            date_of_birth=person.date_of_birth,
            person_id=person.person_id,
            practitioner=name,
        )
