"""Judging the standards that rest on no cases."""

from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.framework.model import Edition
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.change import change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.store.models import StandardJudgement
from inspectorate_app.store.queries.inspection import edition_used, facts_of
from inspectorate_app.store.queries.panel import is_signed_off
from inspectorate_app.store.queries.standard import OVERALL, judged_overall, standard_to_judge

#: The longest reason that is kept, in characters.
LONGEST = 10_000


def judge(actor: Actor, inspection: str, standard: str, *, rating: str, reason: str, version: int) -> int:
    """Judge a standard, or the overall rating (``overall``) where the edition has it judged. Returns the new version.

    ``version`` is the one that is changed, 0 for the first. Raises ``BadInput``, ``NotThere`` where the standard is not
    one that is judged, ``NotNow`` where the ratings are signed off, ``Overtaken`` where someone saved in between.
    """
    if actor.person is None:
        raise NotAllowed(_("A judgement is given by a named person."))
    with change_in(actor, Action.JUDGE_STANDARD, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        edition = edition_used(facts)
        if not (standard == OVERALL and judged_overall(edition)) and standard_to_judge(facts, standard) is None:
            raise NotThere
        if is_signed_off(facts):
            raise NotNow(
                _("The ratings are signed off. A ratings panel must reopen them before a judgement is changed.")
            )
        reason = reason.strip()
        _check(edition, rating, reason)
        row = StandardJudgement.objects.filter(inspection_id=facts.id, standard=standard).first()
        before = {"rating": row.rating, "reason": row.reason, "version": row.version} if row else None
        if version != (row.version if row else 0):
            theirs = {**(before or {}), "by": row.judged_by.name if row else ""}
            raise Overtaken(_("Someone else saved this judgement after you opened it."), theirs)
        row = row or StandardJudgement(inspection_id=facts.id, standard=standard, version=0)
        row.rating, row.reason, row.version = rating, reason, version + 1
        row.judged_by_id = actor.person
        row.save()
        after = {"rating": rating, "reason": reason, "version": row.version}
        under_way.note(f"standard {standard}", before=before, after=after)
        return row.version


def _check(edition: Edition, rating: str, reason: str) -> None:
    log = FaultLog("judgement")
    ratings = list(edition.rating.points) if edition.rating else []
    if rating not in ratings:
        log.add(
            _("no rating is chosen"), _("Select a rating: {ratings}").format(ratings=", ".join(ratings)), field="rating"
        )
    check_reason(log, reason)
    log.raise_if_any()


def check_reason(log: FaultLog, reason: str) -> None:
    """Note what is wrong with a reason: it is blank, too long, or holds what no database keeps."""
    if not reason:
        log.add(_("the reason is blank"), _("Enter the reason: it stands beside the rating"), field="reason")
    elif len(reason) > LONGEST:
        log.add(
            _("the reason has {reason} characters").format(reason=len(reason)),
            _("Shorten it to {longest:,} characters").format(longest=LONGEST),
            field="reason",
        )
    elif "\0" in reason:
        log.add(_("the reason holds a character that cannot be kept"), _("Type the reason again"), field="reason")
