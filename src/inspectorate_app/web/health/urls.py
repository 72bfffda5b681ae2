"""Addresses for whoever watches the server."""

from django.urls import path

from inspectorate_app.web.health import views

urlpatterns = [path("health", views.health, name="health"), path("ready", views.ready, name="ready")]
