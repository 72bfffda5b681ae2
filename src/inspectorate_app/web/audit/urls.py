"""Addresses of: who did what."""

from django.urls import path

from inspectorate_app.web.audit import views

_INSPECTION = "inspections/<slug:inspection>/audit"

urlpatterns = [
    path("audit", views.service_audit, name="service_audit"),
    path("audit/check", views.check_service_audit, name="service_audit_check"),
    path("audit/export", views.export_service_audit, name="service_audit_export"),
    path(_INSPECTION, views.inspection_audit, name="inspection_audit"),
    path(f"{_INSPECTION}/check", views.check_inspection_audit, name="inspection_audit_check"),
    path(f"{_INSPECTION}/export", views.export_inspection_audit, name="inspection_audit_export"),
]
