"""Addresses of signing up, confirming, changing and leaving, in each language; and of the numbers."""

from django.urls import URLPattern, path

from inspectorate_app.web.register.address import PREFIX
from inspectorate_app.web.subscriber import office, views

_IN = f"{PREFIX.removeprefix('/')}/<spoken:language>subscribe"

urlpatterns: list[URLPattern] = [
    path(_IN, views.subscribe, name="register_subscribe"),
    path(f"{_IN}/done/<slug:what>", views.done, name="register_subscribe_done"),
    path(f"{_IN}/confirm/<str:key>", views.confirm, name="register_subscribe_confirm"),
    path(f"{_IN}/change/<str:key>", views.change, name="register_subscribe_change"),
    path(f"{_IN}/leave/<str:key>", views.leave, name="register_subscribe_leave"),
    path("subscribers", office.subscribers, name="subscribers"),
]
