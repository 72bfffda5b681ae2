"""Addresses of: the action plan as the inspected service writes it."""

from django.urls import URLPattern, path

from inspectorate_app.web.action_plan import service

_ONE, _ACTION = "recommendations/<int:recommendation>", "actions/<int:action>"

urlpatterns: list[URLPattern] = [
    path("", service.plan, name="service_plan"),
    path("days", service.days, name="service_plan_days"),
    path("submit", service.submit, name="service_plan_submit"),
    path("download", service.download, name="service_plan_download"),
    path("submissions/<int:version>", service.version, name="service_plan_version"),
    path(f"{_ONE}/answer", service.answer, name="service_plan_answer"),
    path(f"{_ONE}/actions/new", service.new_action, name="service_plan_action_new"),
    path(f"{_ACTION}/edit", service.edit_action, name="service_plan_action"),
    path(f"{_ACTION}/remove", service.remove_action, name="service_plan_action_remove"),
    path(f"{_ACTION}/report", service.report, name="service_plan_report"),
]
