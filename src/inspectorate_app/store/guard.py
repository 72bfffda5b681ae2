"""No write goes round the actions: each connection refuses to change our tables outside one.

An action opens ``writing`` for as long as its transaction. A bulk update in a view, a shell or a job that forgot to be
an action therefore fails at once, and not at the audit.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

writing: ContextVar[bool] = ContextVar("writing", default=False)

_CHANGE = re.compile(
    r"""\s*(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|UPDATE|DELETE\s+FROM|TRUNCATE(?:\s+TABLE)?)\s+["`]?(store_\w+)""",
    re.IGNORECASE,
)
#: Tables that Django's own machinery writes: the cache, and when a person last signed in.
_FREE = frozenset({"store_cache"})


class WroteRoundTheActions(RuntimeError):  # noqa: N818 - it says what happened
    """A table was about to be changed outside an action: nobody would be named for it."""


@contextmanager
def allowed() -> Iterator[None]:
    """Let writes through; for ``actions.change`` alone."""
    token = writing.set(True)
    try:
        yield
    finally:
        writing.reset(token)


def _refuse(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not writing.get():
        found = _CHANGE.match(sql)
        if found and found[1] not in _FREE:
            raise WroteRoundTheActions(f"{found[1]} is changed outside an action: use one of inspectorate_app.actions")
    return execute(sql, params, many, context)


def _guard(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
    if _refuse not in connection.execute_wrappers:
        connection.execute_wrappers.append(_refuse)


def install() -> None:
    """Guard every connection that is opened from now on; while tables are migrated, writes are let through."""
    connection_created.connect(_guard, dispatch_uid="inspectorate.guard")
    pre_migrate.connect(_open, dispatch_uid="inspectorate.guard")
    post_migrate.connect(_close, dispatch_uid="inspectorate.guard")


def _open(**_kwargs: Any) -> None:
    writing.set(True)


def _close(**_kwargs: Any) -> None:
    writing.set(False)
