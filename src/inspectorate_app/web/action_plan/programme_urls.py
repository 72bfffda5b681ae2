"""Addresses of: open recommendations across inspections."""

from django.urls import URLPattern, path

from inspectorate_app.web.action_plan import across

urlpatterns: list[URLPattern] = [
    path("", across.open_recommendations, name="open_recommendations"),
    path("download", across.download, name="open_recommendations_download"),
]
