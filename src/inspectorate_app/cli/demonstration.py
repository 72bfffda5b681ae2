"""``inspectorate demonstration``: the whole way from a caseload to a rating, on synthetic cases and real figures."""

import tempfile
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli import demonstration_service
from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, noun, say, table

if TYPE_CHECKING:
    from inspectorate.aggregation.counts import Findings
    from inspectorate.rating.rate import InspectionRating
    from inspectorate.sampling.draw import Draw
    from inspectorate_app.demonstration.comparison import Compared

#: As wide as leaves room for the figures beside it on 100 columns.
SUBJECT_WIDTH = 46

app = noun("demonstration", "A synthetic inspection that comes to published figures: rate it, or see it served.")
app.command()(demonstration_service.serve)
app.command()(demonstration_service.load)
app.command()(demonstration_service.code)

FolderArgument = Annotated[Path, typer.Argument(metavar="FOLDER", help="Where to put the files; made if need be.")]


@app.command()
def rate(form: FormatOption = Format.TEXT) -> None:
    """Rate the demonstration beside the published figures.

    Samples, assesses and rates it; exit 1 where a figure differs.
    """
    from inspectorate_app.cli import rating_text
    from inspectorate_app.demonstration.comparison import compare
    from inspectorate_app.demonstration.figures import published_figures

    drawn, findings, rated = _inspected()
    figures = published_figures()
    compared = compare(figures, findings, rated)
    equal = sum(each.equal for each in compared)
    data: Json = {
        "unit": figures.unit,
        "synthetic": True,
        "equal": equal,
        "figures": [
            {
                "subject": each.subject,
                "where": each.where,
                "published": each.published,
                "computed": each.computed,
                "equal": each.equal,
            }
            for each in compared
        ],
        "rating": rating_text.as_json(rated),
    }
    answer(form, data, lambda: _page(drawn, rated, compared))
    if equal < len(compared):
        say(f"{len(compared) - equal} figures differ from what was published.")
        raise typer.Exit(1)


@app.command()
def write(folder: FolderArgument, form: FormatOption = Format.TEXT) -> None:
    """Write its files, to try the other commands on."""
    from inspectorate_app.demonstration.inspection import demonstration_files

    with tempfile.TemporaryDirectory() as working:
        files = demonstration_files(Path(working))
    files.write(folder)
    paths = [str(folder / name) for name in files.texts]
    answer(form, {"files": paths}, lambda: "\n".join(paths))


def _inspected() -> "tuple[Draw, Findings, InspectionRating]":
    """The demonstration made, read back from its files as any inspection is, counted and rated."""
    from inspectorate.aggregation.counts import aggregate
    from inspectorate.assessment.cases import read_cases
    from inspectorate.assessment.reading import read_judgements
    from inspectorate.rating.evidence import evidence_from_counts
    from inspectorate.rating.rate import rate as rate_evidence
    from inspectorate.rating.reading import read_organisational
    from inspectorate_app.demonstration import inspection

    with tempfile.TemporaryDirectory() as working:
        folder = Path(working)
        files = inspection.demonstration_files(folder)
        files.write(folder)
        edition = inspection.demonstration_edition()
        cases = read_cases(folder / inspection.CASES, edition).cases
        judgements = read_judgements(folder / inspection.JUDGEMENTS, edition, cases)
        organisational = read_organisational(folder / inspection.ORGANISATIONAL, edition)
    findings = aggregate(judgements, cases)
    return files.drawn, findings, rate_evidence(evidence_from_counts(findings, organisational))


def _page(drawn: "Draw", rated: "InspectionRating", compared: "list[Compared]") -> str:
    from inspectorate_app.cli import rating_text
    from inspectorate_app.demonstration.figures import published_figures

    rows = [
        {
            "subject": textwrap.shorten(each.subject, SUBJECT_WIDTH, placeholder=" …"),
            "published": each.published,
            "computed": each.computed,
            "equal": "equal" if each.equal else "DIFFERS",
        }
        for each in compared
    ]
    columns = {"subject": "Figure", "published": "Published", "computed": "Computed", "equal": ""}
    equal = sum(each.equal for each in compared)
    picked = len(drawn.of_role("main"))
    return "\n".join(
        [
            f"{published_figures().unit}: a demonstration on SYNTHETIC cases.",
            f"{picked} cases drawn of {len(drawn.outcomes)} eligible, {len(drawn.of_role('reserve'))} in reserve.",
            "",
            rating_text.summary(rated, {}),
            "",
            "Computed from the synthetic cases, beside the report of 9 February 2023:",
            "",
            table(columns, rows),
            "",
            f"{equal} of {len(compared)} figures are equal.",
        ]
    )
