"""Addresses of: the inspected service, its own pages and those of the team."""

from django.urls import URLPattern, path

from inspectorate_app.web.accuracy.comment import file as given_file
from inspectorate_app.web.service import accuracy, interview, supply, team, views

_COMMENT = "service/accuracy/<int:number>/comments/<int:comment>"
_COPY = "service/accuracy/<int:number>/documents/<slug:kind>"

urlpatterns: list[URLPattern] = [
    # its own pages
    path("service/", views.start, name="service"),
    path("service/timetable", views.timetable, name="service_timetable"),
    path("service/requests", supply.requests, name="service_requests"),
    path("service/requests/<int:number>", supply.one, name="service_request"),
    path("service/requests/<int:number>/upload", supply.upload, name="service_upload"),
    path("service/requests/<int:number>/not-held", supply.not_held, name="service_not_held"),
    path("service/documents/<int:document>/upload", supply.upload_version, name="service_version_upload"),
    path("service/documents/<int:document>/versions/<int:version>/file", supply.file, name="service_file"),
    path("service/interviews", interview.interviews, name="service_interviews"),
    path("service/interviews/<int:number>", interview.arrange, name="service_interview"),
    path("service/interviews/<int:number>/not-possible", interview.decline, name="service_interview_decline"),
    path("service/findings", views.findings, name="service_findings"),
    # the factual accuracy check
    path("service/accuracy", accuracy.start, name="service_accuracy"),
    path("service/accuracy/<int:number>/send", accuracy.submit, name="service_accuracy_submit"),
    path(_COMMENT, accuracy.change, name="service_accuracy_change"),
    path(f"{_COMMENT}/remove", accuracy.remove, name="service_accuracy_remove"),
    path(f"{_COMMENT}/files/<int:file>", given_file, name="service_accuracy_file"),
    path(f"{_COMMENT}/files/<int:file>/remove", accuracy.detach, name="service_accuracy_detach"),
    path(_COPY, accuracy.copy, name="service_accuracy_copy"),
    path(f"{_COPY}/download", accuracy.download, name="service_accuracy_download"),
    path(f"{_COPY}/changes", accuracy.changes, name="service_accuracy_changes"),
    path(f"{_COPY}/paragraphs/<int:passage>", accuracy.comment, name="service_accuracy_comment"),
    # the team's
    path("inspected-service/", team.overview, name="inspected_service"),
    path("inspected-service/invite", team.invite, name="inspected_invite"),
    path("inspected-service/people/<int:membership>/remove", team.remove, name="inspected_remove"),
    path("inspected-service/invited/<int:invited>/take-back", team.take_back, name="inspected_take_back"),
    path("inspected-service/announcement", team.announce, name="inspected_announcement"),
    path("inspected-service/interviews/add", interview.ask, name="inspected_interview_add"),
    path("inspected-service/interviews/<int:number>/withdraw", interview.withdraw, name="inspected_interview_withdraw"),
    path("inspected-service/findings", team.draft, name="inspected_findings"),
    path("inspected-service/findings/share", team.share, name="inspected_share"),
]
