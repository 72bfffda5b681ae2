"""The register as flat tables for analysis, with a data dictionary."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from inspectorate.errors import BadInput, Fault
from inspectorate.register.inspection import PublishedInspection
from inspectorate.register.register import Register

Row = dict[str, Any]


@dataclass(frozen=True)
class Column:
    """A column: its name, its type (text or integer), the unit it is counted in, what it means, where it comes from."""

    name: str
    type: str
    unit: str
    meaning: str
    source: str = "the document"


@dataclass(frozen=True)
class Table:
    """A table of the export: a row for each ``grain``, and how the rows are made."""

    name: str
    grain: str
    columns: tuple[Column, ...]
    rows: Callable[[Register], Iterator[Row]]


ID = Column("inspection", "text", "", "the inspection: joins the tables", "the register")
EDITION = Column(
    "edition", "text", "", "the edition of the framework; empty where it is not known", "the document, or derived"
)


def _inspections(register: Register) -> Iterator[Row]:
    for one in register.inspections:
        unit, score, fieldwork = register.organisation(one), one.score, one.fieldwork
        yield {
            "inspection": one.inspection,
            "unit": one.unit,
            "name": unit.name,
            "kind": unit.kind,
            "region": unit.region,
            "edition": one.edition,
            "date": one.when,
            "published": one.published,
            "fieldwork_from": fieldwork and fieldwork.first,
            "fieldwork_to": fieldwork and fieldwork.last,
            "overall": register.overall(one),
            "points": score and score.points,
            "maximum": score and score.maximum,
            "sample_size": one.sample_size,
            "interviews": one.interviews,
            "recommendations": one.total_recommendations,
            "certainty": str(one.certainty),
            "corrections": len(register.corrections_of(one.inspection)),
            "note": one.note or None,
        }


def _standards(register: Register) -> Iterator[Row]:
    for one in register.inspections:
        edition = register.edition(one)
        for standard, rating in one.standards.items() if edition else ():
            title = edition.standard_by_id[standard].title if edition else ""
            yield _of(one, standard=standard, title=title, rating=rating)


def _percentages(register: Register) -> Iterator[Row]:
    for one in register.inspections:
        edition = register.edition(one)
        for name, percent in one.percentages.items() if edition else ():
            question = edition.question_by_id[name] if edition else None
            text, series = getattr(question, "text", ""), getattr(question, "series", None)
            yield _of(one, question=name, text=text, series=series, percent=percent, sample_size=one.sample_size)


def _recommendations(register: Register) -> Iterator[Row]:
    for one in register.inspections:
        for addressee, number in one.recommendations.items():
            yield _of(one, addressee=addressee, number=number)


def _sources(register: Register) -> Iterator[Row]:
    for one in register.inspections:
        for source in one.sources:
            row = source.model_dump(mode="json")
            yield {"inspection": one.inspection, **row, "gives": ", ".join(source.gives)}


def _corrections(register: Register) -> Iterator[Row]:
    for one in register.corrections:
        row = one.model_dump(mode="json", exclude={"reviewed"})
        told = {name: None if row[name] is None else str(row[name]) for name in ("published", "value", "otherwise")}
        yield {**row, **told, "reviewed_by": one.reviewed.by, "reviewed_on": one.reviewed.on.isoformat()}


def _of(inspection: PublishedInspection, **cells: Any) -> Row:
    return {"inspection": inspection.inspection, "unit": inspection.unit, "edition": inspection.edition, **cells}


MOMENT = "day, month or year"
TABLES = (
    Table(
        "inspections",
        "one row for each inspection",
        (
            ID,
            Column("unit", "text", "", "the id of the unit inspected", "the directory of organisations"),
            Column("name", "text", "", "its name", "the directory of organisations"),
            Column("kind", "text", "", "PDU, region, youth justice service ...", "the directory of organisations"),
            Column(
                "region",
                "text",
                "",
                "the region it lies in; empty where it is not known",
                "the directory of organisations",
            ),
            EDITION,
            Column("date", "text", MOMENT, "its place in time: published, else placed, else fieldwork", "derived"),
            Column("published", "text", MOMENT, "when the findings were published"),
            Column("fieldwork_from", "text", MOMENT, "when fieldwork began"),
            Column("fieldwork_to", "text", MOMENT, "when fieldwork ended"),
            Column("overall", "text", "", "the overall rating, or Not rated; empty where it is not known"),
            Column("points", "integer", "points", "points scored"),
            Column("maximum", "integer", "points", "points that could be scored: three for each rated standard"),
            Column("sample_size", "integer", "cases", "cases inspected"),
            Column("interviews", "integer", "interviews", "interviews held"),
            Column("recommendations", "integer", "recommendations", "how many in all"),
            Column("certainty", "text", "", "how well the rating is known: published, or derived", "the register"),
            Column("corrections", "integer", "corrections", "how many fields were corrected", "the register"),
            Column("note", "text", "", "what should be known of it", "the register"),
        ),
        _inspections,
    ),
    Table(
        "standards",
        "one row for each standard of an inspection of which the rating is known",
        (
            ID,
            Column("unit", "text", "", "the id of the unit inspected", "the directory of organisations"),
            EDITION,
            Column("standard", "text", "", "the id of the standard, as printed"),
            Column("title", "text", "", "its title", "the edition"),
            Column("rating", "text", "", "its rating, or Not rated"),
        ),
        _standards,
    ),
    Table(
        "percentages",
        "one row for each key question of an inspection of which the percentage is known",
        (
            ID,
            Column("unit", "text", "", "the id of the unit inspected", "the directory of organisations"),
            EDITION,
            Column("question", "text", "", "the id of the key question", "the edition"),
            Column("text", "text", "", "its words", "the edition"),
            Column("series", "text", "", "the same in editions whose questions can be compared", "the edition"),
            Column("percent", "integer", "per cent", "relevant cases judged sufficient, as published"),
            Column("sample_size", "integer", "cases", "cases inspected; fewer may have been relevant"),
        ),
        _percentages,
    ),
    Table(
        "recommendations",
        "one row for each addressee of an inspection",
        (
            ID,
            Column("unit", "text", "", "the id of the unit inspected", "the directory of organisations"),
            EDITION,
            Column("addressee", "text", "", "PDU, region, HMPPS ..., or total"),
            Column("number", "integer", "recommendations", "how many"),
        ),
        _recommendations,
    ),
    Table(
        "sources",
        "one row for each document in which an inspection was read",
        (
            ID,
            Column("document", "text", "", "its title"),
            Column("publisher", "text", "", "who published it"),
            Column("published", "text", MOMENT, "when it was published"),
            Column("url", "text", "", "its address"),
            Column("place", "text", "", "where in it", "the register"),
            Column("gives", "text", "", "the fields that were read there", "the register"),
            Column("says", "text", "", "what was read there, or how, in the register's words", "the register"),
            Column("certainty", "text", "", "published, or derived: at second hand", "the register"),
        ),
        _sources,
    ),
    Table(
        "corrections",
        "one row for each correction, of several of one field the last holds; the tables above hold the value used",
        (
            ID,
            Column("field", "text", "", "the field, or the entry in it", "the register"),
            Column("published", "text", "", "the value as published; empty where there is none"),
            Column("value", "text", "", "the value that the correction gives", "the register"),
            Column("otherwise", "text", "", "what another document states, where documents disagree"),
            Column("kind", "text", "", "corrected, disputed or supplied", "the register"),
            Column("reason", "text", "", "why", "the register"),
            Column("source", "text", "", "where the value used was read", "the register"),
            Column("certainty", "text", "", "how well the value used is known", "the register"),
            Column("reviewed_by", "text", "", "who decided it", "the register"),
            Column("reviewed_on", "text", "day", "when", "the register"),
        ),
        _corrections,
    ),
)

_OF_COLUMN = (
    ("table", "the table"),
    ("column", "the column"),
    ("type", "text or integer; an empty cell is not known"),
    ("unit", "what it is counted in"),
    ("meaning", "what it says"),
    ("source", "where it comes from"),
)


def dictionary_of(tables: Sequence[Table]) -> Table:
    """The data dictionary of tables, itself a table."""
    columns = tuple(Column(name, "text", "", meaning, "the register") for name, meaning in _OF_COLUMN)
    return Table("data-dictionary", "one row for each column of each table", columns, lambda _: _dictionary(tables))


def _dictionary(tables: Sequence[Table]) -> Iterator[Row]:
    for table in tables:
        for column in table.columns:
            row = {"type": column.type, "unit": column.unit, "meaning": column.meaning, "source": column.source}
            yield {"table": table.name, "column": column.name, **row}


DICTIONARY = dictionary_of(TABLES)


def parquet(table: Table, register: Register) -> bytes:
    """A table as Parquet, its columns typed. Raises ``BadInput`` where polars is not installed."""
    try:
        import polars
    except ImportError:
        problem = "Parquet needs polars, which is not installed"
        mend = (
            "run 'make install' in the folder of the product, or '.venv/bin/python -m pip install polars'; "
            "or export as csv, which opens in a spreadsheet"
        )
        fault = Fault("parquet", 0, "", problem, mend)
        raise BadInput([fault]) from None
    types = {"text": polars.String, "integer": polars.Int64}
    schema = {column.name: types[column.type] for column in table.columns}
    frame = polars.DataFrame(list(table.rows(register)), schema=schema, orient="row")
    content = io.BytesIO()
    frame.write_parquet(content)
    return content.getvalue()
