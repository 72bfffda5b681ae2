"""Parts of the register that have pages of their own: a region, a kind of unit, or all; by a word in the address."""

from django.utils.text import slugify

from inspectorate.register.inspection import PublishedInspection
from inspectorate_app.store.queries.register import Held, held
from inspectorate_app.web.register.page import Unknown
from inspectorate_app.web.register.words import KINDS

ALL = "all"


def kind_of(slug: str) -> str:
    """The kind of unit that an address names. Raises ``Unknown``."""
    return _named(held().kinds, slug)


def region_of(slug: str) -> str:
    """The region that an address names. Raises ``Unknown``."""
    return _named(held().regions, slug)


def title_of(part: str) -> str:
    """What a part is called: ``region/north-west`` is North West."""
    if part == ALL:
        return "all kinds of unit"
    what, _, slug = part.partition("/")
    return region_of(slug) if what == "region" else KINDS.get(kind_of(slug), kind_of(slug))


def all_of(known: Held, part: str) -> tuple[PublishedInspection, ...]:
    """Every inspection of a part: ``all``, ``kind/pdu`` or ``region/north-west``. Raises ``Unknown``."""
    register = known.register
    if part == ALL:
        return register.inspections
    what, _, slug = part.partition("/")
    if what == "region":
        return register.of_region(region_of(slug))
    if what != "kind":
        raise Unknown(slug)
    kind = kind_of(slug)
    return tuple(one for one in register.inspections if register.organisation(one).kind == kind)


def _named(names: tuple[str, ...], slug: str) -> str:
    found = next((name for name in names if slugify(name) == slug), None)
    if found is None:
        raise Unknown(slug.replace("-", " "))
    return found
