"""Withdrawing a case that cannot be read, and calling up the next of the reserve in its place."""

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, Fault
from inspectorate.sampling.record import SampleRecord
from inspectorate_app.actions import further_sample, withheld
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.allocation import tell_taken
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import Case, Replacement, Sample
from inspectorate_app.store.queries import case as query
from inspectorate_app.store.queries.further_sample import FROM_MAIN

_LONGEST = 1_000


def replace_case(actor: Actor, inspection: str, case: int, *, reason: str) -> int | None:
    """Withdraw a case of the main sample for a reason; the number of the reserve that takes its place, if one is left.

    The library's rule: the first of the reserve of the same stratum, else the first of any. The successor is allocated
    to nobody yet. Raises ``BadInput`` for a blank reason, ``NotNow`` for an assessment that was submitted or a case
    that is not in the main sample, ``NotAllowed`` for one that is withheld from them.
    """
    from inspectorate.sampling import replacement

    _require_reason(reason)
    with change_in(actor, Action.REPLACE_CASE, inspection) as under_way:
        facts = query.find(under_way.inspection.pk, case)
        if facts is None:
            raise NotThere
        withheld.require(actor, under_way.inspection.pk, case, facts.allocated_to)
        if facts.role != "main":
            raise NotNow(_("Case {case} is not in the main sample.").format(case=case))
        if facts.state == "submitted":
            raise NotNow(
                _("The assessment of case {case} has been submitted: it cannot be withdrawn.").format(case=case)
            )
        row = Case.objects.select_related("sample").get(pk=facts.id)
        if row.sample.method == FROM_MAIN:
            raise NotNow(
                _("Case {case} stands for a case of the main sample. Replace that one instead.").format(case=case)
            )
        today = timezone.localdate()
        record = SampleRecord.model_validate(row.sample.record)
        changed, entry = replacement.replace_case(record, facts.reference, reason, today)
        Sample.objects.filter(pk=row.sample_id).update(record=changed.model_dump(mode="json"))
        successor = None
        if entry.by is not None:
            successor = Case.objects.get(sample=row.sample_id, reference=entry.by)
            successor.role, successor.order = "main", row.order
            successor.save(update_fields=["role", "order"])
        Case.objects.filter(pk=row.pk).update(role="withdrawn", allocated_to=None, allocated_at=None)
        Replacement.objects.create(
            withdrawn=row,
            by_case=successor,
            reason=entry.reason,
            same_stratum=entry.same_stratum,
            by_id=under_way.person,
        )
        number = successor.number if successor else None
        after = {
            "role": "withdrawn",
            "replaced_by": number,
            "same_stratum": entry.same_stratum,
            "reason": kept_out(entry.reason),
        }
        under_way.note(f"case {case}", before={"role": "main", "allocated_to": facts.allocated_to}, after=after)
        further_sample.follow(under_way)
        tell_taken(under_way, facts.allocated_to, case)
        if number is not None:
            tell(under_way, "case_called_up", number=number)
        return number


def _require_reason(reason: str) -> None:
    if not reason.strip():
        problem, mend = _("the reason is blank"), _("say in a few words why the case cannot be read")
    elif len(reason) > _LONGEST:
        problem, mend = (
            _("the reason has {reason} characters").format(reason=len(reason)),
            _("say it in {longest} characters or fewer").format(longest=_LONGEST),
        )
    else:
        return
    raise BadInput([Fault("replacement", 0, "reason", problem, mend)])
