"""A round through inspections, each in a change of its own: one that fails stops none of the others."""

import datetime
import logging
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

Done = TypeVar("Done")


def each_of(inspections: Iterable[str], do: Callable[[str], Done]) -> tuple[Done, ...]:
    """What ``do`` gives for each slug. Raises ``ExceptionGroup`` with what failed, once all others were done."""
    done, failed = [], []
    for slug in inspections:
        try:
            done.append(do(slug))
        except Exception as error:
            logging.getLogger(__name__).exception("a round failed in an inspection", extra={"inspection": slug})
            failed.append(error)
    if failed:
        raise ExceptionGroup(f"{len(failed)} inspections failed, and {len(done)} were done", failed)
    return tuple(done)


def once_a_day(name: str, today: datetime.date, job: Any) -> bool:
    """Put a job on the queue for the first who asks for it on a day; whether that was now.

    Where the queue refuses it, the next may ask again: the day is not lost.
    """
    from django.core.cache import cache

    key = f"{name}-{today.isoformat()}"
    if not cache.add(key, True, timeout=2 * 86_400):
        return False
    try:
        job.enqueue()
    except Exception:
        cache.delete(key)
        raise
    return True
