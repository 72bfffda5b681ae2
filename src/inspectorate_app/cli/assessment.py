"""``inspectorate assessment``: are the case assessments whole, and what do they come to, whether rated or not."""

from pathlib import Path
from typing import Annotated

import typer

from inspectorate_app.cli.terminal import EditionOption, Format, FormatOption, Json, answer, edition_named, noun, table

app = noun("assessment", "What inspectors judged: check, count.")

JudgementsArgument = Annotated[Path, typer.Argument(metavar="FILE", help="Judgements (CSV, XLSX, ODS).")]
CasesOption = Annotated[
    Path | None, typer.Option("--cases", help="The cases with their characteristics (CSV, XLSX, ODS).")
]


@app.command()
def check(
    file: JudgementsArgument,
    edition: EditionOption,
    cases: CasesOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Find what is missing or does not go together.

    Relevant questions without an answer, answers where a question does not apply, key questions answered against their
    prompts. Exit 1 where there is any.
    """
    from inspectorate.assessment.completeness import contradictions, gaps
    from inspectorate_app.cli.assessments import read_assessments

    judgements, known = read_assessments(file, edition_named(edition), cases)
    remarks = [*gaps(judgements, known), *contradictions(judgements, known)]
    data: Json = {
        "cases": len(judgements.cases),
        "remarks": [{"kind": r.kind, "case": r.case, "question": r.question, "text": r.text} for r in remarks],
    }
    last = f"{len(remarks)} remarks on {len(judgements.cases)} cases."
    answer(form, data, lambda: "\n".join([*(f"{remark.text}." for remark in remarks), last]))
    if remarks:
        raise typer.Exit(1)


@app.command()
def count(
    file: JudgementsArgument,
    edition: EditionOption,
    cases: CasesOption = None,
    by: Annotated[str | None, typer.Option("--by", help="Also within each value of this characteristic.")] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Count the answers to every question, rated or not."""
    from inspectorate_app.cli.assessments import counted_assessments

    chosen = edition_named(edition)
    _, counted = counted_assessments(file, chosen, cases, by)
    data = {"edition": chosen.id, **counted}
    answer(form, data, lambda: _page(data))


def _page(data: Json) -> str:
    columns = {
        "id": "Question",
        "yes": "Yes",
        "no": "No",
        "not_applicable": "Not applicable",
        "missing": "Missing",
        "percent": "Per cent",
    }
    parts = [f"{data['cases']} cases", table(columns, data["questions"])]
    for value in data.get("by", {}).get("values", ()):
        heading = f"{data['by']['characteristic']}: {value['value']}, {value['cases']} cases"
        parts.append(f"{heading}\n{table(columns, value['questions'])}")
    return "\n\n".join(parts)
