"""Replacing a case of the main sample by the next of the reserve, with a reason that stays on record."""

import datetime

from inspectorate.errors import BadInput, FaultLog
from inspectorate.language import gettext as _
from inspectorate.sampling.record import RecordedCase, Replacement, SampleRecord


def replace_case(
    record: SampleRecord, reference: str, reason: str, on: datetime.date, file: str = "record"
) -> tuple[SampleRecord, Replacement]:
    """Withdraw a case and call up the first of the reserve of its stratum, or of any other where none is left.

    The one called up takes the other's place in the main sample. With the reserve used up the case is withdrawn all
    the same, and ``by`` is None. Raises ``BadInput``, naming ``file``, for a case that is not in the main sample and
    for a blank reason.
    """
    case = _case_to_withdraw(record, reference, reason, file)
    reserve = record.of_role("reserve")
    successor = next((each for each in reserve if each.stratum == case.stratum), reserve[0] if reserve else None)
    entry = Replacement(
        on=on,
        withdrawn=case.reference,
        reason=" ".join(reason.split()),
        by=successor.reference if successor else None,
        same_stratum=successor is not None and successor.stratum == case.stratum,
    )
    changed = {case.reference: case.model_copy(update={"role": "withdrawn", "reason": _withdrawn(case, entry)})}
    if successor is not None:
        update = {"role": "main", "order": case.order, "reason": _called_up(successor, entry)}
        changed[successor.reference] = successor.model_copy(update=update)
    cases = tuple(changed.get(each.reference, each) for each in record.cases)
    return record.model_copy(update={"cases": cases, "replacements": (*record.replacements, entry)}), entry


def without_reasons(record: SampleRecord) -> SampleRecord:
    """A record without what people wrote of why cases were replaced: that they were, and by which, stays."""
    written = {entry.withdrawn: entry.reason.rstrip(".") for entry in record.replacements}
    cases = tuple(
        case.model_copy(update={"reason": case.reason.replace(f": {written[case.reference]}; ", f": {_DELETED}; ", 1)})
        if case.reference in written
        else case
        for case in record.cases
    )
    entries = tuple(entry.model_copy(update={"reason": _DELETED}) for entry in record.replacements)
    return record.model_copy(update={"cases": cases, "replacements": entries})


#: What stands where a reason was.
_DELETED = "the reason was deleted"


def _case_to_withdraw(record: SampleRecord, reference: str, reason: str, file: str) -> RecordedCase:
    log = FaultLog(file)
    case = record.find(reference)
    if case is None:
        log.add(
            _("there is no case '{reference}' in this sample").format(reference=reference),
            _("check the reference"),
            field="reference",
        )
    elif case.role == "withdrawn":
        log.add(
            _("case '{reference}' is withdrawn already").format(reference=reference),
            _("name the case that now stands for it"),
            field="reference",
        )
    elif case.role != "main":
        kind = "in the reserve" if case.role == "reserve" else "not picked"
        log.add(
            _("case '{reference}' is {kind}").format(reference=reference, kind=kind),
            _("name a case of the main sample"),
            field="reference",
        )
    if not reason.strip():
        log.add(_("the reason is blank"), _("say in a few words why the case cannot be read"), field="reason")
    if case is None or log.faults:
        raise BadInput(log.faults)
    return case


def _withdrawn(case: RecordedCase, entry: Replacement) -> str:
    successor = f"{entry.by} took its place" if entry.by else "the reserve was used up"
    return f"Withdrawn on {entry.on.isoformat()}: {entry.reason.rstrip('.')}; {successor}. {case.reason}"


def _called_up(case: RecordedCase, entry: Replacement) -> str:
    other = "" if entry.same_stratum else ", of another stratum, as none of the same was left in the reserve"
    return f"Called up on {entry.on.isoformat()} in place of {entry.withdrawn}{other}. {case.reason}"
