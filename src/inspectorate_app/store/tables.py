"""The tables themselves: bringing them up to date, and letting go of them."""

import logging
import time
from collections.abc import Callable, Iterable

from django.apps.registry import Apps
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import DatabaseError, InterfaceError, OperationalError, connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import ProjectState
from django.db.models.fields.reverse_related import ForeignObjectRel
from django.utils import translation

from inspectorate_app.store import guard

#: Seconds until work begins again after the database went away, longer each time; the last for all that follow.
PAUSES = (1, 2, 5, 10, 30)
#: Work that went on for so many seconds begins again with the first pause.
STEADY = 60


class State(ProjectState):
    """The models as an operation leaves them, with no more of their classes made anew than it changed.

    Django makes anew whatever a chain of relations connects with the changed model. That is nearly all of them, for
    each of 293 operations, and was four fifths of the time that an empty database took. What holds on to a class are
    the models that refer to it and those that derive from it: they are made anew with it, and what holds on to them.
    """

    def _find_reload_model(self, app_label: str, model_name: str, delay: bool = False) -> set[tuple[str, str]]:
        """App and name of each model to be made anew: all at once, so there is nothing to ``delay``."""
        found = {(app_label, model_name)}
        # A new model has no class yet, and nothing holds on to it.
        waiting = [model for name, model in self.apps.all_models[app_label].items() if name == model_name]
        for model in waiting:
            fields = model._meta.get_fields(include_hidden=True)
            referring = [each.related_model for each in fields if isinstance(each, ForeignObjectRel)]
            for other in (*referring, *model.__subclasses__()):
                name = (other._meta.app_label, other.__name__.lower())
                if name not in found:
                    found.add(name)
                    waiting.append(other)
        return found


def _applied_state(executor: MigrationExecutor) -> State:
    """The models as the applied migrations leave them."""
    loader = executor.loader
    applied = [each for each in loader.applied_migrations if each in loader.graph.nodes]
    return State(loader.project_state(applied).models, loader.unmigrated_apps)


@translation.override(None)
def _migrate() -> None:
    """Do what Django's command ``migrate`` does, which cannot be told of another state."""
    executor = MigrationExecutor(connection)
    executor.loader.check_consistent_history(connection)
    if conflicts := executor.loader.detect_conflicts():
        raise RuntimeError(f"more than one migration comes last: {conflicts}")
    targets = executor.loader.graph.leaf_nodes()
    plan, state = executor.migration_plan(targets), _applied_state(executor)
    emit_pre_migrate_signal(0, False, connection.alias, apps=state.apps, plan=plan)
    then = executor.migrate(targets, plan, state)
    if plan:
        # All are made anew, in the order in which the models came: what is kept of each is numbered by it.
        del then.apps
    emit_post_migrate_signal(0, False, connection.alias, apps=then.apps, plan=plan)


def bring_up_to_date() -> str:
    """Apply the migrations that are waiting; the kind of failure where that was not possible, blank where it was."""
    try:
        _migrate()
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
        executor.migrate(targets, state=_applied_state(executor))
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
