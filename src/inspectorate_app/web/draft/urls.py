"""Addresses of: drafts of documents, their parts, versions, comments and claims."""

from django.urls import URLPattern, path

from inspectorate_app.web.draft import claim, comment, number, part, version, views

_PART = "<slug:kind>/parts/<str:part>"

urlpatterns: list[URLPattern] = [
    path("", views.drafts, name="drafts"),
    path("<slug:kind>", views.document, name="draft_document"),
    path("<slug:kind>/download", views.download, name="draft_download"),
    path(_PART, part.part, name="draft_part"),
    path(f"{_PART}/text", part.write, name="draft_write"),
    path(f"{_PART}/preview", part.preview, name="draft_preview"),
    path(f"{_PART}/numbers", number.numbers, name="draft_numbers"),
    path(f"{_PART}/versions", version.versions, name="draft_versions"),
    path(f"{_PART}/comments", comment.comment, name="draft_comment"),
    path(f"{_PART}/comments/<int:number>", comment.resolve, name="draft_resolve"),
    path(f"{_PART}/claims/<slug:fingerprint>", claim.support, name="draft_claim"),
]
