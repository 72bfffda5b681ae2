"""Addresses of: bringing an inspection to publication."""

from django.urls import URLPattern, path

from inspectorate_app.web.publication import file, form_page, views

urlpatterns: list[URLPattern] = [
    path("", views.publication, name="publication"),
    path("prepare", form_page.prepare, name="publication_prepare"),
    path("correction", form_page.correct, name="publication_correct"),
    path("<int:publication>/again", form_page.again, name="publication_again"),
    path("<int:publication>/approve", form_page.approve, name="publication_approve"),
    path("<int:publication>/take-back", form_page.take_back, name="publication_take_back"),
    path("<int:publication>/day", form_page.change_day, name="publication_day"),
    path("<int:publication>/withdraw", form_page.withdraw, name="publication_withdraw"),
    path("<int:publication>/files/<str:file>", file.made, name="publication_file"),
]
