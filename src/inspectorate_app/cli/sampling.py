"""``inspectorate sampling``: which cases are read."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.sampling_draw import draw
from inspectorate_app.cli.sampling_options import DateOption, specification_of, today
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
    wrapped,
)

if TYPE_CHECKING:
    from inspectorate.framework.model import Edition
    from inspectorate.sampling.record import SampleRecord

app = noun("sampling", "Which cases are read: size, draw, replace, allocate, explain.")
app.command()(draw)

RecordArgument = Annotated[Path, typer.Argument(help="The record that 'draw' wrote.")]
ReferenceArgument = Annotated[str, typer.Argument(help="The reference of a case.")]


@app.command()
def size(
    eligible: Annotated[int, typer.Option("--eligible", min=0, max=1_000_000_000, help="Eligible cases.")],
    edition: EditionOption = "hmip-pdu-2021",
    confidence: Annotated[float | None, typer.Option(help="Confidence, between 0 and 1.")] = None,
    margin: Annotated[float | None, typer.Option(help="Margin of error, between 0 and 1.")] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """How many cases a sample needs.

    From confidence and margin, with the finite population correction.
    """
    from inspectorate.sampling.size import reserve_size, sample_size

    specification = specification_of(edition_named(edition))
    confidence = _share("--confidence", specification.size.confidence if confidence is None else confidence)
    margin = _share("--margin", specification.size.margin if margin is None else margin)
    cases = sample_size(eligible, confidence, margin)
    reserve = reserve_size(cases, specification.buffer_percent.value)
    data = {"eligible": eligible, "confidence": confidence, "margin": margin, "size": cases, "reserve": reserve}
    page = (
        f"{cases} of {eligible} eligible cases: a margin of error of {margin * 100:g} percentage points at "
        f"{confidence * 100:g} per cent confidence.\nWith a reserve of {specification.buffer_percent.value} per cent: "
        f"{reserve} more."
    )
    answer(form, data, lambda: page)


@app.command()
def replace(
    record: RecordArgument,
    reference: ReferenceArgument,
    reason: Annotated[str, typer.Option("--reason", help="Why the case cannot be read.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="The sample's CSV file; by default beside the record.")
    ] = None,
    as_of: DateOption = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Replace a case by the next of the reserve.

    The case is withdrawn with its reason; the reserve stands in order.
    """
    from inspectorate.sampling.record import read_record
    from inspectorate.sampling.replacement import replace_case
    from inspectorate.tabular import csv_text
    from inspectorate_app.cli.files import write_all
    from inspectorate_app.cli.sampling_files import SAMPLE_COLUMNS, sample_rows

    changed, entry = replace_case(read_record(record), reference, reason, today(as_of), str(record))
    out = out or record.with_name(record.name.removesuffix(".json").removesuffix(".record") + ".csv")
    write_all({out: csv_text(SAMPLE_COLUMNS, sample_rows(changed)), record: changed.as_json()})
    left = len(changed.of_role("reserve"))
    data = entry.model_dump() | {"reserve": left, "selected": len(changed.of_role("main"))}
    stratum = "" if entry.same_stratum else ", of another stratum, as its own has no reserve left"
    page = f"{entry.withdrawn} is withdrawn. " + (
        f"{entry.by} takes its place{stratum}. {left} left in the reserve."
        if entry.by
        else "The reserve is used up: the sample is one case smaller."
    )
    answer(form, data, lambda: page)
    if entry.by is None:
        raise typer.Exit(1)


@app.command()
def allocate(
    record: RecordArgument,
    inspectors: Annotated[Path, typer.Option("--inspectors", help="CSV or XLSX: name, capacity, skills, conflicts.")],
    edition: Annotated[
        str | None, typer.Option("--edition", help="The record's edition, where it is a folder.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="A CSV file, a row for each case.")] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Give each case to an inspector.

    By workload, skill and conflict of interest.
    """
    from inspectorate.sampling.allocation import allocate as allocate_cases
    from inspectorate.sampling.inspectors import read_inspectors
    from inspectorate.sampling.record import read_record
    from inspectorate.tabular import csv_text
    from inspectorate_app.cli.files import write_all
    from inspectorate_app.cli.sampling_files import ALLOCATION_COLUMNS

    sample = read_record(record)
    specification = specification_of(_edition_of(sample, edition))
    readers = read_inspectors(inspectors, specification)
    allocation = allocate_cases(sample.of_role("main"), readers, specification)
    for conflict in allocation.unmatched_conflicts:
        say(f"The conflict '{conflict}' matches no area, team, practitioner or case of the sample.")
    if out is not None:
        rows = [
            case.model_dump() | {"inspector": allocation.inspector_of.get(case.reference, "")}
            for case in sample.of_role("main")
        ]
        write_all({out: csv_text(ALLOCATION_COLUMNS, rows)})
    given = list(allocation.inspector_of.values())
    data: Json = {
        "inspectors": [
            {"inspector": each.name, "capacity": each.capacity, "cases": given.count(each.name)} for each in readers
        ],
        "allocated": [{"reference": case, "inspector": name} for case, name in allocation.inspector_of.items()],
        "unallocated": [{"reference": each.reference, "reason": each.reason} for each in allocation.unallocated],
    }
    answer(form, data, lambda: _allocation_page(data))
    if allocation.unallocated:
        raise typer.Exit(1)


def _allocation_page(data: Json) -> str:
    parts = [table({"inspector": "Inspector", "capacity": "Capacity", "cases": "Cases"}, data["inspectors"])]
    if data["unallocated"]:
        parts.append(table({"reference": "Not allocated", "reason": "Reason"}, data["unallocated"]))
    return "\n\n".join(parts)


@app.command()
def explain(record: RecordArgument, reference: ReferenceArgument, form: FormatOption = Format.TEXT) -> None:
    """Why a case was picked, or was not."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate.sampling.person import plain
    from inspectorate.sampling.record import read_record

    sample = read_record(record)
    case = sample.find(reference)
    excluded = [each.reason for each in sample.excluded if plain(each.reference) == plain(reference)]
    if case is None and not excluded:
        fault = Fault(str(record), 0, "reference", f"the caseload had no case '{reference}'", "check the reference")
        raise BadInput([fault])
    if case is None:
        data: dict[str, object] = {"reference": reference, "role": "excluded", "reason": " ".join(excluded)}
        answer(form, data, lambda: wrapped(f"{reference}: excluded. {' '.join(excluded)}", hanging=""))
        return
    data = case.model_dump(exclude={"characteristics"})
    answer(form, data, lambda: _explanation(data, excluded))


def _explanation(data: dict[str, object], excluded: list[str]) -> str:
    role = str(data["role"]).replace("_", " ")
    order = f", number {data['order']}" if data["role"] in ("main", "reserve") else ""
    lines = [
        f"{data['reference']}: {role}{order}",
        f"Stratum {data['stratum']}; {data['area']}, {data['team']}, {data['practitioner']}",
        f"Chance of being in the main sample: {data['inclusion_probability']:.6g}",
        "Places go to practitioners by lot, in proportion to their cases, and within these to cases by lot.",
        wrapped(str(data["reason"]), hanging=""),
        *(f"Another row of the same reference was excluded. {reason}" for reason in excluded),
    ]
    return "\n".join(lines)


def _share(option: str, value: float) -> float:
    if not 0.001 <= value <= 0.999:
        raise typer.BadParameter("give a number from 0.001 to 0.999, such as 0.8", param_hint=option)
    return value


def _edition_of(sample: "SampleRecord", named: str | None) -> "Edition":
    """The edition of a record; says so where its text has changed since the draw."""
    edition = edition_named(named or sample.edition)
    if edition.sha256 != sample.edition_sha256:
        say(f"The text of the edition {edition.id} has changed since the sample was drawn.")
    return edition
