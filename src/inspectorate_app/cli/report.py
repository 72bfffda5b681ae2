"""``inspectorate report``: the documents of an inspection in every format, and a text held against its evidence."""

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from inspectorate_app.cli.application import refusals_told, start
from inspectorate_app.cli.files import write_all
from inspectorate_app.cli.terminal import Format, FormatOption, Json, answer, noun, progress, table, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from inspectorate.report.claims.claim import Claim
    from inspectorate.report.document import Document
    from inspectorate.report.document_set import MadeFile
    from inspectorate.report.statistic import Statistic
    from inspectorate.report.workbook import Workbook

app = noun("report", "Documents of an inspection: make them in every format; check a text against the evidence.")

#: What a file's name begins with where no inspection of the application gives it.
STEM = "demonstration"
SlugArgument = Annotated[
    str, typer.Argument(metavar="INSPECTION", help="The name of an inspection whose ratings are signed off.")
]
LanguageOption = Annotated[
    str, typer.Option("--language", help="The language of the documents: en, or cy where the edition has Welsh.")
]
DemonstrationOption = Annotated[
    bool, typer.Option("--demonstration", help="Of the demonstration inspection instead, without any database.")
]


@app.command()
def make(
    out: Annotated[Path, typer.Option("--out", help="The folder for the files; made if need be.")],
    inspection: SlugArgument = "",
    demonstration: DemonstrationOption = False,
    language: LanguageOption = "en",
    form: FormatOption = Format.TEXT,
) -> None:
    """Make all documents of an inspection in all formats.

    Report, press release and poster as HTML, PDF, Word and OpenDocument; the data workbook as XLSX, ODS and CSV. Those
    of an inspection of this installation come from its drafts as they stand, and say so on each page.

    In Welsh are the headings, standing texts, ratings, numbers and days; what people wrote stands as they wrote it, and
    each document says so. Which texts of the edition and the house nobody translated yet is told.
    """
    _one_of(inspection, demonstration)
    documents, workbook, left = _of_demonstration(language) if demonstration else _of_inspection(inspection, language)
    files = _written(documents, workbook, STEM if demonstration else inspection)
    out.mkdir(parents=True, exist_ok=True)
    write_all({out / each.name: each.content for each in files})
    told = [
        {
            "file": str(out / each.name),
            "kind": each.kind,
            "format": each.format,
            "bytes": len(each.content),
            "sha256": sha256(each.content).hexdigest(),
        }
        for each in files
    ]
    columns = {"file": "File", "bytes": "Bytes", "sha256": "SHA-256"}
    data: Json = {"files": told, "language": language, "in_english": list(left)}
    answer(
        form, data, lambda: _made(table(columns, [{**each, "sha256": _short(each["sha256"])} for each in told]), left)
    )


@app.command()
def check(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A text in Markdown, such as a part of a report.")],
    inspection: Annotated[str, typer.Option("--inspection", help="Hold it against an inspection here.")] = "",
    demonstration: DemonstrationOption = False,
    standard: Annotated[str, typer.Option("--standard", help="The standard that the text is of, such as 2.2.")] = "",
    form: FormatOption = Format.TEXT,
) -> None:
    """Hold a text against the evidence of an inspection: its claims, its placeholders, its style.

    Exit 1 where the evidence contradicts a claim, or has not the number of a placeholder. Unsupported claims and style
    are told.
    """
    from inspectorate.report.claims.check import in_prose
    from inspectorate.report.prose import read_prose
    from inspectorate.report.style import remarks
    from inspectorate.report.wording import say

    _one_of(inspection, demonstration)
    text = _read(file)
    known = _statistics(inspection)
    claims = in_prose(text, known, None, standard)
    faults = read_prose(text, known, say, name=file.name).faults
    data: Json = {
        "file": str(file),
        "claims": [_claim(each) for each in claims],
        "placeholders": [{"line": each.line, "problem": each.problem, "mend": each.mend} for each in faults],
        "style": [
            {"line": each.line, "rule": each.rule, "problem": each.problem, "mend": each.mend} for each in remarks(text)
        ],
    }
    answer(form, data, lambda: _page(data))
    if faults or any(each.verdict == "false" for each in claims):
        raise typer.Exit(1)


def _one_of(inspection: str, demonstration: bool) -> None:
    if bool(inspection) == demonstration:
        raise typer.BadParameter("name an inspection, or give --demonstration")


def _made(files: str, left: "Sequence[str]") -> str:
    if not left:
        return files
    return "\n".join([files, "", "These texts stand in English:", *(wrapped(f"- {each}") for each in left)])


def _of_demonstration(code: str) -> "tuple[Sequence[Document], Workbook | None, Sequence[str]]":
    from inspectorate.report.data_workbook import data_workbook
    from inspectorate.report.document_set import documents
    from inspectorate.report.edition_language import document_language, left_in_english
    from inspectorate.report.house import product_house
    from inspectorate_app.cli.spoken import speak
    from inspectorate_app.demonstration.fact_base import demonstration_fact_base, demonstration_parts

    speak()
    base, house = demonstration_fact_base(), product_house()
    edition = base.rated.edition
    language = document_language(code, edition)
    made = documents(base, demonstration_parts(base), house, language=language)
    return made, data_workbook(base, house, language=language), left_in_english(edition, house, made)


def _of_inspection(slug: str, code: str) -> "tuple[Sequence[Document], Workbook | None, Sequence[str]]":
    start()
    from inspectorate_app.actions.actor import operator
    from inspectorate_app.actions.document_set import compose

    with refusals_told():
        made = compose(operator(), slug, code)
    return made.documents, made.workbook, made.left_in_english


def _written(documents: "Sequence[Document]", workbook: "Workbook | None", stem: str) -> "list[MadeFile]":
    from inspectorate.report.document_set import document_files, workbook_files

    files: list[MadeFile] = []
    with progress(len(documents) + 1) as doing:
        for document in documents:
            doing(document.kind)
            files += document_files(document, stem)
        if workbook is not None:
            doing("data workbook")
            files += workbook_files(workbook, stem)
    return files


def _statistics(inspection: str) -> "Mapping[str, Statistic]":
    """Every number of the evidence. Raises ``BadInput`` where there is no such inspection, or no signed-off rating."""
    from inspectorate.report.statistics import statistics

    if not inspection:
        from inspectorate_app.demonstration.fact_base import demonstration_fact_base

        return statistics(demonstration_fact_base())
    start()
    from inspectorate.errors import BadInput, Fault
    from inspectorate_app.store.queries import inspection as query
    from inspectorate_app.store.queries.fact_base import fact_base

    found = query.find(inspection)
    base = fact_base(found) if found else None
    if base is None:
        problem = "its ratings are not signed off" if found else f"there is no inspection '{inspection}'"
        raise BadInput([Fault("", 0, "--inspection", problem, "'inspection list' names them all")])
    return statistics(base)


def _read(file: Path) -> str:
    from inspectorate.errors import BadInput, Fault

    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput([Fault(str(file), 0, "", "it is not text in UTF-8", "save it as UTF-8")]) from error


def _claim(each: "Claim") -> Json:
    return {
        "line": each.place.line,
        "kind": each.kind,
        "text": each.text,
        "verdict": each.verdict,
        "why": each.why,
        "right": each.right,
        "statistics": list(each.statistics),
        "sentence": each.sentence,
    }


def _page(data: Json) -> str:
    """What is to be looked at, line by line; how many claims hold."""
    told: list[str] = []
    for each in data["claims"]:
        if each["verdict"] != "true":
            right = f" Right would be: {each['right']}." if each["right"] else ""
            told.append(wrapped(f"line {each['line']}: {each['verdict']}: ‘{each['text']}’. {each['why']}{right}"))
    told += [wrapped(f"line {each['line']}: {each['problem']}; {each['mend']}") for each in data["placeholders"]]
    told += [
        wrapped(f"line {each['line']}: {each['rule']}: {each['problem']}; {each['mend']}") for each in data["style"]
    ]
    verdicts = [each["verdict"] for each in data["claims"]]
    counts = ", ".join(f"{verdicts.count(name)} {name}" for name in ("true", "false", "unsupported"))
    return "\n".join([*told, f"{len(verdicts)} claims: {counts}."])


def _short(digest: object) -> str:
    return f"{str(digest)[:16]}…"
