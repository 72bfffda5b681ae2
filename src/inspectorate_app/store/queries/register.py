"""The register of this installation: what the public pages and the public API show.

``held`` is the one place where it is put together. Now it is the register that comes with the library, read once in
each process. What is published through the application joins here: the inspections published give a ``Register``
together with the shipped ones, and ``held`` gives another ``Held`` once their version is another. Pages, answers and
files are kept by ``Held.version``, so that they are made anew then and only then.
"""

import datetime
import hashlib
import json
from dataclasses import dataclass
from functools import cache, cached_property

from django.utils import timezone

from inspectorate.register.file import plain
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register
from inspectorate_app.store.queries.published import shipped


@dataclass(frozen=True)
class Held:
    """A register with its version, which is another whenever anything in it is, and when this process read it."""

    register: Register
    version: str
    read_at: datetime.datetime

    @cached_property
    def reviewed(self) -> datetime.date:
        """The day on which an entry of it was last held against its sources."""
        reviews = [each.reviewed.on for each in self.register.inspections]
        return max([*reviews, *(each.reviewed.on for each in self.register.corrections)])

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


@cache
def held() -> Held:
    """The register of this installation. Asks the database nothing, now and at any later call."""
    register = shipped()
    return Held(register, version_of(register), timezone.now())


def version_of(register: Register) -> str:
    """Twelve signs that are the same for the same inspections and corrections, on every machine."""
    entries = [*register.inspections, *register.as_published.values(), *register.corrections]
    text = json.dumps([plain(entry) for entry in entries], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:12]
