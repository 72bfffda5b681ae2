"""The register of this installation: what the public pages and the public API show.

``held`` is the one place where it is put together: the inspections that come with the library, and those published
through the application. A process puts it together once, and again when ``public_publication.version`` is another:
that one small query tells every process of a publication with the first request after its transaction. Pages, answers
and files are kept by ``Held.version``, so that they are made anew then and only then.
"""

import datetime
import hashlib
import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from functools import cache, cached_property
from importlib import metadata
from threading import Lock

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.utils import timezone

from inspectorate.register.file import plain
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register, in_order
from inspectorate.register.selection import addressees
from inspectorate_app.store.queries import public_publication
from inspectorate_app.store.queries.public_publication import PublicPublication
from inspectorate_app.store.queries.shipped_register import shipped

#: For so many days an inspection stands among those published of late.
RECENT_DAYS = 30


@dataclass(frozen=True)
class Held:
    """A register with its version, which is another whenever anything in it is, and when this process read it.

    ``publications`` are those made through the application; the entry of each is in the register too.
    """

    register: Register
    version: str
    read_at: datetime.datetime
    publications: tuple[PublicPublication, ...] = ()

    @cached_property
    def of_inspection(self) -> Mapping[str, PublicPublication]:
        """Publications by the id of the inspection in the register."""
        return {one.entry.inspection: one for one in self.publications}

    @cached_property
    def of_slug(self) -> Mapping[str, PublicPublication]:
        """Publications by the slug of the inspection in the application."""
        return {one.slug: one for one in self.publications}

    def recent(self, today: datetime.date) -> tuple[PublicPublication, ...]:
        """What was published within ``RECENT_DAYS`` before a day, the last first; corrections do not count."""
        since = today - datetime.timedelta(days=RECENT_DAYS)
        found = [one for one in self.publications if since < one.first.on <= today]
        return tuple(sorted(found, key=lambda one: (one.first.at, one.slug), reverse=True))

    @cached_property
    def reviewed(self) -> datetime.date:
        """The day on which an entry of it was last held against its sources."""
        reviews = [each.reviewed.on for each in self.register.inspections]
        return max([*reviews, *(each.reviewed.on for each in self.register.corrections)])

    @property
    def changed(self) -> datetime.date:
        """The day on which an entry was last held against its sources, or something was published here."""
        return max([self.reviewed, *(one.current.on for one in self.publications)])

    @cached_property
    def addressees(self) -> tuple[str, ...]:
        """Whom recommendations were made to."""
        return addressees(self.register)

    @cached_property
    def regions(self) -> tuple[str, ...]:
        """The regions of which a unit was inspected, by name."""
        register = self.register
        return tuple(sorted({region for unit in register.units if (region := register.organisations[unit].region)}))

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of unit inspected, those with most units first."""
        kinds = [self.register.organisations[unit].kind for unit in self.register.units]
        return tuple(sorted(set(kinds), key=lambda kind: (-kinds.count(kind), kind)))

    @cached_property
    def latest(self) -> tuple[PublishedInspection, ...]:
        """The last inspection of each unit; of a unit of which nothing says which was the last, one of them."""
        register = self.register
        return tuple(register.latest(unit) or register.history(unit)[-1] for unit in register.units)


def held() -> Held:
    """The register as it is now; within ``as_of_now`` as it was when that began, so that a page is of one piece."""
    return _ASKED.get() or _current()


@contextmanager
def as_of_now() -> Iterator[Held]:
    """Look once what is published; all that is asked of the register within is answered from that."""
    known = _current()
    token = _ASKED.set(known)
    try:
        yield known
    finally:
        _ASKED.reset(token)


def version_of(register: Register) -> str:
    """Twelve signs that are another whenever anything is that pages and open data tell under them.

    That is the inspections and corrections, what is known of their units, the editions, the address at which this
    service stands, and its release, which decides on columns and drawings.
    """
    entries = [*register.inspections, *register.as_published.values(), *register.corrections]
    units = [asdict(register.organisations[each]) for each in sorted(register.organisations)]
    editions = sorted((edition.id, edition.sha256) for edition in register.editions.values())
    told = [[plain(entry) for entry in entries], units, editions, settings.ADDRESS, _release()]
    return hashlib.sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()[:12]


@cache
def _release() -> str:
    return metadata.version("inspectorate")


def joined(register: Register, publications: tuple[PublicPublication, ...]) -> Register:
    """The register with what was published here; of an inspection that both have, the one published here stands.

    Corrections of the one that gave way go with it: they speak of a value that stands there no more.
    """
    ours = {one.entry.inspection: one.entry for one in publications}
    return Register(
        in_order([*(one for one in register.inspections if one.inspection not in ours), *ours.values()]),
        {**register.as_published, **ours},
        tuple(each for each in register.corrections if each.inspection not in ours),
        {**register.organisations, **{one.entry.unit: one.organisation for one in publications}},
        {**{one.edition.id: one.edition for one in publications if one.edition}, **register.editions},
    )


_ASKED: ContextVar[Held | None] = ContextVar("held", default=None)
_LOCK = Lock()
#: What this process put together last, by the version of what is published.
_KNOWN: dict[str, Held] = {}


def _current() -> Held:
    """What this process holds, put together anew where something was published.

    Where the database does not answer, what was public stays public: the last that this process knows.
    """
    try:
        version = public_publication.version()
        return _KNOWN.get(version) or _put_together(version)
    except (OperationalError, InterfaceError) as error:
        if not _KNOWN:
            raise
        told = {"kind": type(error).__name__}
        logging.getLogger(__name__).error("the register is shown as it was: the database did not answer", extra=told)
        return next(iter(_KNOWN.values()))


def _put_together(version: str) -> Held:
    with _LOCK:
        if version in _KNOWN:
            return _KNOWN[version]
        found = _with(public_publication.published())
        _KNOWN.clear()
        _KNOWN[version] = found
        return found


def _with(publications: tuple[PublicPublication, ...]) -> Held:
    if not publications:
        return Held(shipped(), version_of(shipped()), timezone.now())
    register = joined(shipped(), publications)
    told = f"{version_of(register)} {public_publication.marks(publications)}"
    return Held(register, hashlib.sha256(told.encode()).hexdigest()[:12], timezone.now(), publications)
