"""Making the documents of an inspection: time and memory of the full set, of each format, and of many inspections.

    python -m benchmarks.documents                                 # a minute
    python -m benchmarks.documents --inspections 1000              # that many sets more: some 20 minutes on 2 cores
    python -m benchmarks.documents --weasyprint OTHER/bin/python   # an environment with weasyprint 70 in it

WeasyPrint is no dependency of ours: it needs Pango of the system. It is given the very page that we publish.
"""

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from benchmarks.documents import work
from benchmarks.measure import Measured, in_a_process, paired, table
from inspectorate.report.file_format import formats_of

MODULE = "benchmarks.documents.work"
CASES, ROUNDS = 100, 3


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.documents")
    parser.add_argument("--inspections", type=int, default=0)
    parser.add_argument("--weasyprint", metavar="PYTHON", default="")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        cases = folder / "judgements.csv"
        work.write_judgements(cases, CASES)
        work.write_report(str(cases), folder)
        whole(cases)
        formats(folder, given.weasyprint)
    if given.inspections:
        many(given.inspections)


def whole(cases: Path) -> None:
    """The full set from the cases, beside their figures alone."""
    works = {name: _work(name, str(cases)) for name in ("whole_set", "figures")}
    measured = paired(ROUNDS, works)
    print(f"{CASES} cases: {measured['whole_set'][0].result}; median of {ROUNDS} rounds")
    print(table(measured, against="figures"))


def formats(folder: Path, weasyprint: str) -> None:
    """The report of the cases in each format, and by WeasyPrint from the same page."""
    works = {each.ending: _work("one_format", each.ending, str(folder)) for each in formats_of("report")}
    if weasyprint:
        works["weasyprint"] = _work("weasyprint", str(folder), interpreter=weasyprint)
    measured = paired(ROUNDS, works)
    print(f"The report alone: {', '.join(f'{name} {runs[0].result}' for name, runs in measured.items())}")
    print(table(measured, against="weasyprint" if weasyprint else "pdf"))


def many(inspections: int) -> None:
    """The sets of many inspections."""
    workers = os.cpu_count() or 1
    ran = in_a_process(MODULE, "many", str(inspections), str(workers))
    each = ran.seconds / inspections
    print(f"{inspections:,} inspections, {workers} processes: {ran.seconds:,.0f} s, {each:.2f} s each; {ran.result}")


def _work(function: str, *arguments: str, interpreter: str = "") -> Callable[[], Measured]:
    if interpreter:
        return lambda: in_a_process(MODULE, function, *arguments, interpreter=interpreter)
    return lambda: in_a_process(MODULE, function, *arguments)


if __name__ == "__main__":
    main()
