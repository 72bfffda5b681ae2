"""The Markdown tables that specify the methodology, as rows a test can run."""

from pathlib import Path

FOLDER = Path(__file__).parent


def rows(file: str, heading: str) -> list[dict[str, str]]:
    """The rows of the table under a heading, by column. A heading without a table is a mistake in the specification."""
    section = (FOLDER / file).read_text(encoding="utf-8").split(f"\n## {heading}\n", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    header, body = cells[0], cells[2:]
    assert body, f"no rows under '{heading}' in {file}"
    return [dict(zip(header, row, strict=True)) for row in body]
