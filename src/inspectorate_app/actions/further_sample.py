"""Further samples made from the main sample: every case of it of which what the edition asks for is recorded.

Such a sample follows the main one: a case that comes to be in it, or no longer is, joins or leaves until its
assessment begins. ``follow`` is part of other actions, and of their transactions.
"""

from collections.abc import Iterable

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.framework.standard import Condition
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import Case, Identity, Sample
from inspectorate_app.store.queries import sample as query
from inspectorate_app.store.queries.edition import edition_of
from inspectorate_app.store.queries.further_sample import FROM_MAIN

_SAME = ("characteristics", "stratum", "area", "team", "practitioner")


def make_from_main(actor: Actor, inspection: str, module: str) -> int:
    """Make the sample of a module from the main sample, allocated as that is; how many cases it has.

    Raises ``NotThere`` where the edition makes no such sample from the main one, ``NotNow`` where the main sample is
    not approved yet, or the module has an approved sample.
    """
    with change_in(actor, Action.APPROVE_SAMPLE, inspection) as under_way:
        if not _where(under_way, module):
            raise NotThere(_("The edition of this inspection makes no such sample from the main sample."))
        main = Sample.objects.filter(inspection=under_way.inspection, module=query.MAIN, state="approved").first()
        if main is None:
            raise NotNow(_("The main sample has not been approved yet."))
        if query.is_approved(under_way.inspection.pk, module):
            raise NotNow(_("This sample has been made, and its cases stand."))
        Sample.objects.filter(inspection=under_way.inspection, module=module, state="drawn").update(state="superseded")
        made = Sample.objects.create(
            inspection=under_way.inspection,
            caseload_id=main.caseload_id,
            module=module,
            state="approved",
            method=FROM_MAIN,
            record={},
            drawn_by_id=under_way.person,
            approved_by_id=under_way.person,
            approved_at=timezone.now(),
        )
        under_way.note(f"sample {made.pk}", after={"module": module, "method": "from the main sample"})
        follow(under_way)
        return Case.objects.filter(sample=made, role="main").count()


def follow(under_way: InspectionChange) -> None:
    """Bring every sample that was made from the main one to where the main one now is."""
    samples = Sample.objects.filter(inspection=under_way.inspection, method=FROM_MAIN, state="approved").order_by("pk")
    for sample in samples:
        _follow(under_way, sample, _where(under_way, sample.module))


def _follow(under_way: InspectionChange, sample: Sample, where: tuple[Condition, ...]) -> None:
    from inspectorate.sampling.eligibility import satisfies

    rows = Case.objects.filter(inspection=under_way.inspection, sample__module=query.MAIN, role="main")
    wanted = {row.reference: row for row in rows.order_by("number") if satisfies(row.characteristics, where)}
    standing = {row.reference: row for row in Case.objects.filter(sample=sample, assessment=None)}
    begun = set(Case.objects.filter(sample=sample).exclude(assessment=None).values_list("reference", flat=True))
    for reference, row in standing.items():
        _bring(under_way, row, wanted.get(reference))
    new = [row for reference, row in wanted.items() if reference not in standing and reference not in begun]
    _add(under_way, sample, new)


def _bring(under_way: InspectionChange, row: Case, main: Case | None) -> None:
    """A case that nobody has begun, to where its case of the main sample is; withdrawn where that is not in it."""
    if main is None:
        if row.role == "main":
            row.role, row.allocated_to_id, row.allocated_at = "withdrawn", None, None
            row.save(update_fields=["role", "allocated_to", "allocated_at"])
            under_way.note(f"case {row.number}", before={"role": "main"}, after={"role": "withdrawn"})
        return
    if row.role == "withdrawn":
        row.role, row.allocated_to_id, row.allocated_at = "main", main.allocated_to_id, main.allocated_at
        under_way.note(f"case {row.number}", before={"role": "withdrawn"}, after={"role": "main"})
    elif all(getattr(row, name) == getattr(main, name) for name in _SAME):
        return
    for name in _SAME:
        setattr(row, name, getattr(main, name))
    row.save(update_fields=["role", "allocated_to", "allocated_at", *_SAME])


def _add(under_way: InspectionChange, sample: Sample, mains: Iterable[Case]) -> None:
    """Cases of their own for cases of the main sample, read by whoever reads those."""
    last = Case.objects.filter(inspection=under_way.inspection).aggregate(last=Max("number"))["last"] or 0
    order = Case.objects.filter(sample=sample).aggregate(last=Max("order"))["last"] or 0
    pairs = [
        (
            main,
            Case(
                inspection=under_way.inspection,
                sample=sample,
                number=last + place,
                reference=main.reference,
                role="main",
                order=order + place,
                allocated_to_id=main.allocated_to_id,
                allocated_at=main.allocated_at,
                **{name: getattr(main, name) for name in _SAME},
            ),
        )
        for place, main in enumerate(mains, start=1)
    ]
    Case.objects.bulk_create(case for _, case in pairs)
    _name(pairs)
    for main, case in pairs:
        under_way.note(f"case {case.number}", after={"role": "main", "module": sample.module, "as case": main.number})


def _name(pairs: list[tuple[Case, Case]]) -> None:
    """Who the new cases are about, where that is still kept of the others."""
    known = {row.case_id: row for row in Identity.objects.filter(case__in=[main for main, _ in pairs])}
    Identity.objects.bulk_create(
        Identity(
            case=case,
            **{
                name: getattr(known[main.pk], name)
                for name in ("family_name", "first_name", "date_of_birth", "person_id", "practitioner")
            },
        )
        for main, case in pairs
        if main.pk in known
    )


def _where(under_way: InspectionChange, module: str) -> tuple[Condition, ...]:
    modules = query.modules_of(edition_of(under_way.inspection.edition.sha256))
    return next((each.where for each in modules if module and each.module == module), ())
