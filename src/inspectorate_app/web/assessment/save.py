"""Where ``assessment.js`` sends each answer as it is given. JSON in, JSON out, in the words that it then shows."""

import json
from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _

from inspectorate.errors import BadInput
from inspectorate_app.actions import assessment
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.answer import LONGEST
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotAllowed, NotNow, Overtaken, Refused
from inspectorate_app.web.page import POST_ONLY, page

#: The most that is sent for one answer, in bytes: the longest reason, four bytes a character, and the rest.
LARGEST = LONGEST * 4 + 2_000


@page(Action.ASSESS_CASE, POST_ONLY)
def save(request: HttpRequest, actor: Actor, inspection: str, number: int) -> JsonResponse:
    """Save one answer. 409 with ``theirs`` where it was overtaken, 422 with ``problem`` where it cannot be saved.

    403 with ``locked`` where nothing of this case can be saved now: it was submitted, say, or allocated to another.
    """
    return answered(request, partial(assessment.save_answer, actor, inspection, number))


def answered(request: HttpRequest, do: Callable[..., dict[str, Any]]) -> JsonResponse:
    """What the script is told of an answer that ``do`` saves: of a case, or of a blind reading."""
    sent = _read(request)
    if sent is None:
        return JsonResponse({"problem": _("The answer was not understood. Load the page again.")}, status=400)
    try:
        result = do(**sent)
    except Overtaken as refused:
        return JsonResponse({"problem": str(refused), "theirs": dict(refused.theirs)}, status=409)
    except BadInput as refused:
        return JsonResponse({"problem": " ".join(fault.problem for fault in refused.faults)}, status=422)
    except Refused as refused:
        locked = isinstance(refused, NotNow | NotAllowed)
        return JsonResponse({"problem": str(refused), "locked": locked}, status=403)
    return JsonResponse(result)


def _read(request: HttpRequest) -> dict[str, Any] | None:
    """What was sent, if it is what the page sends."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST:
        return None
    try:
        sent = json.loads(request.body)
    except ValueError:
        return None
    texts = ("question", "answer", "reason", "key")
    if not isinstance(sent, dict) or not all(isinstance(sent.get(name), str) for name in texts):
        return None
    version = sent.get("version")
    if type(version) is not int or not 0 <= version < 10**9 or not 0 < len(sent["key"]) <= 80:
        return None
    return {name: sent[name] for name in (*texts, "version")}
