"""Addresses of: the standards that are judged."""

from django.urls import URLPattern, path

from inspectorate_app.web.standard import views

urlpatterns: list[URLPattern] = [
    path("", views.standards, name="standards"),
    path("<str:standard>", views.standard, name="standard"),
    path("<str:standard>/judge", views.judging, name="standard_judging"),
]
