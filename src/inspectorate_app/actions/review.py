"""Quality reviews: asking for one, reading it and saying what came of it, taking the request back."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.report.quality_review import product_checklist
from inspectorate_app.actions import letter
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere
from inspectorate_app.actions.wording import check_text
from inspectorate_app.store.models import Review
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries import review as query
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of

#: The longest words with a request and with what came of it, in characters.
LONGEST = 4_000
#: What a thing of the checklist may be answered with.
ANSWERS = ("yes", "no", "na")
#: What may come of a review.
OUTCOMES = ("passed", "returned")


def ask(actor: Actor, inspection: str, kind: str, *, words: str = "") -> int:
    """Ask for the review of a document as it stands: all of it the first time, and then what changed. Its number.

    Raises ``NotThere`` for a document that is not reviewed, ``BadInput``, and ``NotNow`` where there is nothing to
    read: before the ratings are signed off, while a review is under way, or where nothing changed since the last.
    """
    with change_in(actor, Action.ASK_FOR_REVIEW, inspection) as under_way:
        if kind not in query.REVIEWED:
            raise NotThere
        log = FaultLog("review")
        words = check_text(log, words, "words", LONGEST, _("the request"), needed=False)
        log.raise_if_any()
        facts = facts_of(under_way.inspection)
        frozen, parts = query.frozen_now(facts, kind), _to_read(facts, kind)
        row = Review.objects.create(
            inspection=under_way.inspection,
            number=_next_number(under_way),
            kind=kind,
            frozen=frozen,
            parts=list(parts),
            asked_for=words,
            asked_by_id=under_way.person,
            asked_at=timezone.now(),
        )
        under_way.note(_named(row), after={"parts": row.parts, "frozen": frozen, "words": kept_out(words)})
        tell(under_way, "review_asked", number=row.number)
        return row.number


def _to_read(facts: InspectionFacts, kind: str) -> tuple[str, ...]:
    """The names of what is to be read. Raises ``NotNow`` where that is nothing."""
    if draft_check.evidence(facts).base is None:
        raise NotNow(_("Documents are reviewed once the ratings are signed off: until then their numbers may change."))
    found = query.reviewed(facts, kind)
    if found.asked is not None:
        raise NotNow(_("A review of this document is under way. Take the request back first, or wait for it."))
    if not found.needed:
        raise NotNow(_("Nothing was written for this document yet."))
    if found.is_done:
        raise NotNow(_("Nothing changed in this document since it was reviewed."))
    return found.changed


def finish(
    actor: Actor, inspection: str, number: int, *, outcome: str, answers: Mapping[str, str], words: str = ""
) -> None:
    """Say what came of a review: passed, or returned with words. ``answers`` has that of each thing looked for.

    Raises ``NotThere``, ``NotNow`` for one that is not under way, ``NotAllowed`` for who asked for it, wrote in the
    document or may not read all of a letter, and ``BadInput``: what is passed has no answer "no", and what is returned
    has words.
    """
    with change_in(actor, Action.REVIEW_DRAFT, inspection) as under_way:
        row = _asked(under_way, number)
        _require_other(under_way, row)
        letter.require_all(actor, facts_of(under_way.inspection))
        checklist, words = _checked(outcome, answers, words)
        row.state, row.checklist, row.words = outcome, checklist, words
        row.done_by_id, row.done_at = under_way.person, timezone.now()
        row.save()
        told = {each["id"]: each["answer"] for each in checklist}
        under_way.note(
            _named(row),
            before={"state": "asked"},
            after={"state": outcome, "parts": row.parts, "checklist": told, "words": kept_out(words)},
        )
        tell(under_way, "review_passed" if outcome == "passed" else "review_returned", number=number)


def withdraw(actor: Actor, inspection: str, number: int) -> None:
    """Take back the request for a review. Raises ``NotThere``, ``NotNow`` for one that is not under way."""
    with change_in(actor, Action.ASK_FOR_REVIEW, inspection) as under_way:
        row = _asked(under_way, number)
        row.state = "withdrawn"
        row.save(update_fields=["state"])
        under_way.note(_named(row), before={"state": "asked"}, after={"state": "withdrawn"})


def why_not(actor: Actor, asked_by: int, authors: frozenset[int]) -> str:
    """Why someone may not review a document; blank where they may: a document is read by who had no part in it."""
    if actor.person == asked_by:
        return _("You asked for this review: someone else does it.")
    if actor.person in authors:
        return _("You wrote in this document: someone who did not write in it reviews it.")
    return ""


def _require_other(under_way: InspectionChange, row: Review) -> None:
    if why := why_not(under_way.actor, row.asked_by_id, query.authors(facts_of(under_way.inspection), row.kind)):
        raise NotAllowed(why)


def _checked(outcome: str, answers: Mapping[str, str], words: str) -> tuple[list[dict[str, Any]], str]:
    """The checklist with its answers, as it is kept, and the words."""
    log = FaultLog("review")
    if outcome not in OUTCOMES:
        log.add(_("nothing says what came of the review"), _("Choose passed or returned"), field="outcome")
    checklist = []
    for item in product_checklist().items:
        answer = answers.get(item.id, "")
        if answer not in ANSWERS:
            problem = _("‘{question}’ is not answered").format(question=_(item.question))
            log.add(problem, _("Choose yes, no or does not apply"), field=item.id)
        elif answer == "no" and outcome == "passed":
            problem = _("‘{question}’ is answered with no").format(question=_(item.question))
            log.add(problem, _("Return the document, or answer otherwise"), field=item.id)
        checklist.append({"id": item.id, "question": item.question, "answer": answer})
    words = check_text(log, words, "words", LONGEST, _("what must change"), needed=outcome == "returned")
    log.raise_if_any()
    return checklist, words


def _asked(under_way: InspectionChange, number: int) -> Review:
    row = Review.objects.filter(inspection=under_way.inspection, number=number).first()
    if row is None:
        raise NotThere
    if row.state != "asked":
        raise NotNow(_("This review is not under way any more."))
    return row


def _next_number(under_way: InspectionChange) -> int:
    rows = Review.objects.filter(inspection=under_way.inspection).order_by("-number")
    return (rows.values_list("number", flat=True).first() or 0) + 1


def _named(row: Review) -> str:
    return f"review {row.number} of {row.kind}"
