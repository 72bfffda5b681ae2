"""Addresses of: recommendations, and those of the last inspection."""

from django.urls import URLPattern, path

from inspectorate_app.web.recommendation import editing, previous, progress, views

_ONE, _PREVIOUS = "<int:recommendation>", "previous/<int:previous>"

urlpatterns: list[URLPattern] = [
    path("", views.recommendations, name="recommendations"),
    path("export", views.export, name="recommendations_export"),
    path("withdrawn", views.withdrawn, name="recommendations_withdrawn"),
    path("new", editing.new, name="recommendation_new"),
    path("previous/", previous.listed, name="previous_recommendations"),
    path("previous/new", previous.new, name="previous_new"),
    path("previous/upload", previous.upload, name="previous_upload"),
    path("previous/list", previous.to_fill_in, name="previous_list"),
    path("previous/take", previous.take, name="previous_take"),
    path(f"{_PREVIOUS}/edit", previous.edit, name="previous_edit"),
    path(f"{_PREVIOUS}/remove", previous.remove, name="previous_remove"),
    path(f"{_PREVIOUS}/progress", progress.judge, name="previous_progress"),
    path(_ONE, views.recommendation, name="recommendation"),
    path(f"{_ONE}/edit", editing.edit, name="recommendation_edit"),
    path(f"{_ONE}/findings", editing.findings, name="recommendation_findings"),
    path(f"{_ONE}/move", editing.move, name="recommendation_move"),
    path(f"{_ONE}/accept", editing.accept, name="recommendation_accept"),
    path(f"{_ONE}/bring-back", editing.bring_back, name="recommendation_bring_back"),
    path(f"{_ONE}/withdraw", editing.withdraw, name="recommendation_withdraw"),
]
