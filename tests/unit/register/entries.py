"""Made-up inspections for the tests of the register: places that do not exist, and what was published of them."""

import json
from pathlib import Path
from typing import Any

STANDARDS_2021 = ("1.1", "1.2", "1.3", "1.4", "2.1", "2.2", "2.3", "2.4", "2.5")
REVIEWED = {"by": "a reviewer", "on": "2026-01-09"}
SOURCE = {"document": "A report on the unit", "publisher": "An inspectorate", "url": "https://example.org/report"}
INADEQUATE, IMPROVE, GOOD = "Inadequate", "Requires improvement", "Good"


def entry(name: str = "northmoor", month: str = "2023-03", **fields: Any) -> dict[str, Any]:
    """An inspection of a made-up PDU, against the edition of 2021 unless ``fields`` say otherwise."""
    content = {
        "inspection": f"pdu/{name}/{month}",
        "unit": f"pdu/{name}",
        "unit_name": name.title(),
        "unit_kind": "PDU",
        "region": "North West",
        "edition": "hmip-pdu-2021",
        "published": month,
        "overall": IMPROVE,
        "sources": [SOURCE],
        "certainty": "published",
        "reviewed": REVIEWED,
    }
    return {name: value for name, value in (content | fields).items() if value is not None}


def correction(**fields: Any) -> dict[str, Any]:
    """A correction of the made-up inspection."""
    return {
        "inspection": "pdu/northmoor/2023-03",
        "field": "overall",
        "published": IMPROVE,
        "value": GOOD,
        "kind": "corrected",
        "reason": "It was misprinted.",
        "source": "a letter of the inspectorate",
        "certainty": "published",
        "reviewed": REVIEWED,
    } | fields


def folder(path: Path, *entries: dict[str, Any], corrections: list[dict[str, Any]] | None = None) -> Path:
    """A folder of the register with these entries."""
    for number, content in enumerate(entries):
        (path / f"{number}.json").write_text(json.dumps(content, indent=1), encoding="utf-8")
    if corrections is not None:
        (path / "corrections.json").write_text(json.dumps({"corrections": corrections}, indent=1), encoding="utf-8")
    return path
