"""Commands that work in the application's database: it is started here, and only by them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager


def start() -> None:
    """Start Django with the settings of the environment.

    Raises ``BadInput`` where a variable is missing or of no use.
    """
    import django
    from django.apps import apps
    from django.core.exceptions import ImproperlyConfigured
    from environs.exceptions import EnvError

    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.configuration import NotConfigured

    if apps.ready:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "inspectorate_app.settings")
    try:
        django.setup()
    except (NotConfigured, ImproperlyConfigured, EnvError) as error:
        raise BadInput([Fault("", 0, "", str(error), "see docs/reference/settings.md")]) from error


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turn the refusal of an action into a fault that a command tells."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.actions.refusal import Refused

    try:
        yield
    except Refused as error:
        raise BadInput([Fault("", 0, "", str(error), "")]) from error
