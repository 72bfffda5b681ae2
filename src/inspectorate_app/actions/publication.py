"""Bringing a publication about: a correction begun, a publication prepared, made again, and withdrawn.

The files are made by a job (``publication_files``), approved by the chief inspector (``publication_approval``) and
published at their time (``publication_round``). docs/adr/0026-published-together-or-not-at-all.md.
"""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.language import is_english
from inspectorate.report.edition_language import document_language, languages_of
from inspectorate.report.isbn import read_isbn
from inspectorate.report.letter import is_letter
from inspectorate.report.placeholder import OPENS
from inspectorate_app.actions import embargo, permission, policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.publication_files import make_files
from inspectorate_app.actions.quiet import LONDON
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.actions.wording import check_printable, check_text, typed
from inspectorate_app.store.models import Publication
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries import publication_gate as gate
from inspectorate_app.store.queries.draft_check import evidence
from inspectorate_app.store.queries.inspection import edition_used, facts_of, find

#: The longest notice of a correction and reason of a withdrawal, in characters.
LONGEST_NOTICE, LONGEST_REASON = 2_000, 1_000
#: When on its day an inspection is published, in London: METHOD 7, "at 00.01 on the day" (published).
AT = datetime.time(0, 1)


def begin_correction(actor: Actor, inspection: str, notice: str) -> int:
    """Begin to correct what was published: texts may be changed again. Gives the number that the correction will have.

    Raises ``NotNow`` where nothing was published, or another publication is on its way; ``BadInput`` for the notice.
    """
    with change_in(actor, Action.PREPARE_PUBLICATION, inspection) as under_way:
        _require_none_under_way(under_way)
        number = next_number(under_way)
        if number == 1:
            raise NotNow(_("Nothing of this inspection was published here, so there is nothing to correct."))
        row = Publication.objects.create(
            inspection=under_way.inspection,
            number=number,
            state="begun",
            notice=_notice(notice),
            day=_first_day(under_way),
            prepared_by_id=under_way.person,
        )
        under_way.note(named(row), after={"state": "begun", "notice": kept_out(row.notice)})
        return number


def prepare(
    actor: Actor,
    inspection: str,
    *,
    day: datetime.date | None = None,
    notice: str = "",
    isbn: str | None = None,
    also_in: str | None = None,
) -> int:
    """Have all files made of the texts as they stand; gives the number of the publication.

    ``day`` is the one that the documents print, ``first_possible`` at the earliest; a correction keeps the first day,
    and needs its ``notice`` unless it was begun with one. ``isbn`` is the one that the report prints; blank for none,
    and None for that of the version before. ``also_in`` is the code of a language in which all documents are made too,
    and None for that of the version before: they are approved and published with those in English, or not at all.
    Raises ``NotNow`` with what must be done before, ``BadInput``.
    """
    _require_ready(actor, inspection, notice, day)
    with change_in(actor, Action.PREPARE_PUBLICATION, inspection) as under_way:
        row = _begun(under_way)
        if row is None:
            _require_none_under_way(under_way)
            row = Publication(inspection=under_way.inspection, number=next_number(under_way))
        if row.number == 1:
            row.day = _day(under_way, day)
        else:
            row.day = _first_day(under_way)
            row.notice = _notice(notice or row.notice)
        row.isbn = _isbn(under_way, query.last_isbn(inspection) if isbn is None else isbn)
        row.also_in = _as_before(under_way) if also_in is None else _also_in(under_way, also_in)
        row.prepared_by_id, row.prepared_at = under_way.person, timezone.now()
        _ask_for_files(row)
        told = {"state": "making", "day": _told(row.day), "notice": kept_out(row.notice), "isbn": row.isbn}
        under_way.note(named(row), after={**told, "also_in": row.also_in} if row.also_in else told)
        return row.number


def make_again(actor: Actor, inspection: str, number: int) -> None:
    """Have the files made again, where that failed or the job died. Raises ``NotThere``, ``NotNow``."""
    _require_ready(actor, inspection)
    with change_in(actor, Action.PREPARE_PUBLICATION, inspection) as under_way:
        row = row_of(under_way, number)
        facts = query.find(inspection, number)
        if row.state != "failed" and not (facts and facts.has_stopped(timezone.now())):
            raise NotNow(_("Files are made again only where making them failed or stopped."))
        row.prepared_by_id, row.prepared_at = under_way.person, timezone.now()
        _ask_for_files(row)
        under_way.note(named(row), after={"state": "making", "run": row.run})


def change_day(actor: Actor, inspection: str, number: int, day: datetime.date, reason: str) -> None:
    """Publish on another day: the documents print it, so they are made anew and approved anew.

    What was prepared stays as withdrawn. Raises ``NotThere``, ``NotNow``, ``BadInput``.
    """
    _require_ready(actor, inspection)
    with change_in(actor, Action.PREPARE_PUBLICATION, inspection) as under_way:
        row = row_of(under_way, number)
        if row.number > 1:
            raise NotNow(
                _("A correction prints the day of the first version. Its own day is named by who approves it.")
            )
        log, before = FaultLog(), {"state": row.state, "day": _told(row.day)}
        why = check_text(log, reason, "reason", LONGEST_REASON, _("the reason"))
        log.raise_if_any()
        day = _day(under_way, day)
        new = Publication(inspection=under_way.inspection, number=number, day=day, isbn=row.isbn, also_in=row.also_in)
        _withdraw(under_way, row, why)
        new.prepared_by_id = under_way.person
        _ask_for_files(new)
        told = {"state": "making", "day": _told(new.day), "reason": kept_out(why), "isbn": new.isbn}
        under_way.note(named(new), before=before, after={**told, "also_in": new.also_in} if new.also_in else told)


def withdraw(actor: Actor, inspection: str, number: int, reason: str) -> None:
    """Withdraw a publication that is not published; its row and files stay. Raises ``NotThere``, ``BadInput``."""
    with change_in(actor, Action.WITHDRAW_PUBLICATION, inspection) as under_way:
        row = row_of(under_way, number)
        log, before = FaultLog(), {"state": row.state}
        why = check_text(log, reason, "reason", LONGEST_REASON, _("the reason"))
        log.raise_if_any()
        _withdraw(under_way, row, why)
        tell(under_way, "publication_withdrawn")
        under_way.note(named(row), before=before, after={"state": "withdrawn", "reason": kept_out(why)})


def row_of(under_way: InspectionChange, number: int) -> Publication:
    """A publication on its way, within a change. Raises ``NotThere``; ``NotNow`` for one that is published."""
    rows = Publication.objects.filter(inspection=under_way.inspection, number=number).exclude(state="withdrawn")
    row = rows.first()
    if row is None:
        raise NotThere
    if row.state == "published":
        raise NotNow(_("It is published already. What is wrong in it is put right by a correction."))
    return row


def next_number(under_way: InspectionChange) -> int:
    """The number of the next publication of an inspection."""
    return Publication.objects.filter(inspection=under_way.inspection, state="published").count() + 1


def named(row: Publication) -> str:
    """What the audit trail calls it."""
    return f"publication {row.number}"


def due_at(day: datetime.date) -> datetime.datetime:
    """00.01 in London on a day, whatever its clocks show."""
    return datetime.datetime.combine(day, AT, LONDON)


def _require_ready(actor: Actor, inspection: str, notice: str = "", day: datetime.date | None = None) -> None:
    """Before the inspection is locked: reading every text takes a moment, and nobody else should wait for it."""
    permission.require(actor, Action.PREPARE_PUBLICATION, inspection)
    facts = find(inspection)
    if facts is None:
        raise NotThere
    policy.require(Action.PREPARE_PUBLICATION, facts.phase)
    known = evidence(facts).printed_on(day)
    if missing := list(gate.hindering(facts, known, notice)):
        raise NotNow(_("Before it can be prepared: {missing}.").format(missing="; ".join(missing)))


def _ask_for_files(row: Publication) -> None:
    row.state, row.trouble, row.run = "making", "", row.run + 1
    row.files_made, row.files_to_make, row.worked_at = 0, 0, timezone.now()
    row.save()
    make_files.enqueue(row.pk, row.run)


def _withdraw(under_way: InspectionChange, row: Publication, reason: str) -> None:
    row.state, row.reason, row.trouble = "withdrawn", reason, ""
    row.withdrawn_by_id, row.withdrawn_at = under_way.person, timezone.now()
    row.save()
    embargo.revoke_all(under_way, row)


def _begun(under_way: InspectionChange) -> Publication | None:
    return Publication.objects.filter(inspection=under_way.inspection, state="begun").first()


def _require_none_under_way(under_way: InspectionChange) -> None:
    if number := query.waits(under_way.inspection.pk):
        raise NotNow(_("Publication {number} is on its way. Withdraw it first.").format(number=number))


def _first_day(under_way: InspectionChange) -> datetime.date | None:
    rows = Publication.objects.filter(inspection=under_way.inspection, state="published").order_by("number")
    return rows.values_list("day", flat=True).first()


def first_possible(now: datetime.datetime, *, demonstration: bool = False) -> datetime.date:
    """The first day on which something can be published: that whose 00.01 lies ahead.

    What is synthetic can be on the same day too, at once, to be looked at.
    """
    today = now.astimezone(LONDON).date()
    return today if demonstration or now < due_at(today) else today + datetime.timedelta(days=1)


def _day(under_way: InspectionChange, day: datetime.date | None) -> datetime.date:
    log = FaultLog()
    if day is None:
        log.add(_("the day is missing"), _("enter the day of publication"), field="day")
    elif day < first_possible(timezone.now(), demonstration=under_way.inspection.demonstration):
        log.add(_("it is not ahead"), _("enter tomorrow or a later day"), field="day")
    log.raise_if_any()
    return day or datetime.date.max


def _isbn(under_way: InspectionChange, typed: str) -> str:
    log = FaultLog()
    isbn = read_isbn(log, typed)
    if isbn and not log.faults:
        if is_letter(edition_used(facts_of(under_way.inspection))):
            log.add(_("a letter has no imprint to print an ISBN in"), _("leave it out"), field="isbn")
        elif query.has_isbn(isbn, under_way.inspection.pk):
            mend = _("type the one that was assigned to this report")
            log.add(_("the report of another inspection has this ISBN"), mend, field="isbn")
    log.raise_if_any()
    return isbn


def _also_in(under_way: InspectionChange, code: str) -> str:
    """The language beside English; blank for none. Raises ``BadInput`` where the edition does not speak it."""
    if not code:
        return ""
    said = document_language(code, edition_used(facts_of(under_way.inspection)), "also_in")
    return "" if is_english(said) else said


def _as_before(under_way: InspectionChange) -> str:
    """The language of the version before, as far as the edition still speaks it."""
    code = query.last_also_in(under_way.inspection.slug)
    return code if code in languages_of(edition_used(facts_of(under_way.inspection))) else ""


def _notice(notice: str) -> str:
    log = FaultLog()
    found = check_text(log, typed(notice), "notice", LONGEST_NOTICE, _("what was corrected"))
    check_printable(log, found, "notice")
    if OPENS in found:
        log.add(
            _("the notice is printed as it is typed, and no number is put in"),
            _("type the number instead of what stands in double braces"),
            field="notice",
        )
    log.raise_if_any()
    return found


def _told(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
