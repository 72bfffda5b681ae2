"""Addresses of: notifications, what is due, one's choice of both, and the mail that goes out."""

from django.urls import path

from inspectorate_app.web.notification import choosing, mail, views

urlpatterns = [
    path("notifications", views.notifications, name="notifications"),
    path("notifications/read", views.mark_all, name="notifications_read"),
    path("notifications/due", views.due, name="due"),
    path("notifications/settings", choosing.settings_page, name="notification_settings"),
    path("notifications/<int:notification>", views.follow, name="notification"),
    path("notifications/<int:notification>/read", views.mark, name="notification_read"),
    path("mail", mail.mail, name="mail"),
    path("mail/<int:number>/try-again", mail.try_again, name="mail_try_again"),
]
