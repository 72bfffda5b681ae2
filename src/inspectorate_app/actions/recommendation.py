"""Recommendations: writing, proposing and taking on, changing, ordering, tying to findings, withdrawing.

Once they are published the lead inspector corrects them, while a correction of the publication has begun. Readers know
them by the numbers that were printed: each keeps its own for good, and that of one that is withdrawn stays empty.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.recommendation.addressee import Addressee
from inspectorate.report.placeholder import OPENS
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.policy import is_published, stands_published
from inspectorate_app.actions.refusal import NotAllowed, NotNow, NotThere, Overtaken
from inspectorate_app.actions.wording import check_printable, check_text, typed
from inspectorate_app.store.models import Finding, Recommendation, RecommendationFinding
from inspectorate_app.store.queries import recommendation as query
from inspectorate_app.store.queries.draft_check import as_typed
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.recommendation import addressees_of

#: The longest recommendation, in characters: those published have up to 41 words.
LONGEST = 2_000
#: The longest reason for withdrawing one, and the longest name of an addressee.
LONGEST_REASON, LONGEST_NAME = 2_000, 200
_SHOULD = re.compile(r"\s+should\s*:?$", re.IGNORECASE)


def write(actor: Actor, inspection: str, *, addressed_as: str, text: str) -> int:
    """Write a recommendation, the last to its addressee. Gives its lasting number.

    By who may not write one it is a proposal, which waits for the lead inspector. ``addressed_as`` is the name of an
    addressee of the edition as printed, or of anyone else. Raises ``BadInput``.
    """
    with _changing(actor, _as(actor, inspection), inspection) as under_way:
        to, text = _checked(under_way, addressed_as, text)
        rows = Recommendation.objects.filter(inspection=under_way.inspection)
        number = (rows.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        row = Recommendation(inspection=under_way.inspection, number=number, text=text)
        row.addressee, row.addressed_as, row.place = to.kind, to.name, _last(under_way, to)
        row.proposed = under_way.action is Action.PROPOSE_RECOMMENDATION
        row.written_by_id = row.changed_by_id = under_way.person
        row.save()
        under_way.note(f"recommendation {number}", after=_recorded(row))
        if row.proposed:
            tell(under_way, "recommendation_proposed", number=number)
        return number


def change(actor: Actor, inspection: str, number: int, *, addressed_as: str, text: str, version: int) -> int:
    """Change a recommendation of the ``version`` that was read. Gives the new version; to another addressee it is last.

    Who proposes may change their own proposals alone. Raises as ``write``, and ``NotThere``, ``NotNow`` for one that
    was withdrawn, ``NotAllowed``, ``Overtaken`` where someone saved in between.
    """
    with _changing(actor, _as(actor, inspection), inspection) as under_way:
        row = _seen(under_way, number, version)
        to, text = _checked(under_way, addressed_as, text)
        before = _recorded(row)
        if (row.addressee, row.addressed_as) != (to.kind, to.name):
            row.place = _last(under_way, to)
        row.addressee, row.addressed_as, row.text = to.kind, to.name, text
        return _save(under_way, row, before)


def accept(actor: Actor, inspection: str, number: int, *, version: int) -> int:
    """Take on a proposal: it comes last to its addressee, and will be printed. Gives the new version."""
    with _changing(actor, Action.WRITE_RECOMMENDATION, inspection) as under_way:
        row = _seen(under_way, number, version)
        if not row.proposed:
            raise NotNow(_("This recommendation is no proposal any more: someone took it on."))
        before = _recorded(row)
        row.proposed, row.place = False, _last(under_way, Addressee(row.addressee, row.addressed_as))
        tell(under_way, "recommendation_taken_on", [row.written_by_id], number=number)
        return _save(under_way, row, before)


def move(actor: Actor, inspection: str, number: int, way: Literal["up", "down"]) -> None:
    """Move a recommendation one place up or down among those to its addressee; at the end it stays where it is."""
    with _changing(actor, Action.WRITE_RECOMMENDATION, inspection) as under_way:
        row = _found(under_way, number)
        rows = list(_beside(under_way, Addressee(row.addressee, row.addressed_as)))
        if row not in rows:
            raise NotNow(_("A proposal has no place yet. Take it on first."))
        at = rows.index(row)
        to = min(max(at + (1 if way == "down" else -1), 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        for place, each in enumerate(rows, start=1):
            if each.place != place:
                Recommendation.objects.filter(pk=each.pk).update(place=place)
        under_way.note(f"recommendation {number}", before={"place": at + 1}, after={"place": to + 1})


def rest_on(actor: Actor, inspection: str, number: int, *, findings: Collection[int], version: int) -> int:
    """Say on which findings a recommendation rests, by their numbers; others are let go of. Gives the new version.

    Raises as ``change``, and ``NotThere`` for a finding that there is not. One that was withdrawn is not newly tied.
    """
    with _changing(actor, _as(actor, inspection), inspection) as under_way:
        row = _seen(under_way, number, version)
        before = sorted(row.rests_on.values_list("finding__number", flat=True))
        wanted = sound_findings(under_way, findings, before)
        row.rests_on.exclude(finding__in=wanted.values()).delete()
        for each in sorted(wanted.keys() - set(before)):
            tied = RecommendationFinding(recommendation=row, finding=wanted[each])
            tied.tied_by_id, tied.tied_at = under_way.person, timezone.now()
            tied.save()
        row.version += 1
        row.changed_by_id = under_way.person
        row.save()
        under_way.note(f"recommendation {number}", before={"findings": before}, after={"findings": sorted(wanted)})
        return row.version


def withdraw(actor: Actor, inspection: str, number: int, *, reason: str, version: int) -> None:
    """Withdraw a recommendation with a reason: it stays to be read, and is not printed. Raises as ``change``."""
    with _changing(actor, _as(actor, inspection), inspection) as under_way:
        row = _seen(under_way, number, version)
        log = FaultLog("recommendation")
        reason = check_text(log, reason, "reason", LONGEST_REASON, _("the reason"))
        log.raise_if_any()
        row.withdrawn_by_id, row.withdrawn_at, row.withdrawn_reason = under_way.person, timezone.now(), reason
        row.version += 1
        row.save()
        under_way.note(f"recommendation {number}", after={"withdrawn": True, "reason": kept_out(reason)})


def bring_back(actor: Actor, inspection: str, number: int, *, version: int) -> int:
    """Put a recommendation back as it is published, also one that was withdrawn since. Gives the new version.

    What a correction that was withdrawn changed stays in the drafts: so it is undone, one by one. Raises ``NotThere``
    for one that is not published, ``NotNow`` where it stands as published or none is changed now, ``Overtaken``.
    """
    with _changing(actor, Action.WRITE_RECOMMENDATION, inspection) as under_way:
        row = _row(under_way, number)
        facts = facts_of(under_way.inspection)
        public = {one.number: one for one in query.published(facts)} if is_published(facts.phase) else {}
        if row is None or number not in public:
            raise NotThere
        _require_seen(row, version)
        as_published, before = public[number], _recorded(row) | {"withdrawn": row.withdrawn_at is not None}
        to = as_published.to
        if row.withdrawn_at is None and (row.addressee, row.addressed_as, row.text) == (*_names(to), as_published.text):
            raise NotNow(_("This recommendation stands as it is published."))
        (row.addressee, row.addressed_as), row.text = _names(to), as_published.text
        row.withdrawn_by, row.withdrawn_at, row.withdrawn_reason = None, None, ""
        return _save(under_way, row, before)


def _names(to: Addressee) -> tuple[str, str]:
    return to.kind, to.name


def sound_findings(
    under_way: InspectionChange, numbers: Collection[int], tied: Collection[int]
) -> Mapping[int, Finding]:
    """Within a change, the findings of some numbers. Raises ``NotThere``, and ``NotNow`` for one that was withdrawn
    and is not ``tied`` already.
    """
    rows = Finding.objects.filter(inspection=under_way.inspection, number__in=list(numbers))
    found = {row.number: row for row in rows}
    if found.keys() != set(numbers):
        raise NotThere
    gone = sorted(number for number, row in found.items() if row.withdrawn_at is not None and number not in tied)
    if gone:
        raise NotNow(_("Finding {number} was withdrawn. Choose again.").format(number=gone[0]))
    return found


@contextmanager
def _changing(actor: Actor, action: Action, inspection: str) -> Iterator[InspectionChange]:
    """A change of recommendations; of published ones raises ``NotNow`` where none may be, or one would be moved."""
    with change_in(actor, action, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        if not is_published(facts.phase):
            yield under_way
            return
        if stands_published(facts):
            raise NotNow(_("They are published. Recommendations are changed once a correction has begun."))
        before, printed = query.places(facts), {one.number: one.printed for one in query.published(facts)}
        yield under_way
        moved = [number for number, other in zip(before, query.places(facts), strict=True) if number != other]
        if moved:
            told = _(
                "Recommendation {number} keeps its place, since readers know it by its number. "
                "To ask someone else, withdraw it and write it anew."
            )
            raise NotNow(told.format(number=printed[moved[0]]))


def _as(actor: Actor, inspection: str) -> Action:
    """By which action someone writes: as the lead inspector, or as who proposes."""
    lead = may(actor, Action.WRITE_RECOMMENDATION, inspection)
    return Action.WRITE_RECOMMENDATION if lead else Action.PROPOSE_RECOMMENDATION


def _row(under_way: InspectionChange, number: int) -> Recommendation | None:
    return Recommendation.objects.filter(inspection=under_way.inspection, number=number).first()


def _found(under_way: InspectionChange, number: int) -> Recommendation:
    """The recommendation of a number, which stands and which whoever acts may change."""
    row = _row(under_way, number)
    if row is None:
        raise NotThere
    if row.withdrawn_at is not None:
        raise NotNow(_("This recommendation was withdrawn, and is not changed any more. Write it anew."))
    own = row.proposed and row.written_by_id == under_way.person
    if under_way.action is Action.PROPOSE_RECOMMENDATION and not own:
        raise NotAllowed(_("You can change what you proposed yourself. The lead inspector changes the others."))
    return row


def _seen(under_way: InspectionChange, number: int, version: int) -> Recommendation:
    """The same, which nobody saved since it was read."""
    row = _found(under_way, number)
    _require_seen(row, version)
    return row


def _require_seen(row: Recommendation, version: int) -> None:
    if version != row.version:
        theirs = {"addressed_as": row.addressed_as, "text": row.text, "version": row.version}
        by = row.changed_by.name
        raise Overtaken(_("Someone else saved this recommendation after you opened it."), theirs | {"by": by})


def _save(under_way: InspectionChange, row: Recommendation, before: dict[str, Any]) -> int:
    row.version += 1
    row.changed_by_id = under_way.person
    row.save()
    under_way.note(f"recommendation {row.number}", before=before, after=_recorded(row))
    return row.version


def _beside(under_way: InspectionChange, to: Addressee) -> Any:
    rows = Recommendation.objects.filter(inspection=under_way.inspection, withdrawn_at=None, proposed=False)
    return rows.filter(addressee=to.kind, addressed_as=to.name).order_by("place", "number")


def _last(under_way: InspectionChange, to: Addressee) -> int:
    return max(_beside(under_way, to).values_list("place", flat=True), default=0) + 1


def _recorded(row: Recommendation) -> dict[str, Any]:
    """What the audit trail keeps: of the text a digest, since someone may be named in it."""
    return {
        "addressee": row.addressee,
        "addressed as": kept_out(row.addressed_as),
        "text": kept_out(row.text),
        "proposed": row.proposed,
        "version": row.version,
    }


def _checked(under_way: InspectionChange, addressed_as: str, text: str) -> tuple[Addressee, str]:
    log = FaultLog("recommendation")
    name = " ".join(addressed_as.split())
    name = check_text(log, _SHOULD.sub("", name), "addressed_as", LONGEST_NAME, _("whom it is made to"))
    text = check_text(log, typed(text), "text", LONGEST, _("the recommendation"))
    check_printable(log, name, "addressed_as")
    check_printable(log, text, "text")
    if OPENS in text:
        fault = as_typed()
        log.add(fault.problem, fault.mend, field="text")
    log.raise_if_any()
    known = {each.name: each for each in addressees_of(facts_of(under_way.inspection))}
    return known.get(name, Addressee("other", name)), text
