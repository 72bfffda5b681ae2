"""Who is told by mail of what is published: by the key in their mails, whom a publication concerns, and how many."""

import datetime
import hashlib
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from inspectorate.errors import FaultLog
from inspectorate.language import gettext as _
from inspectorate.organisation.directory import product_directory
from inspectorate_app.store.models import Followed, Mail, Publication, PublishedFile, Subscriber
from inspectorate_app.store.queries.register import held

#: Formats of a report to which a mail leads, the first that there is.
_READ_IN_A_BROWSER = ("html", "pdf")
#: In which an inspection is published: its report, or the letter of one that rates nothing.
_MAIN = ("report", "letter")
#: What can be followed, as ``Followed.what`` has it.
EVERYTHING, REGION, KIND, UNIT = "everything", "region", "kind", "unit"


@dataclass(frozen=True)
class Following:
    """What a subscriber follows: ``everything``, or regions and kinds by name and units by their ids."""

    everything: bool = False
    regions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Each as ``what`` and ``of``; of everything nothing else is kept."""
        if self.everything:
            return ((EVERYTHING, ""),)
        regions, kinds, units = (tuple(dict.fromkeys(each)) for each in (self.regions, self.kinds, self.units))
        return (*((REGION, of) for of in regions), *((KIND, of) for of in kinds), *((UNIT, of) for of in units))


@dataclass(frozen=True)
class SubscriberFacts:
    """A subscriber without the address. ``key`` is that of their links."""

    id: int
    key: str
    language: str
    confirmed: bool
    following: Following


@dataclass(frozen=True)
class Counts:
    """How many addresses there are, and how many follow what, those that most follow first."""

    confirmed: int
    unconfirmed: int
    everything: int
    regions: tuple[tuple[str, int], ...] = ()
    kinds: tuple[tuple[str, int], ...] = ()
    units: tuple[tuple[str, int], ...] = ()
    undelivered: int = 0


def normalised(email: str) -> str:
    """An address as it is kept: two ways to write one are one."""
    return email.strip().casefold()


def sha256_of(key: str) -> str:
    """What is kept of the key in the link that confirms."""
    return hashlib.sha256(key.encode()).hexdigest()


def by_key(key: str) -> SubscriberFacts | None:
    """The confirmed subscriber of a key that stands in mails."""
    return _facts(Subscriber.objects.filter(key=key, confirmed_at__isnull=False).first())


def to_confirm(key: str) -> SubscriberFacts | None:
    """The subscriber whom the key of a link confirms, if there is time for it yet."""
    rows = Subscriber.objects.filter(confirm_sha256=sha256_of(key), confirmed_at=None)
    return _facts(rows.exclude(pk__in=never_confirmed(timezone.now()).values("pk")).first())


def _facts(row: Subscriber | None) -> SubscriberFacts | None:
    if row is None:
        return None
    pairs = list(row.followed.values_list("what", "of"))
    by_what = {what: tuple(of for each, of in pairs if each == what) for what in (REGION, KIND, UNIT)}
    following = Following((EVERYTHING, "") in pairs, by_what[REGION], by_what[KIND], by_what[UNIT])
    return SubscriberFacts(row.pk, row.key, row.language, row.confirmed_at is not None, following)


def followers(*, unit: str, kind: str, region: str) -> QuerySet[Subscriber]:
    """The confirmed subscribers who are told of an inspection of a unit, each once."""
    wanted = Q(what=EVERYTHING) | Q(what=UNIT, of=unit) | Q(what=KIND, of=kind)
    if region:
        wanted |= Q(what=REGION, of=region)
    told = Followed.objects.filter(wanted).values("subscriber_id")
    return Subscriber.objects.filter(confirmed_at__isnull=False, pk__in=told)


@dataclass(frozen=True)
class PublicationTold:
    """What a mail tells of a publication: of which inspection, how it was rated, and the notice of a correction.

    ``slug`` is that of the inspection here; ``kind`` whether it was published in a report or in a letter, ``document``
    the name of that among the files, blank for none; ``demonstration`` says that it is synthetic.
    """

    inspection: str
    unit_id: str
    unit: str
    overall: str
    points: int | None
    maximum: int | None
    number: int
    notice: str
    slug: str
    kind: str
    document: str
    demonstration: bool = False


def told_of(publication: int) -> PublicationTold | None:
    """What is told of a publication; None where it is not published. Its documents are not read.

    The inspection has the id under which the register holds it, which may be another than its entry has.
    """
    rows = Publication.objects.filter(pk=publication, state="published")
    fields = ("entry", "inspection__organisation", "inspection__unit", "number", "notice")
    of = ("inspection__slug", "inspection__demonstration")
    found = rows.values_list(*fields, *of).first()
    if found is None:
        return None
    entry, unit_id, unit, number, notice, slug, demonstration = found
    documents = PublishedFile.objects.filter(publication=publication, kind__in=_MAIN, format__in=_READ_IN_A_BROWSER)
    documents = documents.filter(language="en")
    main = documents.order_by("format").values_list("kind", "name").first() or (_MAIN[0], "")
    score = entry.get("score") or {}
    overall = entry.get("overall") or ""
    points, maximum = score.get("points"), score.get("maximum")
    rated = (overall, points, maximum)
    known = held().of_slug.get(slug)
    inspection = known.entry.inspection if known else entry["inspection"]
    return PublicationTold(inspection, unit_id, unit, *rated, number, notice, slug, *main, demonstration)


def never_confirmed(now: datetime.datetime) -> QuerySet[Subscriber]:
    """Those whose time to confirm is over."""
    before = now - datetime.timedelta(days=settings.SUBSCRIBER_CONFIRM_DAYS)
    return Subscriber.objects.filter(confirmed_at=None, asked_at__lt=before)


def counts() -> Counts:
    """How many follow what; no address."""
    confirmed = Subscriber.objects.filter(confirmed_at__isnull=False).count()
    rows = Followed.objects.filter(subscriber__confirmed_at__isnull=False).order_by()
    by_what: dict[str, list[tuple[str, int]]] = {EVERYTHING: [], REGION: [], KIND: [], UNIT: []}
    for what, of, number in rows.values_list("what", "of").annotate(Count("pk")):
        by_what[what].append((of, number))
    most = {what: tuple(sorted(found, key=lambda each: (-each[1], each[0]))) for what, found in by_what.items()}
    return Counts(
        confirmed,
        Subscriber.objects.filter(confirmed_at=None).count(),
        sum(number for _of, number in most[EVERYTHING]),
        most[REGION],
        most[KIND],
        tuple((name_of(unit), number) for unit, number in most[UNIT]),
        Mail.objects.filter(purpose="publication", state="given_up").count(),
    )


def name_of(unit: str) -> str:
    """The name of a unit of the register or the directory; its id where it is in neither."""
    found = held().register.organisations.get(unit) or product_directory().by_id.get(unit)
    return found.name if found else unit


def is_unit(unit: str) -> bool:
    """Whether there is a unit of an id, in the register or in the directory."""
    return unit in held().register.units or unit in product_directory().by_id


def checked(following: Following, log: FaultLog) -> None:
    """Fault a choice of nothing, and of what the register does not know."""
    if not following.pairs:
        log.add(_("nothing is chosen"), _("choose all reports, a region, a kind of unit or a unit"), field="what")
    known = held()
    wrong = [each for each in following.regions if each not in known.regions]
    wrong += [each for each in following.kinds if each not in known.kinds]
    wrong += [each for each in following.units if not is_unit(each)]
    if wrong:
        log.add(_("the register does not know what was chosen"), _("choose what is in the list"), field="what")
