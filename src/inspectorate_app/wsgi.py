"""The application as a WSGI server calls it."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectorate_app.settings")

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

from inspectorate_app import garbage, parent

parent.end_with_it()
garbage.look_seldom()
application = get_wsgi_application()


def ready() -> WSGIHandler:
    """The application once its first pages will be quick, as ``inspectorate serve`` begins each process."""
    from inspectorate_app.web.register.warm import make_ready

    make_ready()
    garbage.keep_what_is_loaded()
    return application


garbage.keep_what_is_loaded()
