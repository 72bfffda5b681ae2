"""Tying a finding to what it rests on, and letting go of it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.grounds import digest, may_see, one_of
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.policy import stands_published
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.store.models import Finding, FindingSource
from inspectorate_app.store.queries.inspection import facts_of

#: The longest note of why a source bears a finding out, in characters.
LONGEST = 2_000


def tie(actor: Actor, inspection: str, finding: int, *, kind: str, key: str, why: str = "", seen: str = "") -> int:
    """Tie a source to a finding, with what it says now; one that is tied already, with what it says now anew.

    ``why`` says how it bears the finding out; ``seen`` is the ``digest`` of what was read, where something was. Gives
    the number of sources. Raises ``BadInput``, ``NotThere`` for a source that they may not see, ``NotNow`` for a
    finding that was withdrawn, and ``Overtaken`` where the source says something else than was read.
    """
    with change_in(actor, Action.WRITE_FINDING, inspection) as under_way:
        row = standing(under_way, finding)
        now = one_of(actor, facts_of(under_way.inspection), kind, key)
        if seen and seen != digest(now):
            raise Overtaken(_("The source changed after you opened it."), {"title": now.title, "words": now.words})
        why = why.strip()
        _check(why)
        tied = FindingSource.objects.filter(finding=row, kind=kind, key=key).first()
        before = _recorded(tied) if tied else None
        tied = tied or FindingSource(finding=row, kind=kind, key=key)
        tied.title, tied.words, tied.why = now.title, now.words, why
        tied.tied_by_id, tied.tied_at = under_way.person, timezone.now()
        tied.save()
        under_way.note(f"finding {finding} source {kind} {key}", before=before, after=_recorded(tied))
        return FindingSource.objects.filter(finding=row).count()


def untie(actor: Actor, inspection: str, finding: int, *, kind: str, key: str) -> int:
    """Let go of a source. Gives the number that is left. Raises ``NotThere``, also for one that they may not see."""
    with change_in(actor, Action.WRITE_FINDING, inspection) as under_way:
        row = standing(under_way, finding)
        tied = FindingSource.objects.filter(finding=row, kind=kind, key=key).first()
        if tied is None or not may_see(actor, facts_of(under_way.inspection), kind, key):
            raise NotThere
        under_way.note(f"finding {finding} source {kind} {key}", before=_recorded(tied))
        tied.delete()
        return FindingSource.objects.filter(finding=row).count()


def forget(under_way: InspectionChange, kind: str, key: str) -> None:
    """Within a change that deletes a source: delete what findings keep of its words, and why they were tied to it."""
    tied = FindingSource.objects.filter(finding__inspection=under_way.inspection, kind=kind, key=key)
    tied.update(words="", why="")


def standing(under_way: InspectionChange, number: int) -> Finding:
    """The finding of a number, within a change of it.

    Raises ``NotThere``; ``NotNow`` where it was withdrawn, or is published and no correction has begun.
    """
    require_not_published(under_way)
    row = Finding.objects.filter(inspection=under_way.inspection, number=number).first()
    if row is None:
        raise NotThere
    if row.withdrawn_at is not None:
        raise NotNow(_("This finding was withdrawn, and is not changed any more. Write it anew."))
    return row


def require_not_published(under_way: InspectionChange) -> None:
    """Raise ``NotNow`` where findings are published, and no correction has begun."""
    facts = facts_of(under_way.inspection)
    if stands_published(facts):
        raise NotNow(_("They are published. Findings are changed once a correction has begun."))


def _recorded(tied: FindingSource) -> dict[str, object]:
    """What the audit trail keeps: digests, since words and note may tell of a person."""
    return {"words": kept_out(tied.words), "why": kept_out(tied.why)}


def _check(why: str) -> None:
    log = FaultLog("source")
    if len(why) > LONGEST:
        log.add(
            _("the note has {why} characters").format(why=len(why)),
            _("Shorten it to {longest:,} characters").format(longest=LONGEST),
            field="why",
        )
    if "\0" in why:
        log.add(_("the note holds a character that cannot be kept"), _("Type the note again"), field="why")
    log.raise_if_any()
