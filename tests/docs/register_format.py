"""The reference page of the register, written from its models and its tables."""

from collections.abc import Iterator

from inspectorate.register.export import DICTIONARY, TABLES, Table
from inspectorate.register.inspection import CorrectionsFile, PublishedInspection
from tests.docs.edition_format import inner_models, model_name, model_table

HEAD = """# The register

The inspections that come with the product, and those in a folder of your own, have one form. [Keep a
register](../how-to/keep-a-register.md) shows how such a folder grows; [0011](../adr/0011-the-register-is-data.md) says
why it is so.

## The files

An inspection is a JSON file: `pdu/cumbria/2023-07` stands in `pdu/cumbria-2023-07.json`. `corrections.json` at the top
of the folder holds every correction, whether of the folder's own inspections or of those that come with the product.
What is not known is left out. Every file of a folder is checked whenever the register is opened, against the editions
and the directory of organisations, and every fault is told with its file and line.

A moment is a day, a month or a year: `2023-07-13`, `2023-07`, `2023`.
"""
TABLES_HEAD = """## The tables

`inspectorate register export FOLDER` writes them as CSV, JSON or Parquet, with this dictionary as a table of its own.
An empty cell is not known. Values are those that the register uses, corrections applied.
"""


def register_format() -> str:
    """The page as Markdown."""
    lines = [HEAD]
    for title, model in (("An inspection", PublishedInspection), ("corrections.json", CorrectionsFile)):
        lines += [f"### {title}\n", *model_table(model), ""]
        for inner in dict.fromkeys(inner_models(model)):
            if inner.__name__ != "Review" or model is PublishedInspection:
                lines += [f"#### {model_name(inner)}\n", *model_table(inner), ""]
    lines.append(TABLES_HEAD)
    for table in (*TABLES, DICTIONARY):
        lines += [*_table(table), ""]
    return "\n".join(lines).rstrip() + "\n"


def _table(table: Table) -> Iterator[str]:
    yield f"### {table.name}\n"
    yield f"{table.grain[:1].upper()}{table.grain[1:]}.\n"
    yield "| column | type | counted in | meaning | source |"
    yield "|---|---|---|---|---|"
    for column in table.columns:
        yield f"| `{column.name}` | {column.type} | {column.unit} | {column.meaning} | {column.source} |"
