"""The record of a sample: all that replacing, allocating and explaining need, and nothing of the people themselves."""

import datetime
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from inspectorate.errors import BadInput, Fault
from inspectorate.framework.model import Edition
from inspectorate.language import gettext as _
from inspectorate.sampling.draw import ROLES, Draw
from inspectorate.sampling.eligibility import Exclusion
from inspectorate.sampling.explanation import reasons
from inspectorate.sampling.person import plain


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
    cases: tuple[RecordedCase, ...]
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


def record_of(
    draw: Draw,
    excluded: Sequence[Exclusion],
    *,
    edition: Edition,
    caseload: bytes,
    as_of: datetime.date,
    weeks: Sequence[datetime.date],
    statement: str,
) -> SampleRecord:
    """The record of a sample just drawn; ``caseload`` is the content of the file that it was drawn from."""
    return SampleRecord(
        form="inspectorate sample record 1",
        edition=edition.id,
        edition_sha256=edition.sha256,
        caseload_sha256=hashlib.sha256(caseload).hexdigest(),
        as_of=as_of,
        weeks=tuple(weeks),
        seed=draw.plan.seed,
        requested=draw.plan.size,
        buffer_percent=draw.plan.buffer_percent,
        cap=draw.plan.cap,
        statement=statement,
        cases=tuple(_recorded(draw)),
        excluded=tuple(RecordedExclusion(reference=each.reference, reason=each.reason) for each in excluded),
    )


def _recorded(draw: Draw) -> Iterator[RecordedCase]:
    """Main sample, reserve and the rest, each in order."""
    why = reasons(draw)
    for role in ROLES:
        for outcome in draw.of_role(role):
            case = outcome.case
            yield RecordedCase(
                reference=case.reference,
                role=outcome.role,
                order=outcome.order,
                stratum=case.stratum,
                area=case.area,
                team=case.team,
                practitioner=case.practitioner,
                inclusion_probability=float(outcome.probability),
                reason=why[case.reference],
                characteristics=case.characteristics,
            )


def read_record(path: Path | str) -> SampleRecord:
    """The record in a file. Raises ``BadInput`` where there is none, or it is not one."""
    path = Path(path)
    if not path.is_file():
        raise BadInput([Fault(str(path), 0, "", _("there is no such file"), _("give the record that 'draw' wrote"))])
    try:
        return SampleRecord.model_validate_json(path.read_bytes())
    except ValidationError as error:
        faults = [
            Fault(
                str(path),
                0,
                ".".join(map(str, detail["loc"])),
                _("this is not a sample record as 'draw' writes it ({detail})").format(detail=detail["msg"]),
                _("give the record itself, unaltered"),
            )
            for detail in error.errors()[:20]
        ]
        raise BadInput(faults) from error
