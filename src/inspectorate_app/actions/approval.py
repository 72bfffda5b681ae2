"""Withdrawing the approval of a sample that was approved by mistake, while nobody has begun to read its cases."""

from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, Fault
from inspectorate_app.actions import further_sample
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.notification import retract_cases
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import Case, Identity, Replacement, Sample
from inspectorate_app.store.queries import sample as query

#: The longest reason, in characters.
LONGEST = 1_000


def withdraw_approval(actor: Actor, inspection: str, sample: int, *, reason: str) -> int:
    """Take an approval back: the cases of the sample and the names in them go, and it is superseded; how many cases.

    The list of cases was emptied when the sample was approved, so it is uploaded and drawn from anew. The numbers of
    these cases are not given again, so that the audit trail speaks of one case by one number. Samples that were made
    from this one follow it: what nobody has begun to read is withdrawn. Raises ``BadInput`` for a
    blank reason, ``NotThere``, and ``NotNow`` where it is not approved or an assessment has been begun.
    """
    _require_reason(reason)
    with change_in(actor, Action.WITHDRAW_APPROVAL, inspection) as under_way:
        row = Sample.objects.filter(pk=sample, inspection=under_way.inspection).first()
        if row is None:
            raise NotThere
        stands = why_it_stands(row.state, query.begun_in(row.pk))
        if stands:
            raise NotNow(stands)
        numbers = list(Case.objects.filter(sample=row).order_by("number").values_list("number", flat=True))
        Replacement.objects.filter(withdrawn__sample=row).delete()
        names, _ = Identity.objects.filter(case__sample=row).delete()
        Case.objects.filter(sample=row).delete()
        retract_cases(under_way, numbers)
        row.state, row.picture = "superseded", {**row.picture, "last_number": max(numbers, default=0)}
        row.save(update_fields=["state", "picture"])
        after = {"state": "superseded", "cases": 0, "names": 0, "reason": reason.strip()}
        told = {"state": "approved", "cases": len(numbers), "first": min(numbers, default=0), "names": names}
        under_way.note(f"sample {row.pk}", before=told, after=after)
        further_sample.follow(under_way)
        return len(numbers)


def why_it_stands(state: str, begun: int) -> str:
    """Why the approval of a sample cannot be withdrawn, for the person who asked; blank where it can."""
    if state != "approved":
        return _("This sample is {state}: only the approval of one that is approved can be withdrawn.").format(
            state=state
        )
    if begun:
        cases = "one of its cases has" if begun == 1 else f"{begun} of its cases have"
        return (
            f"The approval stands: the assessment of {cases} been begun, and what was judged rests on the sample. "
            "Replace single cases that cannot be read instead."
        )
    return ""


def _require_reason(reason: str) -> None:
    if not reason.strip():
        problem, mend = _("the reason is blank"), _("say in a few words why the approval is withdrawn")
    elif len(reason) > LONGEST or "\0" in reason:
        problem, mend = (
            _("the reason has {reason} characters").format(reason=len(reason)),
            _("say it in {longest} characters or fewer").format(longest=LONGEST),
        )
    else:
        return
    raise BadInput([Fault("approval", 0, "reason", problem, mend)])
