"""Claims of published documents against their own figures, and of copies with fifty wrong numbers in each.

``python -m benchmarks.claims FOLDER``; FOLDER has the published documents, ``../shared/seeds`` where it is left out.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.claims.planting import Planted, planted
from benchmarks.claims.published import Published, published
from inspectorate.report.claims.check import in_prose
from inspectorate.report.claims.claim import Claim
from inspectorate.report.statistics import statistics

FOLDER = Path(__file__).parents[2].parent / "shared" / "seeds"
SEEDS = ("1", "2", "3", "4", "5")


@dataclass(frozen=True)
class Outcome:
    """What came of the wrong numbers of one copy."""

    planted: int
    false: int
    unsupported: int
    missed: tuple[Planted, ...]


def outcome(document: Published, text: str, seed: str) -> Outcome:
    """The wrong numbers of one copy: marked false, merely unsupported, or missed."""
    copy, wrong = planted(text, seed)
    claims = in_prose(copy, statistics(document.base))
    verdicts = [verdict(each, claims, copy) for each in wrong]
    missed = tuple(each for each, found in zip(wrong, verdicts, strict=True) if found == "missed")
    return Outcome(len(wrong), verdicts.count("false"), verdicts.count("unsupported"), missed)


def verdict(wrong: Planted, claims: Sequence[Claim], text: str) -> str:
    """What the claim was marked in which a wrong number stands, or of which a wrong word of direction is said."""
    reach = _reach(wrong, text)
    near = [each for each in claims if each.place.start < reach[1] and reach[0] < each.place.end]
    if any(each.verdict == "false" for each in near):
        return "false"
    return "unsupported" if any(each.verdict == "unsupported" for each in near) else "missed"


def _reach(wrong: Planted, text: str) -> tuple[int, int]:
    """The characters in which the claim stands: those of the number, for a direction those near it too."""
    if wrong.kind != "direction":
        return wrong.start, wrong.end
    stop, begins = text.find(".", wrong.end), text.rfind(".", 0, wrong.start)
    return max(wrong.start - 45, begins), min(wrong.end + 45, stop if stop > 0 else wrong.end + 45)


def main(folder: Path = FOLDER) -> None:
    """Print both tables."""
    print("unchanged:  claims  true  false  unsupported")
    for document in published():
        found = Counter(claim.verdict for claim in in_prose(document.text(folder), statistics(document.base)))
        whole = sum(found.values())
        print(f"  {document.file}      {whole:6} {found['true']:5} {found['false']:6} {found['unsupported']:12}")
    print("with fifty wrong numbers, by seed: planted, found (false + unsupported), missed")
    for document in published():
        for seed in SEEDS:
            came = outcome(document, document.text(folder), seed)
            found_ = came.false + came.unsupported
            missed = ", ".join(f"{each.kind}: {each.was!r} -> {each.now!r}" for each in came.missed)
            told = f"{came.planted:3} {found_:3} ({came.false} + {came.unsupported})"
            print(f"  {document.file} seed {seed}: {told}  {missed}")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
