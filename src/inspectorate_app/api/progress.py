"""How far an inspection is."""

from typing import Any

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from inspectorate_app.actions.permission import Action
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import InspectionSlug, operation
from inspectorate_app.api.schema import Schema
from inspectorate_app.store.queries import progress as query

router = Router(tags=["Progress"])


class Counted(Schema):
    """Cases counted by state, and their questions."""

    not_started: int
    in_progress: int
    submitted: int
    answered: int = Field(description="Questions answered in cases that were started")
    relevant: int = Field(description="Questions relevant in cases that were started")


class Stratum(Counted):
    """The cases of one stratum of a sample."""

    module: str = Field(description="The sample; blank is the main one")
    stratum: str


class ProgressOut(Schema):
    """How far an inspection is."""

    cases: Counted
    by_stratum: list[Stratum]


@operation(router, "GET", "", Action.SEE_PROGRESS, ProgressOut, "See progress")
def find(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The cases to be assessed by state, all of them and by stratum."""
    facts = query.progress_of(found(inspection).id)
    return {"cases": _counted(facts.every), "by_stratum": [_counted(each) for each in facts.by_stratum]}


def _counted(group: query.Group) -> dict[str, Any]:
    return {
        "module": group.module,
        "stratum": group.name,
        **{name: getattr(group, name) for name in Counted.model_fields},
    }
