"""Addresses for signing in and for one's own account: of allauth's only those that are used here, by its names."""

from allauth.account import views as allauth_account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.socialaccount import views as organisation
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path

from inspectorate_app.web.account import trail, views
from inspectorate_app.web.person import conflict

trail.listen()

urlpatterns = [
    path("", views.account, name="account"),
    path("", views.account, name="mfa_index"),
    path("language", views.language, name="account_language"),
    path("conflict", conflict.declare_own, name="account_conflict"),
    path("invitation", views.accept, name="invitation_accept"),
    path("invitation/<str:token>", views.invitation, name="invitation"),
    path("sign-in", allauth_account.login, name="account_login"),
    path("sign-out", allauth_account.logout, name="account_logout"),
    path("not-active", allauth_account.account_inactive, name="account_inactive"),
    path("confirm", allauth_account.reauthenticate, name="account_reauthenticate"),
    path("password", allauth_account.password_change, name="account_change_password"),
    path("second-factor/sign-in", second_factor.authenticate, name="mfa_authenticate"),
    path("second-factor/confirm", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("second-factor/app", trail.recorded(totp.activate_totp), name="mfa_activate_totp"),
    path("second-factor/app/remove", trail.recorded(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second-factor/recovery-codes", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "second-factor/recovery-codes/new",
        trail.recorded(recovery_codes.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path("organisation/cancelled", organisation.login_cancelled, name="socialaccount_login_cancelled"),
    path("organisation/error", organisation.login_error, name="socialaccount_login_error"),
    path("organisation/<slug:provider_id>/sign-in", openid_connect.login, name="openid_connect_login"),
    path("organisation/<slug:provider_id>/back", openid_connect.callback, name="openid_connect_callback"),
]
