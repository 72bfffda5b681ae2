"""Drafts: writing a part of a document, commenting on it, giving sources of claims, taking a marked copy out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.errors import FaultLog
from inspectorate.language import is_english
from inspectorate.report.claims.claim import Claim
from inspectorate.report.document_set import stem_in
from inspectorate.report.edition_language import document_language
from inspectorate.report.file_format import FORMATS, formats_of
from inspectorate_app.actions import letter
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.audit import kept_out
from inspectorate_app.actions.change import InspectionChange, change_in
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.policy import stands_published
from inspectorate_app.actions.refusal import NotNow, NotThere, Overtaken
from inspectorate_app.actions.wording import check_printable, typed
from inspectorate_app.store.models import ClaimSupport, DraftComment, DraftPart, DraftVersion
from inspectorate_app.store.queries import draft as query
from inspectorate_app.store.queries import draft_check
from inspectorate_app.store.queries.document_set import composed_set
from inspectorate_app.store.queries.draft import Place
from inspectorate_app.store.queries.inspection import edition_used, facts_of
from inspectorate_app.store.queries.phase import signed_off

#: The longest text of one part, comment, answer and source, in characters.
LONGEST = 60_000
LONGEST_COMMENT = 4_000
LONGEST_SOURCE = 1_000
LONGEST_STATISTIC = 300
#: What is made of the evidence alone, and the formats in which its marked copies are offered.
EVIDENCED: Mapping[str, tuple[str, ...]] = {
    "poster": tuple(each.ending for each in formats_of("poster")),
    "workbook": ("xlsx", "ods"),
}


@dataclass(frozen=True)
class Copy:
    """A marked copy of a document as a file."""

    name: str
    content_type: str
    content: bytes


def write(actor: Actor, inspection: str, kind: str, part: str, *, text: str, version: int) -> int:
    """Save a part of the ``version`` that was read, 0 for one not begun; the text before stays. Gives the new version.

    A text that stands there already is no new one, so that it undoes no review. Raises ``NotThere``, ``BadInput`` for a
    text that is too long or holds what cannot be printed, ``Overtaken`` where someone saved in between, ``NotNow``
    before the ratings are signed off.
    """
    with change_in(actor, Action.WRITE_DRAFT, inspection) as under_way:
        place = _place(under_way, kind, part)
        text = typed(text)
        log = FaultLog("draft")
        _check(log, text, "text", LONGEST, may_be_blank=True)
        check_printable(log, text, "text")
        log.raise_if_any()
        row = DraftPart.objects.filter(inspection=under_way.inspection, kind=kind, part=part).first()
        _same(row, version)
        if text == (row.text if row else ""):
            under_way.was_done_before()
            return version
        before = {"text": kept_out(row.text), "version": row.version} if row else None
        row = row or DraftPart(inspection=under_way.inspection, kind=kind, part=part, version=0)
        row.text, row.version = text, row.version + 1
        row.changed_by_id, row.changed_at = under_way.person, timezone.now()
        row.save()
        DraftVersion.objects.create(
            draft=row, version=row.version, text=text, saved_by_id=under_way.person, saved_at=row.changed_at
        )
        under_way.note(_named(place), before=before, after={"text": kept_out(text), "version": row.version})
        return row.version


def comment(
    actor: Actor, inspection: str, kind: str, part: str, *, text: str, quoted: str = "", version: int = 0
) -> int:
    """Comment on a part, on words ``quoted`` from it where they are given. Gives the number of the comment.

    ``version`` is that which was read; 0 is the one that stands. Raises ``NotThere`` for a part not begun, ``BadInput``
    for a blank or too long text, and for words that do not stand in the version, neither as typed nor as printed.
    """
    with change_in(actor, Action.COMMENT_DRAFT, inspection) as under_way:
        place = _place(under_way, kind, part)
        row = _begun(under_way, place)
        text, quoted = typed(text), typed(quoted)
        read = row.versions.filter(version=version or row.version).first()
        if read is None:
            raise NotThere
        log = FaultLog("comment")
        _check(log, text, "text", LONGEST_COMMENT)
        if not _stands(under_way, place, quoted, read.text):
            log.add(
                _("these words do not stand in the text"),
                _("Copy them from the text, or leave it blank"),
                field="quoted",
            )
        log.raise_if_any()
        number = (row.comments.order_by("-number").values_list("number", flat=True).first() or 0) + 1
        row.comments.create(
            number=number,
            version=read.version,
            quoted=quoted,
            text=text,
            written_by_id=under_way.person,
            written_at=timezone.now(),
        )
        under_way.note(f"{_named(place)}, comment {number}", after={"text": kept_out(text), "version": read.version})
        return number


def resolve(actor: Actor, inspection: str, kind: str, part: str, number: int, *, answer: str) -> None:
    """Resolve a comment with an answer. Raises ``NotThere``, ``NotNow`` for one that is resolved, ``BadInput``."""
    with change_in(actor, Action.COMMENT_DRAFT, inspection) as under_way:
        place = _place(under_way, kind, part)
        row = DraftComment.objects.filter(draft=_begun(under_way, place), number=number).first()
        if row is None:
            raise NotThere
        if row.resolved_at is not None:
            raise NotNow(_("This comment is resolved already."))
        answer = typed(answer)
        log = FaultLog("comment")
        _check(log, answer, "answer", LONGEST_COMMENT)
        log.raise_if_any()
        row.answer, row.resolved_by_id, row.resolved_at = answer, under_way.person, timezone.now()
        row.save()
        under_way.note(f"{_named(place)}, comment {number}", after={"resolved": True, "answer": kept_out(answer)})


def support(
    actor: Actor,
    inspection: str,
    kind: str,
    part: str,
    fingerprint: str,
    *,
    source: str = "",
    statistic: str = "",
    something_else: bool = False,
) -> None:
    """Tie a claim of the part as it stands to a source in words, to a statistic by its key, or to both.

    ``something_else`` says of a false claim that it does not speak of what contradicts it: ``source`` says of what.
    Blank both times lets go of what it was tied to. Raises ``NotThere`` where the part has no such claim, ``BadInput``
    for a statistic that the evidence has not, and for a source that would lift nothing.
    """
    with change_in(actor, Action.SUPPORT_CLAIM, inspection) as under_way:
        place = _place(under_way, kind, part)
        row = _begun(under_way, place)
        source, statistic = typed(source), " ".join(statistic.split())
        known = letter.evidence(actor, facts_of(under_way.inspection))
        found = draft_check.check(place, row.text, known, {}).claims
        claim = next((each for each in found if each.fingerprint == fingerprint), None)
        if claim is None:
            raise NotThere
        log = FaultLog("claim")
        _check(log, source, "source", LONGEST_SOURCE, may_be_blank=not something_else)
        if statistic and statistic not in known.statistics:
            log.add(
                _("the evidence has no ‘{key}’").format(key=statistic),
                _("Choose one of the list of numbers"),
                field="statistic",
            )
        other_than = _other_than(log, claim, source, statistic, something_else=something_else)
        log.raise_if_any()
        _tie(under_way, kind, fingerprint, source=source, statistic=statistic, other_than=other_than)
        after = {"source": kept_out(source), "statistic": statistic, "other_than": other_than}
        under_way.note(f"{_named(place)}, claim {fingerprint}", after=after)


def _other_than(log: FaultLog, claim: Claim, source: str, statistic: str, *, something_else: bool) -> list[str]:
    """The statistics of which a claim does not speak, by what is said of it."""
    if not something_else:
        if claim.verdict == "false" and source and not statistic:
            log.add(
                _("the evidence contradicts the claim, and no source makes it true"),
                _("Write what is right; or say that it speaks of something else, and of what"),
                field="source",
            )
        return []
    if statistic:
        log.add(_("it speaks of this number or of something else"), _("Leave one of the two out"), field="statistic")
    elif claim.verdict != "false" or not claim.statistics:
        log.add(
            _("nothing of the evidence can be left aside for this claim"),
            _("Give its source in words, or say it in other words"),
            field="something_else",
        )
    return list(claim.statistics)


def _tie(under_way: InspectionChange, kind: str, fingerprint: str, **tied: Any) -> None:
    named: dict[str, Any] = {"inspection": under_way.inspection, "kind": kind, "fingerprint": fingerprint}
    if not any(tied.values()):
        ClaimSupport.objects.filter(**named).delete()
        return
    by: dict[str, Any] = {"given_by_id": under_way.person, "given_at": timezone.now()}
    ClaimSupport.objects.update_or_create(**named, defaults={**tied, **by})


def download(actor: Actor, inspection: str, kind: str, form: str, language: str = "en") -> Copy:
    """A document as it stands as a file, "Draft" and its number on each page; of ``EVIDENCED`` that of the report.

    Raises ``NotThere`` for a kind or a format that there is not, ``NotNow`` before the ratings are signed off, and
    ``BadInput`` where a text holds what the format cannot carry, and for a language that the edition does not speak;
    ``NotAllowed`` for a letter of which they may not read all.
    """
    with change_in(actor, Action.EXPORT_DRAFT, inspection) as under_way:
        if kind in EVIDENCED:
            return _of_evidence(under_way, kind, form, language)
        written_in = FORMATS.get(form)
        if kind not in query.KINDS or written_in is None:
            raise NotThere
        facts = facts_of(under_way.inspection)
        said = document_language(language, edition_used(facts))
        mark = draft_check.mark_of(facts, kind, said)
        letter.require_all(actor, facts)
        document = draft_check.composed(facts, kind, letter.evidence(actor, facts), mark, language=said)
        if document is None:
            raise _not_signed_off()
        if not written_in.takes(document.kind):
            raise NotThere
        number = _note_copy(under_way, kind, form, said, draft_check.mark_of(facts, kind))
        name = f"{stem_in(facts.slug, said)}-{kind}-draft-{number}.{form}"
        return Copy(name, written_in.content_type, written_in.write(document))


def _note_copy(under_way: InspectionChange, kind: str, form: str, language: str, mark: str) -> str:
    """Note that a copy was taken out; gives the number of the draft."""
    after = {"format": form, "mark": mark}
    under_way.note(f"draft of {kind}", after=after if is_english(language) else {**after, "language": language})
    return "".join(digit for digit in mark if digit.isdigit())


def _of_evidence(under_way: InspectionChange, kind: str, form: str, language: str) -> Copy:
    """The poster or the data workbook, which nobody writes. Raises as ``download`` does."""
    facts = facts_of(under_way.inspection)
    said = document_language(language, edition_used(facts))
    mark = draft_check.mark_of(facts, "report", said)
    made = composed_set(facts, draft_check.evidence(facts), mark=mark, language=said)
    if made is None:
        raise _not_signed_off()
    number = "".join(digit for digit in mark if digit.isdigit())
    stem = f"{facts.slug}-draft-{number}"
    if form not in EVIDENCED[kind]:
        raise NotThere
    found = next((each for each in made.files(stem, kind) if each.format == form), None)
    if found is None:
        raise NotThere
    _note_copy(under_way, kind, form, said, draft_check.mark_of(facts, "report"))
    return Copy(found.name, found.content_type, found.content)


def _place(under_way: InspectionChange, kind: str, part: str) -> Place:
    """The part that is written. Raises ``NotThere``, and ``NotNow`` while the ratings may still change."""
    facts = facts_of(under_way.inspection)
    place = query.find_place(facts, kind, part)
    if place is None:
        raise NotThere
    if not signed_off(facts.id) and draft_check.is_rated(facts):
        raise _not_signed_off()
    if stands_published(facts):
        raise NotNow(_("It is published. Texts are changed once a correction has begun."))
    return place


def _not_signed_off() -> NotNow:
    return NotNow(_("Documents are written once the ratings are signed off: until then their numbers may change."))


def _begun(under_way: InspectionChange, place: Place) -> DraftPart:
    row = DraftPart.objects.filter(inspection=under_way.inspection, kind=place.kind, part=place.id).first()
    if row is None:
        raise NotThere
    return row


def _same(row: DraftPart | None, version: int) -> None:
    stands = row.version if row else 0
    if version != stands:
        theirs: dict[str, Any] = {"text": row.text if row else "", "version": stands}
        by = row.changed_by.name if row else ""
        raise Overtaken(_("Someone else saved this part after you opened it."), theirs | {"by": by})


def _named(place: Place) -> str:
    return f"draft of {place.kind}, part {place.id}"


def _spaced(text: str) -> str:
    return " ".join(text.split())


def _stands(under_way: InspectionChange, place: Place, quoted: str, text: str) -> bool:
    """Whether words stand in a text of a part: as it is typed or, for whoever reads the preview alone, as printed."""
    if _spaced(quoted) in _spaced(text):
        return True
    printed = draft_check.words_printed(place, text, draft_check.evidence(facts_of(under_way.inspection)))
    return _spaced(quoted).replace(f"[{_('Footnote:')} ", "[") in printed


def _check(log: FaultLog, text: str, field: str, longest: int, *, may_be_blank: bool = False) -> None:
    if not text and not may_be_blank:
        log.add(_("nothing is written"), _("Write something"), field=field)
    elif len(text) > longest:
        problem = _("it has {text:,} characters").format(text=len(text))
        log.add(problem, _("Shorten it to {longest:,} characters").format(longest=longest), field=field)
    elif "\0" in text:
        log.add(_("it holds a character that cannot be kept"), _("Type it again"), field=field)
