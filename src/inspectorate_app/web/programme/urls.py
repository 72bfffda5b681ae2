"""Addresses of: the calendar of inspections, and setting one up."""

from django.urls import path

from inspectorate_app.web.programme import set_up, views

urlpatterns = [
    path("", views.programme, name="programme"),
    path("set-up", set_up.begin, name="set_up"),
    path("set-up/edition", set_up.edition, name="set_up_edition"),
    path("set-up/organisation", set_up.organisation, name="set_up_organisation"),
    path("set-up/dates", set_up.dates, name="set_up_dates"),
    path("set-up/sample-and-names", set_up.proposals, name="set_up_proposals"),
    path("set-up/check", set_up.check, name="set_up_check"),
]
