"""An inspection with the synthetic caseload of the demonstration, at each step of its sample."""

import csv
import datetime
import io
from collections.abc import Mapping, Sequence

from inspectorate_app.actions import sample as action
from inspectorate_app.actions.permission import Role
from inspectorate_app.demonstration.caseload import HEADER, WEEKS, synthetic_caseload
from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection, Person
from tests.app import given

AS_OF = datetime.date(2022, 11, 1)
SEED = "synthetic"


def csv_of(rows: Sequence[Mapping[str, str]], header: Sequence[str] = HEADER) -> bytes:
    """Rows as the file that a region would send."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def inspection() -> Inspection:
    """The inspection of the demonstration, in the evidence phase, with the cohort weeks of the synthetic caseload."""
    found = given.inspection(phase="evidence")
    found.cohort_weeks = [week.isoformat() for week in WEEKS]
    with guard.allowed():
        found.save()
    return found


def lead(of: Inspection, capacity: int = 0) -> Person:
    """A lead inspector."""
    return given.member(of, Role.LEAD_INSPECTOR, "Lee Lead", capacity=capacity)


def uploaded(of: Inspection, by: Person, content: bytes | None = None, module: str = "") -> int:
    """The caseload uploaded; its id."""
    content = csv_of(synthetic_caseload()) if content is None else content
    return action.upload_caseload(
        given.actor(by), of.slug, file_name="synthetic.csv", content=content, as_of=AS_OF, module=module
    )


def drawn(of: Inspection, by: Person, size: int | None = 20, seed: str = SEED) -> int:
    """A sample drawn from it; its id."""
    return action.draw_sample(given.actor(by), of.slug, caseload=uploaded(of, by), size=size, seed=seed)


def approved(of: Inspection, by: Person, size: int | None = 20) -> int:
    """That sample approved; its id."""
    sample = drawn(of, by, size)
    action.approve_sample(given.actor(by), of.slug, sample)
    return sample
