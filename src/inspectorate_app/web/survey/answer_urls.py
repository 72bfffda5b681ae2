"""Addresses of: answering a survey by a link."""

from django.urls import URLPattern, path

from inspectorate_app.web.survey import answer

urlpatterns: list[URLPattern] = [
    path("", answer.enter, name="survey_enter"),
    path("/sent", answer.sent, name="survey_sent"),
    path("/<str:word>", answer.answer, name="survey_answer"),
]
