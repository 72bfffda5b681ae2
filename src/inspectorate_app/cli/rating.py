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
    table,
)

if TYPE_CHECKING:
    from inspectorate.framework.model import Edition
    from inspectorate.rating.rate import InspectionRating
    from inspectorate.rating.verification import Verification

app = noun("rating", "What the findings come to: compute, explain, overall, verify.")

FINDINGS = (".yaml", ".yml", ".json")

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="Judgements (CSV, XLSX), or findings as published (YAML, JSON).")
]
CasesOption = Annotated[
    Path | None, typer.Option("--cases", help="The cases with their characteristics (CSV, XLSX), for relevance.")
]
OrganisationalOption = Annotated[
    Path | None,
    typer.Option("--organisational", help="Judgements on the organisation: standard, rating, reason (CSV, XLSX)."),
]
PanelOption = Annotated[
    Path | None,
    typer.Option("--panel", help="The ratings panel's decisions: standard, rating, reason, date, members (CSV, XLSX)."),
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
    answer(form, data, lambda: "\n".join([f"{points}/{maximum}: {rating}", "", *told]))


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

    editions = [edition_named(name) for name in ([edition] if edition else edition_folders())]
    verifications = [checked for chosen in editions for checked in verification.verify(chosen)]
    agrees = all(checked.agrees for checked in verifications)
    data = {"agrees": agrees, "units": [_verification_json(checked) for checked in verifications]}
    answer(form, data, lambda: _verification_text(verifications))
    if not agrees:
        say("What is derived differs from what was published.")
        raise typer.Exit(1)


def _rated(
    file: Path, edition: "Edition", cases: Path | None, organisational: Path | None, panel: Path | None, by: str | None
) -> "tuple[InspectionRating, Json]":
    """An inspection rated from whichever kind of file was given, and what else there is to say of it."""
    from dataclasses import replace

    from inspectorate.rating.rate import rate
    from inspectorate.rating.reading import read_findings, read_organisational, read_panel
    from inspectorate.rating.rule import rules_of

    rules_of(edition)
    decisions = read_panel(panel, edition) if panel else {}
    if file.suffix.casefold() in FINDINGS:
        unused = [
            name for name, given in (("--cases", cases), ("--organisational", organisational), ("--by", by)) if given
        ]
        if unused:
            raise typer.BadParameter(f"{', '.join(unused)} goes with judgements, not with findings as published")
        evidence = read_findings(file, edition)
        return rate(replace(evidence, panel={**evidence.panel, **decisions})), {}
    judged = read_organisational(organisational, edition) if organisational else {}
    from inspectorate_app.cli.assessments import counted_assessments

    findings, extra = counted_assessments(file, edition, cases, by)
    from inspectorate.rating.evidence import evidence_from_counts

    return rate(evidence_from_counts(findings, judged, decisions)), extra


def _standard_id(edition: "Edition", name: str) -> str:
    from inspectorate.errors import BadInput, Fault

    standard = edition.find_standard(name)
    if standard is None:
        listed = ", ".join(entry.id for entry in edition.standards)
        fault = Fault("--standard", 0, "", f"'{name}' is not a standard of {edition.id}", f"give one of: {listed}")
        raise BadInput([fault])
    return standard.id


def _verification_json(checked: "Verification") -> Json:
    example = checked.example
    return {
        "unit": example.unit,
        "edition": example.edition,
        "published": example.published,
        "source": example.source,
        "agrees": checked.agrees,
        "checks": [
            {
                "rule": check.rule,
                "subject": check.subject,
                "published": check.published,
                "derived": check.derived,
                "agrees": check.agrees,
            }
            for check in checked.checks
        ],
    }


def _verification_text(verifications: "list[Verification]") -> str:
    rows = [
        {
            "unit": checked.example.unit if place == 0 else "",
            "rule": check.rule,
            "subject": check.subject,
            "published": check.published,
            "derived": check.derived,
            "agrees": "yes" if check.agrees else "NO",
        }
        for checked in verifications
        for place, check in enumerate(checked.checks)
    ]
    columns = ["unit", "rule", "subject", "published", "derived", "agrees"]
    agreeing = sum(row["agrees"] == "yes" for row in rows)
    last = f"{agreeing} of {len(rows)} checks on {len(verifications)} units agree. Judged ratings are taken as printed."
    return table({column: column.capitalize() for column in columns}, rows) + f"\n\n{last}"
