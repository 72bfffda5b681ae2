"""Every error of the API as a problem document (RFC 9457), whoever found it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, UnreadablePostError
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from inspectorate.errors import BadInput, Fault
from inspectorate_app import metric
from inspectorate_app.actions.refusal import KeyUsedBefore, NotAllowed, NotNow, NotThere, Overtaken, Refused
from inspectorate_app.api.schema import Schema
from inspectorate_app.rate import TooOften

MEDIA_TYPE = "application/problem+json"
_URN = "urn:inspectorate:problem:"


@dataclass(frozen=True)
class Kind:
    """One kind of problem: its name, by which programs tell it apart, the status it has and what it is called."""

    name: str
    status: int
    title: str


class NotSignedIn(Exception):  # noqa: N818 - it says what happened
    """There is no token, or not one that works."""


KINDS = {
    kind.name: kind
    for kind in (
        Kind("not-readable", 400, "The request cannot be read"),
        Kind("not-signed-in", 401, "A token that works is needed"),
        Kind("not-allowed", 403, "You may not do this"),
        Kind("not-there", 404, "There is no such thing"),
        Kind("method-not-allowed", 405, "This address does not answer that method"),
        Kind("not-now", 409, "It cannot be done as things stand"),
        Kind("overtaken", 409, "Someone else saved in between"),
        Kind("too-large", 413, "The request is too large"),
        Kind("not-json", 415, "The body is not JSON"),
        Kind("bad-input", 422, "There is something wrong with the input"),
        Kind("key-used-before", 422, "The idempotency key was used for another write"),
        Kind("too-often", 429, "Too many requests"),
        Kind("fault-of-ours", 500, "There is a problem with the service"),
    )
}
_OF_STATUS = {kind.status: kind.name for kind in reversed(KINDS.values())}
_OF_REFUSAL: tuple[tuple[type[Refused], str], ...] = (
    (NotAllowed, "not-allowed"),
    (NotThere, "not-there"),
    (Overtaken, "overtaken"),
    (KeyUsedBefore, "key-used-before"),
    (NotNow, "not-now"),
    (Refused, "not-now"),
)


class Mistake(Schema):
    """One thing wrong with the input: where it stands, and how to mend it."""

    file: str = Field("", description="The file, where one was sent")
    row: int = Field(0, description="The row of a file, from 1; 0 for none")
    field: str = Field("", description="The field, as a path in the body, or the name of a parameter")
    problem: str = Field(description="What is wrong with it")
    mend: str = Field("", description="How to mend it")


class Problem(Schema):
    """What went wrong (RFC 9457)."""

    type: str = Field(description="Names the kind of problem", examples=[f"{_URN}not-now"])
    title: str = Field(description="The kind of problem in words")
    status: int = Field(description="The status of the answer")
    detail: str = Field(description="This problem, in words for a person")
    request_id: str = Field("", description="Stands in our log too; give it when you ask for help")
    errors: list[Mistake] = Field([], description="All that is wrong with the input")
    theirs: dict[str, Any] | None = Field(None, description="Where someone else saved in between: what now stands")


def answer(
    name: str, detail: str = "", errors: Sequence[Mapping[str, Any]] = (), theirs: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The answer for a kind of problem."""
    from inspectorate_app.log import request_id

    kind = KINDS[name]
    content: dict[str, Any] = {
        "type": _URN + kind.name,
        "title": kind.title,
        "status": kind.status,
        "detail": detail or f"{kind.title}.",
        "request_id": request_id.get(),
        "errors": list(errors),
    }
    if theirs is not None:
        content["theirs"] = dict(theirs)
    response = JsonResponse(content, status=kind.status, content_type=MEDIA_TYPE)
    if kind.status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="inspectorate"'
    return response


def for_status(status: int) -> HttpResponse:
    """The problem for a status that something other than an operation answered with."""
    if status in _OF_STATUS:
        return answer(_OF_STATUS[status])
    return answer("fault-of-ours" if status >= 500 else "not-readable")


def too_often(error: TooOften) -> HttpResponse:
    """429, saying when to come again."""
    response = answer("too-often", str(error))
    response["Retry-After"] = str(error.seconds)
    return response


def refused(request: HttpRequest, error: Refused) -> HttpResponse:
    """An action that was refused."""
    metric.refused(type(error).__name__)
    name = next(name for kind, name in _OF_REFUSAL if isinstance(error, kind))
    return answer(name, str(error), theirs=_unnamed(error.theirs) if isinstance(error, Overtaken) else None)


def bad_input(request: HttpRequest, error: BadInput) -> HttpResponse:
    """Input of which the library or an action says what is wrong."""
    return answer("bad-input", _counted(len(error.faults)), [_of_fault(fault) for fault in error.faults])


def not_valid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """A body or a parameter that is not what the document of the API says."""
    return answer("bad-input", _counted(len(error.errors)), [_of_pydantic(each) for each in error.errors])


def not_readable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """What django-ninja cannot parse."""
    if isinstance(error.__context__, RequestDataTooBig):
        return answer("too-large")
    if error.status_code == 400:
        return answer("not-readable", "The body cannot be read as JSON.")
    return for_status(error.status_code)


def fault_of_ours(request: HttpRequest, error: Exception) -> HttpResponse:
    """Anything else: logged, and told without saying what it was."""
    request.fault = error  # type: ignore[attr-defined]  # for the log of requests
    return answer("fault-of-ours", "It has been noted. Give the request_id when you ask for help.")


def add_handlers(api: NinjaAPI) -> None:
    """Let an API answer every exception with a problem."""
    handlers: dict[type[Exception], Any] = {
        Exception: fault_of_ours,
        Http404: lambda request, error: answer("not-there"),
        HttpError: not_readable,
        ValidationError: not_valid,
        BadInput: bad_input,
        Refused: refused,
        NotSignedIn: lambda request, error: answer("not-signed-in", str(error)),
        TooOften: lambda request, error: too_often(error),
        RequestDataTooBig: lambda request, error: answer("too-large"),
        UnreadablePostError: lambda request, error: answer("not-readable"),
    }
    for kind, handler in handlers.items():
        api.add_exception_handler(kind, handler)


def _counted(faults: int) -> str:
    return "There is 1 thing to mend." if faults == 1 else f"There are {faults} things to mend."


def _unnamed(theirs: Mapping[str, Any]) -> dict[str, Any]:
    """What now stands, without the names of those who saved it."""
    return {
        key: _unnamed(value) if isinstance(value, Mapping) else value
        for key, value in theirs.items()
        if key != "by" and not key.endswith("_by")
    }


def _of_fault(fault: Fault) -> dict[str, Any]:
    return {
        "file": fault.file,
        "row": fault.line,
        "field": fault.field,
        "problem": fault.problem,
        "mend": fault.mend,
    }


def _of_pydantic(error: Mapping[str, Any]) -> dict[str, Any]:
    where, *path = [str(each) for each in error.get("loc", ())] or ["body"]
    if where == "body" and path[:1] == ["body"]:
        path = path[1:]
    mend = _("see the document of the API at /api/v1/openapi.json")
    return {"file": "", "row": 0, "field": ".".join(path) or where, "problem": error.get("msg", ""), "mend": mend}
