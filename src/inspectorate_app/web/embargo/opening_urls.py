"""Addresses of: opening an embargoed copy by its link."""

from django.urls import URLPattern, path

from inspectorate_app.web.embargo import opening

urlpatterns: list[URLPattern] = [
    path("<str:token>", opening.opened, name="embargoed_open"),
    path("<str:token>/<slug:kind>.<slug:form>", opening.download, name="embargoed_file"),
]
