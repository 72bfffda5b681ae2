"""Every address of the application, by noun."""

from django.urls import URLPattern, URLResolver, include, path

_IN_AN_INSPECTION = "inspections/<slug:inspection>/"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("inspectorate_app.web.home.urls")),
    path("", include("inspectorate_app.web.health.urls")),
    path("", include("inspectorate_app.web.metric.urls")),
    path("", include("inspectorate_app.web.language.urls")),
    path("account/tokens", include("inspectorate_app.web.token.urls")),
    path("account/", include("inspectorate_app.web.account.urls")),
    path("people/", include("inspectorate_app.web.person.urls")),
    path("programme/", include("inspectorate_app.web.programme.urls")),
    path(_IN_AN_INSPECTION, include("inspectorate_app.web.inspection.urls")),
    path(f"{_IN_AN_INSPECTION}sample/", include("inspectorate_app.web.sample.urls")),
    path(f"{_IN_AN_INSPECTION}cases/", include("inspectorate_app.web.assessment.urls")),
    path(f"{_IN_AN_INSPECTION}results/", include("inspectorate_app.web.result.urls")),
    path(f"{_IN_AN_INSPECTION}standards/", include("inspectorate_app.web.standard.urls")),
    path(f"{_IN_AN_INSPECTION}quality/", include("inspectorate_app.web.quality.urls")),
    path(f"{_IN_AN_INSPECTION}readings/", include("inspectorate_app.web.reading.urls")),
    path(f"{_IN_AN_INSPECTION}panel/", include("inspectorate_app.web.panel.urls")),
    path(f"{_IN_AN_INSPECTION}evidence/", include("inspectorate_app.web.evidence.urls")),
    path(_IN_AN_INSPECTION, include("inspectorate_app.web.service.urls")),
    # the rooms of meetings and of context data
    path(f"{_IN_AN_INSPECTION}meetings/", include("inspectorate_app.web.meeting.urls")),
    path(f"{_IN_AN_INSPECTION}context/", include("inspectorate_app.web.context.urls")),
    # the room of findings
    path(f"{_IN_AN_INSPECTION}findings/", include("inspectorate_app.web.finding.urls")),
    # the room of recommendations
    path(f"{_IN_AN_INSPECTION}recommendations/", include("inspectorate_app.web.recommendation.urls")),
    # the room of action plans
    path(f"{_IN_AN_INSPECTION}action-plan/", include("inspectorate_app.web.action_plan.urls")),
    path(f"{_IN_AN_INSPECTION}service/action-plan/", include("inspectorate_app.web.action_plan.service_urls")),
    path("recommendations/", include("inspectorate_app.web.action_plan.programme_urls")),
    # the room of drafting
    path(f"{_IN_AN_INSPECTION}documents/", include("inspectorate_app.web.draft.urls")),
    path(f"{_IN_AN_INSPECTION}letter/", include("inspectorate_app.web.letter.urls")),
    # the room of publication
    path(f"{_IN_AN_INSPECTION}disclosure/", include("inspectorate_app.web.disclosure.urls")),
    path(f"{_IN_AN_INSPECTION}publication/", include("inspectorate_app.web.publication.urls")),
    # the factual accuracy check
    path(f"{_IN_AN_INSPECTION}accuracy/", include("inspectorate_app.web.accuracy.urls")),
    # quality review, legal holds, embargoed copies
    path(f"{_IN_AN_INSPECTION}reviews/", include("inspectorate_app.web.review.urls")),
    path(f"{_IN_AN_INSPECTION}holds/", include("inspectorate_app.web.hold.urls")),
    path(f"{_IN_AN_INSPECTION}embargo/", include("inspectorate_app.web.embargo.urls")),
    path("embargoed/", include("inspectorate_app.web.embargo.opening_urls")),
    # survey
    path("survey", include("inspectorate_app.web.survey.answer_urls")),
    path(f"{_IN_AN_INSPECTION}surveys/", include("inspectorate_app.web.survey.urls")),
    # search
    path(f"{_IN_AN_INSPECTION}search/", include("inspectorate_app.web.search.urls")),
    path("", include("inspectorate_app.web.audit.urls")),
    # archive
    path(f"{_IN_AN_INSPECTION}archive", include("inspectorate_app.web.archive.urls")),
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
