"""A document is the same bytes whichever process writes it, in whatever time zone and order of its sets."""

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable

import pytest

from inspectorate.report.data_workbook import data_workbook
from inspectorate.report.house import product_house
from inspectorate.report.writers.csv import csv_files
from inspectorate.report.writers.docx import docx
from inspectorate.report.writers.html import html
from inspectorate.report.writers.odp import odp
from inspectorate.report.writers.ods import ods
from inspectorate.report.writers.odt import odt
from inspectorate.report.writers.pdf import pdf
from inspectorate.report.writers.pptx import pptx
from inspectorate.report.writers.xlsx import xlsx
from tests.unit.report.inspected import BASE
from tests.unit.report.sample_document import DRAFT

FORMATS = ("html", "pdf", "docx", "odt", "pptx", "odp", "xlsx", "ods", "csv")
PROGRAM = "import json; from tests.unit.report.test_same_bytes import written; print(json.dumps(written()))"


def written() -> dict[str, str]:
    """The SHA-256 of a draft in each format of documents, and of a data workbook in each of its own."""
    workbook = data_workbook(BASE, product_house(), mark="Draft 3")
    of_documents: dict[str, Callable[..., bytes]] = {
        "pdf": pdf, "docx": docx, "odt": odt, "pptx": pptx, "odp": odp
    }  # fmt: skip
    made = {form: write(DRAFT) for form, write in of_documents.items()} | {"html": html(DRAFT).encode()}
    made |= {"xlsx": xlsx(workbook), "ods": ods(workbook), "csv": b"".join(csv_files(workbook).values())}
    return {form: hashlib.sha256(content).hexdigest() for form, content in made.items()}


@pytest.fixture(scope="module")
def told() -> tuple[dict[str, str], dict[str, str]]:
    """What this process writes, and what another does, with another order of sets and in another time zone."""
    other = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        capture_output=True,
        check=True,
        env={"PYTHONHASHSEED": "1" if os.environ.get("PYTHONHASHSEED") == "2" else "2", "PATH": "", "TZ": "Asia/Tokyo"},
    ).stdout
    return written(), json.loads(other)


@pytest.mark.parametrize("form", FORMATS)
def test_two_processes_make_the_same_bytes(told, form):
    here, there = told
    assert here[form] == there[form]
