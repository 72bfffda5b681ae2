"""What was published of one inspection: its documents in every format, its versions, and what was recommended."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from inspectorate.language import noted
from inspectorate.recommendation.model import Recommendation
from inspectorate.report.document_set import PUBLISHED as DOCUMENTS
from inspectorate.report.file_format import FORMATS
from inspectorate_app.store.queries.public_publication import PublicFile, PublicPublication, PublicVersion
from inspectorate_app.store.queries.published import day_words
from inspectorate_app.store.queries.register import held
from inspectorate_app.web.evidence.wording import size
from inspectorate_app.web.register import address
from inspectorate_app.web.register.page import Unknown, open_to_all, shown

#: Formats that are no documents', as people call them. Of all others the library's name is the name.
_SHEETS: Mapping[str, str] = {
    "xlsx": noted("Excel spreadsheet"),
    "ods": noted("OpenDocument spreadsheet"),
    "csv": "CSV",
    "json": noted("data dictionary, JSON"),
}
#: The format that is read in the browser; it comes first and is what the title of a document leads to.
_READ_HERE = "html"
#: So many files of one format are listed one by one; more (the tables of a workbook) are folded away.
_LISTED = 1


@dataclass(frozen=True)
class Download:
    """A file as it is offered: where, as what, how large; ``name`` tells files of one format apart."""

    href: str
    format: str
    size: str
    name: str


@dataclass(frozen=True)
class Attachment:
    """A document as it is offered: its title, where it is read, its other formats, and the many files of one.

    ``language`` is the code of its language, in which its title is too.
    """

    kind: str
    language: str
    title: str
    read: Download | None
    others: tuple[Download, ...]
    folded: tuple[Download, ...]

    @property
    def main(self) -> Download:
        """What the title leads to: the page to read, or else the first file."""
        return self.read or (*self.others, *self.folded)[0]


@open_to_all
def publication(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything that was published of an inspection. Before it is published there is no such page."""
    known = held()
    found = known.of_slug.get(slug)
    if found is None:
        raise Unknown(slug)
    values = {
        "publication": found,
        "unit": known.register.organisations[found.entry.unit],
        "day_words": day_words,
        **parts(found),
    }
    return shown(request, "publication", values)


def parts(found: PublicPublication) -> dict[str, object]:
    """What pages with a publication on them are given beside it."""
    return {
        "attachments": attachments(found, found.current),
        "earlier": [(version, attachments(found, version)) for version in found.versions[1:]],
        "by_addressee": by_addressee(found.recommendations),
    }


def attachments(found: PublicPublication, version: PublicVersion) -> tuple[Attachment, ...]:
    """The documents of a version in the order of listing, each with its formats; first in the language of the page."""
    kinds = dict.fromkeys([*DOCUMENTS, *(each.kind for each in version.files)])
    spoken = sorted({each.language for each in version.files}, key=lambda code: (code != _spoken(), code != "en"))
    return tuple(
        _attachment(found, version, kind, files)
        for kind in kinds
        for language in spoken
        if (files := version.of_kind(kind, language))
    )


def _spoken() -> str:
    return "cy" if get_language() == "cy" else "en"


def _title(kind: str, language: str) -> str:
    """What people call a kind of document; of one in another language than the page, in its language and with it."""
    with override(language if language != "en" else get_language()):
        title = _(DOCUMENTS[kind]) if kind in DOCUMENTS else kind.replace("-", " ").capitalize()
    return title if language == "en" else f"{title} ({dict(settings.LANGUAGES)[language]})"


def _attachment(found: PublicPublication, version: PublicVersion, kind: str, files: Sequence[PublicFile]) -> Attachment:
    formats = [each.format for each in files]
    offered = {each.name: _download(found, version, each) for each in files}
    read = next((offered[each.name] for each in files if each.format == _READ_HERE), None)
    rest = [each for each in files if offered[each.name] is not read]
    return Attachment(
        kind,
        files[0].language,
        _title(kind, files[0].language),
        read,
        tuple(offered[each.name] for each in rest if formats.count(each.format) <= _LISTED),
        tuple(offered[each.name] for each in rest if formats.count(each.format) > _LISTED),
    )


def _download(found: PublicPublication, version: PublicVersion, file: PublicFile) -> Download:
    href = address.of_file(found.slug, version.number, file.name)
    return Download(href, format_words(file.format), size(file.size).replace(" ", "\N{NO-BREAK SPACE}"), file.name)


def format_words(ending: str) -> str:
    """A format as people call it, by the ending of its files."""
    if ending in FORMATS:
        return FORMATS[ending].title
    return _(_SHEETS[ending]) if ending in _SHEETS else ending.upper()


def by_addressee(recommendations: Iterable[Recommendation]) -> list[tuple[str, list[Recommendation]]]:
    """Recommendations under whom they are made to, in the order in which they are printed."""
    found: dict[str, list[Recommendation]] = {}
    for each in recommendations:
        found.setdefault(each.addressed_as or each.addressee, []).append(each)
    return list(found.items())
