"""Addresses of: people, invitations and conflicts of interest."""

from django.urls import URLPattern, path

from inspectorate_app.web.person import conflict, views

urlpatterns: list[URLPattern] = [
    path("", views.people, name="people"),
    path("invite", views.invite, name="person_invite"),
    path("invitations", views.invitations, name="invitations"),
    path("invitations/<int:invitation>/withdraw", views.withdraw, name="invitation_withdraw"),
    path("<int:person>", views.one, name="person"),
    path("<int:person>/office", views.office, name="person_office"),
    path("<int:person>/deactivate", views.deactivate, name="person_deactivate"),
    path("<int:person>/reactivate", views.reactivate, name="person_reactivate"),
    path("<int:person>/sign-in", views.invite_anew, name="person_invite_anew"),
    path("<int:person>/conflicts/new", conflict.declare, name="person_conflict"),
    path("<int:person>/conflicts/<int:conflict>/end", conflict.end, name="person_conflict_end"),
]
