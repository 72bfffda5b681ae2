"""Samples: drawing, approving, allocating and replacing. Caseloads hold names, and are no part of it."""

import datetime
from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Router
from pydantic import Field

from inspectorate_app.actions import further_sample, withheld
from inspectorate_app.actions import sample as action
from inspectorate_app.actions.approval import withdraw_approval
from inspectorate_app.actions.permission import Action
from inspectorate_app.actions.refusal import NotThere
from inspectorate_app.api.authentication import actor_of
from inspectorate_app.api.case import CaseOut
from inspectorate_app.api.inspection import found
from inspectorate_app.api.operation import CaseNumber, InspectionSlug, Key, SampleId, once_for, operation
from inspectorate_app.api.schema import Body, Schema
from inspectorate_app.store.queries import case as cases
from inspectorate_app.store.queries import sample as query

router = Router(tags=["Cases"])
of_case = Router(tags=["Cases"])
Number = Annotated[int, Field(ge=1, le=2**53)]


class SampleOut(Schema):
    """A sample."""

    id: int
    module: str = Field(description="The module of a further sample; blank for the main sample")
    state: Literal["drawn", "approved", "superseded"]
    method: str
    caseload: int
    caseload_sha256: str
    drawn_at: datetime.datetime
    approved_at: datetime.datetime | None


class Samples(Schema):
    """The samples that stand, one a module."""

    samples: list[SampleOut]


class DrawIn(Body):
    """A draw. What is not given is as the edition says."""

    caseload: Number = Field(description="The number of a caseload that was uploaded on the page")
    size: int | None = Field(None, ge=1, le=10_000)
    buffer_percent: int | None = Field(None, ge=0, le=500)
    cap: int | None = Field(None, ge=0, le=10_000, description="The most cases of one practitioner; 0 for no cap")
    seed: str = Field("", max_length=100, description="By which anyone can draw it again; made up where blank")
    take_all: bool = Field(False, description="Take every eligible case of a further sample")


class Approved(Schema):
    """A sample was approved."""

    sample: int
    cases: int = Field(description="How many cases there are now, with reserves")


class WithdrawalIn(Body):
    """Why an approval is withdrawn."""

    reason: str = Field(min_length=1, max_length=1_000, description="It stands in the audit trail")


class ApprovalWithdrawn(Schema):
    """The approval of a sample was withdrawn."""

    sample: int
    cases: int = Field(description="How many cases went with it")


class FromMainIn(Body):
    """A further sample that the edition makes from the main one."""

    module: str = Field(min_length=1, max_length=60, examples=["statutory_victims"])


class FromMain(Schema):
    """A further sample was made. It follows the main sample until its assessments begin."""

    module: str
    cases: int = Field(description="How many cases it has now")


class AllocationIn(Body):
    """Who reads a case."""

    person: Number | None = Field(description="The number of a person of the team; null for nobody")
    confirmed: bool = Field(False, description="True to move a case that was started")


class ReplacementIn(Body):
    """Why a case is withdrawn."""

    reason: str = Field(min_length=1, max_length=10_000)


class Replaced(Schema):
    """A case was withdrawn."""

    withdrawn: int
    replaced_with: int | None = Field(description="The reserve that takes its place; null where none is left")


@operation(router, "GET", "", Action.SEE_SAMPLE, Samples, "List samples")
def list_all(request: HttpRequest, inspection: InspectionSlug) -> dict[str, Any]:
    """The samples that stand, drawn or approved, one for each module of the edition."""
    return {"samples": query.samples_of(found(inspection).id)}


@operation(router, "POST", "", Action.DRAW_SAMPLE, SampleOut, "Draw a sample", 201)
def draw(request: HttpRequest, inspection: InspectionSlug, body: DrawIn, key: Key = "") -> Any:
    """Draw from a caseload. An earlier draw of the same module is superseded, until one is approved."""

    def do() -> dict[str, Any]:
        return {"id": action.draw_sample(actor_of(request), inspection, **body.model_dump())}

    made = once_for(request, key, do)
    return query.find(found(inspection).id, made["id"])


@operation(router, "POST", "/{int:sample}/approval", Action.APPROVE_SAMPLE, Approved, "Approve a sample")
def approve(request: HttpRequest, inspection: InspectionSlug, sample: SampleId, key: Key = "") -> dict[str, Any]:
    """Make the cases of a drawn sample, main and reserve. The names in the caseload go where few see them."""

    def do() -> dict[str, Any]:
        return {"sample": sample, "cases": action.approve_sample(actor_of(request), inspection, sample)}

    return once_for(request, key, do)


@operation(
    router,
    "POST",
    "/{int:sample}/approval/withdrawal",
    Action.WITHDRAW_APPROVAL,
    ApprovalWithdrawn,
    "Withdraw the approval of a sample",
)
def withdraw(
    request: HttpRequest, inspection: InspectionSlug, sample: SampleId, body: WithdrawalIn, key: Key = ""
) -> dict[str, Any]:
    """Take an approval back, with the reason, while no assessment of its cases has been begun. Its cases go."""

    def do() -> dict[str, Any]:
        cases = withdraw_approval(actor_of(request), inspection, sample, reason=body.reason)
        return {"sample": sample, "cases": cases}

    return once_for(request, key, do)


@operation(router, "POST", "/from-main", Action.APPROVE_SAMPLE, FromMain, "Make a sample from the main sample", 201)
def make_from_main(request: HttpRequest, inspection: InspectionSlug, body: FromMainIn, key: Key = "") -> dict[str, Any]:
    """Make the sample of a module: every case of the main sample of which what the edition asks for is recorded."""

    def do() -> dict[str, Any]:
        number = further_sample.make_from_main(actor_of(request), inspection, body.module)
        return {"module": body.module, "cases": number}

    return once_for(request, key, do)


@operation(of_case, "PUT", "/allocation", Action.ALLOCATE_CASES, CaseOut, "Allocate a case")
def allocate(
    request: HttpRequest, inspection: InspectionSlug, number: CaseNumber, body: AllocationIn, key: Key = ""
) -> cases.CaseFacts:
    """Give a case to someone of the team, or to nobody. Conflicts of interest are refused."""

    def do() -> dict[str, Any]:
        action.allocate_case(actor_of(request), inspection, number, body.person, confirmed=body.confirmed)
        return {}

    once_for(request, key, do)
    facts = found(inspection)
    case = cases.find(facts.id, number)
    if case is None:
        raise NotThere
    return withheld.hidden(case, withheld.reasons(actor_of(request), facts.id))


@operation(of_case, "POST", "/replacement", Action.REPLACE_CASE, Replaced, "Replace a case")
def replace(
    request: HttpRequest, inspection: InspectionSlug, number: CaseNumber, body: ReplacementIn, key: Key = ""
) -> dict[str, Any]:
    """Withdraw a case for a reason; the next reserve takes its place."""

    def do() -> dict[str, Any]:
        by = action.replace_case(actor_of(request), inspection, number, reason=body.reason)
        return {"withdrawn": number, "replaced_with": by}

    return once_for(request, key, do)
