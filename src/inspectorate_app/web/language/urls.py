"""Addresses of: the language switch."""

from django.urls import URLPattern, path

from inspectorate_app.web.language import views

urlpatterns: list[URLPattern] = [
    path("language", views.choose, name="language"),
]
