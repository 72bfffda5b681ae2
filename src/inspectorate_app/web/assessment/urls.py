"""Addresses of: the case assessments, and how far they are."""

from django.urls import URLPattern, path

from inspectorate_app.web.assessment import case, cases, characteristic, form, interview, progress, review, save

_CASE = "<int:number>"

urlpatterns: list[URLPattern] = [
    path("", cases.cases, name="cases"),
    path("progress", progress.progress, name="progress"),
    path(_CASE, case.case, name="case"),
    path(f"{_CASE}/all", form.every, name="case_all"),
    path(f"{_CASE}/section/<slug:section>", form.section, name="case_section"),
    path(f"{_CASE}/answer", save.save, name="case_answer"),
    path(f"{_CASE}/interview", interview.interview, name="case_interview"),
    path(f"{_CASE}/characteristics", characteristic.characteristics, name="case_characteristics"),
    path(f"{_CASE}/review", review.review, name="case_review"),
    path(f"{_CASE}/reopen", review.reopen, name="case_reopen"),
]
