"""Addresses of: one inspection: where it stands, its timetable and its team."""

from django.urls import path

from inspectorate_app.web.inspection import team, timetable, views

urlpatterns = [
    path("", views.overview, name="inspection"),
    path("move/<slug:to>", views.move, name="inspection_move"),
    path("timetable", timetable.timetable, name="timetable"),
    path("timetable/dates", timetable.dates, name="inspection_dates"),
    path("timetable/<slug:phase>", timetable.due, name="milestone"),
    path("team", team.team, name="team"),
    path("team/add", team.add, name="team_add"),
    path("team/<int:membership>", team.change, name="team_change"),
    path("team/<int:membership>/remove", team.remove, name="team_remove"),
]
