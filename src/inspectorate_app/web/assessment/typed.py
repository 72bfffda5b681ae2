"""What was typed comes back to its writer where the case was given to someone else meanwhile."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from inspectorate_app.actions.actor import Actor
from inspectorate_app.actions.refusal import NotAllowed
from inspectorate_app.web.assessment.room import inspection_of

More = ParamSpec("More")
View = Callable[Concatenate[HttpRequest, Actor, str, int, More], HttpResponse]
#: What was typed on a form of an inspection, as rows of a key, a value and a reason.
Typed = Callable[[HttpRequest, str], list[dict[str, str]]]


def comes_back(typed: Typed) -> Callable[[View[More]], View[More]]:
    """The view of a form of a case: where it is refused, what was typed stands beside the refusal, to be copied.

    Nothing of the case is told: only what they sent, and the questions of the edition.
    """

    def kept(view: View[More]) -> View[More]:
        @wraps(view)
        def answered(
            request: HttpRequest, actor: Actor, inspection: str, number: int, *more: More.args, **named: More.kwargs
        ) -> HttpResponse:
            try:
                return view(request, actor, inspection, number, *more, **named)
            except NotAllowed as refused:
                rows = typed(request, inspection) if request.method == "POST" else []
                if not rows:
                    raise
                content = {"inspection": inspection_of(inspection), "not_saved": rows, "why": str(refused)}
                return render(request, "assessment/refused.html", content, status=403)

        return answered

    return kept
