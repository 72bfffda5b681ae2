"""Addresses of: to whom a letter goes."""

from django.urls import URLPattern, path

from inspectorate_app.web.letter import views

urlpatterns: list[URLPattern] = [
    path("", views.letter, name="letter"),
    path("addressees", views.write, name="letter_write"),
]
