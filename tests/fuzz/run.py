"""The fuzz run: documents changed by the hundred thousand in several processes, every failure made small and kept."""

import multiprocessing
import random
import signal
import tempfile
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from tests.fuzz.file_mutation import mutated_file
from tests.fuzz.holding import PropertyError, hold_file, same_again, signature
from tests.fuzz.material import documents
from tests.fuzz.minimum import in_own_words, smallest
from tests.fuzz.relation import RELATIONS
from tests.fuzz.text_mutation import mutated

#: Of so many runs one changes a file of some kind, one holds a whole document against itself, one is read twice.
FILES, RELATED, TWICE, BY_ALL = 8, 400, 10, 100
#: Seconds of processor time after which a run is given up as hanging.
HANGING = 60.0
MEMORY = 3_000_000_000


@dataclass(frozen=True)
class Failure:
    """What broke: the run, the kind of failure, what it said, and the smallest input found that breaks the same."""

    run: int
    name: str
    told: str
    file: str
    content: bytes


@dataclass(frozen=True)
class Answer:
    """What came of one run: a digest of the facts ("" where whole documents were compared), or how it failed.

    ``kind`` says what was changed: a text, a file of another kind, or a whole document in what says nothing.
    """

    run: int
    kind: str
    digest: str = ""
    failure: Failure | None = None


@dataclass
class Tally:
    """What all runs came to."""

    runs: int = 0
    seconds: float = 0.0
    failures: list[Failure] = field(default_factory=list)
    lost: list[int] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)


class HangingError(Exception):
    """A run that takes too long."""


def case(seed: int, run: int, folders: tuple[Path, ...] = ()) -> tuple[str, str, bytes]:
    """What is changed in one run ("text" or "file"), and the name and bytes of the file: the same for the same seed."""
    lot = random.Random(f"{seed}:{run}")
    if lot.randrange(FILES) == 0:
        return "file", *mutated_file(lot)
    texts = documents(folders)
    text = mutated(texts[lot.choice(list(texts))], texts, lot)
    return "text", lot.choice(("a.txt", "a.txt", "a.md")), text.encode(errors="replace")


def attempt(file: str, content: bytes, folder: Path, twice: bool = False, patience: float = 1.0) -> str:
    """One file opened, read, checked and held; a digest of its facts."""
    path = folder / file
    path.write_bytes(content)
    read = hold_file(path, patience)
    if twice:
        for document, facts in read:
            same_again(document, facts)
    facts = [replace(facts, file="") for _, facts in read]
    return sha256(repr(facts).encode(errors="replace")).hexdigest()


def broken(file: str, content: bytes, folder: Path) -> tuple[str, str]:
    """The kind of failure and what it says; ("", "") where everything holds."""
    try:
        with _Bounded():
            attempt(file, content, folder)
    except Exception as error:
        return signature(error), str(error)
    return "", ""


class _Bounded:
    """A stretch of work that is given up when it hangs, where the system has a clock for that."""

    def __enter__(self) -> None:
        if hasattr(signal, "setitimer"):
            signal.signal(signal.SIGVTALRM, _give_up)
            signal.setitimer(signal.ITIMER_VIRTUAL, HANGING)

    def __exit__(self, *error: object) -> None:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _give_up(*_: object) -> None:
    raise HangingError


def fuzz(runs: range, seed: int, workers: int, folders: tuple[Path, ...], progress: Callable[[Tally], None]) -> Tally:
    """Every run, in so many processes; one that ends its process is put down as lost, and the next begins another."""
    tally, started = Tally(), time.monotonic()
    context = multiprocessing.get_context("spawn")
    digests: dict[int, set[str]] = {}
    crew = [_Hand(context, list(runs)[place::workers], seed, folders) for place in range(workers)]
    shared = [run for run in runs if run % BY_ALL == 0]
    for hand in crew:
        hand.shared = [run for run in shared if run not in set(hand.todo)]
        hand.start()
    try:
        while any(hand.process for hand in crew):
            ready = wait([hand.connection for hand in crew if hand.process], timeout=5)
            for hand in [hand for hand in crew if hand.process and hand.connection in ready]:
                hand.hear(tally, digests)
            tally.seconds = time.monotonic() - started
            progress(tally)
    except KeyboardInterrupt:
        pass  # what was found so far is told
    finally:
        for hand in crew:
            hand.end()
    for run, seen in digests.items():
        if len(seen) > 1:
            _, file, content = case(seed, run, folders)
            tally.failures.append(Failure(run, "every process gives the same facts", "", file, content))
    return tally


class _Hand:
    """One process and the runs that it still has to do."""

    def __init__(self, context: Any, todo: list[int], seed: int, folders: tuple[Path, ...]):
        self.context, self.todo, self.seed, self.folders = context, todo, seed, folders
        self.shared: list[int] = []
        self.place = 0
        self.process: BaseProcess | None = None
        self.connection: Connection

    def start(self) -> None:
        """Begin a process with what is left to do."""
        rest = [*self.todo, *self.shared][self.place :]
        self.process = None
        if rest:
            self.connection, there = self.context.Pipe()
            arguments = (there, rest, self.seed, self.folders)
            self.process = self.context.Process(target=_work, args=arguments, daemon=True)
            self.process.start()
            there.close()

    def hear(self, tally: Tally, digests: dict[int, set[str]]) -> None:
        """Take what the process says of one run."""
        try:
            answer: Answer = self.connection.recv()
        except (EOFError, OSError):
            if self.place < len(self.todo) + len(self.shared):
                tally.lost.append([*self.todo, *self.shared][self.place])
            self.place += 1
            self.end()
            self.start()
            return
        if self.place < len(self.todo):
            tally.runs += 1
            tally.counts[answer.kind] += 1
            if answer.failure:
                tally.failures.append(answer.failure)
        self.place += 1
        if answer.run % BY_ALL == 0 and answer.digest:
            digests.setdefault(answer.run, set()).add(answer.digest)
        if self.place == len(self.todo) + len(self.shared):
            self.end()

    def end(self) -> None:
        """Let the process go."""
        if self.process:
            self.process.kill()
            self.process.join()
            self.connection.close()
            self.process = None


def _work(connection: Connection, runs: Sequence[int], seed: int, folders: tuple[Path, ...]) -> None:
    """The process's side: an answer for each run."""
    warnings.simplefilter("error")
    _bound_memory()
    with tempfile.TemporaryDirectory() as folder:
        for run in runs:
            connection.send(one(seed, run, folders, Path(folder)))


def one(seed: int, run: int, folders: tuple[Path, ...], folder: Path) -> Answer:
    """One run; of one that fails the input is made small."""
    if run % RELATED == RELATED // 2:
        return Answer(run, "whole", failure=_related(seed, run, folders))
    kind, file, content = case(seed, run, folders)
    try:
        with _Bounded():
            return Answer(run, kind, attempt(file, content, folder, twice=run % TWICE == 0))
    except Exception as error:
        name, told = signature(error), str(error)
    if "in time" not in name and not name.startswith("HangingError"):
        content = smallest(content, lambda smaller: broken(file, smaller, folder)[0] == name)
        content = in_own_words(content, lambda smaller: broken(file, smaller, folder)[0] == name)
    return Answer(run, kind, failure=Failure(run, name, told[:500], file, content))


def _related(seed: int, run: int, folders: tuple[Path, ...]) -> Failure | None:
    """A whole document held against itself changed."""
    lot = random.Random(f"{seed}:{run}")
    texts = documents(folders)
    name = lot.choice(list(texts))
    relation = lot.choice(RELATIONS)
    try:
        relation(texts[name], lot)
    except PropertyError as error:
        return Failure(run, error.name, f"{name}: {error}"[:600], "a.txt", b"")
    return None


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def first_of_each(failures: Sequence[Failure]) -> Iterator[tuple[Failure, int]]:
    """The smallest failure of each kind, and how many there are of it."""
    kinds: dict[str, list[Failure]] = {}
    for failure in failures:
        kinds.setdefault(failure.name, []).append(failure)
    for group in kinds.values():
        yield min(group, key=lambda failure: (len(failure.content), failure.run)), len(group)
