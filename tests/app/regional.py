"""A regional review in drafting: of the region in which the unit of ``tests.app.drafting`` lies."""

from inspectorate_app.store import guard
from inspectorate_app.store.models import Inspection
from tests.app import given

REVIEW = "hmip-region-review-2021"
EAST_MIDLANDS = "east-midlands-2022"


def review(phase: str = "drafting") -> Inspection:
    """A review of the East Midlands."""
    made = given.inspection(EAST_MIDLANDS, phase, REVIEW)
    with guard.allowed():
        made.organisation, made.unit, made.kind = "region/east-midlands", "East Midlands", "region"
        made.save()
    return made
