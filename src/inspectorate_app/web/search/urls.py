"""Addresses of: search across an inspection."""

from django.urls import URLPattern, path

from inspectorate_app.web.search import views

urlpatterns: list[URLPattern] = [
    path("", views.search, name="search"),
    path("<int:search>", views.found, name="search_found"),
]
