"""Addresses of: quality reviews of documents."""

from django.urls import URLPattern, path

from inspectorate_app.web.review import views

urlpatterns: list[URLPattern] = [
    path("", views.reviews, name="reviews"),
    path("ask/<slug:kind>", views.ask, name="review_ask"),
    path("<int:number>", views.review, name="review"),
    path("<int:number>/finish", views.finish, name="review_finish"),
    path("<int:number>/withdraw", views.withdraw, name="review_withdraw"),
]
