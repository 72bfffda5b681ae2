"""The application's own settings, in an environment for tests."""

import os
import tempfile

os.environ.setdefault("INSPECTORATE_SECRET_KEY", "only for tests, and so it may stand here: no session outlives one")
os.environ.setdefault("INSPECTORATE_HTTPS", "false")
os.environ.setdefault("INSPECTORATE_DATA", tempfile.gettempdir())

from inspectorate_app.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
