"""Where the publication of an inspection stands: its steps, its files, and what was published or withdrawn."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from inspectorate.language import is_english
from inspectorate.report.document_set import PUBLISHED
from inspectorate.report.edition_language import LANGUAGES
from inspectorate.report.file_format import FORMATS
from inspectorate_app.actions import policy
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action, may
from inspectorate_app.store.queries import disclosure_answer, draft_check, embargo
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.publication import FileFacts, PublicationFacts
from inspectorate_app.web.disclosure.small import small_of
from inspectorate_app.web.disclosure.views import may_answer
from inspectorate_app.web.evidence.wording import size
from inspectorate_app.web.page import inspection_of, page
from inspectorate_app.web.publication.step import steps
from inspectorate_app.web.register.address import of_register

_FORMATS = {"xlsx": "Excel", "ods": "OpenDocument", "csv": "CSV", "json": "JSON"}


@dataclass(frozen=True)
class Shelf:
    """The files of one kind of document."""

    title: str
    files: tuple[FileFacts, ...]


@page(Action.SEE_PUBLICATION)
def publication(request: HttpRequest, actor: Actor, inspection: str) -> HttpResponse:
    """The whole of it on one page."""
    facts, now = inspection_of(inspection), timezone.now()
    one, past = query.under_way(facts.id), query.history(facts.id)
    known = draft_check.evidence(facts) if one is None or one.is_open else draft_check.NOTHING
    could_tell = disclosure_answer.standing(facts, one, known, published=policy.is_published(facts.phase))
    told = steps(facts, one, now, could_tell, known)
    published = any(each.state == "published" for each in past)
    may_prepare = allows(actor, Action.PREPARE_PUBLICATION, facts)
    content = {
        "inspection": facts,
        "one": one,
        "steps": told,
        "could_tell": could_tell,
        "small": small_of(facts),
        "may_answer": (one is None or one.is_open) and may_answer(actor, facts),
        "past": past,
        "published": published,
        "shelves": shelves(one.files) if one else (),
        "format_of": format_of,
        "size": size,
        "until": embargo.until,
        "latest": max((each.number for each in past if each.state == "published"), default=0),
        "public_page": of_register("publication", slug=inspection),
        "may_see_embargoed": may(actor, Action.SEE_EMBARGOED, inspection),
        "again": one is not None and (one.state == "failed" or one.has_stopped(now)) and may_prepare,
        "may_prepare": may_prepare and ready(one, told, published),
        "may_correct": may_prepare and one is None and published,
        "may_change_day": may_prepare and one is not None and not one.is_correction and one.state != "begun",
        "may_approve": _may_approve(actor, one, facts) and not any(each.hindering for each in told),
        "own": one is not None and one.prepared_by_id == actor.person,
        "may_take_back": one is not None and one.state == "approved" and _approves(actor, facts),
        "may_withdraw": one is not None and allows(actor, Action.WITHDRAW_PUBLICATION, facts),
    }
    return render(request, "publication/publication.html", content)


def ready(one: PublicationFacts | None, told: Iterable[object], published: bool) -> bool:
    """Whether nothing hinders that the files are made now."""
    before = list(told)[:3]
    waits = (one is None and not published) or (one is not None and one.state == "begun")
    return waits and all(getattr(step, "colour", "") == "green" for step in before)


def allows(actor: Actor, action: Action, facts: InspectionFacts) -> bool:
    """Whether someone may do something here, and it is time for it."""
    return may(actor, action, facts.slug) and policy.now(action, facts.phase)


def _approves(actor: Actor, facts: InspectionFacts) -> bool:
    return allows(actor, Action.APPROVE_PUBLICATION, facts)


def _may_approve(actor: Actor, one: PublicationFacts | None, facts: InspectionFacts) -> bool:
    if one is None or one.state != "prepared" or one.prepared_by_id == actor.person:
        return False
    return _approves(actor, facts)


def shelves(files: Iterable[FileFacts]) -> tuple[Shelf, ...]:
    """Files by language and kind of document, in their order."""
    kinds: dict[tuple[str, str], list[FileFacts]] = {}
    for each in files:
        kinds.setdefault((each.kind, each.language), []).append(each)
    return tuple(Shelf(_titled(*named), tuple(found)) for named, found in kinds.items())


def _titled(kind: str, language: str) -> str:
    title = _(PUBLISHED.get(kind, kind))
    if is_english(language):
        return title
    return _("{document}, in {language}").format(document=title, language=_(LANGUAGES.get(language, language)))


def format_of(file: FileFacts) -> str:
    """What people call the format of a file."""
    known = FORMATS.get(file.format)
    return known.title if known else _FORMATS.get(file.format, file.format.upper())
