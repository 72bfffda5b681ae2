"""Addresses of: context data."""

from django.urls import URLPattern, path

from inspectorate_app.web.context import change, views

urlpatterns: list[URLPattern] = [
    path("", views.table, name="context"),
    path("report", views.report, name="context_report"),
    path("catalogue", views.catalogue, name="context_catalogue"),
    path("new", change.new, name="context_new"),
    path("upload", change.upload, name="context_upload"),
    path("upload/list", views.empty_list, name="context_list"),
    path("<int:figure>", views.figure, name="context_figure"),
    path("<int:figure>/correct", change.correct, name="context_correct"),
    path("<int:figure>/withdraw", change.withdraw, name="context_withdraw"),
]
