"""The tables themselves: bringing them up to date, and letting go of them."""

import logging
from collections.abc import Callable

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


def let_go_after(work: Callable[[], object]) -> None:
    """Do something in a thread of one's own that has no request, and close its connection after.

    Where the database does not answer, that is logged and no more: the thread tries again at its next turn.
    """
    try:
        work()
    except DatabaseError as error:
        logging.getLogger(__name__).error("the database did not answer", extra={"kind": type(error).__name__})
    finally:
        connections.close_all()
