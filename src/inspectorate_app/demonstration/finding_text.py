"""The findings of the demonstration as they are written: see ``findings.yaml``."""

from functools import cache
from pathlib import Path
from typing import Literal

from inspectorate.errors import BadInput
from inspectorate.framework.document import read_yaml
from inspectorate.framework.model import Entry


class RestsOn(Entry):
    """A source by kind and key, and how it bears the finding out."""

    kind: str
    key: str
    why: str = ""


class DemonstrationFinding(Entry):
    """A finding in our words, and what happened to it."""

    heading: str
    kind: Literal["strength", "improvement"]
    text: str
    by: Literal["lead", "inspector"] = "lead"
    chosen: bool = False
    withdrawn: str = ""
    rests_on: tuple[RestsOn, ...] = ()


class DemonstrationFindings(Entry):
    """``findings.yaml``."""

    findings: tuple[DemonstrationFinding, ...]


@cache
def demonstration_findings() -> tuple[DemonstrationFinding, ...]:
    """The findings, read once."""
    document = read_yaml(Path(__file__).parent / "findings.yaml")
    found = document.parse(DemonstrationFindings)
    if found is None:
        raise BadInput(document.faults)
    return found.findings
