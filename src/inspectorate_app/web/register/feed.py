"""New reports and letters as Atom feeds (RFC 4287): all, of a region, of a unit.

A correction is the same entry, updated. The id of an entry is a tag URI (RFC 4151) of this service and the id of the
inspection: it never changes, so that a reader shows a corrected report once. The date in it is when the scheme began,
and no date of an entry.
"""

import datetime
from collections.abc import Sequence
from unicodedata import category
from urllib.parse import urlencode
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from inspectorate.register.licence import LICENCE
from inspectorate_app.store.queries.feed import Item, items
from inspectorate_app.store.queries.register import held
from inspectorate_app.store.queries.subscriber import is_unit, name_of
from inspectorate_app.web.register import address, within
from inspectorate_app.web.register.page import Unknown, open_to_all
from inspectorate_app.web.register.words import kind_words

_ATOM = "http://www.w3.org/2005/Atom"
#: Of Unicode: control characters, halves of a pair, and what is no character.
_NOT_XML = frozenset({"Cc", "Cs", "Cn"})
_TYPE = "application/atom+xml; charset=utf-8"


@open_to_all
def feed(request: HttpRequest) -> HttpResponse:
    """The newest reports, or those of the region that the address names."""
    slug = request.GET.get("region", "")
    if not slug:
        return _answer(items(), _("New reports and letters"), "", address.of_register("feed"), address.of_register(""))
    name = within.region_of(slug)
    own = f"{address.of_register('feed')}?{urlencode({'region': slugify(name)})}"
    page = address.of_register("region", region=slugify(name))
    return _answer(
        items(region=name), _("New reports and letters: {name}").format(name=name), f"/region/{slug}", own, page
    )


@open_to_all
def of_unit(request: HttpRequest, kind: str, place: str) -> HttpResponse:
    """The reports on a unit."""
    unit = f"{kind}/{place}"
    if not is_unit(unit):
        raise Unknown(place)
    own, page = address.of_register("unit_feed", kind=kind, place=place), address.of_unit(unit)
    return _answer(
        items(unit=unit), _("New reports and letters: {name}").format(name=name_of(unit)), f"/unit/{unit}", own, page
    )


def _answer(found: Sequence[Item], title: str, part: str, own: str, page: str) -> HttpResponse:
    spoken = "cy" if get_language() == "cy" else "en"
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": spoken})
    _text(root, "title", title)
    _text(root, "id", _tag(f"feed/{spoken}{part}"))
    _text(root, "updated", _moment(max((each.updated for each in found), default=_reviewed())))
    _text(SubElement(root, "author"), "name", _("Register of published inspections"))
    _link(root, "self", own, "application/atom+xml")
    _link(root, "alternate", page, "text/html")
    SubElement(root, "link", {"rel": "license", "href": LICENCE.url})
    for each in found:
        _entry(SubElement(root, "entry"), each, spoken)
    indent(root)
    response = HttpResponse(tostring(root, encoding="utf-8", xml_declaration=True), content_type=_TYPE)
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _entry(entry: Element, item: Item, spoken: str) -> None:
    _text(entry, "title", f"{item.name}: {_(item.overall)}" if item.overall else item.name)
    _text(entry, "id", _tag(f"{spoken}/{item.inspection}"))
    _text(entry, "published", _moment(item.published))
    _text(entry, "updated", _moment(item.updated))
    _link(entry, "alternate", _page(item), "text/html")
    SubElement(entry, "category", {"term": slugify(item.kind), "label": kind_words(item.kind)})
    if item.region:
        SubElement(entry, "category", {"term": slugify(item.region), "label": item.region})
    _text(entry, "summary", " ".join(_said(item)))


def _page(item: Item) -> str:
    """The page with the documents, or of what is known of an inspection that was not published here."""
    if item.slug:
        return address.of_register("publication", slug=item.slug)
    kind, place, when = item.inspection.split("/")
    return address.of_register("inspection", kind=kind, place=place, when=when)


def _said(item: Item) -> list[str]:
    kind = kind_words(item.kind)
    where = _("{kind} in {region}.").format(kind=kind, region=item.region) if item.region else f"{kind}."
    rated = [_("Overall rating: {rating}.").format(rating=_(item.overall))] if item.overall else []
    corrected = [_("Corrected: {notice}").format(notice=item.notice)] if item.notice else []
    synthetic = [_("Demonstration: this inspection is synthetic.")] if item.demonstration else []
    return [where, *rated, *corrected, *synthetic]


def _text(parent: Element, name: str, text: str) -> None:
    # what XML 1.0 cannot hold may have been pasted into a notice; a space that does not break is one that it can
    SubElement(parent, name).text = "".join(each for each in text if each in "\n\t" or category(each) not in _NOT_XML)


def _link(parent: Element, rel: str, path: str, kind: str) -> None:
    SubElement(parent, "link", {"rel": rel, "type": kind, "href": address.whole(path)})


def _tag(name: str) -> str:
    """A name that nobody else gives: the host of this service, and the year in which the scheme began."""
    host = settings.ADDRESS.partition("://")[2].partition("/")[0].partition(":")[0]
    return f"tag:{host},2026:register/{name}"


def _moment(at: datetime.datetime) -> str:
    return at.astimezone(datetime.UTC).replace(microsecond=0).isoformat().replace("+00:00", "Z")


def _reviewed() -> datetime.datetime:
    return datetime.datetime.combine(held().reviewed, datetime.time(), datetime.UTC)
