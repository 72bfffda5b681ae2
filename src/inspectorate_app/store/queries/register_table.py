"""The tables of the open data: those of the register, and those of what was published through the application."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse

from inspectorate.register.export import EDITION, ID, TABLES, Column, Row, Table, dictionary_of
from inspectorate.register.register import Register
from inspectorate_app.store.queries.public_publication import PublicPublication
from inspectorate_app.store.queries.register import Held, held

_UNIT = Column("unit", "text", "", "the id of the unit inspected", "the directory of organisations")
_VERSION = Column("version", "integer", "", "1 as first published; each correction one more", "the publication")


def page_of(one: PublicPublication) -> str:
    """The whole address of the page of a publication, in English."""
    page = reverse("register_publication", kwargs={"language": "en", "slug": one.slug})
    return f"{settings.ADDRESS}{page}"


def file_of(one: PublicPublication, number: int, name: str) -> str:
    """The whole address of a file of a version."""
    file = reverse("published_file", kwargs={"inspection": one.slug, "number": number, "file": name})
    return f"{settings.ADDRESS}{file}"


def _of(one: PublicPublication, **cells: Any) -> Row:
    return {"inspection": one.entry.inspection, "unit": one.entry.unit, **cells}


def _publications(known: Held) -> Iterator[Row]:
    for one in known.publications:
        for version in one.versions:
            yield _of(
                one,
                version=version.number,
                published=version.moment.isoformat().replace("+00:00", "Z"),
                notice=version.notice or None,
                isbn=version.isbn or None,
                current="yes" if version is one.current else "no",
                demonstration="yes" if one.demonstration else "no",
                url=page_of(one),
            )


def _documents(known: Held) -> Iterator[Row]:
    for one in known.publications:
        for version in one.versions:
            for file in version.files:
                url = file_of(one, version.number, file.name)
                facts = {"kind": file.kind, "format": file.format, "name": file.name, "size": file.size}
                yield _of(one, version=version.number, **facts, sha256=file.sha256, url=url, language=file.language)


def _recommendations(known: Held) -> Iterator[Row]:
    for one in known.publications:
        for each in one.recommendations:
            progress = one.progress.get(each.number)
            as_of = progress.as_of if progress else None
            yield _of(
                one,
                edition=one.entry.edition,
                number=each.number,
                addressee=each.addressee,
                addressed_as=each.addressed_as or None,
                text=each.text,
                response=(progress and progress.response) or None,
                progress=(progress and progress.status) or None,
                found=(progress and progress.found) or None,
                as_of=as_of.isoformat() if as_of else None,
            )


def _actions(known: Held) -> Iterator[Row]:
    for one in known.publications:
        for number, progress in sorted(one.progress.items()):
            for action in progress.actions:
                reported = action.reported_on.isoformat() if action.reported_on else None
                facts = {"what": action.what, "due": action.due_on.isoformat()}
                yield _of(one, number=number, **facts, state=action.state, reported=reported)


def _held(rows: Callable[[Held], Iterator[Row]]) -> Callable[[Register], Iterator[Row]]:
    """Rows of what is held now, which the table's register is a part of."""
    return lambda _register: rows(held())


_NUMBER = Column("number", "integer", "", "the number of the recommendation, as printed; given to no other")
_PLAN = "the action plan"
#: Of what was published through the application; without any they have no rows.
PUBLISHED_HERE = (
    Table(
        "publications",
        "one row for each version of what was published here of an inspection",
        (
            *(ID, _UNIT, _VERSION),
            Column("published", "text", "moment", "when it was published", "the publication"),
            Column("notice", "text", "", "what it corrected", "the publication"),
            Column("isbn", "text", "", "the ISBN of its report, where it has one", "the publication"),
            Column("current", "text", "", "yes of the version that holds, no of those before", "the publication"),
            Column("demonstration", "text", "", "yes where the inspection is synthetic", "the publication"),
            Column("url", "text", "", "the address of its page", "the register"),
        ),
        _held(_publications),
    ),
    Table(
        "documents",
        "one row for each file of each version",
        (
            *(ID, _UNIT, _VERSION),
            Column("kind", "text", "", "report, press-release, poster or workbook", "the publication"),
            Column("format", "text", "", "the ending of the file", "the publication"),
            Column("name", "text", "", "the name of the file", "the publication"),
            Column("size", "integer", "bytes", "its size", "the publication"),
            Column("sha256", "text", "", "its SHA-256", "the publication"),
            Column("url", "text", "", "its address, which never changes", "the register"),
            Column("language", "text", "", "en, or cy of a document in Welsh", "the publication"),
        ),
        _held(_documents),
    ),
    Table(
        "recommendation-texts",
        "one row for each recommendation published here, with its progress",
        (
            *(ID, _UNIT, EDITION, _NUMBER),
            Column("addressee", "text", "", "PDU, region, HMPPS ...; other is named beside"),
            Column("addressed_as", "text", "", "the addressee as written"),
            Column("text", "text", "", "what they should do"),
            Column("response", "text", "", "how they answered", _PLAN),
            Column("progress", "text", "", "how far the inspectorate found it followed", _PLAN),
            Column("found", "text", "", "what the inspectorate found", _PLAN),
            Column("as_of", "text", "day", "when that was published", _PLAN),
        ),
        _held(_recommendations),
    ),
    Table(
        "actions",
        "one row for each action planned on a recommendation, where the plan is published",
        (
            *(ID, _UNIT, _NUMBER),
            Column("what", "text", "", "what is done", _PLAN),
            Column("due", "text", "day", "by when", _PLAN),
            Column("state", "text", "", "how far it is", _PLAN),
            Column("reported", "text", "day", "when that was reported", _PLAN),
        ),
        _held(_actions),
    ),
)
ALL = (*TABLES, *PUBLISHED_HERE)
DICTIONARY = dictionary_of(ALL)
