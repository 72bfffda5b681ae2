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


def write(texts: dict[str, str]) -> None:
    """Write generated files, by their paths from the root."""
    for name, text in texts.items():
        (ROOT / name).parent.mkdir(parents=True, exist_ok=True)
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
