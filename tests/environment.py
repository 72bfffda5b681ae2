"""The environment in which the application is tested: made anew by each run, so that no file holds a secret.

Nothing of the surrounding shell reaches the application but ``DATABASE_URL``, which chooses the database; without it
that is SQLite, in a file.
"""

import atexit
import os
import secrets
import shutil
import tempfile
from pathlib import Path

#: A process of pytest-xdist inherits the folder of the run from the process that started it.
FOLDER = "INSPECTORATE_DATA"
SETTINGS = "tests.app.settings"


def _folder() -> Path:
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    if worker and FOLDER in os.environ:
        return Path(os.environ[FOLDER]) / worker
    made = Path(tempfile.mkdtemp(prefix="inspectorate-tests-"))
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


def of_the_run(name: str) -> Path:
    """A folder that the processes of a run share; it is removed with the run."""
    own = Path(os.environ[FOLDER])
    folder = (own.parent if own.name == os.environ.get("PYTEST_XDIST_WORKER") else own) / name
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def prepare() -> None:
    """Set the variables that the settings read; for ``tests.app.settings``."""
    folder = _folder()
    (folder / "static").mkdir(parents=True, exist_ok=True)
    for name in [each for each in os.environ if each.startswith("INSPECTORATE_")]:
        del os.environ[name]
    os.environ |= {
        FOLDER: str(folder),
        "INSPECTORATE_SECRET_KEY": secrets.token_urlsafe(48),
        "INSPECTORATE_HTTPS": "false",  # the live server of the journeys speaks http
    }


def start() -> None:
    """Start Django; ``tests/conftest.py`` does so first, so that conftest files and tests may import models."""
    os.environ["DJANGO_SETTINGS_MODULE"] = SETTINGS
    import django

    django.setup()
