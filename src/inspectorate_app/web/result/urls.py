"""Addresses of: what the submitted assessments come to."""

from django.urls import URLPattern, path

from inspectorate_app.web.result import views

urlpatterns: list[URLPattern] = [
    path("", views.ratings, name="results"),
    path("questions", views.questions, name="results_questions"),
    path("by-characteristic", views.by, name="results_by"),
    path("earlier", views.earlier, name="results_beside"),
    path("download", views.download, name="results_download"),
]
