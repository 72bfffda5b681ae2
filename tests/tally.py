"""What a run of pytest came to, left in a file for who started it: ``--tally FILE``."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter

#: The words of pytest's closing line, in its order.
OUTCOMES = ("failed", "passed", "skipped", "deselected", "xfailed", "xpassed", "warnings", "error")


@dataclass(frozen=True)
class Tally:
    """How many tests ended how, and how many seconds they took together."""

    seconds: float
    outcomes: dict[str, int] = field(default_factory=dict)

    def __add__(self, other: "Tally") -> "Tally":
        both = {each: self.outcomes.get(each, 0) + other.outcomes.get(each, 0) for each in OUTCOMES}
        return Tally(self.seconds + other.seconds, both)

    def __str__(self) -> str:
        counted = [f"{number} {_word(each, number)}" for each in OUTCOMES if (number := self.outcomes.get(each, 0))]
        return f"{', '.join(counted) or 'no tests ran'} in {self.seconds:.2f}s"


def _word(outcome: str, number: int) -> str:
    return "errors" if outcome == "error" and number > 1 else outcome


def read(file: Path) -> Tally | None:
    """What a run left in ``file``; ``None`` where it came to no end."""
    return Tally(**json.loads(file.read_text())) if file.exists() else None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--tally", type=Path, help="write how many tests passed and failed to this file")


@pytest.hookimpl(trylast=True)
def pytest_terminal_summary(terminalreporter: TerminalReporter, config: pytest.Config) -> None:
    file = config.getoption("--tally")
    if file is None:
        return
    counted = {
        outcome: sum(getattr(each, "count_towards_summary", True) for each in terminalreporter.stats.get(outcome, ()))
        for outcome in OUTCOMES
    }
    seconds = terminalreporter._session_start.elapsed().seconds
    file.write_text(json.dumps(asdict(Tally(seconds, counted))))
