"""Addresses of: the factual accuracy check, its comments and what changed."""

from django.urls import URLPattern, path

from inspectorate_app.web.accuracy import comment, views

_COMMENT = "<int:number>/comments/<int:comment>"

urlpatterns: list[URLPattern] = [
    path("", views.overview, name="accuracy"),
    path("send", views.send, name="accuracy_send"),
    path("not-needed", views.waive, name="accuracy_waive"),
    path("<int:number>", views.check, name="accuracy_check"),
    path("<int:number>/extend", views.extend, name="accuracy_extend"),
    path("<int:number>/close", views.close, name="accuracy_close"),
    path("<int:number>/changes/<slug:kind>", comment.changes, name="accuracy_changes"),
    path(_COMMENT, comment.answer, name="accuracy_comment"),
    path(f"{_COMMENT}/files/<int:file>", comment.file, name="accuracy_file"),
]
