"""Addresses of: the caseload, the sample, and who reads which case."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
