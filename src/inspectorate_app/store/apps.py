"""The application as Django knows it."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class StoreConfig(AppConfig):
    """The app with all the tables."""

    name = "inspectorate_app.store"
    label = "store"
    verbose_name = "Inspectorate"

    def ready(self) -> None:
        """Guard every connection against writes that go round the actions."""
        from inspectorate_app.store import guard

        guard.install()
        # Django would note the last sign-in in the person's row, past the actions. The audit trail has it.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
