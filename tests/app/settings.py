"""The application's own settings, in an environment for tests."""

from jinja2 import FileSystemBytecodeCache

from tests import environment

environment.prepare()

from inspectorate_app.settings import *  # noqa: E402, F403  # the settings read the environment when imported
from inspectorate_app.settings import DATABASES, TEMPLATES  # noqa: E402  # as above

# A password is hashed for each person of each test: Argon2 would take most of the time.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Static files come from where they lie. The names with hashes are those of `collectstatic`, which has its own test.
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A template is compiled once in a run, and not by each of its processes. The folder goes with the run: what options of
# Jinja a compiled template was made with, nobody could tell of one that was kept.
_COMPILED = environment.of_the_run("templates")
TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = FileSystemBytecodeCache(str(_COMPILED))
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]

# A test database may be lost with the machine, so nothing waits for a disk; a later setting of SQLite's wins.
if "init_command" in DATABASES["default"].get("OPTIONS", {}):
    DATABASES["default"]["OPTIONS"]["init_command"] += " PRAGMA synchronous=OFF;"
