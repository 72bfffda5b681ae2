"""Documents and workbooks are kept as JSON and come back as the same values."""

import json

import pytest
from hypothesis import given

from inspectorate.errors import BadInput
from inspectorate.report.document import Document, Paragraph, words
from inspectorate.report.document_json import as_json, from_json
from tests.unit.report.any_document import documents
from tests.unit.report.any_workbook import workbooks


@given(documents)
def test_any_document_comes_back_as_it_was(document):
    assert from_json(json.loads(json.dumps(as_json(document)))) == document


@given(workbooks())
def test_any_workbook_comes_back_as_it_was(workbook):
    assert from_json(json.loads(json.dumps(as_json(workbook)))) == workbook


def test_what_stands_as_always_is_not_written():
    document = Document("report", "T", "P", "en-GB", "", (Paragraph(words("Said.")),))
    said = {"is": "Paragraph", "runs": [{"is": "Run", "text": "Said."}]}
    assert as_json(document)["blocks"] == [said]
    assert "mark" not in as_json(document)


@pytest.mark.parametrize(
    "data",
    [None, [], {}, {"is": "Run", "text": "alone"}, {"is": "Path"}, {"is": "Document"}, {"is": "share", "of": "1/0"}],
    ids=["nothing", "a list", "no kind", "a run", "another class", "fields lacking", "no number"],
)
def test_what_is_neither_is_refused(data):
    with pytest.raises(BadInput, match="no document or workbook"):
        from_json(data)
