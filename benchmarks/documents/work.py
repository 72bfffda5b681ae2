"""The pieces of work that are measured, each in a process of its own."""

import csv
import json
import random
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectorate.report.document_set import MadeFile
    from inspectorate.report.fact_base import FactBase
    from inspectorate.report.material import Texts

#: The edition of the 100 cases, and the seed of what is said of them.
EDITION, SEED = "hmip-pdu-2021", 5
#: What each piece of work imports before its clock starts.
IMPORTED_FIRST = {
    "whole_set": ("inspectorate.report.document_set", "tests.composed.inspection", "typst", "xlsxwriter", "docx"),
    "figures": ("inspectorate.report.document_set", "tests.composed.inspection"),
    "one_format": (
        "inspectorate.report.file_format",
        "inspectorate.report.document_json",
        *(f"inspectorate.report.writers.{ending}" for ending in ("html", "pdf", "docx", "odt")),
        "typst",
        "docx",
        "odfdo",
    ),
    "weasyprint": ("weasyprint",),
}


def write_judgements(path: Path, cases: int) -> None:
    """Every yes-or-no question of the edition answered for so many cases, the same at every run."""
    from inspectorate.framework.catalogue import find_edition

    draw = random.Random(SEED)
    questions = [name for name, each in find_edition(EDITION).question_by_id.items() if each.scale == "yes_no"]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["case", "question", "answer"])
        for case in range(cases):
            writer.writerows((f"C{case:03}", each, draw.choice(("yes", "yes", "no"))) for each in questions)


def _base(path: str) -> "tuple[FactBase, Texts]":
    """What documents are made from: figures and ratings of the cases; points and texts of a made-up inspection."""
    from dataclasses import replace

    from tests.composed.inspection import edition_of, made_up

    from inspectorate.aggregation.counts import aggregate
    from inspectorate.assessment.reading import read_judgements
    from inspectorate.rating.evidence import Judgement, evidence_from_counts
    from inspectorate.rating.rate import rate

    edition = edition_of(EDITION)
    findings = aggregate(read_judgements(path, edition))
    judged = {
        each.id: Judgement("Good", "so inspectors judged")
        for each in edition.standards
        if each.kind == "organisational"
    }
    made = made_up(SEED, EDITION)
    rated = rate(evidence_from_counts(findings, judged))
    return replace(made.base, findings=findings, rated=rated, splits=()), made.texts


def figures(path: str) -> int:
    """Cases read, checked, counted and rated, without any document."""
    from inspectorate.report.statistics import statistics

    base, _texts = _base(path)
    return len(statistics(base))


def whole_set(path: str) -> str:
    """Cases read, checked, counted, rated; all documents composed and written in all formats."""
    from inspectorate.report.document_set import document_set
    from inspectorate.report.house import product_house

    base, texts = _base(path)
    files = [len(each.content) for each in document_set(base, {"report": texts}, product_house(), stem="inspection")]
    return f"{len(files)} files, {sum(files) / 1e6:.1f} MB"


def write_report(path: str, folder: Path) -> None:
    """The report of the cases as a value, and as the page of HTML that WeasyPrint is given."""
    from inspectorate.report.document_json import as_json
    from inspectorate.report.house import product_house
    from inspectorate.report.report import report
    from inspectorate.report.writers.html import html

    base, texts = _base(path)
    document = report(base, texts, product_house())
    (folder / "report.json").write_text(json.dumps(as_json(document)))
    (folder / "report.html").write_text(html(document))


def one_format(ending: str, folder: str) -> str:
    """The report in one format."""
    from inspectorate.report.document_json import from_json
    from inspectorate.report.file_format import FORMATS

    content = FORMATS[ending].write(from_json(json.loads((Path(folder) / "report.json").read_text())))
    (Path(folder) / f"report-ours.{ending}").write_bytes(content)
    return f"{len(content) / 1e3:.0f} kB"


def weasyprint(folder: str) -> str:
    """The page of the same report as PDF/UA by WeasyPrint."""
    library = import_module("weasyprint")  # in the environment of another interpreter
    written = library.HTML(filename=str(Path(folder) / "report.html")).write_pdf(pdf_variant="pdf/ua-1")
    (Path(folder) / "report-weasyprint.pdf").write_bytes(written)
    return f"{len(written) / 1e3:.0f} kB"


def many(inspections: str, workers: str) -> str:
    """The sets of so many made-up inspections, one after another in each process."""
    with ProcessPoolExecutor(int(workers)) as pool:
        found = Counter[str]()
        for files, size, peak in pool.map(_of_seed, range(int(inspections)), chunksize=5):
            found.update(files=files, bytes=size)
            found["peak"] = max(found["peak"], peak)
    return f"{found['files']:,} files, {found['bytes'] / 1e9:.2f} GB, {found['peak'] / 1024:.0f} MB a process at most"


def _of_seed(seed: int) -> tuple[int, int, int]:
    from tests.composed.inspection import made_up

    from benchmarks.measure import peak_kb
    from inspectorate.report.document_set import document_set
    from inspectorate.report.house import product_house

    made = made_up(seed)
    files: Iterator[MadeFile] = document_set(made.base, {"report": made.texts}, product_house(), stem="made-up")
    sizes = [len(each.content) for each in files]
    return len(sizes), sum(sizes), peak_kb()
