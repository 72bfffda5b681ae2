"""Addresses of: people, invitations and conflicts of interest."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
