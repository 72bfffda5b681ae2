"""Structured logs: one line an event, with the id of the request, and nothing of what people wrote or read."""

import logging
import re
import sys
import traceback
from contextvars import ContextVar
from typing import Any

#: The id of the request that is being answered; empty outside one.
request_id: ContextVar[str] = ContextVar("request_id", default="")


_IN_AN_ADDRESS = re.compile(r"(/(?:invitation|survey|embargoed|subscribe/(?:confirm|change|leave))/)[^\s?#'\"]+")


def _with_request_id(_logger: object, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    if known := request_id.get():
        event.setdefault("request_id", known)
    return event


def _with_fault(_logger: object, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Where a fault happened and what kind it is, without its message: that may hold what someone wrote."""
    given = event.pop("exc_info", None)
    fault = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    if isinstance(fault, BaseException):
        event["fault"] = kinds_and_places(fault)
    return event


def kinds_and_places(fault: BaseException) -> list[str]:
    """What kind of fault happened and where, and those that it came of; no message and no value of it."""
    found: list[str] = []
    following: BaseException | None = fault
    while following is not None:
        frames = traceback.extract_tb(following.__traceback__)
        found.append(type(following).__qualname__)
        found += [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        following = following.__cause__ or following.__context__
    return found


def _without_token(_logger: object, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Django names the address of a request that failed, and that of whatever a link alone opens holds its token."""
    if _IN_AN_ADDRESS.search(str(event.get("event", ""))):
        event["event"] = _IN_AN_ADDRESS.sub(r"\1...", str(event["event"]))
    return event


def _without_moment(_logger: object, _name: str, event: dict[str, Any]) -> dict[str, Any]:
    """Of what must not tell who did something by when it was done, the day alone, and no id of the request."""
    if event.pop("anonymous", False):
        event["timestamp"] = str(event.get("timestamp", ""))[:10]
        event.pop("request_id", None)
    return event


class _ToStandardError(logging.Handler):
    """Writes to whatever standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        try:
            sys.stderr.write(self.format(record) + "\n")
        except Exception:
            self.handleError(record)


def configure(options: dict[str, str]) -> None:
    """Set up logging as Django asks its ``LOGGING_CONFIG`` to: ``options["format"]`` is ``text`` or ``json``."""
    import structlog

    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        _with_request_id,
        _without_token,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        _without_moment,
        _with_fault,
    ]
    as_json = options.get("format") == "json"
    renderer: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = _ToStandardError()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if not isinstance(each, _ToStandardError)]
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    # Each request has its own line; these would add its address.
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    logging.getLogger("django.security").setLevel(logging.CRITICAL)
    logging.getLogger("axes").setLevel(logging.ERROR)
