"""Addresses of: legal holds."""

from django.urls import URLPattern, path

from inspectorate_app.web.hold import views

urlpatterns: list[URLPattern] = [
    path("", views.holds, name="holds"),
    path("place", views.place, name="hold_place"),
    path("<int:number>/lift", views.lift, name="hold_lift"),
]
