"""One piece of work in a process of its own: how long it took, and how much memory it had at its peak."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True)
class Measured:
    """Seconds inside the work itself, imports before it apart, and the peak resident memory of the whole process."""

    seconds: float
    peak_mb: float
    result: str


def in_a_process(module: str, function: str, *arguments: str, interpreter: str = sys.executable) -> Measured:
    """Run ``module.function(*arguments)`` in a fresh interpreter, of another environment where one is named."""
    command = [interpreter, "-m", "benchmarks.measure", module, function, *arguments]
    ran = subprocess.run(command, check=True, capture_output=True, text=True)
    return Measured(**json.loads(ran.stdout.splitlines()[-1]))


def paired(rounds: int, works: dict[str, Callable[[], Measured]]) -> dict[str, list[Measured]]:
    """Each piece of work once a round, in turn, so that a slow spell of the machine meets all of them."""
    measured: dict[str, list[Measured]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            measured[name].append(work())
    return measured


def table(measured: dict[str, list[Measured]], against: str) -> str:
    """Median seconds and peak memory, and the median of the ratios pair by pair."""
    lines = [f"{'':34} {'seconds':>8} {'peak MB':>8} {'time ratio':>10} {'memory ratio':>12}"]
    for name, runs in measured.items():
        base = measured[against]
        time_ratio = median(run.seconds / other.seconds for run, other in zip(runs, base, strict=True))
        memory_ratio = median(run.peak_mb / other.peak_mb for run, other in zip(runs, base, strict=True))
        seconds, peak = median(run.seconds for run in runs), median(run.peak_mb for run in runs)
        lines.append(f"{name:34} {seconds:8.2f} {peak:8.0f} {time_ratio:10.2f} {memory_ratio:12.2f}")
    return "\n".join(lines)


def peak_kb() -> int:
    """Peak resident memory of this process. Linux tells it apart from what its parent had; elsewhere it may not be."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().split("VmHWM:")[1].split()[0])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def main() -> None:
    """The fresh interpreter's side: import first, then time the work."""
    import importlib

    module, function, *arguments = sys.argv[1:]
    work = getattr(importlib.import_module(module), function)
    for name in getattr(importlib.import_module(module), "IMPORTED_FIRST", {}).get(function, ()):
        importlib.import_module(name)
    started = time.perf_counter()
    result = work(*arguments)
    seconds = time.perf_counter() - started
    peak_mb = peak_kb() / 1024
    print(json.dumps({"seconds": seconds, "peak_mb": peak_mb, "result": str(result)}))


if __name__ == "__main__":
    main()
