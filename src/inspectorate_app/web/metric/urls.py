"""The address that Prometheus asks."""

from django.urls import path

from inspectorate_app.web.metric import views

urlpatterns = [path("metrics", views.metrics, name="metrics")]
