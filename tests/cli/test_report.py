"""``inspectorate report``: every document of the demonstration in every format, and texts held against its evidence."""

import subprocess
import sys
from collections.abc import Callable
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from inspectorate.register.document import Document as Published
from inspectorate.report.claims.check import in_document
from inspectorate.report.document import Document
from inspectorate.report.document_set import documents
from inspectorate.report.fact_base import FactBase
from inspectorate.report.house import product_house
from inspectorate.report.plain_text import as_published
from inspectorate.report.statistics import statistics
from inspectorate.report.style import remarks
from inspectorate_app.demonstration.fact_base import demonstration_fact_base, demonstration_parts
from inspectorate_app.demonstration.text import demonstration_texts
from tests.composed.reading import as_page, press_release_differs, read_back, report_differs
from tests.conftest import Run


@cache
def base() -> FactBase:
    return demonstration_fact_base()


@cache
def made() -> tuple[Document, ...]:
    """The report, the press release and the poster of the demonstration."""
    return tuple(documents(base(), demonstration_parts(base()), product_house()))


def test_all_documents_are_made_in_all_formats_and_twice_the_same(run: Run, tmp_path: Path) -> None:
    made = [run("report", "make", "--demonstration", "--out", tmp_path / name, "--format", "json") for name in "ab"]
    assert [each.status for each in made] == [0, 0]
    first, again = (each.data["files"] for each in made)
    for one, other in zip(first, again, strict=True):
        content = Path(one["file"]).read_bytes()
        assert (len(content), sha256(content).hexdigest()) == (one["bytes"], one["sha256"])
        assert one["sha256"] == other["sha256"]
    found = {(each["kind"], each["format"]) for each in first}
    text = {"html", "pdf", "docx", "odt"}
    assert found == {
        *((kind, each) for kind in ("report", "press-release", "poster") for each in text),
        *(("workbook", each) for each in ("xlsx", "ods", "csv", "json")),
    }
    page = (tmp_path / "a" / "demonstration-report.html").read_text(encoding="utf-8")
    # S2: 2 of 27, Inadequate; the risk of harm was not identified and analysed in 59 of 96 cases.
    assert all(each in page for each in ("2/27", "Inadequate", "37 out of 96", "This report is synthetic."))
    assert "{{" not in page


@pytest.mark.parametrize("opened", [as_published, as_page], ids=["text", "page"])
def test_the_reader_of_the_register_finds_everything_in_it(opened: Callable[[Document], Published]) -> None:
    report, release, _poster = made()
    assert report_differs(report, base(), read_back(report, opened)) == []
    assert press_release_differs(release, base(), read_back(release, opened)) == []


def test_no_claim_of_the_demonstration_is_false_or_without_support() -> None:
    known = statistics(base())
    written = {part for parts in demonstration_texts()[base().rated.edition.id].values() for part in parts}
    opened = [
        (document.kind, claim.text, claim.why)
        for document in made()
        for claim in in_document(document, known)
        if claim.verdict == "false" or (claim.is_open and claim.place.anchor.rpartition("-")[0] in written)
    ]
    assert opened == []
    for kinds in demonstration_texts().values():
        assert [remarks(text) for parts in kinds.values() for text in parts.values() if remarks(text)] == []


def test_no_database_and_no_django_is_needed(tmp_path: Path) -> None:
    code = (
        "import sys; from inspectorate_app.cli import main\n"
        "try: main(['report', 'check', sys.argv[1], '--demonstration'])\n"
        "except SystemExit as end: print(end.code, 'django' in sys.modules)"
    )
    text = tmp_path / "text.md"
    text.write_text("There are eight sites.", encoding="utf-8")
    ran = subprocess.run([sys.executable, "-c", code, text], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == "0 False"


@pytest.mark.parametrize(
    ("text", "status", "verdicts"),
    [
        ("In {{case:2.2.3 | count}} cases this was so.", 0, []),
        ("The overall rating is ‘Good’.", 1, ["false"]),
        ("In {{case:no such}} cases this was so.", 1, []),
        ("There are six courts.", 0, ["unsupported"]),
        ("There are eight sites.", 0, ["true"]),
    ],
)
def test_a_false_claim_and_a_number_that_is_not_there_end_with_one(
    run: Run, tmp_path: Path, text: str, status: int, verdicts: list[str]
) -> None:
    (tmp_path / "text.md").write_text(text, encoding="utf-8")
    ran = run("report", "check", tmp_path / "text.md", "--demonstration", "--format", "json")
    assert ran.status == status
    assert [each["verdict"] for each in ran.data["claims"]] == verdicts
    assert bool(ran.data["placeholders"]) == ("no such" in text)


@pytest.mark.parametrize("words", [("make", "--out", "x"), ("make", "slug", "--demonstration", "--out", "x")])
def test_one_inspection_is_named(
    run: Run, words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    ran = run("report", *words)
    assert ran.status == 2
    assert "name an inspection, or give --demonstration" in ran.err
    assert not (tmp_path / "x").exists()


def test_a_file_that_is_no_text_is_told_as_such(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.md").write_bytes(b"\xff\xfe\x00")
    ran = run("report", "check", tmp_path / "text.md", "--demonstration")
    assert ran.status == 2
    assert "it is not text in UTF-8" in ran.err


def test_the_documents_of_the_demonstration_in_welsh(run: Run, tmp_path: Path) -> None:
    ran = run("report", "make", "--demonstration", "--language", "cy", "--out", tmp_path)
    assert ran.status == 0
    assert "These texts stand in English:" in ran.out
    page = (tmp_path / "demonstration-cy-report.html").read_text(encoding="utf-8")
    assert '<html lang="cy">' in page
    assert all(each in page for each in ("Chwefror 2023", "Annigonol", "1.1 Arweinyddiaeth", "Inadequate"))
    refused = run("report", "make", "--demonstration", "--language", "fr", "--out", tmp_path / "none")
    assert (refused.status, "documents are not made in ‘fr’" in refused.err) == (2, True)
    assert not (tmp_path / "none").exists()
