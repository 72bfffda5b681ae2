"""Every address of the application, by noun: first those in an inspection, where most are."""

from django.urls import URLPattern, URLResolver, include, path

#: Below the address of an inspection.
_IN_AN_INSPECTION: list[URLPattern | URLResolver] = [
    path("", include("inspectorate_app.web.inspection.urls")),
    path("sample/", include("inspectorate_app.web.sample.urls")),
    path("cases/", include("inspectorate_app.web.assessment.urls")),
    path("results/", include("inspectorate_app.web.result.urls")),
    path("standards/", include("inspectorate_app.web.standard.urls")),
    path("quality/", include("inspectorate_app.web.quality.urls")),
    path("readings/", include("inspectorate_app.web.reading.urls")),
    path("panel/", include("inspectorate_app.web.panel.urls")),
    path("evidence/", include("inspectorate_app.web.evidence.urls")),
    path("", include("inspectorate_app.web.service.urls")),
    # the rooms of meetings and of context data
    path("meetings/", include("inspectorate_app.web.meeting.urls")),
    path("context/", include("inspectorate_app.web.context.urls")),
    # the room of findings
    path("findings/", include("inspectorate_app.web.finding.urls")),
    # the room of recommendations
    path("recommendations/", include("inspectorate_app.web.recommendation.urls")),
    # the room of action plans
    path("action-plan/", include("inspectorate_app.web.action_plan.urls")),
    path("service/action-plan/", include("inspectorate_app.web.action_plan.service_urls")),
    # the room of drafting
    path("documents/", include("inspectorate_app.web.draft.urls")),
    path("letter/", include("inspectorate_app.web.letter.urls")),
    # the room of publication
    path("disclosure/", include("inspectorate_app.web.disclosure.urls")),
    path("publication/", include("inspectorate_app.web.publication.urls")),
    # the factual accuracy check
    path("accuracy/", include("inspectorate_app.web.accuracy.urls")),
    # quality review, legal holds, embargoed copies
    path("reviews/", include("inspectorate_app.web.review.urls")),
    path("holds/", include("inspectorate_app.web.hold.urls")),
    path("embargo/", include("inspectorate_app.web.embargo.urls")),
    # survey
    path("surveys/", include("inspectorate_app.web.survey.urls")),
    # search
    path("search/", include("inspectorate_app.web.search.urls")),
    # archive
    path("archive", include("inspectorate_app.web.archive.urls")),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("inspections/<slug:inspection>/", include(_IN_AN_INSPECTION)),
    path("", include("inspectorate_app.web.home.urls")),
    path("", include("inspectorate_app.web.health.urls")),
    path("", include("inspectorate_app.web.metric.urls")),
    path("", include("inspectorate_app.web.language.urls")),
    path("account/tokens", include("inspectorate_app.web.token.urls")),
    path("account/", include("inspectorate_app.web.account.urls")),
    path("people/", include("inspectorate_app.web.person.urls")),
    path("programme/", include("inspectorate_app.web.programme.urls")),
    path("recommendations/", include("inspectorate_app.web.action_plan.programme_urls")),
    path("embargoed/", include("inspectorate_app.web.embargo.opening_urls")),
    path("survey", include("inspectorate_app.web.survey.answer_urls")),
    path("", include("inspectorate_app.web.audit.urls")),
    # notifications
    path("", include("inspectorate_app.web.notification.urls")),
    # published files, before what catches every other address of the register
    path("", include("inspectorate_app.web.publication.public_urls")),
    # subscribers, before the register: what stands at no address there is its own page
    path("", include("inspectorate_app.web.subscriber.urls")),
    # the public register
    path("", include("inspectorate_app.web.register.urls")),
    path("api/v1/", include("inspectorate_app.api.urls")),
]

handler400 = "inspectorate_app.web.error.bad_request"
handler403 = "inspectorate_app.web.error.forbidden"
handler404 = "inspectorate_app.web.error.not_found"
handler429 = "inspectorate_app.web.error.too_many"
handler500 = "inspectorate_app.web.error.server_error"
