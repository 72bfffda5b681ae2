"""The application as a WSGI server calls it."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectorate_app.settings")

from django.core.wsgi import get_wsgi_application

from inspectorate_app import parent

parent.end_with_it()
application = get_wsgi_application()
# What is loaded by now stays for good: whoever looks for what can be forgotten need not look through it again.
gc.collect()
gc.freeze()
