"""Addresses of: evidence in advance."""

from django.urls import URLPattern, path

from inspectorate_app.web.evidence import document, request, views

urlpatterns: list[URLPattern] = [
    path("", views.evidence, name="evidence"),
    path("gaps", views.gaps, name="evidence_gaps"),
    path("reading", views.reading, name="evidence_reading"),
    path("upload", document.upload, name="evidence_upload"),
    path("requests/propose", request.propose, name="evidence_propose"),
    path("requests/add", request.add, name="evidence_request_add"),
    path("requests/<int:number>", request.one, name="evidence_request"),
    path("requests/<int:number>/change", request.change, name="evidence_request_change"),
    path("requests/<int:number>/withdraw", request.withdraw, name="evidence_request_withdraw"),
    path("requests/<int:number>/accept", request.accept, name="evidence_request_accept"),
    path("requests/<int:number>/ask-again", request.ask_again, name="evidence_request_ask_again"),
    path("requests/<int:number>/upload", document.upload_for, name="evidence_request_upload"),
    path("documents/<int:document>", document.one, name="evidence_document"),
    path("documents/<int:document>/upload", document.upload_version, name="evidence_version_upload"),
    path("documents/<int:document>/remove", document.remove, name="evidence_document_remove"),
    path("documents/<int:document>/versions/<int:version>/file", document.file, name="evidence_file"),
    path("documents/<int:document>/versions/<int:version>/read", document.mark, name="evidence_mark_read"),
]
