"""The tables themselves: bringing them up to date, and letting go of them."""

from django.core.management import call_command
from django.db import DatabaseError, connections


def bring_up_to_date() -> str:
    """Apply the migrations that are waiting; the kind of failure where that was not possible, blank where it was."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        return type(error).__name__
    return ""


def close_connections() -> None:
    """Close every connection of this process, so that one that is split off it opens its own."""
    connections.close_all()
