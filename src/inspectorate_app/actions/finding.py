"""Findings: writing and changing them, putting them in order, choosing what is shared, withdrawing, taking them out.

Once they are published they are corrected, while a correction of the publication has begun.
"""

from typing import Any, Literal

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.tabular import csv_text
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.grounds import Grounds, grounds
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import Overtaken
from inspectorate_app.actions.result import File
from inspectorate_app.actions.source import require_not_published, standing
from inspectorate_app.actions.wording import check_printable, typed
from inspectorate_app.store.models import Finding
from inspectorate_app.store.queries.finding import KINDS, findings, headings
from inspectorate_app.store.queries.inspection import InspectionFacts, facts_of
from inspectorate_app.store.queries.offer import title_of

#: The longest finding, in characters: a report's are a few sentences.
LONGEST = 2_000
#: The longest reason for withdrawing one.
LONGEST_REASON = 2_000
COLUMNS = (
    "number",
    "heading",
    "title",
    "kind",
    "place",
    "finding",
    "sources",
    "kinds_of_evidence",
    "triangulated",
    "changed_since",
    "rests_on",
    "chosen_to_share",
    "written_by",
    "changed_at",
)


def write(actor: Actor, inspection: str, *, heading: str, kind: str, text: str) -> int:
    """Write a finding, the last of its heading and kind. Gives its number.

    Raises ``BadInput`` for a heading or kind that there is not, and for a text that is blank or too long; ``NotNow``
    for what is published, unless a correction has begun.
    """
    with change_in(actor, Action.WRITE_FINDING, inspection) as under_way:
        require_not_published(under_way)
        text = typed(text)
        _check(facts_of(under_way.inspection), heading, kind, text)
        rows = Finding.objects.filter(inspection=under_way.inspection)
        number = (rows.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        row = Finding(inspection=under_way.inspection, number=number, heading=heading, kind=kind, text=text)
        row.place = _last(under_way, heading, kind)
        row.written_by_id = row.changed_by_id = under_way.person
        row.save()
        under_way.note(f"finding {number}", after=_recorded(row))
        return number


def change(actor: Actor, inspection: str, finding: int, *, heading: str, kind: str, text: str, version: int) -> int:
    """Change a finding of the ``version`` that was read. Gives the new version.

    Under another heading or kind it comes last. Raises as ``write``, and ``NotThere``, ``NotNow`` for one that was
    withdrawn, ``Overtaken`` where someone saved in between.
    """
    with change_in(actor, Action.WRITE_FINDING, inspection) as under_way:
        row = standing(under_way, finding)
        _same(row, version)
        text = typed(text)
        _check(facts_of(under_way.inspection), heading, kind, text)
        before = _recorded(row)
        if (row.heading, row.kind) != (heading, kind):
            row.place = _last(under_way, heading, kind)
        row.heading, row.kind, row.text = heading, kind, text
        _save(under_way, row, before)
        return row.version


def move(actor: Actor, inspection: str, finding: int, way: Literal["up", "down"]) -> None:
    """Move a finding one place up or down among those of its heading and kind; at the end it stays where it is."""
    with change_in(actor, Action.WRITE_FINDING, inspection) as under_way:
        row = standing(under_way, finding)
        rows = list(_beside(under_way, row.heading, row.kind))
        at = rows.index(row)
        to = min(max(at + (1 if way == "down" else -1), 0), len(rows) - 1)
        rows.insert(to, rows.pop(at))
        for place, each in enumerate(rows, start=1):
            if each.place != place:
                Finding.objects.filter(pk=each.pk).update(place=place)
        under_way.note(f"finding {finding}", before={"place": at + 1}, after={"place": to + 1})


def choose(actor: Actor, inspection: str, finding: int, *, chosen: bool, version: int) -> int:
    """Choose a finding to be told to the inspected service as emerging, or not any more. Gives the new version.

    Raises as ``change``: nobody chooses words that they have not read.
    """
    with change_in(actor, Action.CHOOSE_FINDING, inspection) as under_way:
        row = standing(under_way, finding)
        _same(row, version)
        before = _recorded(row)
        row.chosen = chosen
        _save(under_way, row, before)
        return row.version


def withdraw(actor: Actor, inspection: str, finding: int, *, reason: str, version: int) -> None:
    """Withdraw a finding with a reason: it stays to be read, and counts no more. Raises as ``change``."""
    with change_in(actor, Action.WITHDRAW_FINDING, inspection) as under_way:
        row = standing(under_way, finding)
        _same(row, version)
        reason = typed(reason)
        log = FaultLog("finding")
        _check_text(log, reason, "reason", LONGEST_REASON)
        log.raise_if_any()
        row.withdrawn_by_id, row.withdrawn_at, row.withdrawn_reason = under_way.person, timezone.now(), reason
        row.chosen, row.version = False, row.version + 1
        row.save()
        under_way.note(f"finding {finding}", after={"withdrawn": True, "reason": kept_out(reason)})


def export(actor: Actor, inspection: str) -> File:
    """The findings that stand, as CSV, each with what it rests on as far as whoever asks may see it."""
    with change_in(actor, Action.EXPORT_FINDINGS, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        titles = {each.id: each.title for each in headings(facts)}
        rows = [_row(each, titles) for each in grounds(actor, facts, findings(facts))]
        under_way.note("findings", after={"format": "csv", "rows": len(rows)})
        return File(f"{facts.slug}-findings.csv", "text/csv; charset=utf-8", csv_text(COLUMNS, rows))


def _row(each: Grounds, titles: dict[str, str]) -> dict[str, Any]:
    one = each.finding
    rests_on = [f"{title_of(source.tied.kind)}: {source.tied.title}" for source in each.shown]
    if each.unseen:
        rests_on.append(f"{each.unseen} that you may not see")
    return {
        "number": one.number,
        "heading": one.heading,
        "title": titles.get(one.heading, one.heading),
        "kind": KINDS[one.kind],
        "place": one.place,
        "finding": one.text,
        "sources": one.support.sources,
        "kinds_of_evidence": "; ".join(one.support.kinds),
        "triangulated": "yes" if one.support.triangulated else "no",
        "changed_since": len(each.changed),
        "rests_on": "; ".join(rests_on),
        "chosen_to_share": "yes" if one.chosen else "no",
        "written_by": one.written_by,
        "changed_at": one.changed_at.isoformat(),
    }


def _save(under_way: InspectionChange, row: Finding, before: dict[str, Any]) -> None:
    row.version += 1
    row.changed_by_id = under_way.person
    row.save()
    under_way.note(f"finding {row.number}", before=before, after=_recorded(row))


def _same(row: Finding, version: int) -> None:
    if version != row.version:
        theirs = {"heading": row.heading, "kind": row.kind, "text": row.text, "version": row.version}
        raise Overtaken(_("Someone else saved this finding after you opened it."), theirs | {"by": row.changed_by.name})


def _beside(under_way: InspectionChange, heading: str, kind: str) -> Any:
    rows = Finding.objects.filter(inspection=under_way.inspection, heading=heading, kind=kind, withdrawn_at=None)
    return rows.order_by("place", "number")


def _last(under_way: InspectionChange, heading: str, kind: str) -> int:
    places = _beside(under_way, heading, kind).values_list("place", flat=True)
    return max(places, default=0) + 1


def _recorded(row: Finding) -> dict[str, Any]:
    """What the audit trail keeps: of the text a digest, since someone may be named in it."""
    return {
        "heading": row.heading,
        "kind": row.kind,
        "text": kept_out(row.text),
        "chosen": row.chosen,
        "version": row.version,
    }


def _check(facts: InspectionFacts, heading: str, kind: str, text: str) -> None:
    log = FaultLog("finding")
    if heading not in {each.id for each in headings(facts)}:
        log.add(_("no part of the report is chosen"), _("Select a standard or section"), field="heading")
    if kind not in KINDS:
        log.add(_("no kind is chosen"), _("Select strength or area for improvement"), field="kind")
    _check_text(log, text, "text", LONGEST)
    check_printable(log, text, "text")
    log.raise_if_any()


def _check_text(log: FaultLog, text: str, field: str, longest: int) -> None:
    what = "finding" if field == "text" else field
    if not text:
        log.add(_("the {what} is blank").format(what=what), _("Enter the {what}").format(what=what), field=field)
    elif len(text) > longest:
        log.add(
            _("the {what} has {text} characters").format(what=what, text=len(text)),
            _("Shorten it to {longest:,} characters").format(longest=longest),
            field=field,
        )
    elif "\0" in text:
        log.add(
            _("the {what} holds a character that cannot be kept").format(what=what),
            _("Type the {what} again").format(what=what),
            field=field,
        )
