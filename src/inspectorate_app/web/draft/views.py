"""The documents of an inspection and how far each is; one of them whole; a marked copy of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate.report.document_set import PUBLISHED
from inspectorate.report.edition_language import LANGUAGES, languages_of
from inspectorate.report.file_format import FORMATS, formats_of
from inspectorate.report.letter import is_letter
from inspectorate_app.actions import letter
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.draft import EVIDENCED
from inspectorate_app.actions.draft import download as copied
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.queries import disclosure_answer, draft_check, recommendation, review
from inspectorate_app.store.queries import draft as query
from inspectorate_app.store.queries.draft import KINDS, DraftFacts
from inspectorate_app.store.queries.draft_check import Checked, Recommended, Standing
from inspectorate_app.store.queries.inspection import InspectionFacts, edition_used
from inspectorate_app.store.queries.recommendation import RecommendationFacts
from inspectorate_app.web.disclosure.small import small_of
from inspectorate_app.web.disclosure.views import may_answer
from inspectorate_app.web.draft.room import allows, kind_there, name_of
from inspectorate_app.web.page import POST_ONLY, inspection_of, page


@dataclass(frozen=True)
class Line:
    """A part in the list: as it stands, what its text comes to, and how many comments wait for an answer."""

    draft: DraftFacts
    checked: Checked
    comments: int


@dataclass(frozen=True)
class Listed:
    """A document in the list."""

    kind: str
    title: str
    lines: tuple[Line, ...]

    @property
    def words(self) -> int:
        """How many words were written for it."""
        return sum(line.draft.words for line in self.lines)

    @property
    def left(self) -> list[str]:
        """What must be put right before it goes to the inspected service, in words."""
        return list(draft_check.left(_(self.title), [line.checked for line in self.lines]))


@dataclass(frozen=True)
class Form:
    """A format of a file, by its ending and as people call it."""

    ending: str
    title: str


@dataclass(frozen=True)
class Copies:
    """The marked copies of what is made of the evidence."""

    kind: str
    title: str
    forms: tuple[Form, ...]


#: What people call the formats of the data workbook.
SHEETS = {"xlsx": "Excel", "ods": "OpenDocument"}


@page(Action.SEE_DRAFTS)
def drafts(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """Every document with its parts: what is written, which claims are open, which comments wait."""
    facts = inspection_of(inspection)
    known = letter.evidence(actor, facts)
    standing = draft_check.all_standing(facts, known)
    waiting = query.open_comments(facts)
    documents = [_listed(kind, found, waiting) for kind, found in standing.items()]
    findings, notice = draft_check.printed(known), draft_check.notice(facts, known)
    recommended = draft_check.recommended(known)
    written = {kind: [each.draft for each in found] for kind, found in standing.items()}
    could_tell = disclosure_answer.told(facts, known, written)
    content = {
        "inspection": facts,
        "documents": documents,
        "could_tell": could_tell,
        "small": small_of(facts),
        "may_answer": may_answer(actor, facts),
        "signed_off": bool(known.base),
        "may_write": allows(actor, Action.WRITE_DRAFT, facts, known),
        "copies": _copies(facts) if allows(actor, Action.EXPORT_DRAFT, facts, known) else (),
        "languages": languages(facts),
        "of_letter": is_letter(edition_used(facts)),
        "wrong": [each for each in findings if not each.checked.is_ready],
        "wrong_recommendations": _wrong(facts, recommended),
        "may_see_findings": may(actor, Action.SEE_FINDINGS, inspection),
        "wrong_notice": None if notice.is_ready else replace(notice, claims=notice.false),
        "hindering": [
            *(told for each in documents for told in each.left),
            *draft_check.left_besides(findings, recommended, notice),
            *review.hindering(facts),
        ]
        if known.base
        else [],
    }
    return render(request, "draft/drafts.html", content)


def languages(facts: InspectionFacts) -> dict[str, str]:
    """In which languages the documents of an inspection are made, by code, as people call them, English first."""
    return {code: _(LANGUAGES[code]) for code in languages_of(edition_used(facts))}


def _wrong(facts: InspectionFacts, recommended: Iterable[Recommended]) -> list[RecommendationFacts]:
    """The recommendations that are not right."""
    wrong = {each.number for each in recommended if not each.checked.is_ready}
    return [one for one in recommendation.standing(facts) if one.printed in wrong] if wrong else []


def _copies(facts: InspectionFacts) -> tuple[Copies, ...]:
    """What can be taken along though nobody writes it, or but a word of it; nothing of what a letter alone tells."""
    if is_letter(edition_used(facts)):
        return ()
    made = {**EVIDENCED, "slides": tuple(each.ending for each in formats_of("slides"))}
    titles = {**PUBLISHED, **KINDS}
    return tuple(Copies(kind, titles[kind], tuple(map(_form, forms))) for kind, forms in made.items())


def _form(ending: str) -> Form:
    known = FORMATS.get(ending)
    return Form(ending, _(known.title) if known else SHEETS[ending])


def _listed(kind: str, found: Iterable[Standing], waiting: Mapping[tuple[str, str], int]) -> Listed:
    lines = (Line(each.draft, each.checked, waiting[kind, each.draft.place.id]) for each in found)
    return Listed(kind, KINDS[kind], tuple(lines))


@page(Action.SEE_DRAFTS)
def document(request: HttpRequest, actor: Actor, inspection: str, kind: str) -> HttpResponse:
    """One document whole, as it will be printed, with what its blocks are in words for the template."""
    facts, title = inspection_of(inspection), kind_there(kind)
    if not query.places(facts, kind):
        raise NotThere
    known = letter.evidence(actor, facts)
    composed = draft_check.composed(facts, kind, known, draft_check.mark_of(facts, kind))
    withheld = letter.withheld(actor, facts)
    content = {
        "inspection": facts,
        "kind": kind,
        "title": title,
        "document": composed,
        "name_of": name_of,
        "formats": formats_of(composed.kind) if composed else (),
        "withheld": withheld,
        "languages": languages(facts),
        "may_export": not withheld and allows(actor, Action.EXPORT_DRAFT, facts, known),
    }
    return render(request, "draft/document.html", content)


@page(Action.EXPORT_DRAFT, POST_ONLY)
def download(request: HttpRequest, actor: Actor, inspection: str, kind: str) -> HttpResponse:
    """A marked copy as a file."""
    try:
        copy = copied(actor, inspection, kind, request.POST.get("form", ""), request.POST.get("language", "en"))
    except BadInput as error:
        told = "; ".join(f"{fault.problem}: {fault.mend}" for fault in error.faults)
        raise NotNow(_("This draft cannot be written as a file yet: {told}.").format(told=told)) from error
    answer = HttpResponse(copy.content, content_type=copy.content_type)
    answer["Content-Disposition"] = f'attachment; filename="{copy.name}"'
    return answer
