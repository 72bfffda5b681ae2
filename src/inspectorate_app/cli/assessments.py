"""The files of case assessments that several commands read, counted, and what there is to say about them."""

from pathlib import Path
from typing import TYPE_CHECKING

from inspectorate_app.cli.terminal import Json, progress, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from inspectorate.aggregation.counts import Findings
    from inspectorate.assessment.judgements import Judgements
    from inspectorate.case import Case
    from inspectorate.framework.model import Edition

SHOWN = 20


def read_assessments(
    file: Path, edition: "Edition", cases_file: Path | None
) -> "tuple[Judgements, Mapping[str, Case]]":
    """Judgements and the cases they are on; the faults of both files in one go."""
    from inspectorate.assessment.cases import read_cases
    from inspectorate.assessment.reading import read_judgements
    from inspectorate.errors import FaultLog

    faults = FaultLog()
    read = faults.collect(read_cases, cases_file, edition) if cases_file else None
    judgements = faults.collect(read_judgements, file, edition, read.cases if read else None)
    faults.raise_if_any()
    if read is None:
        say("No file of cases was given: every question is taken to apply to every case, but for what answers exclude.")
    elif read.unused_columns:
        say(f"Columns of {cases_file} that were not read: {', '.join(read.unused_columns)}.")
    return judgements, read.cases if read else {}


def counted_assessments(
    file: Path, edition: "Edition", cases_file: Path | None, by: str | None
) -> "tuple[Findings, Json]":
    """Judgements counted, with their warnings and, where asked for, the counts by one characteristic."""
    from inspectorate.aggregation.counts import aggregate, aggregate_by
    from inspectorate.assessment.completeness import contradictions

    if by:
        _known_characteristic(edition, by)
    with progress(3) as step:
        step(f"Reading {file.name}")
        judgements, cases = read_assessments(file, edition, cases_file)
        step("Counting")
        findings = aggregate(judgements, cases)
        step("Looking for contradictions")
        remarks = contradictions(judgements, cases)
    for remark in remarks[:SHOWN]:
        say(f"Look again: {remark.text}.")
    if len(remarks) > SHOWN:
        say(f"... and {len(remarks) - SHOWN} more; '--format json' gives all.")
    extra: Json = {
        "cases": findings.cases,
        "questions": _counts_json(findings),
        "warnings": [{"kind": r.kind, "case": r.case, "question": r.question, "text": r.text} for r in remarks],
    }
    if by:
        split = aggregate_by(judgements, cases, by)
        extra["by"] = {
            "characteristic": by,
            "values": [
                {"value": value, "cases": part.cases, "questions": _counts_json(part)} for value, part in split.items()
            ],
        }
    return findings, extra


def _known_characteristic(edition: "Edition", name: str) -> None:
    from inspectorate.errors import BadInput, Fault

    if name not in edition.characteristic_by_id:
        listed = ", ".join(edition.characteristic_by_id)
        fault = Fault("--by", 0, "", f"'{name}' is not a characteristic of {edition.id}", f"give one of: {listed}")
        raise BadInput([fault])


def _counts_json(findings: "Findings") -> list[Json]:
    """Every question that was answered at all, with its counts."""
    return [
        {
            "id": name,
            "text": findings.edition.question_by_id[name].text,
            "yes": count.yes,
            "no": count.no,
            "not_applicable": count.not_applicable,
            "missing": count.missing,
            "relevant": count.relevant,
            "percent": count.proportion.percent if count.proportion else None,
            "answers": dict(count.answers),
        }
        for name, count in findings.counts.items()
        if count.relevant or count.other
    ]
