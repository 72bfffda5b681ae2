"""Answering for a text in which a person could be recognised: why it can be published all the same.

What stands there and why it may may both tell of the person: the audit trail keeps digests of them, and no word.
"""

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions import letter
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.policy import stands_published
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import DisclosureAnswer
from inspectorate_app.store.queries import disclosure_answer as query
from inspectorate_app.store.queries.inspection import facts_of

#: The longest reason, in characters.
LONGEST = 1_000


def answer(actor: Actor, inspection: str, fingerprint: str, *, reason: str) -> None:
    """Say why a text that tells much of one person can be published. It holds while the text stays as it is.

    Blank takes the answer back. Raises ``NotThere`` where no document holds such a text, ``BadInput``, and ``NotNow``
    once it is published and no correction has begun. What tells of a small group cannot be answered.
    """
    with change_in(actor, Action.ANSWER_DISCLOSURE, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        if stands_published(facts):
            raise NotNow(_("It is published. This is answered again once a correction has begun."))
        found = query.told(facts, letter.evidence(actor, facts))
        if not any(each.may_be_answered and each.found.fingerprint == fingerprint for each in found):
            raise NotThere
        rows = DisclosureAnswer.objects.filter(inspection=under_way.inspection, fingerprint=fingerprint)
        if not reason.strip():
            rows.delete()
            under_way.note(_named(fingerprint), after={"answered": False})
            return
        log = FaultLog("disclosure")
        reason = check_text(log, reason, "reason", LONGEST, _("the reason"))
        log.raise_if_any()
        _keep(under_way, fingerprint, reason)
        under_way.note(_named(fingerprint), after={"answered": True, "reason": kept_out(reason)})


def _keep(under_way: InspectionChange, fingerprint: str, reason: str) -> None:
    DisclosureAnswer.objects.update_or_create(
        inspection=under_way.inspection,
        fingerprint=fingerprint,
        defaults={"reason": reason, "answered_by_id": under_way.person, "answered_at": timezone.now()},
    )


def _named(fingerprint: str) -> str:
    return f"text in which a person could be recognised, {fingerprint}"
