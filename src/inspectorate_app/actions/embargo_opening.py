"""Opening an embargoed copy by its link, by someone not signed in: each step is logged, by its number alone."""

from dataclasses import dataclass, replace
from functools import lru_cache

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from inspectorate.report.document import Document
from inspectorate.report.file_format import FORMATS
from inspectorate_app.actions import audit
from inspectorate_app.actions.actor import nobody
from inspectorate_app.actions.change import change
from inspectorate_app.actions.embargo import sha256_of
from inspectorate_app.actions.notification import tell
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotNow, NotThere
from inspectorate_app.store.models import EmbargoedCopy, EmbargoedOpening
from inspectorate_app.store.queries import embargo as query
from inspectorate_app.store.queries.audit import lock_chain
from inspectorate_app.store.queries.embargo import Linked

#: Under which name the sign of a copy stands in the metadata of its files.
SIGN = "Embargoed copy"
#: Files of copies that one process keeps, so that the same is not made again for who asks twice.
_KEPT = 16


@dataclass(frozen=True)
class Opened:
    """A document as a file, marked for its recipient."""

    name: str
    content_type: str
    content: bytes


def find(token: str) -> Linked:
    """What a link leads to. Raises ``NotThere`` for a link that there is not."""
    found = query.linked(sha256_of(token))
    if found is None:
        raise NotThere(_("This link cannot be used."))
    return found


def open_link(token: str) -> Linked:
    """Open the page of a copy; who made it is told of the first time. Raises ``NotThere``."""
    found = find(token)
    if found.state == "open":
        _log(token, "opened")
    return found


def accept(token: str) -> None:
    """Accept the terms of the embargo. Raises ``NotThere``, and ``NotNow`` where the link leads to no copy now."""
    _require_open(find(token))
    _log(token, "accepted")


def download(token: str, kind: str, form: str) -> Opened:
    """A document of a copy as a file.

    Raises ``NotThere`` for a document or a format that there is not, and ``NotNow`` where the terms are not accepted,
    or the link leads to no copy now.
    """
    found = find(token)
    _require_open(found)
    if not found.accepted:
        raise NotNow(_("Accept the terms of the embargo first."))
    if form not in query.FORMATS or kind not in query.DOCUMENTS:
        raise NotThere
    facts = query.find(found.inspection, found.number)
    if facts is None:
        raise NotThere
    with translation.override(None):  # in the language of the documents, whatever that of the page is
        content = _written(found.publication, kind, form, query.mark_of(facts), f"{facts.number} ({facts.trace})")
    _log(token, "downloaded", f"{kind}.{form}")
    return Opened(f"{found.slug}-{kind}-copy-{found.number}.{form}", FORMATS[form].content_type, content)


@lru_cache(maxsize=_KEPT)
def _written(publication: int, kind: str, form: str, mark: str, sign: str) -> bytes:
    """The file of a document with the mark of a copy, and its sign in the metadata."""
    return FORMATS[form].write(marked(_document(publication, kind), mark, sign))


def marked(document: Document, mark: str, sign: str) -> Document:
    """A document as the copy of one recipient."""
    return replace(document, mark=mark, properties={**document.properties, SIGN: sign})


def _document(publication: int, kind: str) -> Document:
    for each in query.documents(publication):
        if each.kind == kind:
            return each
    raise NotThere


def _require_open(found: Linked) -> None:
    if found.state != "open":
        raise NotNow(_("This copy cannot be opened now."))


def _log(token: str, what: str, file: str = "") -> None:
    """Log one step, in the log of the copies and in the trail of the inspection. It is checked anew under the lock."""
    with change(nobody(), Action.OPEN_EMBARGOED) as under_way:
        rows = EmbargoedCopy.objects.select_for_update(of=("self",)).select_related("inspection")
        copy = rows.filter(token_sha256=sha256_of(token)).first()
        if copy is None:  # another link was sent meanwhile
            raise NotThere(_("This link cannot be used."))
        _require_open(find(token))
        first = not copy.openings.exists()
        if what == "accepted" and copy.accepted_at is None:
            copy.accepted_at = timezone.now()
            copy.save(update_fields=["accepted_at"])
        EmbargoedOpening.objects.create(copy=copy, at=timezone.now(), what=what, file=file)
        chain = lock_chain(copy.inspection.slug)
        if chain is not None:
            after = {"what": what, "file": file} if file else {"what": what}
            noted = audit.Noted(f"embargoed copy {copy.number}", None, after)
            audit.append(chain, under_way.actor, under_way.action, [noted])
        under_way.leaves_no_trace()  # in the chain of the service: it stands in that of the inspection
        if first:
            tell(under_way, "copy_opened", [copy.made_by_id], number=copy.number, of=copy.inspection)
