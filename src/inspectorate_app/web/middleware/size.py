"""How much may be sent: refused by what a request says of its length, before anything of it is read or kept.

The check of forms reads what was sent to find its token, and files go to the disk as they are read: without this,
whoever can reach the service could fill it, signed in or not.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from inspectorate_app.web.error import error_page

#: What the other fields of a form and the boundaries between them may add to a file, in bytes.
_BESIDE = 1_000_000


class SizeMiddleware:
    """413 for a request larger than a file may be, or than a form of someone who is not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request, or refuse it."""
        given = str(request.META.get("CONTENT_LENGTH") or "")
        length = int(given) if given.isascii() and given.isdigit() else 0
        if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and length > _most(request):
            limit = settings.UPLOAD_LIMIT // 1_000_000
            return error_page(
                request, 413, _("A file may have up to {limit} MB. Leave out what is not needed.").format(limit=limit)
            )
        return self.get_response(request)


def _most(request: HttpRequest) -> int:
    known = request.user.is_authenticated
    return int(settings.UPLOAD_LIMIT + _BESIDE if known else settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
