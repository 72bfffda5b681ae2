"""Where the documentation stands."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"


def pages() -> list[Path]:
    """Every Markdown page that a user reads: those of the root, and those under docs."""
    return sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def named(path: Path) -> str:
    """A path as a person names it, from the root."""
    return path.relative_to(ROOT).as_posix()
