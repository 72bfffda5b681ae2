"""What was published through the application, as anyone may read it: nothing that is not published by now.

``version`` is one small query, which every request of the register makes; everything else is read when it is another.
"""

import datetime
import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection
from django.utils import timezone
from pydantic import ValidationError

from inspectorate.errors import BadInput
from inspectorate.framework.document import Document
from inspectorate.framework.model import Edition
from inspectorate.organisation.directory import product_directory
from inspectorate.organisation.model import Organisation
from inspectorate.recommendation.model import Recommendation
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.validation import edition_of, faults_in, organisation_of
from inspectorate_app.store.models import Publication, PublishedFile
from inspectorate_app.store.queries import edition as kept_edition
from inspectorate_app.store.queries import public_progress
from inspectorate_app.store.queries.inspection import InspectionFacts
from inspectorate_app.store.queries.public_progress import PublicProgress
from inspectorate_app.store.queries.published_recommendation import PUBLISHED, as_told

_ROW = (
    *("pk", "number", "state", "published_at", "due_at", "notice", "isbn", "sealed", "entry", "recommendations"),
    *("inspection__slug", "inspection__demonstration"),
    *("inspection__edition__name", "inspection__edition__sha256"),
)


@dataclass(frozen=True)
class PublicFile:
    """A file of a publication: of which ``kind`` of document, in which ``format`` (its ending), how many bytes.

    ``language`` is the code of the language in which it is: en or cy.
    """

    kind: str
    format: str
    name: str
    size: int
    sha256: str
    language: str = "en"


@dataclass(frozen=True)
class PublicVersion:
    """One version of what was published of an inspection; from 2 on ``notice`` says what it corrected.

    ``isbn`` is that of its report; blank where it has none.
    """

    number: int
    at: datetime.datetime
    notice: str
    isbn: str
    sealed: str
    files: tuple[PublicFile, ...]

    @property
    def on(self) -> datetime.date:
        """The day in London on which it was published."""
        return timezone.localtime(self.at).date()

    @property
    def moment(self) -> datetime.datetime:
        """When it was published, to the second and in UTC, as all open data tell it."""
        return self.at.astimezone(datetime.UTC).replace(microsecond=0)

    def of_kind(self, kind: str, language: str = "en") -> tuple[PublicFile, ...]:
        """The files of a kind of document in a language."""
        return tuple(each for each in self.files if (each.kind, each.language) == (kind, language))


@dataclass(frozen=True)
class PublicPublication:
    """What is published of an inspection: its entry and recommendations as they stand, and every version, last first.

    ``progress`` is what is public of the action plan, by the number of the recommendation. ``withdrawn`` are numbers of
    recommendations that an earlier version made and the last does not. ``demonstration`` says that the inspection is
    synthetic, whatever unit it names.
    """

    slug: str
    entry: PublishedInspection
    organisation: Organisation
    edition: Edition | None
    versions: tuple[PublicVersion, ...]
    recommendations: tuple[Recommendation, ...]
    progress: Mapping[int, PublicProgress] = field(default_factory=dict)
    demonstration: bool = False
    withdrawn: tuple[int, ...] = ()

    @property
    def current(self) -> PublicVersion:
        """The version that holds."""
        return self.versions[0]

    @property
    def first(self) -> PublicVersion:
        """The version that was published first."""
        return self.versions[-1]

    @property
    def corrections(self) -> tuple[PublicVersion, ...]:
        """The versions that corrected the one before, the last first."""
        return self.versions[:-1]


def version() -> str:
    """Another text whenever a publication, a correction or progress was published. One query on three indexes."""
    with connection.cursor() as cursor:
        cursor.execute(_VERSION, [PUBLISHED])
        return "/".join(map(str, cursor.fetchone()))


#: By hand, as this runs before every page of the register that is kept in memory: the ORM takes five times as long.
_VERSION = (
    "SELECT COUNT(*), MAX(published_at), (SELECT MAX(id) FROM store_publicactionplan) "
    "FROM store_publication WHERE state = %s"
)


def published() -> tuple[PublicPublication, ...]:
    """Everything that is published, by inspection in the order of their slugs.

    An entry that the register cannot hold is left out and logged: one must not take the others from the public.
    """
    rows = Publication.objects.filter(state=PUBLISHED).order_by("inspection__slug", "-number").values(*_ROW)
    files = _files()
    by_slug: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        by_slug.setdefault(row["inspection__slug"], []).append(row)
    return _told_apart(_made(by_slug, files))


def _told_apart(publications: Iterable[PublicPublication]) -> tuple[PublicPublication, ...]:
    """Each under an id of its own: of two inspections of a unit in one month, the later has ``-2`` behind the month."""
    found: dict[str, PublicPublication] = {}
    for one in sorted(publications, key=lambda each: (each.first.at, each.slug)):
        id_, number = one.entry.inspection, 1
        while (own := f"{id_}-{number}" if number > 1 else id_) in found:
            number += 1
        found[own] = one if own == id_ else replace(one, entry=one.entry.model_copy(update={"inspection": own}))
    return tuple(sorted(found.values(), key=lambda each: each.slug))


def _made(
    by_slug: Mapping[str, list[dict[str, Any]]], files: Mapping[int, list[PublicFile]]
) -> Iterator[PublicPublication]:
    for slug, rows in by_slug.items():
        try:
            yield _publication(slug, rows, files)
        except (BadInput, ValidationError, KeyError, TypeError) as error:
            told = {"inspection": slug, "kind": type(error).__name__}
            logging.getLogger(__name__).error("a publication does not fit the register", extra=told)


def _publication(slug: str, rows: list[dict[str, Any]], files: Mapping[int, list[PublicFile]]) -> PublicPublication:
    """Raises ``BadInput`` or what pydantic raises where the entry cannot stand in the register."""
    last = rows[0]
    used = last["inspection__edition__name"], last["inspection__edition__sha256"]
    entry, organisation, edition = _placed(slug, last["entry"], rows[-1]["entry"]["inspection"], used)
    return PublicPublication(
        slug,
        entry,
        organisation,
        edition,
        tuple(_version(row, files.get(row["pk"], [])) for row in rows),
        tuple(map(as_told, last["recommendations"])),
        public_progress.of_inspection(slug),
        last["inspection__demonstration"],
        _withdrawn(rows),
    )


def _withdrawn(rows: list[dict[str, Any]]) -> tuple[int, ...]:
    """The numbers that a version printed and the last one does not."""
    last, *earlier = ({each["number"] for each in row["recommendations"]} for row in rows)
    return tuple(sorted(frozenset[int]().union(*earlier) - last))


def _placed(
    slug: str, kept: Mapping[str, Any], id_: str, used: tuple[str, str]
) -> tuple[PublishedInspection, Organisation, Edition | None]:
    """A kept entry in its place in the register, with its unit and its edition. Raises as ``_publication``.

    ``id_`` is the one under which it was first published, in whatever month it was corrected; ``used`` the name and the
    SHA-256 of the edition of the inspection.
    """
    entry = PublishedInspection.model_validate({**kept, "inspection": id_})
    edition = _edition(entry, used)
    organisation = organisation_of(entry, product_directory().by_id)
    faults = faults_in(entry, Document(slug, dict(kept)), organisation, edition)
    if faults or organisation is None:
        raise BadInput(faults)
    return entry, organisation, edition


def misfits(inspection: InspectionFacts, kept: Mapping[str, Any]) -> tuple[str, ...]:
    """Why the register could not hold an entry that is about to be published, each with its mend; nothing if it can."""
    rows = Publication.objects.filter(inspection_id=inspection.id, state=PUBLISHED).order_by("number")
    first = rows.values_list("entry", flat=True).first() or kept
    try:
        _placed(inspection.slug, kept, first["inspection"], (inspection.edition, inspection.edition_sha256))
    except BadInput as error:
        return tuple(f"{each.field}: {each.problem}; {each.mend}" for each in error.faults)
    except ValidationError as error:
        return misread(error)
    return ()


def misread(error: ValidationError) -> tuple[str, ...]:
    """What does not have the form of an entry, field by field."""
    return tuple(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors())


def _edition(entry: PublishedInspection, used: tuple[str, str]) -> Edition | None:
    """The edition as the inspection has it; one that only the entry names, from those that come with the library."""
    if entry.edition is None:
        return None
    name, sha256 = used
    return kept_edition.edition_of(sha256) if entry.edition == name else edition_of(entry.edition)


def _files() -> dict[int, list[PublicFile]]:
    found: dict[int, list[PublicFile]] = {}
    columns = ("publication_id", "kind", "format", "name", "size", "sha256", "language")
    rows = PublishedFile.objects.filter(publication__state=PUBLISHED).order_by("publication_id", "place")
    for publication, *facts in rows.values_list(*columns):
        found.setdefault(publication, []).append(PublicFile(*facts))
    return found


def _version(row: Mapping[str, Any], files: list[PublicFile]) -> PublicVersion:
    at = row["published_at"] or row["due_at"]
    return PublicVersion(row["number"], at, row["notice"], row["isbn"], row["sealed"], tuple(files))


def marks(publications: tuple[PublicPublication, ...]) -> str:
    """A text that is another whenever anything public of them is, and the same on every machine."""
    told = [[one.slug, one.demonstration, *(_mark(each) for each in one.versions), _texts(one)] for one in publications]
    return json.dumps(told, ensure_ascii=False, default=str, sort_keys=True)


def _mark(version: PublicVersion) -> list[object]:
    return [
        version.number,
        version.at,
        version.notice,
        version.isbn,
        version.sealed,
        [each.sha256 for each in version.files],
    ]


def _texts(one: PublicPublication) -> list[object]:
    told = [[each.number, each.addressee, each.addressed_as, each.text] for each in one.recommendations]
    return [*told, one.withdrawn, sorted((number, repr(each)) for number, each in one.progress.items())]
