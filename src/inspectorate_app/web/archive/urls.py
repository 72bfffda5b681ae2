"""Addresses of: a whole inspection as a file."""

from django.urls import path

from inspectorate_app.web.archive import views

urlpatterns = [
    path("", views.archive, name="archive"),
    path("/download", views.download, name="archive_download"),
    path("/anonymised", views.anonymised, name="archive_anonymised"),
]
