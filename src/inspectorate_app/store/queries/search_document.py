"""Documents as a search looks through them: titles, names of files, and what stands in their versions.

A document is found once: by its latest version in which all stands, for the inspected service by the latest alone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from inspectorate.search.fold import comparable
from inspectorate.search.wanted import Wanted
from inspectorate_app.store.models import DocumentText, DocumentVersion
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.search import Text
from inspectorate_app.store.queries.search_holding import holding_some_folded


@dataclass(frozen=True)
class _Document:
    """A version of a document; ``label`` is its title, and which version it is where that is not the latest."""

    id: int
    number: int
    title: str
    label: str
    name: str
    request: int | None
    standards: frozenset[str]


def documents(inspection: InspectionFacts, wanted: Wanted) -> Iterator[Text]:
    """Every document, for the team, with the earlier versions that its page gives out."""
    for each, folded in _found(inspection, wanted, earlier=True):
        where: dict[str, str | int] = {"inspection": inspection.slug, "document": each.number}
        yield _text(each, folded, "evidence_document", where)


def supplied(inspection: InspectionFacts, wanted: Wanted) -> Iterator[Text]:
    """What the inspected service sent itself, for its people, at the request that it was sent for."""
    for each, folded in _found(inspection, wanted, document__supplied=True):
        if each.request is not None:
            where: dict[str, str | int] = {"inspection": inspection.slug, "number": each.request}
            yield _text(each, folded, "service_request", where)


def _found(
    inspection: InspectionFacts, wanted: Wanted, *, earlier: bool = False, **only: bool
) -> Iterator[tuple[_Document, str]]:
    """Documents in which something that is wanted may stand, each with what stands in it as it is compared."""
    rows = DocumentVersion.objects.filter(document__inspection_id=inspection.id, **only).order_by("-number")
    asked = ("document__request__number", "document__request__standards")
    fields = ("pk", "number", "document__number", "document__title", "name", *asked)
    versions: dict[int, list[_Document]] = {}
    for pk, version, number, title, name, request, standards in rows.values_list(*fields):
        of_one = versions.setdefault(number, [])
        if not of_one or earlier:
            label = _("{title} (version {version}, not the latest)").format(title=title, version=version)
            of_one.append(
                _Document(pk, number, title, label if of_one else title, name, request, frozenset(standards or ()))
            )
    words = dict(_words(inspection, wanted))
    for of_one in versions.values():
        held = ((each, words.get(each.id, "")) for each in of_one)
        yield from islice((pair for pair in held if _holds(*pair, wanted, alone=len(of_one) == 1)), 1)


def _holds(each: _Document, folded: str, wanted: Wanted, *, alone: bool) -> bool:
    """Whether all that is wanted stands in a version; of the only one there is, whether it may."""
    title = comparable(f"{each.title} {each.name}")
    return wanted.fits(title, folded) if alone else wanted.score(title, folded) > 0


def _words(inspection: InspectionFacts, wanted: Wanted) -> "QuerySet[DocumentText, tuple[int, str]]":
    """What stands in documents that hold the beginnings of all words of one term at least."""
    rows = DocumentText.objects.filter(version__document__inspection_id=inspection.id, state="read")
    return holding_some_folded(rows, "folded", wanted).values_list("version_id", "folded")


def _text(each: _Document, folded: str, route: str, where: dict[str, str | int]) -> Text:
    return Text(
        each.label,
        each.name,
        route,
        where,
        standards=each.standards,
        folded=f"{comparable(each.name)} · {folded}",
        shown=partial(_shown, each.id, each.name),
    )


def _shown(version: int, name: str) -> str:
    """The name of a file and what stands in it, as people read it."""
    text = DocumentText.objects.filter(version_id=version).values_list("text", flat=True).first() or ""
    return f"{name} · {text}" if text else name
