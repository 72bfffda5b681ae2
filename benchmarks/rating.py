"""Rating a million judgements, beside the same counts in pandas and beside nothing but reading the file.

    python -m benchmarks.rating

All start from the same CSV file of 1,000,000 rows (10,000 cases of 100 questions). Ours checks every row, applies
relevance, counts, rates and explains; pandas groups and counts, checking nothing.
"""

import csv
import hashlib
import tempfile
from pathlib import Path

from benchmarks.measure import in_a_process, paired, table

CASES, QUESTIONS = 10_000, 100
EDITION = "hmip-pdu-2021"
ROUNDS = 5
#: What each piece of work imports before its clock starts.
IMPORTED_FIRST = {
    "ours": ("inspectorate.assessment.reading", "inspectorate.framework.catalogue", "inspectorate.rating.rate"),
    "in_pandas": ("pandas",),
}


def ours(path: str) -> str:
    """Read, check, count and rate."""
    from inspectorate.aggregation.counts import aggregate
    from inspectorate.assessment.reading import read_judgements
    from inspectorate.framework.catalogue import find_edition
    from inspectorate.rating.evidence import evidence_from_counts
    from inspectorate.rating.rate import rate

    findings = aggregate(read_judgements(path, find_edition(EDITION)))
    rated = rate(evidence_from_counts(findings, {}))
    return ",".join(f"{entry.standard.id} {entry.rating}" for entry in rated.standards if entry.rating)


def in_pandas(path: str) -> str:
    """Read with pandas, and count the answers of each question."""
    import pandas as pd

    frame = pd.read_csv(path, dtype="category")
    counts = frame.groupby(["question", "answer"], observed=True).size().unstack(fill_value=0)
    percent = 100 * counts["yes"] / (counts["yes"] + counts["no"])
    return str(round(percent.min()))


def reading_alone(path: str) -> int:
    """The floor: what Python's own CSV reader takes to go through the file."""
    with Path(path).open(newline="", encoding="utf-8") as file:
        return sum(1 for _ in csv.reader(file))


def write_judgements(path: Path) -> None:
    """A million judgements on the questions of the edition, the same at every run."""
    from inspectorate.framework.catalogue import find_edition

    edition = find_edition(EDITION)
    questions = [name for name, question in edition.question_by_id.items() if question.scale == "yes_no"][:QUESTIONS]
    answers = ("yes", "yes", "no", "not_applicable")
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["case", "question", "answer"])
        for case in range(CASES):
            lots = hashlib.shake_128(str(case).encode()).digest(QUESTIONS)
            writer.writerows(
                (f"C{case:05}", question, answers[lot % 4]) for question, lot in zip(questions, lots, strict=True)
            )


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "judgements.csv"
        write_judgements(path)
        works = {
            "inspectorate: check, count, rate": lambda: in_a_process("benchmarks.rating", "ours", str(path)),
            "pandas: count": lambda: in_a_process("benchmarks.rating", "in_pandas", str(path)),
            "csv.reader: read": lambda: in_a_process("benchmarks.rating", "reading_alone", str(path)),
        }
        print(f"{CASES * QUESTIONS:,} judgements, {path.stat().st_size / 1e6:.0f} MB of CSV; median of {ROUNDS} rounds")
        print(table(paired(ROUNDS, works), against="pandas: count"))


if __name__ == "__main__":
    main()
