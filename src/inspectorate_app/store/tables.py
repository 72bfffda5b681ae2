"""The tables themselves: bringing them up to date, and letting go of them."""

import logging
import time
from collections.abc import Callable, Iterable

from django.apps.registry import Apps
from django.core.management import call_command
from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from inspectorate_app.store import guard

#: Seconds until work begins again after the database went away, longer each time; the last for all that follow.
PAUSES = (1, 2, 5, 10, 30)
#: Work that went on for so many seconds begins again with the first pause.
STEADY = 60


def bring_up_to_date() -> str:
    """Apply the migrations that are waiting; the kind of failure where that was not possible, blank where it was."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        return type(error).__name__
    return ""


def are_there() -> bool:
    """Whether the database has any table, of ours or of someone else."""
    with connection.cursor() as cursor:
        return bool(connection.introspection.table_names(cursor))


def applied() -> list[tuple[str, str]]:
    """The migrations that were applied to this database, by app and name."""
    return sorted(MigrationExecutor(connection).loader.applied_migrations)


def unknown(migrations: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Those of the migrations that this version does not have."""
    return sorted(set(migrations) - set(MigrationExecutor(connection).loader.graph.nodes))


def bring_to(migrations: Iterable[tuple[str, str]]) -> Apps:
    """Bring an empty database to where these migrations leave it, and no further; its tables as they are then."""
    executor, known = MigrationExecutor(connection), set(migrations)
    nodes = executor.loader.graph.node_map
    # The last of each row of them: to name an earlier one would be to go back to it.
    targets = sorted(each for each in known if known.isdisjoint(child.key for child in nodes[each].children))
    with guard.allowed():
        executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def close_connections() -> None:
    """Close every connection of this process, so that one that is split off it opens its own."""
    connections.close_all()


def again_when_it_is_back(work: Callable[[], object]) -> None:
    """Do work that goes on until it is stopped; where the database goes away meanwhile, begin again until it is back.

    Each time is logged, with how long is waited. Other faults go through.
    """
    gone = 0
    while True:
        began = time.monotonic()
        try:
            work()
            return
        except (OperationalError, InterfaceError) as error:
            connections.close_all()
            gone = 1 if time.monotonic() - began > STEADY else gone + 1
            pause = PAUSES[min(gone, len(PAUSES)) - 1]
            told = {"kind": type(error).__name__, "seconds": pause}
            logging.getLogger(__name__).error("the database went away, and is asked again", extra=told)
        time.sleep(pause)


def let_go_after(work: Callable[[], object]) -> None:
    """Do something in a thread of one's own that has no request, and close its connection after.

    Where the database does not answer, or its connection is gone, that is logged and no more: the thread tries again at
    its next turn.
    """
    try:
        work()
    except (DatabaseError, InterfaceError) as error:
        logging.getLogger(__name__).error("the database did not answer", extra={"kind": type(error).__name__})
    finally:
        connections.close_all()
