"""The rows of the files that ``inspectorate sampling`` writes."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspectorate.sampling.record import SampleRecord

SAMPLE_COLUMNS = ("reference", "role", "order", "stratum", "inclusion_probability", "reason")
ALLOCATION_COLUMNS = ("reference", "order", "stratum", "area", "team", "practitioner", "inspector")


def sample_rows(record: "SampleRecord") -> Iterator[dict[str, object]]:
    """The rows of the sample's file: main sample, reserve, and the cases withdrawn."""
    for role in ("main", "reserve", "withdrawn"):
        for case in record.of_role(role):
            row = case.model_dump(include=set(SAMPLE_COLUMNS))
            # Six significant figures: a small chance is never shown as nought.
            yield row | {"inclusion_probability": f"{case.inclusion_probability:.6g}"}
