"""A process that opens and reads documents for another, and that may be lost."""

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable
from functools import lru_cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TypeVar
from zipfile import ZipFile

from inspectorate.errors import BadInput
from inspectorate.register.document import Document
from inspectorate.register.opening.extraction import document_from
from inspectorate.register.opening.limits import Limits, memory_refusal, refusal
from inspectorate.register.opening.source import Source

T = TypeVar("T")


def read_one(
    source: Source,
    read: Callable[[Document], T],
    limits: Limits,
    archive_at: Callable[[str], ZipFile] = ZipFile,
) -> T | BadInput:
    """What ``read`` makes of the document at a source, or the reason that it makes nothing of it, as a value."""
    try:
        return read(document_from(source, limits, archive_at))
    except BadInput as error:
        return error
    except MemoryError:
        return memory_refusal(source.file, limits)
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{type(error).__name__} in {Path(at.filename).name}, line {at.lineno}"
        return refusal(source.file, f"the program failed on it ({place}: {error})", "report this, with the document")


def serve(connection: Connection, read: Callable[[Document], T], limits: Limits) -> None:
    """Answer each list of sources with as many results, one message for each, until there are no more.

    The first message says that the process has started.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started this one is told too, and ends it
    _be_silent()
    _bound_memory(limits.memory_bytes)
    archive_at = lru_cache(maxsize=1)(ZipFile)  # its directory is read once, and not for each member
    with contextlib.suppress(EOFError, OSError):
        connection.send(None)
        while True:
            for source in connection.recv():
                _answer(connection, source, read_one(source, read, limits, archive_at))


def _answer(connection: Connection, source: Source, result: object) -> None:
    try:
        connection.send(result)
    except OSError:
        raise
    except Exception as error:
        connection.send(refusal(source.file, f"what was read cannot be passed on ({error})", "report this"))


def _be_silent() -> None:
    """Send what libraries in C print, at files that were made to break them, nowhere."""
    with contextlib.suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        sys.stdout.flush()
        sys.stderr.flush()
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)


def _bound_memory(size: int) -> None:
    """Let the process have no more memory than that, where the operating system can see to it."""
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
