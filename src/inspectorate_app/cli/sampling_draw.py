"""``inspectorate sampling draw``."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.sampling_options import DateOption, day, specification_of, today
from inspectorate_app.cli.terminal import EditionOption, Format, FormatOption, answer, edition_named, progress, say

if TYPE_CHECKING:
    from inspectorate.framework.model import Edition, SamplingSpecification
    from inspectorate.sampling.draw import Draw, Plan
    from inspectorate.sampling.eligibility import Cohort
    from inspectorate.sampling.record import SampleRecord

CaseloadArgument = Annotated[Path, typer.Argument(help="The caseload that the region supplies, CSV or XLSX.")]
SizeOption = Annotated[str, typer.Option("--size", help="Cases of the main sample, or 'auto'.")]
BufferOption = Annotated[int | None, typer.Option(min=0, max=1000, help="Reserve, in per cent of the size.")]
CapOption = Annotated[int | None, typer.Option(min=0, help="Most cases of one practitioner; 0 for no cap.")]
SeedOption = Annotated[str | None, typer.Option(help="The same seed draws the same sample; by default a new one.")]
WeekOption = Annotated[list[str] | None, typer.Option("--week", help="A day of a cohort week; repeat for more.")]
FieldworkOption = Annotated[str | None, typer.Option(help="First day of fieldwork: gives the edition's cohort weeks.")]


def draw(  # noqa: PLR0913 - the options of a command are its arguments
    caseload: CaseloadArgument,
    edition: EditionOption,
    out: Annotated[Path, typer.Option("--out", help="The sample's CSV file, a row for each case.")],
    size: SizeOption = "auto",
    buffer: BufferOption = None,
    cap: CapOption = None,
    seed: SeedOption = None,
    as_of: DateOption = None,
    week: WeekOption = None,
    fieldwork: FieldworkOption = None,
    record: Annotated[Path | None, typer.Option("--record", help="The record's file; by default beside OUT.")] = None,
    form: FormatOption = Format.TEXT,
) -> None:
    """Draw the cases to be read, and a reserve, from a caseload."""
    from inspectorate.tabular import csv_text
    from inspectorate_app.cli.files import write_all
    from inspectorate_app.cli.sampling_answer import draw_data, draw_page
    from inspectorate_app.cli.sampling_files import SAMPLE_COLUMNS, sample_rows

    wanted, on = _wanted(size), today(as_of)
    if not out.name or out.is_dir():
        raise typer.BadParameter(f"'{out}' is a folder; name a file in it", param_hint="--out")
    record = record or out.with_suffix(".record.json")
    _refuse_to_overwrite(caseload, out, record)
    chosen = edition_named(edition)
    weeks = _weeks(specification_of(chosen), week or [], fieldwork)
    with progress(3) as step:
        step(f"Reading {caseload.name}")
        cohort = _read(caseload, chosen, on, weeks)
        plan = _plan(specification_of(chosen), wanted, len(cohort.eligible), buffer, cap, seed)
        step(f"Drawing {plan.size} of {len(cohort.eligible)} eligible cases")
        drawn, kept = _drawn(caseload, chosen, cohort, plan, on, weeks, computed=wanted is None)
        step(f"Writing {out.name}")
        write_all({out: csv_text(SAMPLE_COLUMNS, sample_rows(kept)), record: kept.as_json()})
    data = draw_data(drawn, kept, chosen, specification_of(chosen))
    answer(form, data, lambda: draw_page(data, [str(out), str(record)]))
    if drawn.shortfall:
        bound = f" with at most {drawn.plan.cap} of one practitioner" if drawn.plan.cap else ""
        say(f"{drawn.shortfall} fewer cases than asked for: no more were feasible{bound}.")
        raise typer.Exit(1)


def _read(caseload: Path, edition: "Edition", on: datetime.date, weeks: Sequence[datetime.date]) -> "Cohort":
    """The cohort in a caseload. Raises ``BadInput`` with every fault of the file."""
    from inspectorate.sampling.caseload import read_caseload
    from inspectorate.sampling.eligibility import find_cohort

    specification = specification_of(edition)
    return find_cohort(read_caseload(caseload, edition, specification, on), edition, specification, on, weeks)


def _drawn(
    caseload: Path,
    edition: "Edition",
    cohort: "Cohort",
    plan: "Plan",
    on: datetime.date,
    weeks: Sequence[datetime.date],
    *,
    computed: bool,
) -> "tuple[Draw, SampleRecord]":
    """The draw and its record, with the statement for the report; ``computed`` says whether the size was."""
    from inspectorate.sampling.draw import draw as draw_sample
    from inspectorate.sampling.record import record_of
    from inspectorate.sampling.statement import sampling_statement

    drawn = draw_sample(cohort.eligible, plan)
    specification = specification_of(edition)
    size_from = (specification.size.confidence, specification.size.margin) if computed else None
    number = len(cohort.excluded)
    statement = sampling_statement(drawn, specification, excluded=number, as_of=on, weeks=weeks, size_from=size_from)
    content = caseload.read_bytes()
    kept = record_of(
        drawn, cohort.excluded, edition=edition, caseload=content, as_of=on, weeks=weeks, statement=statement
    )
    return drawn, kept


def _wanted(size: str) -> int | None:
    """The size asked for; None for 'auto'."""
    if size.casefold() == "auto":
        return None
    if not (size.isascii() and size.isdigit() and len(size) < 9 and int(size) > 0):
        raise typer.BadParameter(f"'{size}' is neither a whole number above 0 nor 'auto'", param_hint="--size")
    return int(size)


def _weeks(specification: "SamplingSpecification", days: list[str], fieldwork: str | None) -> tuple[datetime.date, ...]:
    """The cohort weeks that are named, or that follow from the fieldwork; none where neither is given."""
    from inspectorate.sampling.dates import cohort_weeks, weeks_holding

    if fieldwork is None:
        return weeks_holding(day("--week", text) for text in days)
    if days:
        raise typer.BadParameter("name the weeks or the first day of fieldwork, not both", param_hint="--fieldwork")
    return cohort_weeks(specification, day("--fieldwork", fieldwork))


def _plan(
    specification: "SamplingSpecification",
    wanted: int | None,
    eligible: int,
    buffer: int | None,
    cap: int | None,
    seed: str | None,
) -> "Plan":
    """What is asked of the draw, with the edition's values for what was not given, and a seed that is told."""
    from inspectorate.sampling.draw import Plan
    from inspectorate.sampling.size import sample_size

    if wanted is None:
        wanted = sample_size(eligible, specification.size.confidence, specification.size.margin)
    if cap is None:
        cap = specification.cap_per_practitioner.value if specification.cap_per_practitioner else 0
    if seed is None:
        import secrets

        seed = secrets.token_hex(8)
        say(f"The seed is {seed}: give '--seed {seed}' to draw the same sample again.")
    buffer = specification.buffer_percent.value if buffer is None else buffer
    return Plan(wanted, buffer, cap or None, seed)


def _refuse_to_overwrite(caseload: Path, out: Path, record: Path) -> None:
    """Raise ``BadInput`` where a file would be lost: the caseload, or a record with replacements in it."""
    from inspectorate.errors import BadInput, Fault
    from inspectorate.sampling.record import read_record

    faults = []
    if len({path.resolve() for path in (caseload, out, record)}) < 3:
        faults.append(Fault(str(out), 0, "", "caseload, sample and record need a file each", "choose another --out"))
    elif record.is_file():
        try:
            replaced = bool(read_record(record).replacements)
        except BadInput:
            problem, mend = "there is another file of this name, not a sample record", "choose another --record"
            faults.append(Fault(str(record), 0, "", problem, mend))
        else:
            if replaced:
                mend = "choose another --out, or move this one away"
                faults.append(Fault(str(record), 0, "", "this sample is in use: cases of it were replaced", mend))
    if faults:
        raise BadInput(faults)
