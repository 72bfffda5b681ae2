"""Addresses of the register: the language is part of them, so that a page is the same for everyone who asks.

English stands under ``/register/`` and Welsh under ``/register/cy/``; nothing else decides, neither a cookie nor what
the browser prefers. So any cache between us and the reader may keep a page.
"""

import datetime
from functools import lru_cache

from django.conf import settings
from django.urls import register_converter, reverse
from django.utils import timezone
from django.utils.translation import get_language

from inspectorate.register.inspection import PublishedInspection
from inspectorate_app.store.queries.register import held

PREFIX = "/register"
#: The public part of the API is kept and told anew in the same way.
API = "/api/v1/register"
ROBOTS = "/robots.txt"
#: Where people ask to be told of what is published, in each language: kept by nobody.
SUBSCRIBE = (f"{PREFIX}/subscribe", f"{PREFIX}/cy/subscribe")


class LanguageConverter:
    """The language in an address: nothing for English, ``cy/`` for Welsh."""

    regex = "(?:cy/)?"

    def to_python(self, value: str) -> str:
        """The code of the language."""
        return "cy" if value else "en"

    def to_url(self, value: str) -> str:
        """What stands in the address for a code."""
        return "cy/" if value == "cy" else ""


register_converter(LanguageConverter, "spoken")


def is_public(path: str) -> bool:
    """Whether an address belongs to the register: its pages, files, drawings, and its part of the API."""
    return path == ROBOTS or any(path == start or path.startswith(f"{start}/") for start in (PREFIX, API))


def takes_query(path: str) -> bool:
    """Whether what stands behind the question mark matters: to searches, comparisons and lists of the API."""
    asked = ("/register/", "/register/cy/", "/compare", "/feed.atom")
    return path.endswith(asked) or "/compare-" in path or path.startswith(API) or not is_for_everyone(path)


def is_for_everyone(path: str) -> bool:
    """Whether a public page is the same for all: not those of subscribers, whose addresses hold their keys."""
    return not any(path == start or path.startswith(f"{start}/") for start in SUBSCRIBE)


def kept_under(path: str) -> str:
    """Under what an answer is kept: its address; with the day of the first page, which tells what is recent."""
    return f"{timezone.localdate()} {path}" if _tells_of_today(path) else path


def modified_at(path: str, read_at: datetime.datetime) -> datetime.datetime:
    """When what stands at an address was another last: when the register was read; of the first page, each new day."""
    return max(read_at, timezone.localtime().replace(hour=0, minute=0, second=0)) if _tells_of_today(path) else read_at


def _tells_of_today(path: str) -> bool:
    return path.partition("?")[0].endswith(("/register/", "/register/cy/"))


def language_of(path: str) -> str | None:
    """The language that an address of the register says; None for every other address."""
    if path != PREFIX and not path.startswith(f"{PREFIX}/"):
        return None
    return "cy" if path.startswith(f"{PREFIX}/cy/") else "en"


def of_register(name: str, language: str = "", **arguments: object) -> str:
    """The address of a page of the register in a language, without one in that of this page."""
    spoken = language or ("cy" if get_language() == "cy" else "en")
    return _reversed(f"register{'_' if name else ''}{name}", (("language", spoken), *arguments.items()))


@lru_cache(maxsize=8192)
def _reversed(route: str, arguments: tuple[tuple[str, object], ...]) -> str:
    """An address, worked out once: a page of results has fifty."""
    return reverse(route, kwargs=dict(arguments))


def of_unit(unit: str) -> str:
    """The address of a unit's page, by its id."""
    kind, place = unit.split("/")
    return of_register("unit", kind=kind, place=place)


def of_inspection(one: PublishedInspection) -> str:
    """The address of the page of an inspection; it never changes, as its id does not."""
    kind, place, when = one.inspection.split("/")
    return of_register("inspection", kind=kind, place=place, when=when)


def of_publication(slug: str) -> str:
    """The address of the page of what was published of an inspection, by its slug."""
    return of_register("publication", slug=slug)


def of_file(slug: str, number: int, name: str) -> str:
    """The address of a file of a version of a publication; it never changes, and neither does what stands there."""
    return reverse("published_file", kwargs={"inspection": slug, "number": number, "file": name})


def of_drawing(figure: str, of: str, width: int) -> str:
    """The address of a drawing, with the version of the register: what it shows never changes under it."""
    return reverse("register_drawing", kwargs={"version": held().version, "figure": figure, "of": of, "width": width})


def of_table(table: str, form: str) -> str:
    """The address at which the newest version of a table of the open data is."""
    return reverse("register_table", kwargs={"table": table, "form": form})


def whole(path: str) -> str:
    """An address with the host, as canonical links and data sets name it."""
    return f"{settings.ADDRESS}{path}"
