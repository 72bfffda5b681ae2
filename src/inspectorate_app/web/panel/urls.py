"""Addresses of: the ratings panel."""

from django.urls import URLPattern, path

from inspectorate_app.web.panel import views

urlpatterns: list[URLPattern] = [
    path("", views.panel, name="panel"),
    path("open", views.opening, name="panel_opening"),
    path("sign-off", views.sign_off, name="panel_sign_off"),
    path("reopen", views.reopening, name="panel_reopening"),
    path("decisions/<str:standard>", views.decision, name="panel_decision"),
    path("decisions/<str:standard>/withdraw", views.withdrawal, name="panel_withdrawal"),
    path("<int:number>/check", views.check, name="panel_check"),
]
