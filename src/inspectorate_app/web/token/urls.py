"""Addresses of one's own tokens."""

from django.urls import path

from inspectorate_app.web.token import views

urlpatterns = [
    path("", views.tokens, name="tokens"),
    path("/new", views.create, name="token_new"),
    path("/<int:token>/revoke", views.revoke, name="token_revoke"),
]
