"""Addresses of: embargoed copies, for those who send them."""

from django.urls import URLPattern, path

from inspectorate_app.web.embargo import views

urlpatterns: list[URLPattern] = [
    path("", views.copies, name="embargoed"),
    path("new", views.new, name="embargoed_new"),
    path("service", views.service, name="embargoed_service"),
    path("log", views.log, name="embargoed_log"),
    path("<int:copy>", views.copy, name="embargoed_copy"),
    path("<int:copy>/send", views.send, name="embargoed_send"),
    path("<int:copy>/revoke", views.revoke, name="embargoed_revoke"),
]
