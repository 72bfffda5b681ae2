"""The inner shape of the JSON in an archive: all that is wrong with it at once, with file, row, field and place."""

import json

import pytest
from django.db.models import JSONField

from inspectorate.errors import BadInput
from inspectorate_app.actions.archive_reading import read
from inspectorate_app.actions.archive_shape import SHAPES, wrong
from inspectorate_app.actions.permission import Role
from inspectorate_app.store.queries.archive import TABLES, fields_of
from tests.app import given
from tests.app.archiving import altered, exported

pytestmark = pytest.mark.django_db


def test_every_field_of_json_has_a_shape():
    fields = {(table.name, one.name) for table in TABLES for one in fields_of(table) if isinstance(one, JSONField)}
    assert fields == SHAPES.keys()


@pytest.mark.parametrize(
    ("table", "field", "value", "said"),
    [
        ("inspection", "cohort_weeks", ["2022-03-21", "soon"], "1: "),
        ("membership", "conflicts", {"a": 1}, "list"),
        ("case", "characteristics", {"gender": 1}, "gender: "),
        ("case", "characteristics", [], "dictionary"),
        ("tally", "counts", {"2.2.1": {"yes": -1}}, "2.2.1.yes: "),
        ("tally", "counts", {"2.2.1": {"yes": True}}, "2.2.1.yes: "),
        ("meeting", "attendees", [{"role": "officers"}], "0.number: "),
        ("meeting", "guide", ["What?"], "0: "),
        ("blindreading", "first_answers", {"2.2.1": {"answer": "yes"}}, "2.2.1.reason: "),
        ("dipsample", "by_assessor", {"1": [1]}, "no pair"),
        ("sample", "record", {"cases": 1}, "cases"),
        ("sample", "picture", {"strata": []}, "seed"),
        ("panel", "ratings", {"standards": {}}, "overall: "),
        ("panel", "evidence", {"counts": []}, ""),
        ("surveyresponse", "answers", {"helps": {"a": "b"}}, "helps"),
        ("emergingfindings", "texts", {"1.1": None}, "1.1: "),
    ],
)
def test_another_shape_is_told_with_its_place(table, field, value, said):
    found = list(wrong(table, field, value))
    assert found
    assert any(said in each for each in found), found


def test_all_of_it_is_told_at_once_and_nothing_comes_in(tmp_path):
    row = given.inspection()
    given.member(row, Role.LEAD_INSPECTOR, "Lee Lead")
    given.cases(row, gender="female")

    def bent(text: bytes) -> bytes:
        rows = [json.loads(line) for line in text.decode().splitlines()]
        for each in rows:
            each["characteristics"] = {"gender": 1, "age": ["20"]}
        lines = (json.dumps(each, sort_keys=True, ensure_ascii=False, separators=(",", ":")) for each in rows)
        return ("\n".join(lines) + "\n").encode()

    path = altered(exported(row, tmp_path), "tables/case.jsonl", bent)
    with pytest.raises(BadInput) as refused:
        read(path)
    faults = refused.value.faults
    # Three cases, two values each.
    assert len(faults) == 6
    assert {(each.file, each.line, each.field) for each in faults} == {
        ("archive.zip!tables/case.jsonl", line, "characteristics") for line in (1, 2, 3)
    }
    assert all(each.mend for each in faults)
