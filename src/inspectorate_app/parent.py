"""Processes that ``inspectorate serve`` started end with it, also where it was killed and could not stop them.

The server hands its socket to its workers: one that outlived it would hold the port, and answer with old code.
"""

import os
import time
from threading import Thread

#: The variable that names the process to end with; set by ``serve`` for what it starts.
NAME = "_INSPECTORATE_PARENT"
#: Seconds between two looks at whether it is there.
PAUSE = 1.0


def is_this() -> None:
    """Let the processes that this one starts from now on end with it."""
    os.environ[NAME] = str(os.getpid())


def end_with_it() -> None:
    """End this process soon after the one that started it has ended; nothing happens where it was started otherwise.

    A process whose parent has ended gets another one: that is asked for each second, since only Linux tells of it. What
    is under way is not waited for: its transaction is not kept.
    """
    known = os.environ.get(NAME, "")
    if known.isdecimal():
        Thread(target=_watch, args=(int(known),), name="parent", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(PAUSE)
    os._exit(1)
