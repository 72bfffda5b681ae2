"""Many documents opened and read on every core, in processes of which any may be lost with the document it was at."""

import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar, cast

from inspectorate.errors import BadInput, InspectorateError
from inspectorate.register.document import Document
from inspectorate.register.opening.extraction import is_plain_text
from inspectorate.register.opening.limits import DEFAULT, Limits, megabytes, refusal
from inspectorate.register.opening.source import Source
from inspectorate.register.opening.worker import read_one, serve

T = TypeVar("T")

_FEW = 8
_FEW_BYTES = 1_000_000
_LARGEST_CHUNK = 16
_AHEAD = 4  # chunks for each worker that may be read before they are asked for
_START_SECONDS = 60.0


def read_all(
    sources: Iterable[Source | BadInput],
    read: Callable[[Document], T],
    workers: int | None = None,
    progress: Callable[[int, int], None] | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[T | BadInput]:
    """What ``read`` makes of each document, in the order given; in the place of one that failed, its ``BadInput``.

    ``read`` must be a function of a module, since it runs in other processes: as many as there are cores unless
    ``workers`` says how many. A few small texts are read in this process. A document that takes longer than the limit,
    opening and reading together, or that ends the process, costs itself alone. ``progress`` is called with how many
    are done, and of how many. Only some documents are read ahead, so that memory does not grow with their number.

    A script that calls this must guard its main part with ``if __name__ == "__main__"``, as for every use of
    processes; where one cannot be started, ``InspectorateError`` says so.
    """
    entries = list(sources)
    results: Iterator[T | BadInput]
    if _are_few(entries):
        results = (entry if isinstance(entry, BadInput) else read_one(entry, read, limits) for entry in entries)
    else:
        results = _Crew(entries, read, workers or cores(), limits).results()
    for done, result in enumerate(results, start=1):
        if progress is not None:
            progress(done, len(entries))
        yield result


def cores() -> int:
    """How many processes can run at once: the cores that this process may use, where the system tells."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _are_few(entries: Sequence[Source | BadInput]) -> bool:
    """Whether all can be read here sooner than a process starts, and without danger."""
    sources = [entry for entry in entries if isinstance(entry, Source)]
    if len(sources) > _FEW or sum(source.size for source in sources) > _FEW_BYTES:
        return False
    return all(map(is_plain_text, sources))


@dataclass(eq=False)
class _Worker:
    """One process, the documents that it was given and has not answered, and when it must have answered the first."""

    process: BaseProcess
    connection: Connection
    deadline: float
    pending: deque[int] = field(default_factory=deque)
    has_started: bool = False
    is_late: bool = False


class _Crew(Generic[T]):
    """The workers on one list of documents, and what they have answered and nobody has asked for yet."""

    def __init__(
        self, entries: Sequence[Source | BadInput], read: Callable[[Document], T], most: int, limits: Limits
    ) -> None:
        self.entries = entries
        self.read = read
        self.most = max(1, most)
        self.limits = limits
        self.workers: list[_Worker] = []
        self.answers: dict[int, T | BadInput] = {}
        size = max(1, min(_LARGEST_CHUNK, len(entries) // (self.most * _AHEAD)))
        self.ahead = size * self.most * _AHEAD
        self.chunks: deque[list[int]] = deque(_chunks(entries, size))

    def results(self) -> Iterator[T | BadInput]:
        """Every result in its turn; the workers are ended when the last is given or nobody wants more."""
        try:
            for number, entry in enumerate(self.entries):
                if isinstance(entry, BadInput):
                    yield entry
                    continue
                while number not in self.answers:
                    self._dispatch(number + self.ahead)
                    self._listen()
                yield self.answers.pop(number)
        finally:
            for worker in self.workers:
                _end(worker)

    def _dispatch(self, horizon: int) -> None:
        """Give the idle their next chunks, and start workers while there are chunks for them."""
        idle = [worker for worker in self.workers if worker.has_started and not worker.pending]
        while self.chunks and self.chunks[0][0] < horizon:
            if idle:
                self._give(idle.pop(), self.chunks.popleft())
                continue
            starting = sum(not worker.has_started for worker in self.workers)
            if len(self.workers) < self.most and starting < len(self.chunks):
                self.workers.append(self._start())
                continue
            return

    def _start(self) -> _Worker:
        context = _context(self.read.__module__)
        here, there = context.Pipe()
        process = context.Process(target=serve, args=(there, self.read, self.limits), daemon=True)
        try:
            process.start()
        except (OSError, EOFError, RuntimeError) as error:
            raise _cannot_start() from error
        there.close()
        return _Worker(process, here, time.monotonic() + _START_SECONDS)

    def _give(self, worker: _Worker, chunk: list[int]) -> None:
        worker.pending.extend(chunk)
        worker.deadline = time.monotonic() + self.limits.seconds
        try:
            worker.connection.send([self.entries[number] for number in chunk])
        except OSError:
            return  # it is gone, as its connection will tell

    def _listen(self) -> None:
        """Take what workers have to say; end those that are late."""
        working = {worker.connection: worker for worker in self.workers if worker.pending or not worker.has_started}
        first = min(worker.deadline for worker in working.values())
        ready = wait(list(working), timeout=max(0.0, first - time.monotonic()))
        for connection in ready:
            self._hear(working[cast(Connection, connection)])
        if not ready:
            for worker in working.values():
                if worker.deadline <= time.monotonic():
                    worker.is_late = True
                    worker.process.kill()
                    self._lose(worker)

    def _hear(self, worker: _Worker) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._lose(worker)
            return
        worker.deadline = time.monotonic() + self.limits.seconds
        if worker.has_started:
            self.answers[worker.pending.popleft()] = answer
        worker.has_started = True

    def _lose(self, worker: _Worker) -> None:
        """Put the loss of a worker down to the document that it was at; the others of its chunk come next."""
        self.workers.remove(worker)
        _end(worker)
        if not worker.has_started:
            raise _cannot_start()
        lost = worker.pending.popleft()
        self.answers[lost] = self._loss(self.entries[lost], worker)
        if worker.pending:
            self.chunks.appendleft(list(worker.pending))

    def _loss(self, source: Source | BadInput, worker: _Worker) -> BadInput:
        if worker.is_late:
            problem = f"it was not read within the limit of {self.limits.seconds:g} seconds"
            return refusal(_file(source), problem, "give its text, or split it")
        memory = megabytes(self.limits.memory_bytes)
        problem = f"reading it broke off: it is damaged, or takes more memory than the limit of {memory}"
        return refusal(_file(source), problem, "save it again, or give its text")


def _context(module: str) -> ForkServerContext | SpawnContext:
    """How processes begin: clean, so that threads of the caller do no harm, and by forking one that has all loaded.

    ``module`` is that of the function that reads: loaded once, and not by each process.
    """
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", serve.__module__, module])
    return context


def _chunks(entries: Sequence[Source | BadInput], size: int) -> Iterator[list[int]]:
    numbers = [number for number, entry in enumerate(entries) if isinstance(entry, Source)]
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _file(entry: Source | BadInput) -> str:
    return entry.file if isinstance(entry, Source) else ""


def _end(worker: _Worker) -> None:
    worker.process.kill()
    worker.process.join()
    worker.process.close()
    worker.connection.close()


def _cannot_start() -> InspectorateError:
    guard = 'if __name__ == "__main__":'
    return InspectorateError(f"no process could be started to open documents in; a script must begin it under {guard}")
