"""How an operation is declared: its address, its action, what it answers; and how all of them are walked.

What an operation does not declare is refused: ``declared`` fails when the application starts.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Annotated, Any, Literal, TypeVar, cast

from django.http import HttpRequest
from ninja import Header, NinjaAPI, Path, Router, Schema
from ninja.responses import Status

from inspectorate_app.actions import retry
from inspectorate_app.actions.once import once
from inspectorate_app.actions.permission import Action
from inspectorate_app.api.authentication import actor_of, allowed, anyone
from inspectorate_app.api.problem import Problem

View = TypeVar("View", bound=Callable[..., Any])

#: What stands in addresses; said here since django-ninja looks for it in a router's own paths alone.
InspectionSlug = Annotated[str, Path(description="The slug of an inspection")]
CaseNumber = Annotated[int, Path(description="The number of a case within its inspection", ge=0)]
SampleId = Annotated[int, Path(description="The number of a sample", ge=0)]
CharacteristicId = Annotated[str, Path(description="The id of a characteristic of the edition")]
StandardId = Annotated[str, Path(description="The id of a standard in the edition")]
RequestNumber = Annotated[int, Path(description="The number of a request for evidence", ge=0, le=2**31 - 1)]
DocumentNumber = Annotated[int, Path(description="The number of a document", ge=0, le=2**31 - 1)]
VersionNumber = Annotated[int, Path(description="The number of a version of it", ge=0, le=2**31 - 1)]
InterviewNumber = Annotated[int, Path(description="The number of an interview", ge=0, le=2**31 - 1)]
#: Operations by the name of their route whose body is a form with a file, and no JSON.
UPLOADS: set[str] = set()
#: The header that makes a write safe to repeat.
Key = Annotated[
    str,
    Header(
        "",
        alias="Idempotency-Key",
        max_length=80,
        pattern=r"^[\x21-\x7e]*$",
        description="A key of your own for this write (a UUID, say). Sent again with the same body, the write is "
        "answered as the first time and not done again; with another body it is refused.",
    ),
]


class _Wrong(Schema):
    """A problem as django-ninja keeps what an operation answers."""

    response: Problem


#: The rule of an operation that anyone may call, without a token.
PUBLIC: Literal["public"] = "public"
_WRONG = {
    PUBLIC: (404, 422, 429, 500),
    "GET": (401, 403, 404, 409, 422, 429, 500),
    "write": (400, 401, 403, 404, 409, 413, 415, 422, 429, 500),
}


@dataclass(frozen=True)
class Declared:
    """An operation as the tests walk it. ``rule`` is its action, or ``PUBLIC``."""

    method: str
    path: str
    name: str
    rule: Action | Literal["public"]
    view: Callable[..., Any]


def operation(
    router: Router,
    method: str,
    path: str,
    action: Action | Literal["public"],
    answer: Any,
    summary: str,
    status: int = 200,
    upload: bool = False,
) -> Callable[[View], View]:
    """Declare an operation. The description in the document of the API is the docstring of its view.

    The view takes ``request`` (django-ninja knows it by that name) and finds who calls with ``actor_of``. With
    ``upload`` its body is a form with a file; one whose ``answer`` is bytes answers with a file, and no JSON. One that
    is ``PUBLIC`` is open to anyone.
    """

    def declare(view: View) -> View:
        answered = view if status == 200 else _with_status(view, status)
        answered.rule = action  # type: ignore[attr-defined]  # read by ``declared``
        if upload:
            UPLOADS.add(_name(view))
        wrong = _WRONG[PUBLIC if action == PUBLIC else "GET" if method == "GET" else "write"]
        made = router.api_operation(
            [method],
            path,
            auth=anyone if action == PUBLIC else allowed(Action(action)),
            response={status: answer},
            summary=summary,
            operation_id=f"{view.__module__.rpartition('.')[2]}_{view.__name__}",
            url_name=_name(view),
            openapi_extra={"x-action": str(action), **({"x-file": True} if answer is bytes else {})},
        )(answered)
        # Given as responses, each would be a model of its own: hundreds of them, a quarter of the time to start.
        router.path_operations[path].operations[-1].response_models |= dict.fromkeys(wrong, _Wrong)
        return made

    return declare


def _name(view: Callable[..., Any]) -> str:
    return f"{view.__module__.rpartition('.')[2]}-{view.__name__}"


def _with_status(view: View, status: int) -> View:
    """The view, answering with another status than 200."""

    @wraps(view)
    def answered(*arguments: Any, **named: Any) -> Status[Any]:
        return Status(status, view(*arguments, **named))

    return cast(View, answered)


def declared(api: NinjaAPI) -> Iterator[Declared]:
    """Every operation of an API. Raises ``TypeError`` for one that was not declared with ``operation``."""
    for bound in api._get_bound_routers():
        for path, view in bound.path_operations.items():
            for each in view.operations:
                rule = getattr(each.view_func, "rule", None)
                if not isinstance(rule, Action) and rule != PUBLIC:
                    raise TypeError(f"{each.methods} {bound.prefix}{path} has no action: declare it with operation()")
                for method in each.methods:
                    yield Declared(method, f"{bound.prefix}{path}", each.url_name, rule, each.view_func)


def once_for(request: HttpRequest, key: str, do: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """What a write gives, or gave when it was sent before: for actions that take no key themselves.

    The method, the address and the body tell it from another write under the same key.
    """
    of = retry.fingerprint(request.method, request.path, json.loads(request.body or b"null"))
    return once(actor_of(request), key, of, do)
