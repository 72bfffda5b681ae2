"""The API, put together."""

from django.urls import path
from ninja import NinjaAPI

from inspectorate_app.api import (
    accuracy,
    action_plan,
    assessment,
    audit,
    case,
    context,
    disclosure,
    document,
    draft,
    edition,
    embargo,
    evidence,
    evidence_file,
    finding,
    hold,
    inspection,
    letter,
    meeting,
    notification,
    panel,
    previous_recommendation,
    progress,
    publication,
    quality,
    recommendation,
    register,
    register_publication,
    result,
    review,
    sample,
    search,
    service,
    service_plan,
    standard,
    survey,
)
from inspectorate_app.api.authentication import refuse
from inspectorate_app.api.operation import declared
from inspectorate_app.api.problem import add_handlers

_INSPECTION = "/inspections/{slug:inspection}"
_CASE = f"{_INSPECTION}/cases/{{int:number}}"
_ROUTERS = {
    "/inspections": inspection.router,
    "/editions": edition.router,
    f"{_INSPECTION}/edition": edition.in_inspection,
    f"{_INSPECTION}/samples": sample.router,
    f"{_INSPECTION}/cases": case.router,
    _CASE: sample.of_case,
    f"{_CASE}/assessment": assessment.router,
    f"{_INSPECTION}/progress": progress.router,
    f"{_INSPECTION}/results": result.router,
    f"{_INSPECTION}/standards": standard.router,
    f"{_INSPECTION}/quality": quality.router,
    f"{_INSPECTION}/panel": panel.router,
    f"{_INSPECTION}/evidence": evidence.router,
    f"{_INSPECTION}/evidence/documents/{{int:document}}": evidence_file.router,
    f"{_INSPECTION}/service": service.router,
    f"{_INSPECTION}/service/documents/{{int:document}}": evidence_file.of_service,
    # the rooms of meetings and of context data
    f"{_INSPECTION}/meetings": meeting.router,
    f"{_INSPECTION}/context": context.router,
    f"{_INSPECTION}/findings": finding.router,
    f"{_INSPECTION}/recommendations/previous": previous_recommendation.router,
    f"{_INSPECTION}/recommendations": recommendation.router,
    # the room of action plans
    f"{_INSPECTION}/action-plan": action_plan.router,
    f"{_INSPECTION}/service/action-plan": service_plan.router,
    "/recommendations": action_plan.across,
    # the room of drafting
    f"{_INSPECTION}/documents": draft.router,
    f"{_INSPECTION}/letter": letter.router,
    # the room of publication
    f"{_INSPECTION}/publications": publication.router,
    f"{_INSPECTION}/disclosures": disclosure.router,
    # the factual accuracy check
    f"{_INSPECTION}/accuracy": accuracy.router,
    f"{_INSPECTION}/service/accuracy": accuracy.of_service,
    # quality review, legal holds, embargoed copies
    f"{_INSPECTION}/reviews": review.router,
    f"{_INSPECTION}/holds": hold.router,
    f"{_INSPECTION}/embargoed-copies": embargo.router,
    # survey
    f"{_INSPECTION}/surveys": survey.router,
    f"{_INSPECTION}/search": search.router,
    f"{_INSPECTION}/audit": audit.in_inspection,
    "/audit": audit.router,
    # the public register
    "/register/publications": register_publication.router,
    "/register": register.router,
    # notifications
    "": notification.router,
}

#: An operation that says nothing of who may call it is refused. There is no page of documentation here: those that
#: come with the library load scripts from elsewhere, which our Content Security Policy forbids.
api = NinjaAPI(title="Inspectorate", version="1", urls_namespace="api", auth=refuse, openapi_url=None, docs_url=None)
add_handlers(api)
for address, router in _ROUTERS.items():
    api.add_router(address, router)

OPERATIONS = tuple(declared(api))

app_name = "api"
urlpatterns = [
    path("openapi.json", document.serving(api), name="openapi"),
    *(each for each in api.urls[0] if getattr(each, "name", "") != "api-root"),
]
