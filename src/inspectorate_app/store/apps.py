"""The application as Django knows it."""

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in
from django.utils import translation

#: The codes of English, as pages and documents have them.
_ENGLISH = ("en", "en-gb")


class StoreConfig(AppConfig):
    """The app with all the tables."""

    name = "inspectorate_app.store"
    label = "store"
    verbose_name = "Inspectorate"

    def ready(self) -> None:
        """Guard every connection against writes that go round the actions; let the library speak as the pages do."""
        from inspectorate import language
        from inspectorate_app.store import guard, job_result

        guard.install()
        job_result.install()
        language.use(_said, translation.ngettext, translation.override, translation.get_language)
        # Django would note the last sign-in in the person's row, past the actions. The audit trail has it.
        user_logged_in.disconnect(dispatch_uid="update_last_login")


def _said(message: str) -> str:
    """What the library says, in the language that is spoken: its messages are in English, where none is looked up."""
    return message if translation.get_language() in _ENGLISH else translation.gettext(message)
