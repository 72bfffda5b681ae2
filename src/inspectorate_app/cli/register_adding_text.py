"""Inspections proposed for the register, as the commands show them."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from inspectorate_app.cli.terminal import Json, wrapped

if TYPE_CHECKING:
    from inspectorate.register.adding import Proposal


def as_json(proposal: "Proposal") -> Json:
    """A proposal as scripts read it."""
    from inspectorate.register.file import plain

    return {
        "files": list(proposal.files),
        "unit": proposal.unit,
        "inspection": plain(proposal.inspection) if proposal.inspection else None,
        "doubts": [asdict(doubt) for doubt in proposal.doubts],
        "existing": proposal.existing,
        "differences": [asdict(difference) for difference in proposal.differences],
        "additions": [asdict(difference) for difference in proposal.additions],
        "known": [asdict(difference) for difference in proposal.known],
        "held": proposal.held,
    }


def page(proposals: "Sequence[Proposal]", saved: Sequence[Path]) -> str:
    """Every proposal with what to look at, and where it was saved."""
    if not proposals:
        return "No document tells of an inspection with a rating, a score or standards."
    parts = ["\n".join(_lines(proposal)) for proposal in proposals]
    return "\n\n".join([*parts, *(["\n".join(f"Saved: {path}" for path in saved)] if saved else [])])


def _lines(proposal: "Proposal") -> Iterator[str]:
    yield wrapped(f"{proposal.unit or 'A unit that is not named'}, from {', '.join(proposal.files)}")
    if (one := proposal.inspection) and not proposal.existing:
        score = f", {one.score.points}/{one.score.maximum or '?'}" if one.score else ""
        told = f"{one.overall or 'no overall rating'}{score}; {_counted(len(one.standards), 'standard')}"
        yield wrapped(f"{one.inspection}: {told}, {_counted(len(one.percentages), 'percentage')}", "  ")
    if proposal.existing and not (proposal.differences or proposal.additions or proposal.known):
        yield f"  The register has it as {proposal.existing}, and says the same."
    elif proposal.existing:
        yield f"  The register has it as {proposal.existing}, and there:"
    for difference in proposal.differences:
        stands = "nothing" if difference.register is None else difference.register
        yield wrapped(f"{difference.field}: {stands} stands there, {difference.documents} was read", "    ")
    for more in proposal.additions:
        yield wrapped(f"adds {more.field}: {more.documents}", "    ")
    for known in proposal.known:
        stands = "nothing" if known.register is None else known.register
        yield wrapped(f"{known.field}: {stands} is kept; {known.documents}, read here, is known of", "    ")
    for doubt in proposal.doubts:
        yield wrapped(f"Look again: {doubt.field}: {doubt.problem}", "  ")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
