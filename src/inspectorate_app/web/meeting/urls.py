"""Addresses of: meetings, their guides and the notes taken there."""

from django.urls import URLPattern, path

from inspectorate_app.web.meeting import guide, note, plan, views

urlpatterns: list[URLPattern] = [
    path("", views.meetings, name="meetings"),
    path("new", plan.new, name="meeting_new"),
    path("calendar.ics", views.calendar, name="meetings_calendar"),
    path("notes", note.all_notes, name="meeting_notes"),
    path("<int:meeting>", views.meeting, name="meeting"),
    path("<int:meeting>/change", plan.change, name="meeting_change"),
    path("<int:meeting>/cancel", plan.cancel, name="meeting_cancel"),
    path("<int:meeting>/held", plan.held, name="meeting_held"),
    path("<int:meeting>/guide", guide.guide, name="meeting_guide"),
    path("<int:meeting>/guide/standards", guide.standards, name="meeting_guide_standards"),
    path("<int:meeting>/guide/change", guide.change, name="meeting_guide_change"),
    path("<int:meeting>/guide/file", guide.file, name="meeting_guide_file"),
    path("<int:meeting>/notes/new", note.new, name="meeting_note_new"),
    path("<int:meeting>/notes/<int:note>", note.note, name="meeting_note"),
    path("<int:meeting>/notes/<int:note>/change", note.change, name="meeting_note_change"),
    path("<int:meeting>/notes/<int:note>/remove", note.remove, name="meeting_note_remove"),
]
