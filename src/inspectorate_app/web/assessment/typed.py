"""What was typed comes back to its writer where the case was given to someone else meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.web.assessment.room import inspection_of

View = TypeVar("View", bound=Callable[..., HttpResponse])
#: What was typed on a form of an inspection, as rows of a key, a value and a reason.
Typed = Callable[[HttpRequest, str], list[dict[str, str]]]


def comes_back(typed: Typed) -> Callable[[View], View]:
    """The view of a form of a case: where it is refused, what was typed stands beside the refusal, to be copied.

    Nothing of the case is told: only what they sent, and the questions of the edition.
    """

    def kept(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, actor: Actor, inspection: str, number: int, **more: Any) -> HttpResponse:
            try:
                return view(request, actor, inspection, number, **more)
            except NotAllowed as refused:
                rows = typed(request, inspection) if request.method == "POST" else []
                if not rows:
                    raise
                content = {"inspection": inspection_of(inspection), "not_saved": rows, "why": str(refused)}
                return render(request, "assessment/refused.html", content, status=403)

        return cast(View, answered)

    return kept
