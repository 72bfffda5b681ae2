"""Recording context data: nothing is overwritten, a correction is a version beside what it corrects."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from inspectorate.context.record import Record, checked, identity
from inspectorate.errors import FaultLog
from inspectorate_app.actions import context_file
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.meeting_text import LONGEST_REASON, check_text
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.store.models import ContextFigure, ContextValue
from inspectorate_app.store.queries.context import level_titles, number_of, record_of, recorded
from inspectorate_app.store.queries.inspection import facts_of


def record(actor: Actor, inspection: str, given: Record) -> int:
    """Record a figure; its number. Raises ``BadInput``, where the same figure of that date stands already too."""
    with change_in(actor, Action.RECORD_CONTEXT, inspection) as under_way:
        kept = _checked(under_way, given, None)
        return _add(under_way, [kept])[0]


def record_file(actor: Actor, inspection: str, *, content: bytes, file_name: str) -> int:
    """Record every figure of a CSV or XLSX file, or none; how many. Raises ``BadInput`` with every fault by row."""
    with change_in(actor, Action.RECORD_CONTEXT, inspection) as under_way:
        facts = facts_of(under_way.inspection)
        titles = level_titles(facts)
        rows = context_file.read(content, file_name, {name: level for level, name in titles.items()})
        stand = {identity(each.current.record): each.number for each in recorded(facts.id)}
        log = FaultLog(file_name)
        for row, each in rows:
            number = stand.get(identity(each))
            if number is not None:
                mend = _("leave the row out, or correct the figure on its page")
                log.add(
                    _("this stands already as figure {number}").format(number=number), mend, line=row, field="figure"
                )
            elif each.level not in titles:
                log.add(_("there is no region here"), _("leave the row out"), line=row, field="organisation")
        log.raise_if_any()
        return len(_add(under_way, [each for _other, each in rows]))


def correct(actor: Actor, inspection: str, number: int, given: Record, *, reason: str, version: int) -> int:
    """Correct a figure; its new version. What it said before stays to be read.

    ``version`` is the one that is corrected; what the figure is cannot be changed, only its value, date, source, and
    whose it is. Raises ``BadInput``, ``NotNow`` where it was withdrawn, ``Overtaken``.
    """
    with change_in(actor, Action.RECORD_CONTEXT, inspection) as under_way:
        row = _find(under_way, number)
        stands = _stands(row, version)
        kept = _checked(under_way, given, number, figure=row.figure, reason=reason)
        before = record_of(stands, row.figure)
        if kept == before:
            log = FaultLog("context data")
            log.add(_("nothing was changed"), _("Change what is wrong, or go back"))
            log.raise_if_any()
        return _append(under_way, row, kept, reason.strip(), before)


def withdraw(actor: Actor, inspection: str, number: int, *, reason: str, version: int) -> int:
    """Say that a figure no longer holds, such as one recorded by mistake; its new version. It stays to be read."""
    with change_in(actor, Action.RECORD_CONTEXT, inspection) as under_way:
        row = _find(under_way, number)
        stands = record_of(_stands(row, version), row.figure)
        log = FaultLog("context data")
        reason = check_text(log, "reason", reason, LONGEST_REASON, _("Enter why it is withdrawn"))
        log.raise_if_any()
        return _append(under_way, row, stands, reason, stands, withdrawn=True)


def _checked(
    under_way: InspectionChange, given: Record, but: int | None, *, figure: str = "", reason: str | None = None
) -> Record:
    log = FaultLog("context data")
    kept = checked(given, log)
    facts = facts_of(under_way.inspection)
    if given.level == "region" and "region" not in level_titles(facts):
        log.add(_("there is no region here"), _("Choose another"), field="level")
    if figure and given.figure != figure:
        log.add(_("this is another figure"), _("Withdraw this one and record the other"), field="figure")
    if reason is not None:
        check_text(log, "reason", reason, LONGEST_REASON, _("Enter why it is corrected"))
    stands = number_of(facts.id, kept, but) if kept else None
    if stands is not None:
        log.add(
            _("this stands already as figure {stands}").format(stands=stands),
            _("Correct it there, or give another date"),
            field="figure",
        )
    log.raise_if_any()
    if kept is None:
        raise NotThere  # every refusal has its fault
    return kept


def _find(under_way: InspectionChange, number: int) -> ContextFigure:
    row = ContextFigure.objects.filter(inspection=under_way.inspection, number=number).first()
    if row is None:
        raise NotThere
    return row


def _stands(row: ContextFigure, version: int) -> ContextValue:
    """The value that holds. Raises ``NotNow`` where it was withdrawn, ``Overtaken`` where another was seen."""
    stands = row.values.select_related("recorded_by").get(version=row.version)
    if stands.withdrawn:
        raise NotNow(_("This figure was withdrawn. Record it anew."))
    if version != row.version:
        theirs = {"value": stands.value, "version": row.version, "by": stands.recorded_by.name}
        raise Overtaken(_("Someone else corrected this figure after you opened it."), theirs)
    return stands


def _add(under_way: InspectionChange, kept: list[Record]) -> list[int]:
    last = ContextFigure.objects.filter(inspection=under_way.inspection).order_by("-number").first()
    first = last.number + 1 if last else 1
    numbers = list(range(first, first + len(kept)))
    for number, each in zip(numbers, kept, strict=True):
        row = ContextFigure(inspection=under_way.inspection, number=number, figure=each.figure, version=0)
        _append(under_way, row, each, "", None)
    return numbers


def _append(
    under_way: InspectionChange,
    row: ContextFigure,
    kept: Record,
    reason: str,
    before: Record | None,
    *,
    withdrawn: bool = False,
) -> int:
    row.version += 1
    row.save()
    ContextValue.objects.create(
        figure=row,
        version=row.version,
        level=kept.level,
        of=kept.of,
        value=kept.value,
        as_of=kept.as_of,
        period_from=kept.period_from,
        source=kept.source,
        reason=reason,
        withdrawn=withdrawn,
        recorded_by_id=under_way.person,
    )
    after = {**_noted(kept), "version": row.version, "reason": kept_out(reason), "withdrawn": withdrawn}
    under_way.note(f"context figure {row.number}", before=_noted(before) if before else None, after=after)
    return row.version


def _noted(record: Record) -> Mapping[str, Any]:
    """A figure as the audit trail has it: what was typed freely by its length and digest alone."""
    return {
        "figure": record.figure,
        "level": record.level,
        "of": kept_out(record.of),
        "value": record.value,
        "as of": record.as_of,
        "period from": record.period_from,
        "source": kept_out(record.source),
    }
