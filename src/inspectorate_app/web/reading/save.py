"""Where ``assessment.js`` sends each answer of a blind reading as it is given: in the words of a case's."""

from functools import partial

from django.http import HttpRequest, JsonResponse

from inspectorate_app.actions import blind_reading
from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.permission import Action
from inspectorate_app.web.assessment.save import answered
from inspectorate_app.web.page import POST_ONLY, page


@page(Action.READ_BLIND, POST_ONLY)
def save(request: HttpRequest, actor: Actor, inspection: str, reading: int) -> JsonResponse:
    """Save one answer; answered as that of a case is."""
    return answered(request, partial(blind_reading.save_answer, actor, inspection, reading))
