"""The factual accuracy check as the team makes it: sent, extended, its comments answered, closed, or not needed."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.inspection import ACCURACY_CHECK, after_working_days
from inspectorate.report.document_json import as_json
from inspectorate.sampling.dates import in_words
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.hold import require_none
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import AccuracyCheck, AccuracyComment, Membership
from inspectorate_app.store.queries import accuracy as query
from inspectorate_app.store.queries import draft_check, phase, publication
from inspectorate_app.store.queries.draft_check import Evidence
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of

#: The longest letter, and the longest answer, account of changes and reason, in characters.
LETTER, TEXT = 10_000, 4_000
#: What an answer may be.
VERDICTS = ("accepted", "partly", "not_accepted")


@dataclass(frozen=True)
class Answer:
    """What the team says of a comment: one of ``VERDICTS``, words on it, and what was changed in the documents."""

    verdict: str
    answer: str = ""
    changes: str = ""


def proposed_day(today: datetime.date) -> datetime.date:
    """By when a service answers a check that is sent on a day, where nobody says otherwise. Assumed."""
    return after_working_days(today, ACCURACY_CHECK.days)


def send(actor: Actor, inspection: str, *, kinds: Collection[str], letter: str, due_on: datetime.date) -> int:
    """Send documents as their drafts stand now, frozen, to the people of the service; gives the number of the check.

    Raises ``BadInput``; ``NotNow`` while a legal hold stands, a check is under way, a publication is prepared, what the
    phase asks for is not done (claims are open, a review is missing), there is nothing to send or nobody who could send
    comments.
    """
    with change_in(actor, Action.SEND_ACCURACY, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        known = _require_ready(facts)
        log = FaultLog()
        letter = check_text(log, letter, "letter", LETTER, _("the letter"))
        _check_day(log, due_on, timezone.localdate())
        chosen = [each for each in query.KINDS if each in kinds]
        if not chosen or len(chosen) != len(set(kinds)):
            log.add(_("no document is chosen that can be sent"), _("choose from the list"), field="kinds")
        log.raise_if_any()
        row = AccuracyCheck.objects.create(
            inspection=under_way.inspection,
            number=_next(under_way),
            kinds=chosen,
            documents=[_frozen(facts, each, known) for each in chosen],
            letter=letter,
            due_on=due_on,
            first_due_on=due_on,
            sent_by_id=under_way.person,
            sent_at=timezone.now(),
        )
        after = {"documents": chosen, "letter": kept_out(letter), "due": due_on.isoformat()}
        under_way.note(_named(row), after=after)
        tell(under_way, "accuracy_sent", number=row.number)
        return row.number


def waive(actor: Actor, inspection: str, *, reason: str) -> int:
    """Record why no check is needed, as with an edition that rates nothing; gives its number.

    Raises ``BadInput``, and ``NotNow`` while one is under way.
    """
    with change_in(actor, Action.SEND_ACCURACY, inspection) as under_way:
        _require_none_open(under_way.inspection.pk)
        log = FaultLog()
        reason = check_text(log, reason, "reason", TEXT, _("the reason"))
        log.raise_if_any()
        at, by = timezone.now(), under_way.person
        row = AccuracyCheck.objects.create(
            **{"inspection": under_way.inspection, "number": _next(under_way), "state": "waived", "reason": reason},
            **{"sent_by_id": by, "sent_at": at, "closed_by_id": by, "closed_at": at},
        )
        under_way.note(_named(row), after={"state": "waived", "reason": kept_out(reason)})
        return row.number


def extend(actor: Actor, inspection: str, number: int, *, due_on: datetime.date, reason: str) -> None:
    """Give the service until a later day, and say why. Raises ``NotThere``, ``NotNow``, ``BadInput``."""
    with change_in(actor, Action.SEND_ACCURACY, inspection) as under_way:
        row = find(under_way, number)
        if row.state != "sent":
            raise NotNow(_("The service has sent its comments: nothing is due from it any more."))
        log = FaultLog()
        reason = check_text(log, reason, "reason", TEXT, _("the reason"))
        _check_day(log, due_on, max(timezone.localdate(), row.due_on or due_on))
        log.raise_if_any()
        before = {"due": row.due_on.isoformat() if row.due_on else None}
        row.due_on, row.extended_because = due_on, reason
        row.save(update_fields=["due_on", "extended_because"])
        under_way.note(_named(row), before=before, after={"due": due_on.isoformat(), "reason": kept_out(reason)})
        tell(under_way, "accuracy_extended", number=number)


def answer(actor: Actor, inspection: str, number: int, comment: int, given: Answer, *, version: int) -> int:
    """Answer a comment, or change the answer until the check is closed; gives the new version of the comment.

    Raises ``NotThere``, ``NotNow`` before the service sent its comments and once the check is closed, ``BadInput``,
    and ``Overtaken`` where someone answered in between.
    """
    with change_in(actor, Action.ANSWER_ACCURACY, inspection) as under_way:
        check = find(under_way, number)
        row = check.comments.filter(number=comment).select_related("answered_by").first()
        if row is None or check.state == "sent":
            raise NotThere
        if check.state != "submitted":
            raise NotNow(_("The check is closed, and the service has read the answers."))
        _same(row, version)
        sound, before = _checked(given), _answered(row)
        row.verdict, row.answer, row.changes = sound.verdict, sound.answer, sound.changes
        row.answered_by_id, row.answered_at, row.version = under_way.person, timezone.now(), row.version + 1
        row.save()
        under_way.note(f"{_named(check)}, comment {comment}", before=before, after=_answered(row))
        return row.version


def close(actor: Actor, inspection: str, number: int, *, reason: str = "") -> None:
    """Close a check, which sends the answers to the service with what was changed; ``reason`` where it never answered.

    Raises ``NotThere``; ``NotNow`` while comments wait for an answer, the service has still time, a hold stands, or the
    drafts, which the service reads as they stand, are not done as they were to be before they were sent.
    """
    with change_in(actor, Action.SEND_ACCURACY, inspection) as under_way:
        row, facts = find(under_way, number), facts_of(under_way.inspection)
        require_none(facts.id)
        log = FaultLog()
        reason = check_text(log, reason, "reason", TEXT, _("the reason"), needed=row.state == "sent")
        log.raise_if_any()
        _require_closable(row)
        told = _("Before the check is closed, which shows the service the drafts as they stand: {left}.")
        known = _require_done(facts, told)
        row.changed = [_frozen(facts, each, known) for each in row.kinds]
        row.state, row.reason = "closed", reason
        row.closed_by_id, row.closed_at = under_way.person, timezone.now()
        row.save()
        under_way.note(_named(row), after={"state": "closed", "reason": kept_out(reason)})
        tell(under_way, "accuracy_answered", number=number)


def find(under_way: InspectionChange, number: int) -> AccuracyCheck:
    """A check that went to the service. Raises ``NotThere``. Part of a change."""
    rows = AccuracyCheck.objects.filter(inspection=under_way.inspection, number=number)
    row = rows.exclude(state="waived").first()
    if row is None:
        raise NotThere
    return row


def mark_for(name: str, inspection: InspectionFacts) -> str:
    """What stands on each page of a copy, for whom it is."""
    return _("Draft for factual accuracy check - not for further circulation - copy for {name}, {unit}").format(
        name=name, unit=inspection.unit
    )


def _require_ready(facts: InspectionFacts) -> Evidence:
    """What the documents are made from."""
    require_none(facts.id)
    _require_none_open(facts.id)
    one = publication.under_way(facts.id)
    if one is not None and one.state in ("prepared", "approved"):
        raise NotNow(_("Publication {number} is on its way. Withdraw it first.").format(number=one.number))
    known = _require_done(facts, _("Before the inspected service can be sent a draft: {left}."))
    if known.base is None:
        raise NotNow(_("There is no document to send. Record that no check is needed, and why."))
    heads = Membership.objects.filter(inspection_id=facts.id, role="service_head", person__is_active=True)
    if not heads.exists():
        raise NotNow(_("Nobody is there who could send comments. Invite the head of the service first."))
    return known


def _require_done(facts: InspectionFacts, told: str) -> Evidence:
    """Nothing that is open in the drafts, or was not reviewed, goes to the service; gives what they were held against.

    Whoever composes them after that composes them from the same.
    """
    known = draft_check.evidence(facts)
    if left := list(phase.open_in_drafts(facts, known)):
        raise NotNow(told.format(left="; ".join(left)))
    return known


def _require_none_open(inspection: int) -> None:
    if AccuracyCheck.objects.filter(inspection_id=inspection, state__in=query.OPEN).exists():
        raise NotNow(_("A check is under way. Close it before the next is sent."))


def _require_closable(row: AccuracyCheck) -> None:
    if row.state == "closed":
        raise NotNow(_("The check is closed already."))
    if row.state == "submitted" and row.comments.filter(verdict="").exists():
        raise NotNow(_("Answer every comment before you close the check."))
    if row.state == "sent" and row.due_on and row.due_on >= timezone.localdate():
        raise NotNow(_("The service has until {day} to answer.").format(day=in_words(row.due_on)))


def _frozen(facts: InspectionFacts, kind: str, known: Evidence) -> Any:
    """A document as it stands now. What the evidence filled in is words there: its keys are not the service's."""
    mark = _("Draft for factual accuracy check - not for further circulation")
    found = draft_check.composed(facts, kind, known, mark)
    if found is None:
        raise NotNow(_("There is no document to send. Record that no check is needed, and why."))
    return _without_keys(as_json(found))


def _without_keys(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_keys(each) for each in value]
    if isinstance(value, dict):
        return {name: _without_keys(each) for name, each in value.items() if name != "statistic"}
    return value


def _next(under_way: InspectionChange) -> int:
    rows = AccuracyCheck.objects.filter(inspection=under_way.inspection)
    return (rows.aggregate(highest=Max("number"))["highest"] or 0) + 1


def _check_day(log: FaultLog, day: datetime.date, after: datetime.date) -> None:
    if not after < day <= after + datetime.timedelta(days=366):
        problem = _("{day} is not after {after}, or is more than a year later")
        log.add(problem.format(day=in_words(day), after=in_words(after)), _("choose another day"), field="due_on")


def _checked(given: Answer) -> Answer:
    log = FaultLog()
    if given.verdict not in VERDICTS:
        log.add(_("it is not said whether the comment is accepted"), _("choose one"), field="verdict")
    needed = given.verdict in ("partly", "not_accepted")
    answer = check_text(log, given.answer, "answer", TEXT, _("the answer"), needed=needed)
    changes = check_text(
        log, given.changes, "changes", TEXT, _("what was changed"), needed=given.verdict in ("accepted", "partly")
    )
    log.raise_if_any()
    return Answer(given.verdict, answer, changes)


def _same(row: AccuracyComment, version: int) -> None:
    if row.version != version:
        by = row.answered_by.name if row.answered_by else ""
        theirs = {"verdict": row.verdict, "answer": row.answer, "changes": row.changes, "version": row.version}
        raise Overtaken(_("Someone else answered this comment after you opened it."), {**theirs, "by": by})


def _answered(row: AccuracyComment) -> dict[str, Any]:
    return {"verdict": row.verdict, "answer": kept_out(row.answer), "changes": kept_out(row.changes)}


def _named(row: AccuracyCheck) -> str:
    return f"accuracy check {row.number}"
