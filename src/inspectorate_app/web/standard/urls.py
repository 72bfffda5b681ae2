"""Addresses of: the standards that are judged."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
