"""The application as a WSGI server calls it."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectorate_app.settings")

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from inspectorate_app import parent

parent.end_with_it()
application = get_wsgi_application()


def ready() -> WSGIHandler:
    """The application once its first pages will be quick, as ``inspectorate serve`` begins each process."""
    from inspectorate_app.web.register.warm import make_ready

    make_ready()
    _keep_what_is_loaded()
    return application


def _keep_what_is_loaded() -> None:
    """What is loaded by now stays for good: whoever looks for what can be forgotten need not look through it again."""
    gc.collect()
    gc.freeze()


_keep_what_is_loaded()
