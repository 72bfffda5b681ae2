"""Embargoed copies: who was given which, what became of each, and what a recipient may open."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q, QuerySet
from django.utils.translation import gettext as _

from inspectorate.language import noted
from inspectorate.report.document import Document
from inspectorate.report.document_json import from_json
from inspectorate.sampling.dates import in_words
from inspectorate_app.store.models import EmbargoedCopy, EmbargoedOpening, Mail, Membership, Publication
from inspectorate_app.store.models.inspection import OF_THE_INSPECTED
from inspectorate_app.store.queries import hold

LONDON = ZoneInfo("Europe/London")
#: For whom copies are made.
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "minister": noted("Minister or department"),
        "press": noted("Press"),
        "service": noted("Inspected service"),
        "other": noted("Someone else"),
    }
)
#: The documents that go out under embargo, and the formats in which they do.
DOCUMENTS = ("report", "press-release", "letter")
FORMATS = ("pdf", "docx", "html")
#: How long after publication, or after it was withdrawn, it is kept for whom a copy was. Assumed: no source says it.
KEPT = datetime.timedelta(days=90)


@dataclass(frozen=True)
class CopyFacts:
    """A copy. ``name`` and the like are blank once they were deleted; ``mailed`` is the state of its mail, or blank."""

    id: int
    number: int
    publication: int
    publication_state: str
    due_at: datetime.datetime | None
    kind: str
    name: str
    organisation: str
    email: str
    trace: str
    made_by: str
    made_at: datetime.datetime
    accepted_at: datetime.datetime | None
    revoked_by: str
    revoked_at: datetime.datetime | None
    forgotten_at: datetime.datetime | None
    opened: int
    downloaded: int
    last_at: datetime.datetime | None
    mailed: str

    @property
    def works(self) -> bool:
        """Whether its link leads to the copy, as long as no legal hold stands."""
        return self.revoked_at is None and self.publication_state == "approved"


@dataclass(frozen=True)
class OpeningFacts:
    """Something that was done with the link of the copy of a ``number``."""

    number: int
    publication: int
    at: datetime.datetime
    what: str
    file: str


@dataclass(frozen=True)
class ApprovedFacts:
    """The publication of which copies can be made."""

    id: int
    number: int
    due_at: datetime.datetime


@dataclass(frozen=True)
class Linked:
    """What a link leads to: ``state`` is open, held, ended or published."""

    copy: int
    number: int
    inspection: int
    slug: str
    organisation: str
    unit: str
    publication: int
    due_at: datetime.datetime | None
    name: str
    accepted: bool
    state: str


def approved(inspection: int) -> ApprovedFacts | None:
    """The approved publication of an inspection that waits for its day; None where there is none."""
    rows = Publication.objects.filter(inspection_id=inspection, state="approved", due_at__isnull=False)
    row = rows.order_by("-number").values_list("pk", "number", "due_at").first()
    return ApprovedFacts(row[0], row[1], row[2]) if row and row[2] else None


def copies(inspection: int) -> tuple[CopyFacts, ...]:
    """Every copy of an inspection, the latest first."""
    rows = _rows(inspection)
    mailed = _mailed([row.pk for row in rows])
    return tuple(_facts(row, mailed) for row in rows)


def find(inspection: int, number: int) -> CopyFacts | None:
    """A copy by its number; None where there is none."""
    row = _rows(inspection).filter(number=number).first()
    return _facts(row, _mailed([row.pk])) if row else None


def traced(inspection: int, sign: str) -> CopyFacts | None:
    """The copy that a file comes from, by its number or by what stands in the file's metadata."""
    sign = sign.strip().casefold().removeprefix("copy").strip()
    rows = _rows(inspection)
    found = rows.filter(Q(number=int(sign)) if sign.isdecimal() and len(sign) < 9 else Q(trace=sign)).first()
    if found is None and sign.isdecimal():
        found = rows.filter(trace=sign).first()
    return _facts(found, _mailed([found.pk])) if found and sign else None


def _rows(inspection: int) -> QuerySet[EmbargoedCopy]:
    rows = EmbargoedCopy.objects.filter(inspection_id=inspection).defer("publication__documents", "publication__entry")
    return (
        rows.select_related("publication", "made_by", "revoked_by")
        .annotate(
            opened=Count("openings", filter=Q(openings__what="opened")),
            downloaded=Count("openings", filter=Q(openings__what="downloaded")),
            last_at=Max("openings__at"),
        )
        .order_by("-number")
    )


def about(copy: int) -> str:
    """What the mail of a copy is marked with."""
    return f"embargoed copy {copy}"


def state_of_mail(marked: str) -> str:
    """What the link in a mail that is marked so leads to, as in ``Linked``; "ended" where there is no such copy."""
    rows = EmbargoedCopy.objects.select_related("publication").defer("publication__documents", "publication__entry")
    copy = marked.rpartition(" ")[2]
    row = rows.filter(pk=int(copy)).first() if copy.isdecimal() else None
    return _state(row) if row else "ended"


def _mailed(ids: list[int]) -> dict[str, str]:
    rows = Mail.objects.filter(purpose="embargo", about__in=[about(each) for each in ids]).order_by("pk")
    return dict(rows.values_list("about", "state"))


def _facts(row: EmbargoedCopy, mailed: Mapping[str, str]) -> CopyFacts:
    counts = vars(row)
    return CopyFacts(
        id=row.pk,
        number=row.number,
        publication=row.publication.number,
        publication_state=row.publication.state,
        due_at=row.publication.due_at,
        kind=row.kind,
        name=row.name,
        organisation=row.organisation,
        email=row.email,
        trace=row.trace,
        made_by=row.made_by.name,
        made_at=row.made_at,
        accepted_at=row.accepted_at,
        revoked_by=row.revoked_by.name if row.revoked_by else "",
        revoked_at=row.revoked_at,
        forgotten_at=row.forgotten_at,
        opened=counts["opened"],
        downloaded=counts["downloaded"],
        last_at=counts["last_at"],
        mailed=mailed.get(about(row.pk), ""),
    )


def openings(inspection: int, number: int | None = None) -> tuple[OpeningFacts, ...]:
    """What was done with the links of an inspection's copies, or of one, in the order in which it happened."""
    rows = EmbargoedOpening.objects.filter(copy__inspection_id=inspection)
    rows = rows if number is None else rows.filter(copy__number=number)
    fields = ("copy__number", "copy__publication__number", "at", "what", "file")
    return tuple(OpeningFacts(*each) for each in rows.order_by("at", "pk").values_list(*fields))


def people_of_the_service(inspection: int) -> dict[int, tuple[str, str]]:
    """The people of the inspected service with their addresses, by their ids."""
    rows = Membership.objects.filter(inspection_id=inspection, role__in=OF_THE_INSPECTED, person__is_active=True)
    found = rows.order_by("person__name", "person_id").values_list("person_id", "person__name", "person__email")
    return {person: (name, email) for person, name, email in found}


def linked(token_sha256: str) -> Linked | None:
    """What the link with a token leads to; None for one that there is not, and for one that was replaced."""
    rows = EmbargoedCopy.objects.select_related("publication", "inspection")
    rows = rows.defer("publication__documents", "publication__entry")
    row = rows.filter(token_sha256=token_sha256).first() if token_sha256 else None
    if row is None:
        return None
    return Linked(
        copy=row.pk,
        number=row.number,
        inspection=row.inspection_id,
        slug=row.inspection.slug,
        organisation=row.inspection.organisation,
        unit=row.inspection.unit,
        publication=row.publication_id,
        due_at=row.publication.due_at,
        name=row.name,
        accepted=row.accepted_at is not None,
        state=_state(row),
    )


def _state(row: EmbargoedCopy) -> str:
    if row.publication.state == "published":
        return "published"
    if row.revoked_at is not None or row.publication.state != "approved":
        return "ended"
    held = hold.standing(row.inspection_id) or hold.on_covered(row.inspection_id)
    return "held" if held else "open"


def until(due_at: datetime.datetime) -> str:
    """When an embargo ends, as it is printed: 00.01 on 13 July 2023, in London."""
    there = due_at.astimezone(LONDON)
    return _("{time} on {day}").format(time=f"{there:%H.%M}", day=in_words(there.date()))


def mark_of(copy: CopyFacts) -> str:
    """What stands on each page of a copy. Raises ``ValueError`` for one of a publication without a day."""
    if copy.due_at is None:
        raise ValueError("a publication without a day has no embargo")
    whose = ", ".join(filter(None, (copy.name, copy.organisation)))
    return _("Embargoed until {until} - copy {number} for {whose}").format(
        until=until(copy.due_at), number=copy.number, whose=whose
    )


def documents(publication: int) -> Iterator[Document]:
    """The documents of a publication that go out under embargo, as they were approved."""
    kept = Publication.objects.values_list("documents", flat=True).get(pk=publication)
    found = (from_json(each) for each in kept)
    yield from (each for each in found if isinstance(each, Document) and each.kind in DOCUMENTS)


def inspections_to_forget(now: datetime.datetime) -> tuple[str, ...]:
    """The slugs of inspections that still keep for whom copies were, though it is time to delete that."""
    return tuple(_to_forget(now).order_by().values_list("inspection__slug", flat=True).distinct())


def ids_to_forget(inspection: int, now: datetime.datetime) -> list[int]:
    """The ids of the copies of one inspection of which it is so."""
    return list(_to_forget(now).filter(inspection_id=inspection).values_list("pk", flat=True))


def _to_forget(now: datetime.datetime) -> QuerySet[EmbargoedCopy]:
    before = now - KEPT
    over = Q(publication__published_at__lt=before) | Q(publication__withdrawn_at__lt=before)
    return EmbargoedCopy.objects.filter(over, forgotten_at=None)
