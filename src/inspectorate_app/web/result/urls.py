"""Addresses of: what the submitted assessments come to."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
