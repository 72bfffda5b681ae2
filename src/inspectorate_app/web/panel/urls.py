"""Addresses of: the ratings panel."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
