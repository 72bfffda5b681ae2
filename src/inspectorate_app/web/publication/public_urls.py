"""Addresses of: published files, for anyone. The public register links to them."""

from django.urls import URLPattern, path

from inspectorate_app.web.publication import file

urlpatterns: list[URLPattern] = [
    path("register/publications/<slug:inspection>/<int:number>/<str:file>", file.published, name="published_file"),
]
