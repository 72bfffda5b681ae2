"""Reading published documents, beside nothing but the extraction of their text, and how reading and checking grow.

    python -m benchmarks.register            # up to 1,000 documents, some three minutes
    python -m benchmarks.register 10000      # up to 10,000

The documents are made here (``published_document``): reports of some 25 pages as PDF, press releases as text and PDF.
"Reading" is the whole command ``register read --format json`` but for the start of the interpreter; the alternative
named is pypdfium2 going through the same PDFs and keeping nothing.
"""

import contextlib
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.measure import in_a_process, paired, table
from benchmarks.published_document import release, report

if TYPE_CHECKING:
    from inspectorate.register.document import Document
    from inspectorate.register.facts import DocumentFacts

MODULE = "benchmarks.register"
REPORTS, ROUNDS = 20, 3
#: Up to so many documents are read a second time, for the memory of the workers, which does not grow with them.
LARGEST_TWICE = 1_000
SIZES = (100, 1_000, 10_000)
#: What each piece of work imports before its clock starts.
IMPORTED_FIRST = {
    "command": ("inspectorate_app.cli", "inspectorate.register.reading.read", "inspectorate.register.opening.parallel"),
    "text_alone": ("pypdfium2",),
    "opened": ("inspectorate.register.opening.extraction", "pypdfium2"),
    "checked": ("inspectorate.register.checking.check", "inspectorate.register.reading.read"),
}


def command(folder: str, workers: str) -> str:
    """``inspectorate register read FOLDER``, its JSON thrown away."""
    from inspectorate_app.cli import main

    with Path(os.devnull).open("w") as nowhere, contextlib.redirect_stdout(nowhere):
        try:
            main(["register", "read", folder, "--format", "json", "--workers", workers])
        except SystemExit as left:
            return str(left.code)
    return "0"


def text_alone(folder: str) -> int:
    """The text layer of every PDF in a folder, in this process, and nothing else; the number of pages."""
    import pypdfium2

    pages = 0
    for path in sorted(Path(folder).glob("*.pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                page.get_textpage().get_text_bounded()
                pages += 1
    return pages


def opened(folder: str) -> int:
    """Every PDF in a folder opened as the register opens it, and not read; the number of characters."""
    from inspectorate.register.opening.extraction import document_from
    from inspectorate.register.opening.limits import DEFAULT
    from inspectorate.register.opening.source import source_of

    return sum(len(document_from(source_of(path), DEFAULT).text) for path in sorted(Path(folder).glob("*.pdf")))


def with_peak(document: "Document") -> "tuple[DocumentFacts, int]":
    """The facts of a document, and the most memory in KB that the process that read it had."""
    from inspectorate.register.reading.read import read

    return read(document), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def largest_worker(folder: str, workers: str) -> int:
    """Peak memory in KB of the largest process that reads a folder."""
    from inspectorate.errors import BadInput
    from inspectorate.register.opening.parallel import read_all
    from inspectorate.register.opening.source import documents_in

    results = read_all(documents_in([folder]), with_peak, int(workers))
    return max(result[1] for result in results if not isinstance(result, BadInput))


def checked(folder: str) -> str:
    """Seconds that checking all documents of a folder took, they being read already, and how many disagreements."""
    from inspectorate.errors import BadInput
    from inspectorate.register.checking.check import check
    from inspectorate.register.opening.parallel import read_all
    from inspectorate.register.opening.source import documents_in
    from inspectorate.register.reading.layout import Layout
    from inspectorate.register.reading.read import facts_and_document

    results = read_all(documents_in([folder]), facts_and_document)
    read = [(result[0], Layout(result[1])) for result in results if not isinstance(result, BadInput)]
    started = time.perf_counter()
    found = check(read)
    return f"{time.perf_counter() - started} {len(found)}"


def write_reports(folder: Path) -> None:
    """Reports of some 25 pages as PDF."""
    import typst

    for number in range(REPORTS):
        (folder / f"report-{number:02}.pdf").write_bytes(typst.compile(report(number).encode()))


def write_releases(folder: Path, size: int, form: str) -> None:
    """So many press releases as text or PDF; of the PDFs, which take long to set, each of 50 stands again and again."""
    import typst

    folder.mkdir()
    if form == "txt":
        for number in range(size):
            (folder / f"{number:05}.txt").write_text(release(number), encoding="utf-8")
        return
    set_ = [typst.compile(_as_typst(release(number))) for number in range(min(size, 50))]
    for number in range(size):
        (folder / f"{number:05}.pdf").write_bytes(set_[number % len(set_)])


def _as_typst(text: str) -> bytes:
    paragraphs = (
        paragraph.replace("\n", " ").replace("\\", "\\\\").replace('"', '\\"') for paragraph in text.split("\n\n")
    )
    return "\n\n".join(f'#text("{paragraph}")' for paragraph in paragraphs).encode()


def beside_extraction(folder: Path) -> None:
    """Documents and pages a second, beside the extraction of the text alone."""
    write_reports(folder)
    works = {
        "register read, 1 worker": lambda: in_a_process(MODULE, "command", str(folder), "1"),
        "register read, 2 workers": lambda: in_a_process(MODULE, "command", str(folder), "2"),
        "opening alone": lambda: in_a_process(MODULE, "opened", str(folder)),
        "pypdfium2: text alone": lambda: in_a_process(MODULE, "text_alone", str(folder)),
    }
    measured = paired(ROUNDS, works)
    pages = int(measured["pypdfium2: text alone"][0].result)
    print(f"{REPORTS} reports, {pages} pages; median of {ROUNDS} rounds")
    print(table(measured, against="pypdfium2: text alone"), flush=True)
    for name, runs in measured.items():
        seconds = median(run.seconds for run in runs)
        print(f"{name:34} {REPORTS / seconds:8.1f} documents/s {pages / seconds:8.0f} pages/s")


def growth(folder: Path, sizes: tuple[int, ...]) -> None:
    """Time and memory for more and more press releases."""
    print(f"\n{'press releases':22} {'workers':>8} {'seconds':>8} {'a document':>11} {'peak MB':>8} {'worker MB':>10}")
    for form in ("txt", "pdf"):
        most = 0.0
        for size in sizes:
            documents = folder / f"{form}-{size}"
            write_releases(documents, size, form)
            if size <= LARGEST_TWICE:
                most = int(in_a_process(MODULE, "largest_worker", str(documents), "2").result) / 1024
            for workers in ("1", "2"):
                run = in_a_process(MODULE, "command", str(documents), workers)
                measured = f"{run.seconds:8.1f} {1000 * run.seconds / size:8.1f} ms {run.peak_mb:8.0f} {most:10.0f}"
                print(f"{size:8,} {form:13} {workers:>8} {measured}", flush=True)


def checking(folder: Path, sizes: tuple[int, ...]) -> None:
    """Time of checking alone for more and more press releases, on 240 places."""
    print(f"\n{'checking, read already':22} {'seconds':>8} {'a document':>11} {'disagreements':>14}")
    for size in sizes:
        seconds, found = in_a_process(MODULE, "checked", str(folder / f"txt-{size}")).result.split()
        print(f"{size:8,} {'txt':13} {float(seconds):8.2f} {1000 * float(seconds) / size:8.2f} ms {found:>14}")


def main(most: int = 1_000) -> None:
    """Measure and print."""
    sizes = tuple(size for size in SIZES if size <= most)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "reports").mkdir()
        beside_extraction(folder / "reports")
        growth(folder, sizes)
        checking(folder, sizes)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000)
