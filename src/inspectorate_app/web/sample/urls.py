"""Addresses of: the caseload, the sample, and who reads which case."""

from django.urls import URLPattern, path

from inspectorate_app.web.sample import allocation, case, drawn, further, name, views

urlpatterns: list[URLPattern] = [
    path("", views.overview, name="sample"),
    path("upload", views.upload, name="caseload_upload"),
    path("caseloads/<int:caseload>/draw", views.draw, name="sample_draw"),
    path("draws/<int:sample>", drawn.one, name="sample_drawn"),
    path("draws/<int:sample>/exclusions", drawn.exclusions, name="sample_exclusions"),
    path("draws/<int:sample>/record", drawn.record, name="sample_record"),
    path("draws/<int:sample>/approve", drawn.approve, name="sample_approve"),
    path("draws/<int:sample>/withdraw", drawn.withdraw, name="sample_withdraw"),
    path("further/<slug:module>", further.make, name="sample_from_main"),
    path("cases", case.cases, name="sample_cases"),
    path("cases/download", case.download, name="sample_cases_download"),
    path("cases/<int:case>", case.one, name="sample_case"),
    path("cases/<int:case>/allocate", allocation.one, name="case_allocate"),
    path("cases/<int:case>/replace", case.replace, name="case_replace"),
    path("cases/<int:case>/name", name.see, name="case_name"),
    path("allocation", allocation.overview, name="allocation"),
    path("names", name.delete, name="names_delete"),
]
