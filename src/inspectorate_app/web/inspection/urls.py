"""Addresses of: one inspection: where it stands, its timetable and its team."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
