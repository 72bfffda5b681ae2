"""Every exception that a caller of the library may catch, and the one shape in which bad input is reported."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong with one input: where it stands, what was expected, how to mend it.

    ``line`` is the line of a text file or the row of a table, counted from 1 with the header as row 1;
    0 means the file as a whole. ``field`` is the column, or the dotted path inside a YAML file.
    """

    file: str
    line: int
    field: str
    problem: str
    mend: str

    def __str__(self) -> str:
        """Render as ``file:line: field: problem. Mend.``, the form in which editors jump to a place."""
        place = f"{self.file}:{self.line}" if self.line else self.file
        subject = f"{self.field}: " if self.field else ""
        end = "" if self.mend.endswith("?") else "."
        return f"{place}: {subject}{self.problem}. {self.mend[:1].upper()}{self.mend[1:]}{end}"


class InspectorateError(Exception):
    """Whatever this library raises on purpose."""


class BadInput(InspectorateError):  # noqa: N818 - the words of the people who see it
    """Input that cannot be used; carries every fault found, never only the first."""

    def __init__(self, faults: Iterable[Fault]):
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))

    def __reduce__(self) -> tuple[type["BadInput"], tuple[tuple[Fault, ...]]]:
        return BadInput, (self.faults,)


class FaultLog:
    """Collects faults while one input is read, or several one after the other, so that all are reported in one go."""

    def __init__(self, file: str = ""):
        self.file = file
        self.faults: list[Fault] = []

    def add(self, problem: str, mend: str, *, line: int = 0, field: str = "") -> None:
        """Note one fault and read on."""
        self.faults.append(Fault(self.file, line, field, problem, mend))

    def collect(self, read: Callable[..., Any], *arguments: object) -> Any:
        """What ``read(*arguments)`` gives; None, with its faults kept, where it raises ``BadInput``."""
        try:
            return read(*arguments)
        except BadInput as error:
            self.faults += error.faults
            return None

    def raise_if_any(self) -> None:
        """Raise ``BadInput`` with all that was noted; do nothing where nothing was."""
        if self.faults:
            raise BadInput(self.faults)
