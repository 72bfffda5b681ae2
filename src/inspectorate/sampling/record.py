"""The record of a sample: all that replacing, allocating and explaining need, and nothing of the people themselves."""

import datetime
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from inspectorate.errors import BadInput, Fault
from inspectorate.sampling.person import plain

FORM = "inspectorate sample record 1"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordedCase(_Part):
    """An eligible case and what became of it. ``role`` changes when it is withdrawn or called up from the reserve."""

    reference: str
    role: Literal["main", "reserve", "not_picked", "withdrawn"]
    order: int
    stratum: str
    area: str
    team: str
    practitioner: str
    inclusion_probability: float
    reason: str
    characteristics: Mapping[str, str]


class RecordedExclusion(_Part):
    """A case left out of the cohort, and why."""

    reference: str
    reason: str


class Replacement(_Part):
    """A case of the main sample withdrawn, and the reserve that took its place, if one was left."""

    on: datetime.date
    withdrawn: str
    reason: str
    by: str | None
    same_stratum: bool


class SampleRecord(_Part):
    """A sample as it stands, with its history."""

    form: Literal["inspectorate sample record 1"]
    edition: str
    edition_sha256: str
    caseload_sha256: str
    as_of: datetime.date
    weeks: tuple[datetime.date, ...]
    seed: str
    requested: int
    buffer_percent: int
    cap: int | None
    statement: str
    cases: Annotated[tuple[RecordedCase, ...], Field(min_length=1)]
    excluded: tuple[RecordedExclusion, ...]
    replacements: tuple[Replacement, ...] = ()

    def of_role(self, role: str) -> list[RecordedCase]:
        """The cases of a role, in their order."""
        return sorted((case for case in self.cases if case.role == role), key=lambda case: (case.order, case.reference))

    def find(self, reference: str) -> RecordedCase | None:
        """An eligible case by its reference, however that is spaced or capitalised."""
        return next((case for case in self.cases if plain(case.reference) == plain(reference)), None)

    def as_json(self) -> str:
        """The text of the record's file."""
        return self.model_dump_json(indent=1) + "\n"


def read_record(path: Path | str) -> SampleRecord:
    """The record in a file. Raises ``BadInput`` where there is none, or it is not one."""
    path = Path(path)
    if not path.is_file():
        raise BadInput([Fault(str(path), 0, "", "there is no such file", "give the record that 'draw' wrote")])
    try:
        return SampleRecord.model_validate_json(path.read_bytes())
    except ValidationError as error:
        faults = [
            Fault(
                str(path),
                0,
                ".".join(map(str, detail["loc"])),
                f"this is not a sample record as 'draw' writes it ({detail['msg']})",
                "give the record itself, unaltered",
            )
            for detail in error.errors()[:20]
        ]
        raise BadInput(faults) from error
