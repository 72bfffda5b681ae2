"""Addresses of: answering for a text in which a person could be recognised."""

from django.urls import URLPattern, path

from inspectorate_app.web.disclosure import views

urlpatterns: list[URLPattern] = [path("<slug:fingerprint>", views.answer, name="disclosure_answer")]
