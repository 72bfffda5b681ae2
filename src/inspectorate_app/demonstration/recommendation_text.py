"""The recommendations of the demonstration as they are written: see ``recommendations.yaml``."""

from functools import cache
from pathlib import Path
from typing import Literal

from inspectorate.errors import BadInput
from inspectorate.framework.document import read_yaml
from inspectorate.framework.model import Entry


class DemonstrationRecommendation(Entry):
    """A recommendation in our words, and what happened to it."""

    to: Literal["PDU", "region", "HMPPS"]
    text: str
    by: Literal["lead", "inspector"] = "lead"
    rests_on: tuple[int, ...] = ()
    withdrawn: str = ""


class DemonstrationPrevious(Entry):
    """A recommendation of an earlier inspection, and what was found of it."""

    number: int
    text: str
    status: str = ""
    found: str = ""
    rests_on: tuple[int, ...] = ()


class DemonstrationRecommendations(Entry):
    """``recommendations.yaml``."""

    recommendations: tuple[DemonstrationRecommendation, ...]
    previous: tuple[DemonstrationPrevious, ...]


@cache
def demonstration_recommendations() -> DemonstrationRecommendations:
    """The file, read once."""
    document = read_yaml(Path(__file__).parent / "recommendations.yaml")
    found = document.parse(DemonstrationRecommendations)
    if found is None:
        raise BadInput(document.faults)
    return found
