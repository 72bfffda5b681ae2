"""``inspectorate rating``: from judgements or published findings to ratings, with their working."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.terminal import (
    EditionOption,
    Format,
    FormatOption,
    Json,
    answer,
    edition_named,
    noun,
    say,
    wrapped,
)

if TYPE_CHECKING:
    from inspectorate.framework.model import Edition
    from inspectorate.rating.rate import InspectionRating

app = noun("rating", "What the findings come to: compute, explain, overall, verify.")

FINDINGS = (".yaml", ".yml", ".json")

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="Judgements (CSV, XLSX, ODS), or findings as published (YAML, JSON).")
]
CasesOption = Annotated[
    Path | None, typer.Option("--cases", help="The cases with their characteristics (CSV, XLSX, ODS), for relevance.")
]
OrganisationalOption = Annotated[
    Path | None,
    typer.Option("--organisational", help="Judgements on the organisation: standard, rating, reason (CSV, XLSX, ODS)."),
]
PanelOption = Annotated[
    Path | None,
    typer.Option(
        "--panel", help="The ratings panel's decisions: standard, rating, reason, date, members (CSV, XLSX, ODS)."
    ),
]


@app.command()
def compute(
    file: FileArgument,
    edition: EditionOption,
    cases: CasesOption = None,
    organisational: OrganisationalOption = None,
    panel: PanelOption = None,
    by: Annotated[str | None, typer.Option("--by", help="Also count by this characteristic.")] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Rate an inspection from judgements or published findings."""
    from inspectorate_app.cli import rating_text

    result, extra = _rated(file, edition_named(edition), cases, organisational, panel, by)
    for entry in result.standards:
        if entry.not_rated:
            say(f"{entry.standard.id} {entry.standard.title} is not rated: {entry.not_rated}. It leaves the score.")
    data = {**rating_text.as_json(result), **extra}
    answer(form, data, lambda: rating_text.summary(result, extra))


@app.command()
def explain(
    file: FileArgument,
    edition: EditionOption,
    standard: Annotated[str | None, typer.Option("--standard", help="One standard only, such as 2.2.")] = None,
    cases: CasesOption = None,
    organisational: OrganisationalOption = None,
    panel: PanelOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Tell how each rating was reached.

    In plain words, down to the counts, with each rule and its source.
    """
    from inspectorate_app.cli import rating_text

    chosen = edition_named(edition)
    result, _ = _rated(file, chosen, cases, organisational, panel, None)
    only = _standard_id(chosen, standard) if standard else None
    data = rating_text.explanation_json(result, only)
    answer(form, data, lambda: rating_text.explanation(result, only))


@app.command()
def overall(
    edition: EditionOption,
    points: Annotated[int, typer.Option("--points", help="The points scored.")],
    rated: Annotated[int, typer.Option("--rated", help="How many standards were rated.")],
    form: FormatOption = Format.TEXT,
) -> None:
    """The overall rating of a score."""
    from inspectorate.rating.overall import overall_rating
    from inspectorate.rating.rule import rules_of

    chosen = edition_named(edition)
    rating, working = overall_rating(chosen, points, rated)
    maximum = rated * max(rules_of(chosen).points.values())
    told = [str(step) for step in working]
    data = {"edition": chosen.id, "points": points, "maximum": maximum, "overall": rating, "working": told}
    answer(form, data, lambda: "\n".join([f"{points}/{maximum}: {rating}", "", *map(wrapped, told)]))


@app.command()
def verify(
    edition: Annotated[str | None, typer.Option("--edition", help="Only the units inspected against this one.")] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Derive the published ratings again.

    Every unit that comes with the editions, rule by rule; exit 1 where one differs.
    """
    from inspectorate.framework.catalogue import edition_folders
    from inspectorate.rating import verification
    from inspectorate_app.cli import verification_text

    editions = [edition_named(name) for name in ([edition] if edition else edition_folders())]
    verifications = [checked for chosen in editions for checked in verification.verify(chosen)]
    agrees = all(checked.agrees for checked in verifications)
    data = {"agrees": agrees, "units": [verification_text.as_json(checked) for checked in verifications]}
    answer(form, data, lambda: verification_text.page(verifications))
    if not agrees:
        say("What is derived differs from what was published.")
        raise typer.Exit(1)


def _rated(
    file: Path, edition: "Edition", cases: Path | None, organisational: Path | None, panel: Path | None, by: str | None
) -> "tuple[InspectionRating, Json]":
    """An inspection rated from whichever kind of file was given, and what else there is to say of it."""
    from dataclasses import replace

    from inspectorate.errors import FaultLog
    from inspectorate.rating.evidence import evidence_from_counts
    from inspectorate.rating.rate import rate
    from inspectorate.rating.reading import read_findings, read_organisational, read_panel
    from inspectorate.rating.rule import rules_of
    from inspectorate_app.cli.assessments import counted_assessments

    rules_of(edition)
    faults = FaultLog()
    decisions = faults.collect(read_panel, panel, edition) if panel else {}
    if file.suffix.casefold() in FINDINGS:
        unused = [
            name for name, given in (("--cases", cases), ("--organisational", organisational), ("--by", by)) if given
        ]
        if unused:
            raise typer.BadParameter(f"{', '.join(unused)} goes with judgements, not with findings as published")
        evidence = faults.collect(read_findings, file, edition)
        faults.raise_if_any()
        return rate(replace(evidence, panel={**evidence.panel, **decisions})), {}
    judged = faults.collect(read_organisational, organisational, edition) if organisational else {}
    counted = faults.collect(counted_assessments, file, edition, cases, by)
    faults.raise_if_any()
    findings, extra = counted
    return rate(evidence_from_counts(findings, judged, decisions)), extra


def _standard_id(edition: "Edition", name: str) -> str:
    from inspectorate.errors import BadInput, Fault

    standard = edition.find_standard(name)
    if standard is None or standard.kind == "heading":
        listed = ", ".join(entry.id for entry in edition.standards if entry.kind != "heading")
        fault = Fault("--standard", 0, "", f"'{name}' is not a standard of {edition.id}", f"give one of: {listed}")
        raise BadInput([fault])
    return standard.id
