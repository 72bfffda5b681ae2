"""Addresses of: the surveys of an inspection."""

from django.urls import URLPattern, path

from inspectorate_app.web.survey import collecting, quotation, result, views

urlpatterns: list[URLPattern] = [
    path("", views.surveys, name="surveys"),
    path("open", views.opening, name="survey_opening"),
    path("questionnaires/<str:questionnaire>", views.questionnaire, name="survey_questionnaire"),
    path("<int:survey>", views.survey, name="survey"),
    path("<int:survey>/dates", views.dates, name="survey_dates"),
    path("<int:survey>/close", views.closing, name="survey_closing"),
    path("<int:survey>/links", collecting.links, name="survey_links"),
    path("<int:survey>/links/withdraw", collecting.withdrawing, name="survey_withdrawing"),
    path("<int:survey>/import", collecting.importing, name="survey_importing"),
    path("<int:survey>/results", result.results, name="survey_results"),
    path("<int:survey>/download", result.download, name="survey_download"),
    path("<int:survey>/quotations", quotation.quotations, name="survey_quotations"),
    path("<int:survey>/quotations/<uuid:quotation>/remove", quotation.remove, name="survey_quotation_remove"),
    path("<int:survey>/quotations/check", quotation.checking, name="survey_checking"),
    path("<int:survey>/quotations/hand-over", views.handing_over, name="survey_handing_over"),
]
