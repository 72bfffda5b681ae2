"""A round through inspections, each in a change of its own: one that fails stops none of the others."""

import logging
from collections.abc import Callable, Iterable
from typing import TypeVar

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
