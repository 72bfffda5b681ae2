"""Addresses of: one's own blind readings."""

from django.urls import URLPattern, path

from inspectorate_app.web.reading import own, pattern, save, views

_READING = "<int:reading>"

urlpatterns: list[URLPattern] = [
    path("", own.readings, name="readings"),
    path("pattern", pattern.own_pattern, name="own_pattern"),
    path(_READING, views.reading, name="reading"),
    path(f"{_READING}/section/<slug:section>", views.section, name="reading_section"),
    path(f"{_READING}/answer", save.save, name="reading_answer"),
    path(f"{_READING}/submit", views.submit, name="reading_submit"),
    path(f"{_READING}/beside", own.beside, name="reading_beside"),
]
