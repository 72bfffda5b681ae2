"""Addresses of: the case assessments, and how far they are."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
