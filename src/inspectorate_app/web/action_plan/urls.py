"""Addresses of: the action plan of an inspection, as the team sees it."""

from django.urls import URLPattern, path

from inspectorate_app.web.action_plan import views

_ONE, _ACTION = "recommendations/<int:recommendation>", "actions/<int:action>"

urlpatterns: list[URLPattern] = [
    path("", views.plan, name="action_plan"),
    path("deadline", views.deadline, name="plan_deadline"),
    path("decide", views.decide, name="plan_decide"),
    path("publish", views.publish, name="plan_publish"),
    path("download", views.download, name="plan_download"),
    path("submissions/<int:version>", views.version, name="plan_version"),
    path(f"{_ONE}/answer", views.answer, name="plan_answer"),
    path(f"{_ONE}/judge", views.judge, name="plan_judge"),
    path(f"{_ONE}/actions/new", views.new_action, name="plan_action_new"),
    path(f"{_ACTION}/edit", views.edit_action, name="plan_action"),
    path(f"{_ACTION}/remove", views.remove_action, name="plan_action_remove"),
    path(f"{_ACTION}/report", views.report, name="plan_report"),
]
