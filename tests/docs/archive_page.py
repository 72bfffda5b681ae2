"""The reference of the format of archives, written from the tables."""

from collections.abc import Iterator
from typing import Any

HEAD = """# The format of archives

An archive is one inspection as one zip file. [Move an inspection](../how-to/move-an-inspection.md) shows its use; the
rules of both kinds are checked by `inspectorate archive check`.

## The file

`manifest.json` stands first and says:

| key | meaning |
|---|---|
| `format` | `{whole}` |
| `version` | of this format: {version}. A product reads this and every earlier version, and refuses later ones |
| `product` | the version of the product that wrote the file |
| `inspection`, `unit` | the inspection by its name in addresses, and what is inspected |
| `names` | whether the names of people in cases are in it |
| `edition` | name and SHA-256 of the edition |
| `audit` | how many entries its trail has, and the hash of the last |
| `members` | each other member with its bytes and SHA-256, and its rows where it has some |

A member whose name ends in `.jsonl` is JSON Lines in UTF-8: an object in each line, its keys in order, nothing between
them. A field that refers to a row of another table has the number of its line there, counted from 1. Days are
`2026-03-27`, moments are in UTC, bytes are base64. No moment of writing stands in the file, so that an inspection that
nobody touched gives the same bytes; the entry that it was exported stands in the trail only after.

| member | holds |
|---|---|
| `people.jsonl` | to whom the inspection refers: `email`, `name`, `kept_off` by a conflict of interest |
| `tables/` | the tables below |
| `audit/entries.jsonl` | the audit trail, each entry exactly as it was written, with its hash |
| `audit/people.jsonl` | who is meant by an `id` in the entries up to `entries`: the line of a `person` |
| `edition/` | the files of the edition |
| `files/` | stored files by their SHA-256; in the row of each its SHA-256 stands for where it lies |

## The tables

A row refers only to rows of tables above its own, and rows stand in the order in which they came to be.
"""
LEFT_OUT_HEAD = """## What is left out

| table | why |
|---|---|
"""
EARLIER_HEAD = """
## Earlier versions

An archive of an earlier version may be without what a later one added. It is then read as if it had:

| version | table | field | value |
|---|---|---|---|
"""
RESEARCH = """
## The file for research

The same form, with `format` `{anonymised}`. Its manifest says `kind`, `edition`, the weeks of `fieldwork`, how many
`cases` it has and `cases_left_out` for being too few of their module, `k` with its certainty, and how many values were
`suppressed`, by attribute.

| member | fields |
|---|---|
| `cases.jsonl` | `case`, `interview`, `module`, `stratum`, `area`, `team`, `practitioner`, `inspector` and more |
| `answers.jsonl` | `case`, `question`, `answer` |
| `judgements.jsonl` | `standard`, `rating` |
| `decisions.jsonl` | `standard`, `computed`, `rating` |
| `edition/` | the files of the edition |

`case` is a random reference. The fields after `interview` and `module` are null where a value is left out or was not
recorded. Each characteristic of the edition is another such field.
"""


def archive_pages() -> dict[str, str]:
    """The page as Markdown, by its path; the application must be started."""
    from inspectorate_app.actions.archive_file import ANONYMISED, VERSIONS, WHOLE
    from inspectorate_app.store.queries.archive import LEFT_OUT, TABLES
    from inspectorate_app.store.queries.archive_version import ADDED

    lines = [HEAD.format(whole=WHOLE, version=VERSIONS[WHOLE])]
    for table in TABLES:
        lines += [*_table(table), ""]
    lines.append(LEFT_OUT_HEAD + "\n".join(f"| `{name}` | {why} |" for name, why in sorted(LEFT_OUT.items())))
    lines.append(EARLIER_HEAD + "\n".join(_added(each) for each in ADDED) + "\n")
    lines.append(RESEARCH.format(anonymised=ANONYMISED).lstrip("\n"))
    return {"docs/reference/archive-format.md": "\n".join(lines).rstrip() + "\n"}


def _added(one: Any) -> str:
    if not one.field:
        return f"| {one.version} | {one.table} | all | no rows |"
    return f"| {one.version} | {one.table} | `{one.field}` | {'null' if one.value is None else f'`{one.value}`'} |"


def _table(table: Any) -> Iterator[str]:
    from inspectorate_app.store.queries.archive import fields_of

    yield f"### {table.name}\n"
    yield f"{' '.join((table.model.__doc__ or '').split())}\n"
    if table.of_names:
        yield "It is empty where the names of people in cases are left out.\n"
    for name, value in table.only.items():
        yield f"Only rows whose `{name}` is `{value}`.\n"
    for name in table.by_person:
        yield f"The keys of `{name}` are lines of people.\n"
    for name, value in table.nameless.items():
        yield f"Without names `{name}` is {'null' if value is None else 'blank'}.\n"
    yield "| field | is | may be null |"
    yield "|---|---|---|"
    for each in fields_of(table):
        yield f"| `{each.name}` | {_kind(each)} | {'yes' if each.null else ''} |"


_KINDS = {
    "JSONField": "JSON",
    "DateField": "day",
    "DateTimeField": "moment",
    "BinaryField": "bytes",
    "BooleanField": "true or false",
    "TextField": "text",
    "EmailField": "text",
}


def _kind(each: Any) -> str:
    from inspectorate_app.store.queries.archive import target_of

    target = target_of(each)
    if target is not None:
        return "line of people" if target.__name__ == "Person" else f"line of {target._meta.model_name}"
    kind = type(each).__name__
    if "Integer" in kind:
        return "number"
    return _KINDS.get(kind, f"text of up to {each.max_length} characters" if each.max_length else "text")
