"""A file that someone uploaded as an answer that no browser runs, guesses at or shows within our pages."""

from collections.abc import Iterable
from urllib.parse import quote

from django.http import StreamingHttpResponse


def attachment(name: str, content_type: str, content: Iterable[bytes], size: int) -> StreamingHttpResponse:
    """The answer: always to be saved under its name and never shown; ``size`` in bytes."""
    response = StreamingHttpResponse(content, content_type=content_type)
    plain = "".join(each if each.isascii() and each not in '"\\%' else "_" for each in name)
    response["Content-Disposition"] = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
    response["Content-Length"] = str(size)
    response["Content-Security-Policy"] = "sandbox; default-src 'none'; frame-ancestors 'none'"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "no-store"
    return response
