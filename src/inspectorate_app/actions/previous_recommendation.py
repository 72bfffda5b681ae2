"""The recommendations of the last inspection: entered, read from a file or taken over; what this one found of each."""

import tempfile
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput, FaultLog
from inspectorate.recommendation.model import Recommendation
from inspectorate.recommendation.progress import product_statuses
from inspectorate.recommendation.reading import checked, read_recommendations
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.caseload_file import ending
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.recommendation import sound_findings
from inspectorate_app.actions.refusal import NotThere, Overtaken
from inspectorate_app.actions.wording import check_printable, check_text, typed
from inspectorate_app.store.models import PreviousRecommendation, ProgressFinding
from inspectorate_app.store.queries.inspection import facts_of
from inspectorate_app.store.queries.previous_recommendation import of_earlier

#: The longest account of what was found, in characters.
LONGEST = 4_000


def enter(actor: Actor, inspection: str, given: Mapping[str, str]) -> int:
    """Enter one as it was published: number, addressee, recommendation, unit. Gives its lasting number here.

    Raises ``BadInput``, also where one of that number and unit is there already.
    """
    with change_in(actor, Action.ENTER_PREVIOUS, inspection) as under_way:
        return _add(under_way, [_checked(under_way, given)], "typed", "")[0]


def correct(actor: Actor, inspection: str, number: int, given: Mapping[str, str], *, version: int) -> int:
    """Correct how one was entered; what was found of it stays. Gives the new version. Raises as ``enter``,
    ``NotThere`` and ``Overtaken``.
    """
    with change_in(actor, Action.ENTER_PREVIOUS, inspection) as under_way:
        row = _seen(under_way, number, version)
        kept, before = _checked(under_way, given, number), _recorded(row)
        row.printed, row.unit, row.addressed_as, row.text = kept.number, kept.unit or "", kept.addressed_as, kept.text
        return _save(under_way, row, before)


def remove(actor: Actor, inspection: str, number: int, *, version: int) -> None:
    """Take out one that was entered by mistake, with what was found of it. Raises ``NotThere`` and ``Overtaken``."""
    with change_in(actor, Action.ENTER_PREVIOUS, inspection) as under_way:
        row = _seen(under_way, number, version)
        under_way.note(f"previous recommendation {number}", before=_recorded(row))
        row.delete()


def enter_file(actor: Actor, inspection: str, *, content: bytes, file_name: str) -> int:
    """Enter every recommendation of a CSV or XLSX file, or none; how many. Raises ``BadInput`` with every fault."""
    with change_in(actor, Action.ENTER_PREVIOUS, inspection) as under_way:
        rows = _read(content, file_name)
        log = FaultLog(file_name)
        stand = _standing(under_way)
        for row, each in rows:
            if (each.unit or "", each.number) in stand:
                mend = _("leave the row out, or correct the one that is there")
                log.add(_("one of this number is there already"), mend, line=row, field="number")
        log.raise_if_any()
        return len(_add(under_way, [each for _row, each in rows], "file", file_name[:200]))


def take(actor: Actor, inspection: str, earlier: str) -> int:
    """Take over what an earlier inspection of the unit recommended, if it was published here; how many.

    Raises ``NotThere``, and ``BadInput`` where one of the same number is there already.
    """
    with change_in(actor, Action.ENTER_PREVIOUS, inspection) as under_way:
        given = of_earlier(facts_of(under_way.inspection), earlier)
        if not given:
            raise NotThere
        if _standing(under_way) & {("", each.number) for each in given}:
            log = FaultLog("earlier inspection")
            log.add(_("some of its numbers are there already"), _("take those out first, or enter the rest one by one"))
            log.raise_if_any()
        return len(_add(under_way, given, "inspection", earlier))


def judge(
    actor: Actor, inspection: str, number: int, *, status: str, found: str, findings: Collection[int], version: int
) -> int:
    """Say what came of one: a status, what was found, and the findings that bear it out. Gives the new version.

    Raises ``BadInput``, ``NotThere``, ``NotNow`` for a finding that was withdrawn, and ``Overtaken``.
    """
    with change_in(actor, Action.JUDGE_PROGRESS, inspection) as under_way:
        row = _seen(under_way, number, version)
        log = FaultLog("progress")
        if status not in product_statuses().by_id:
            log.add(_("no progress is chosen"), _("Select how much progress was made"), field="status")
        found = check_text(log, typed(found), "found", LONGEST, _("what you found"))
        check_printable(log, found, "found")
        log.raise_if_any()
        before = _recorded(row)
        _tie(under_way, row, findings)
        row.status, row.found = status, found
        row.judged_by_id, row.judged_at = under_way.person, timezone.now()
        return _save(under_way, row, before)


def _tie(under_way: InspectionChange, row: PreviousRecommendation, findings: Collection[int]) -> None:
    tied = set(row.rests_on.values_list("finding__number", flat=True))
    wanted = sound_findings(under_way, findings, tied)
    row.rests_on.exclude(finding__in=wanted.values()).delete()
    for each in sorted(wanted.keys() - tied):
        one = ProgressFinding(previous=row, finding=wanted[each])
        one.tied_by_id, one.tied_at = under_way.person, timezone.now()
        one.save()


def _read(content: bytes, file_name: str) -> tuple[tuple[int, Recommendation], ...]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"previous{ending(content, file_name)}"
        path.write_bytes(content)
        try:
            return read_recommendations(path)
        except BadInput as error:
            raise BadInput(replace(fault, file=file_name) for fault in error.faults) from None


def _checked(under_way: InspectionChange, given: Mapping[str, str], but: int = 0) -> Recommendation:
    log = FaultLog("previous recommendation")
    kept = checked({name: value.replace("\r\n", "\n").strip() for name, value in given.items()}, log)
    if kept and (kept.unit or "", kept.number) in _standing(under_way, but):
        mend = _("Give another number, or correct the one that is there")
        log.add(_("one of this number is there already"), mend, field="number")
    log.raise_if_any()
    if kept is None:
        raise NotThere  # every refusal has its fault
    return kept


def _standing(under_way: InspectionChange, but: int = 0) -> set[tuple[str, int]]:
    """The units and numbers that are there already, of all but one."""
    rows = PreviousRecommendation.objects.filter(inspection=under_way.inspection).exclude(number=but)
    return set(rows.values_list("unit", "printed"))


def _add(under_way: InspectionChange, given: Sequence[Recommendation], origin: str, name: str) -> list[int]:
    rows = PreviousRecommendation.objects.filter(inspection=under_way.inspection)
    first = (rows.order_by("-number").values_list("number", flat=True).first() or 0) + 1
    for number, each in enumerate(given, start=first):
        row = PreviousRecommendation(inspection=under_way.inspection, number=number, origin=origin, name=name)
        row.printed, row.unit, row.addressed_as, row.text = each.number, each.unit or "", each.addressed_as, each.text
        row.entered_by_id = row.changed_by_id = under_way.person
        row.save()
        under_way.note(f"previous recommendation {number}", after=_recorded(row))
    return list(range(first, first + len(given)))


def _seen(under_way: InspectionChange, number: int, version: int) -> PreviousRecommendation:
    """The one of a number, which nobody saved since it was read."""
    row = PreviousRecommendation.objects.filter(inspection=under_way.inspection, number=number).first()
    if row is None:
        raise NotThere
    if version != row.version:
        theirs = {"status": row.status, "found": row.found, "text": row.text, "version": row.version}
        raise Overtaken(
            _("Someone else saved this recommendation after you opened it."), theirs | {"by": row.changed_by.name}
        )
    return row


def _save(under_way: InspectionChange, row: PreviousRecommendation, before: dict[str, Any]) -> int:
    row.version += 1
    row.changed_by_id = under_way.person
    row.save()
    under_way.note(f"previous recommendation {row.number}", before=before, after=_recorded(row))
    return row.version


def _recorded(row: PreviousRecommendation) -> dict[str, Any]:
    """What the audit trail keeps: digests of what was typed, since someone may be named in it."""
    return {
        "printed": row.printed,
        "unit": kept_out(row.unit),
        "addressed as": kept_out(row.addressed_as),
        "text": kept_out(row.text),
        "status": row.status,
        "found": kept_out(row.found),
        "findings": sorted(row.rests_on.values_list("finding__number", flat=True)) if row.pk else [],
        "version": row.version,
    }
