"""The document of the API (OpenAPI 3.1), made from the operations as they are declared."""

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from inspectorate_app.actions.permission import SCOPES, Action, in_scope
from inspectorate_app.api import problem
from inspectorate_app.api.operation import PUBLIC, declared

ADDRESS = "/api/v1"
DESCRIPTION = """\
The API does what the pages do, by the same actions: under the same permissions, policies, audit trail and locks.

**Tokens.** Send `Authorization: Bearer insp_...`. You make a token on the page *Your tokens*; it acts for you, within \
its scopes, until it expires. There are no cookies here, and no names of people: neither of those in cases, nor of \
those who read them. A case has a number, and a reference for those who may see the case.

**Writes.** Give each write an `Idempotency-Key` of your own: sent again, it is answered as the first time and not \
done twice. An answer names the `version` that it changes, and is refused where someone else saved in between (409, \
with what now stands under `theirs`).

**Lists** come in pages of `limit` items. `next` is the address of the next page, and so is the header `Link`; where \
it is null there is none.

**Errors** are problem documents (RFC 9457, `application/problem+json`): tell them apart by `type`. `errors` has all \
that is wrong with the input, each with the field, the problem and how to mend it.

**Limits.** A token and its person may ask so often a minute, and a body has a largest size; 429 says in `Retry-After` \
when to come again.
"""
TAGS = {
    "Inspections": "Inspections that you may see, and setting one up.",
    "Editions": "The standards as data.",
    "Cases": "The cases of an inspection's sample, by number. Never the name of a person.",
    "Case assessments": "The questions about a case and their answers.",
    "Progress": "Where the cases stand.",
    "Results": "Percentages and ratings as submissions arrive.",
    "Standards": "Judgements of the standards that rest on no cases.",
    "Meetings": "Meetings, focus groups, interviews and observations, with their guides and notes.",
    "Context data": "Dated figures about what is inspected, with their sources.",
    "Quality assurance": "Second readings, agreement by question, and training.",
    "Findings": "Strengths and areas for improvement, each with what it rests on.",
    "Surveys": "Surveys of staff and of people on probation: figures when they are closed, answers to be taken in.",
    "Recommendations": "What is asked of whom, and what came of what the last inspection asked.",
    "Documents": "Documents before they are published: texts, claims held against the evidence, comments.",
    "Ratings panel": "Decisions, and the sign-off of the ratings.",
    "Action plans": "How an inspected service answers recommendations, what it does, and how far it has come.",
    "Evidence": "What is asked for in advance, the documents that came, what is missing, and reading them.",
    "Quality reviews": "Reading of each document by someone who did not write it, before it goes out.",
    "Legal holds": "What keeps an inspection from going outside.",
    "Publication": "All files of an inspection, made, approved and published together; corrections.",
    "Embargoed copies": "Copies for named recipients before publication: marked, logged, revoked.",
    "Factual accuracy": "The draft that the inspected service checks: its comments by paragraph, and our answers.",
    "Inspected service": "For its own people: what they are told and asked for, and what they answer.",
    "Notifications": "What you were told, and what is due for you.",
    "Search": "Words looked for in all that you may see of an inspection.",
    "Audit trail": "Who did what, by number.",
    "Public register": "Published inspections, for anyone without a token, each answer with its version and licence.",
}
_SCHEME = "token"


def document(api: NinjaAPI) -> dict[str, Any]:
    """The document of an API, as a client's generator reads it."""
    made: dict[str, Any] = dict(_Schema(api, f"{ADDRESS.strip('/')}/"))
    made["info"] = {"title": "Inspectorate", "version": "1", "description": DESCRIPTION}
    used = {tag for path in made["paths"].values() for each in path.values() for tag in each.get("tags", ())}
    made["tags"] = [{"name": name, "description": text} for name, text in TAGS.items() if name in used]
    made["servers"] = [{"url": "/", "description": "This installation"}]
    made["components"]["securitySchemes"] = {_SCHEME: _scheme()}
    made["components"]["schemas"]["Problem"] = _problem(made["components"]["schemas"]["Problem"])
    rules = {(each.method.lower(), _address(each.path)): each.rule for each in declared(api)}
    for path, method, each in _operations(made):
        _describe(each, rules[method, path])
    return made


def serving(api: NinjaAPI) -> Callable[[HttpRequest], HttpResponse]:
    """The page that serves the document of an API, which is made when it is first asked for.

    Public: it says what the product can do, which is no secret, and holds no data.
    """
    kept = cache(lambda: json.dumps(document(api)).encode())

    def serve(request: HttpRequest) -> HttpResponse:
        response = HttpResponse(kept(), content_type="application/json")
        response["Cache-Control"] = "public, max-age=3600"
        return response

    serve.rule = "public"  # type: ignore[attr-defined]  # as web.page.public says it
    return serve


class _Schema(OpenAPISchema):
    """What django-ninja makes of an API; the schema of a model that many operations answer with is worked out once."""

    def __init__(self, api: NinjaAPI, path_prefix: str) -> None:
        self._known: dict[Any, tuple[dict[str, Any], bool]] = {}
        super().__init__(api, path_prefix)

    def _create_schema_from_model(self, model: Any, *how: Any, **more: Any) -> tuple[dict[str, Any], bool]:
        asked = (model, how, *more.items())
        if asked not in self._known:
            self._known[asked] = super()._create_schema_from_model(model, *how, **more)
        return self._known[asked]


def _operations(made: dict[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, methods in made["paths"].items():
        for method, each in methods.items():
            yield path, method, each


def _describe(operation: dict[str, Any], rule: Action | Literal["public"]) -> None:
    said, security = _who_may(rule)
    operation["description"] = f"{operation.get('description', '').strip()}\n\n{said}"
    operation["security"] = security
    if operation.pop("x-file", False):
        whole = {"type": "string", "format": "binary"}
        operation["responses"][200]["content"] = {"*/*": {"schema": whole}}
    for status, response in operation["responses"].items():
        response["headers"] = {"X-Request-ID": _header("Stands in our log and in the audit trail too")}
        if int(status) >= 400:
            response["content"] = {problem.MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
            response["description"] = "; or: ".join(_titles(int(status)))
        if int(status) == 429:
            response["headers"]["Retry-After"] = _header("Seconds after which to come again")


def _who_may(rule: Action | Literal["public"]) -> tuple[str, list[dict[str, list[str]]]]:
    """Who may call an operation, in words and as a client reads it."""
    if rule == PUBLIC:
        return "Public: anyone may ask, without a token.", []
    scopes = [scope for scope in SCOPES if in_scope(frozenset({scope}), Action(rule))]
    said = f"Action: **{rule}**. Scope: {' or '.join(f'`{scope}`' for scope in scopes)}."
    return said, [{_SCHEME: [scope]} for scope in scopes]


def _titles(status: int) -> list[str]:
    return [kind.title for kind in problem.KINDS.values() if kind.status == status]


def _scheme() -> dict[str, Any]:
    told = "; ".join(f"`{name}`: {text}" for name, text in SCOPES.items())
    return {"type": "http", "scheme": "bearer", "description": f"A token of yours, `insp_...`. Its scopes: {told}."}


def _header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


def _problem(schema: dict[str, Any]) -> dict[str, Any]:
    names = [f"urn:inspectorate:problem:{name}" for name in problem.KINDS]
    schema["properties"]["type"]["enum"] = names
    return schema


def _address(path: str) -> str:
    return f"{ADDRESS}{_plain(path)}" if path else ADDRESS


def _plain(path: str) -> str:
    """A path without Django's converters: ``{slug:inspection}`` is ``{inspection}``."""
    return re.sub(r"{[^}:]+:", "{", path)
