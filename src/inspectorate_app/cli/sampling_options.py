"""What the commands about samples share: the day that counts as today, and how an edition samples."""

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from inspectorate.framework.model import Edition, SamplingSpecification

EARLIEST, LATEST = 1900, 2200

DateOption = Annotated[str | None, typer.Option("--as-of", help="The day that counts as today, such as 2022-11-01.")]


def today(as_of: str | None) -> datetime.date:
    """The day that an ``--as-of`` option gives, or today."""
    return day("--as-of", as_of) if as_of else datetime.datetime.now().astimezone().date()


def day(option: str, text: str) -> datetime.date:
    """The date that an option gives. Raises ``typer.BadParameter`` where it is none."""
    from inspectorate.sampling.dates import read_date

    date = read_date(text)
    if date is None or not EARLIEST <= date.year <= LATEST:
        raise typer.BadParameter(f"'{text}' is not a date of our time; write it as 2022-11-28", param_hint=option)
    return date


def specification_of(edition: "Edition") -> "SamplingSpecification":
    """How an edition samples. Raises ``BadInput`` where it does not say."""
    from inspectorate.errors import BadInput, Fault

    if edition.sampling is None:
        problem = "the edition says nothing of samples"
        raise BadInput(
            [Fault(str(edition.folder), 0, "sampling.yaml", problem, "choose an edition that samples cases")]
        )
    return edition.sampling
