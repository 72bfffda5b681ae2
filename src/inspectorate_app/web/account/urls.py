"""Addresses for signing in and for one's own account: allauth's, those of them that are used."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
