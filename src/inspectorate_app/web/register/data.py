"""The register as open data: its tables as files, what a program reads of the data set, and the way for crawlers."""

import datetime
import json
from collections.abc import Callable
from importlib.util import find_spec

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.text import slugify

from inspectorate.register.export import Table, parquet
from inspectorate.register.licence import LICENCE
from inspectorate.tabular import csv_text
from inspectorate_app.store.queries.register import Held, held
from inspectorate_app.store.queries.register_table import ALL, DICTIONARY
from inspectorate_app.web.page import public
from inspectorate_app.web.register import address
from inspectorate_app.web.register.dataset import described
from inspectorate_app.web.register.keep import BRIEFLY, FOR_GOOD
from inspectorate_app.web.register.page import ROOMS, Unknown, open_to_all, shown

_ALL = {table.name: table for table in (*ALL, DICTIONARY)}
_LANGUAGES = ("en", "cy")


@open_to_all
def about(request: HttpRequest) -> HttpResponse:
    """What there is, in which forms, under which licence, and what each column means."""
    known = held()
    rows = {table.name: sum(1 for _ in table.rows(known.register)) for table in ALL}
    values = {
        "tables": ALL,
        "counts": rows,
        "offered": forms(),
        "of_version": lambda table, form: _of_version(known, table, form),
        "dataset": described(known, forms()),
        "api": reverse("api:register-about"),
    }
    return shown(request, "data", values, active="data")


@open_to_all
def table(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """A table as it is now."""
    response = _file(table, form)
    response["Content-Location"] = _of_version(held(), table, form)
    response["Cache-Control"] = BRIEFLY
    return response


@open_to_all
def table_of_version(request: HttpRequest, version: str, table: str, form: str) -> HttpResponse:
    """A table of one version of the register; this installation has the version that it shows, and no earlier one."""
    if version != held().version and table in _ALL and form in forms():
        values = {"nearest": (), "newest": address.of_table(table, form)}
        return shown(request, "not_found", values, status=404)
    response = _file(table, form)
    response["Cache-Control"] = FOR_GOOD
    return response


@open_to_all
def dataset(request: HttpRequest) -> HttpResponse:
    """The data set as schema.org describes one, for programs that look for data."""
    return _open(HttpResponse(json.dumps(described(held(), forms()), indent=1), content_type="application/ld+json"))


@open_to_all
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page that can be found, in each language."""
    known = held()
    listed = "".join(
        f"<url><loc>{address.whole(path)}</loc><lastmod>{day.isoformat()}</lastmod></url>\n"
        for path, day in (*((path, known.reviewed) for path in _pages(known)), *_publications(known))
    )
    text = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return HttpResponse(f"{text}{listed}</urlset>\n", content_type="application/xml")


@public()
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers may read: the register, but not each way of asking it; nothing else of the service."""
    lines = (
        "User-agent: *",
        "Allow: /register",
        "Allow: /static/",
        "Disallow: /register/?",
        "Disallow: /register/cy/?",
        "Disallow: /register/compare?",
        "Disallow: /register/cy/compare?",
        "Disallow: /",
        f"Sitemap: {address.whole(reverse('register_sitemap'))}",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def forms() -> tuple[str, ...]:
    """The forms in which tables can be had here; Parquet only where polars is installed."""
    return ("csv", "json", "parquet") if find_spec("polars") else ("csv", "json")


def _file(name: str, form: str) -> HttpResponse:
    if name not in _ALL or form not in forms():
        raise Unknown(name)
    known, of = held(), _ALL[name]
    kind, write = _WRITERS[form]
    response = _open(HttpResponse(write(of, known), content_type=kind))
    response["Content-Disposition"] = f'attachment; filename="register-{known.version}-{name}.{form}"'
    return response


def _open(response: HttpResponse) -> HttpResponse:
    """An answer that pages and programs of others may read, with its licence and version beside it."""
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["Link"] = f'<{LICENCE.url}>; rel="license"'
    return response


def _csv(table: Table, known: Held) -> bytes:
    return csv_text([column.name for column in table.columns], table.rows(known.register)).encode()


def _json(table: Table, known: Held) -> bytes:
    told = {
        "version": known.version,
        "licence": {"name": LICENCE.name, "url": LICENCE.url, "attribution": LICENCE.attribution},
        "table": table.name,
        "grain": table.grain,
        "rows": list(table.rows(known.register)),
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()


def _parquet(table: Table, known: Held) -> bytes:
    return parquet(table, known.register)


_WRITERS: dict[str, tuple[str, Callable[[Table, Held], bytes]]] = {
    "csv": ("text/csv; charset=utf-8", _csv),
    "json": ("application/json", _json),
    "parquet": ("application/vnd.apache.parquet", _parquet),
}


def _of_version(known: Held, table: str, form: str) -> str:
    return reverse("register_table_version", kwargs={"version": known.version, "table": table, "form": form})


def _pages(known: Held) -> list[str]:
    """The addresses of all pages, each once: of inspections those that are not the last of their unit."""
    register = known.register
    last = {one.inspection for one in known.latest}
    pages = []
    for language in _LANGUAGES:
        named: list[tuple[str, dict[str, str]]] = [(room, {}) for room, _ in ROOMS]
        named += [("region", {"region": slugify(region)}) for region in known.regions]
        named += [("kind", {"kind": slugify(kind)}) for kind in known.kinds]
        named += [("unit", dict(zip(("kind", "place"), unit.split("/"), strict=True))) for unit in register.units]
        named += [
            ("inspection", dict(zip(("kind", "place", "when"), one.inspection.split("/"), strict=True)))
            for one in register.inspections
            if one.inspection not in last
        ]
        pages += [address.of_register(name, language, **arguments) for name, arguments in named]
    return pages


def _publications(known: Held) -> list[tuple[str, datetime.date]]:
    """The addresses of what was published here, each with the day of its last correction."""
    return [
        (address.of_register("publication", language, slug=one.slug), one.current.on)
        for language in _LANGUAGES
        for one in known.publications
    ]
