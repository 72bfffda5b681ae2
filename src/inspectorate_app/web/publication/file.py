"""The files of publications: for who brings them about, and once they are published for anyone."""

import logging
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import parse_etags

from inspectorate.report.writers.html import CONTENT_SECURITY_POLICY
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.publication_files import content_of_file
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.store.queries import publication as query
from inspectorate_app.store.queries.publication import FileFacts
from inspectorate_app.web.page import page, public

#: What is published under an address never changes: a correction has addresses of its own.
FOR_GOOD = "public, max-age=31536000, immutable"
#: What a browser shows by itself; everything else is saved.
_SHOWN = ("html", "pdf")


@public()
def published(request: HttpRequest, inspection: str, number: int, file: str) -> HttpResponseBase:
    """A published file; whatever is not published is not there."""
    found = query.published_file(inspection, number, file)
    if found is None:
        raise Http404(file)
    mark = f'"{found.sha256}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    has_it = mark in known or f"W/{mark}" in known or "*" in known
    response: HttpResponseBase = HttpResponseNotModified() if has_it else _streamed(found)
    # A browser puts the headers of a 304 in the place of those that it kept, so they are the same.
    response["Content-Security-Policy"] = _policy(found)
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    response["ETag"], response["Cache-Control"] = mark, FOR_GOOD
    return response


@page(Action.SEE_PUBLICATION)
def made(request: HttpRequest, actor: Actor, inspection: str, publication: int, file: str) -> HttpResponseBase:
    """A file as it was made, before or after it is published."""
    found = query.find(inspection, publication)
    wanted = next((each for each in found.files if each.name == file), None) if found else None
    if wanted is None:
        raise NotThere
    response = _streamed(wanted)
    response["Cache-Control"] = "no-store"
    return response


def _streamed(file: FileFacts) -> StreamingHttpResponse:
    try:
        content = content_of_file(file)
    except FileNotFoundError:
        logging.getLogger(__name__).exception("a file of a publication is missing", extra={"key": file.key})
        raise Http404(file.name) from None
    response = StreamingHttpResponse(content, content_type=file.content_type)
    shown = "inline" if file.format in _SHOWN else "attachment"
    response["Content-Disposition"] = f"{shown}; filename*=UTF-8''{quote(file.name, safe='')}"
    response["Content-Length"] = str(file.size)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = _policy(file)
    return response


def _policy(file: FileFacts) -> str:
    """What a file may load where a browser shows it: of a page the styles inside it, of all else nothing."""
    policy = CONTENT_SECURITY_POLICY if file.format == "html" else "default-src 'none'"
    return f"{policy}; frame-ancestors 'none'"
