"""Health and readiness, for a proxy or a supervisor."""

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from inspectorate_app.store.queries import health as query
from inspectorate_app.web.page import public


@public()
def health(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@public()
def ready(request: HttpRequest) -> JsonResponse:
    """The database answers, and its tables are those of this version; 503 otherwise."""
    problems = query.problems()
    return JsonResponse(
        {"status": _("not ready") if problems else "ok", "problems": problems}, status=503 if problems else 200
    )
