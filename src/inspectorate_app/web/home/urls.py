"""Addresses of: what is to be done."""

from django.urls import path

from inspectorate_app.web.home import views

urlpatterns = [path("", views.home, name="home")]
