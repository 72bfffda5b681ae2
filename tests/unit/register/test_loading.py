"""Folders of the register are read whole, corrections applied, and every fault told with its line."""

import json
from pathlib import Path
from typing import Any

import pytest

from inspectorate.errors import BadInput, Fault
from inspectorate.register.file import file_name, read_entry, written
from inspectorate.register.inspection import CorrectionsFile, PublishedInspection
from inspectorate.register.loading import load_register
from inspectorate.register.register import Register
from tests.unit.register.entries import GOOD, IMPROVE, INADEQUATE, STANDARDS_2021, correction, entry, folder


def load(path: Path, *entries: dict[str, Any], corrections: list[dict[str, Any]] | None = None) -> Register:
    return load_register(folder(path, *entries, corrections=corrections), shipped=False)


def faults(path: Path, *entries: dict[str, Any], corrections: list[dict[str, Any]] | None = None) -> list[Fault]:
    with pytest.raises(BadInput) as raised:
        load(path, *entries, corrections=corrections)
    return list(raised.value.faults)


def test_facts_and_corrections_are_kept_apart(tmp_path: Path) -> None:
    register = load(tmp_path, entry(), corrections=[correction()])
    (used,) = register.inspections
    assert used.overall == GOOD
    assert register.as_published["pdu/northmoor/2023-03"].overall == IMPROVE
    assert [one.reason for one in register.corrections_of(used.inspection)] == ["It was misprinted."]


@pytest.mark.parametrize(
    ("field", "published", "value", "expected"),
    [
        ("score.points", 9, 8, {"score": {"points": 8, "maximum": 27}}),
        ("standards.2.1", None, "Not rated", {"standards": {"2.1": "Not rated", "2.2": INADEQUATE}}),
        ("standards.2.2", INADEQUATE, None, {"standards": {}}),
        ("fieldwork.from", None, "2023-01", {"fieldwork": {"from": "2023-01"}}),
        ("recommendations.HMPPS", None, 2, {"recommendations": {"PDU": 6, "HMPPS": 2}}),
        ("sample_size", None, 60, {"sample_size": 60}),
        ("published", "2023-03", "2023-03-30", {"published": "2023-03-30"}),
    ],
)
def test_a_correction_reaches_every_field_and_the_entries_in_it(
    tmp_path: Path, field: str, published: object, value: object, expected: dict[str, Any]
) -> None:
    facts = {"standards": {"2.2": INADEQUATE}, "score": {"points": 9, "maximum": 27}, "recommendations": {"PDU": 6}}
    given = correction(field=field, published=published, value=value, kind="supplied")
    (used,) = load(tmp_path, entry(**facts), corrections=[given]).inspections
    told = json.loads(written(used))
    for name, content in expected.items():
        assert told.get(name, {}) == content
    assert list(used.standards) == sorted(used.standards), "a standard that was supplied stands in its place"


@pytest.mark.parametrize(
    ("fields", "field", "problem"),
    [
        ({"unit_kind": None}, "unit", "the directory of organisations has no 'pdu/northmoor'"),
        ({"unit_kind": "prison"}, "unit_kind", "'prison' is no kind of unit"),
        ({"inspection": "pdu/eastvale/2023-03"}, "inspection", "the id does not begin with the unit 'pdu/northmoor'"),
        ({"inspection": "northmoor 2023"}, "inspection", "'northmoor 2023' will not do"),
        ({"edition": "hmip-pdu-1999"}, "edition", "there is no such edition"),
        ({"overall": "Poor"}, "overall", "'Poor' is not a rating"),
        ({"standards": {"2.2": "requires improvement"}}, "standards.2.2", "'requires improvement' is not a rating"),
        ({"standards": {"P 2.1": GOOD}}, "standards.P 2.1", "'P 2.1' is not a standard of hmip-pdu-2021"),
        ({"edition": None, "standards": {"2.2": GOOD}}, "standards", "nothing says of which edition they are"),
        ({"percentages": {"2.2.9": 50}}, "percentages.2.2.9", "'2.2.9' is not a question of hmip-pdu-2021"),
        ({"percentages": {"2.2.1": 104}}, "percentages.2.2.1", "'104' will not do"),
        ({"published": "2023-02-30"}, "published", "'2023-02-30' will not do"),
        ({"published": "March 2023"}, "published", "'March 2023' will not do"),
        ({"score": {"points": 28, "maximum": 27}}, "score", "28 points are more than the maximum, 27"),
        ({"recommendations": {"council": 3}}, "recommendations.council", "'council' is no addressee"),
        (
            {"recommendations": {"PDU": 6, "region": 4, "total": 9}},
            "recommendations.total",
            "its parts come to 10, more",
        ),
        ({"derived": {"rating": "so it was said"}}, "derived.rating", "there is no field 'rating'"),
        ({"sources": []}, "sources", "too few entries stand here"),
        ({"overal": GOOD}, "overal", "there is no such key here"),
    ],
)
def test_a_fault_is_told_with_the_field_it_is_in(
    tmp_path: Path, fields: dict[str, Any], field: str, problem: str
) -> None:
    found = {fault.field: fault for fault in faults(tmp_path, entry(**fields))}
    assert field in found, list(found)
    assert found[field].problem.startswith(problem)
    assert found[field].line > 0
    assert found[field].mend


def test_a_fault_has_the_line_of_the_file(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, entry(overall="Poor"))
    line = (tmp_path / "0.json").read_text().splitlines()[fault.line - 1]
    assert line.strip() == '"overall": "Poor",'


def test_every_fault_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    given = [correction(inspection="pdu/nowhere/2023-03"), correction(field="rating")]
    found = faults(tmp_path, entry(overall="Poor"), entry("eastvale", standards={"9.9": GOOD}), corrections=given)
    assert {fault.field for fault in found} == {
        "overall", "standards.9.9", "corrections[1].inspection", "corrections[2].field",
    }  # fmt: skip


def test_an_inspection_stands_once(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, entry(), entry(overall=GOOD))
    assert fault.problem.endswith("0.json already")
    second = entry(inspection="pdu/northmoor/2023-03-2")
    assert len(load(tmp_path, entry(), second).inspections) == 2


def test_a_correction_corrects_what_stands_there(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, entry(), corrections=[correction(published=INADEQUATE)])
    assert fault.problem == "'Requires improvement' stands there as published, and not 'Inadequate'"
    (fault,) = faults(tmp_path, entry(), corrections=[correction(value="Splendid")])
    assert fault.problem == "'Splendid' is not a rating"
    (fault,) = faults(tmp_path, entry(), corrections=[correction(field="sample_size", published=None, value="many")])
    assert fault.problem.startswith("a correction cannot stand: sample_size")


def test_a_later_correction_of_a_field_holds_and_both_are_kept(tmp_path: Path) -> None:
    register = load(tmp_path, entry(), corrections=[correction(), correction(value=INADEQUATE)])
    assert [one.overall for one in register.inspections] == [INADEQUATE]
    assert [one.value for one in register.corrections_of("pdu/northmoor/2023-03")] == [GOOD, INADEQUATE]
    nothing = correction(field="sample_size", published=None, value=None, kind="supplied")
    register = load(tmp_path, entry(), corrections=[nothing | {"value": 60}, nothing])
    assert register.inspections[0].sample_size is None


RATINGS = dict(zip(STANDARDS_2021, [IMPROVE, GOOD, IMPROVE, IMPROVE, IMPROVE, *[INADEQUATE] * 4], strict=True))


def test_a_score_is_the_sum_of_its_ratings_once_all_are_there(tmp_path: Path) -> None:
    # 1 + 2 + 1 + 1 + 1 + 4 times 0 = 6, and 9 standards at 3 points each make 27.
    load(tmp_path, entry(standards=RATINGS, score={"points": 6, "maximum": 27}))
    (fault,) = faults(tmp_path, entry(standards=RATINGS, score={"points": 7, "maximum": 27}))
    assert fault.problem == "the ratings come to 6/27, and 7/27 is given"
    unrated = {**RATINGS, "2.1": "Not rated"}  # 5 points of 8 standards, 24
    load(tmp_path, entry(standards=unrated, score={"points": 5, "maximum": 24}))
    fewer = {name: rating for name, rating in RATINGS.items() if name != "2.1"}
    load(tmp_path, entry(standards=fewer, score={"points": 7, "maximum": 27}))  # one is not known: no sum to hold


def test_a_rating_that_is_none_is_told_though_there_is_a_sum_to_hold(tmp_path: Path) -> None:
    (fault,) = faults(tmp_path, entry(standards={**RATINGS, "2.1": "Splendid"}, score={"points": 6, "maximum": 27}))
    assert fault.problem == "'Splendid' is not a rating"


def test_a_disputed_score_may_contradict_its_ratings(tmp_path: Path) -> None:
    disputed = correction(field="score.points", published=7, value=7, kind="disputed")
    entry_ = entry(standards=RATINGS, score={"points": 7, "maximum": 27})
    assert load(tmp_path, entry_, corrections=[disputed]).inspections[0].score


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (b"", "it is missing"),
        (b"[]", "'key: value' lines were expected here"),
        (b"\xff\xfe", "the file is not UTF-8 text"),
        (b'{"inspection": "pdu/a/2023-01", "inspection": "pdu/a/2023-02"}', "the key stands here a second time"),
        (b"{" * 100_000, ""),
    ],
)
def test_any_bytes_are_a_fault_and_no_crash(tmp_path: Path, text: bytes, problem: str) -> None:
    (tmp_path / "a.json").write_bytes(text)
    with pytest.raises(BadInput) as raised:
        load_register(tmp_path, shipped=False)
    assert all(fault.file.endswith("a.json") for fault in raised.value.faults)
    assert any(problem in fault.problem for fault in raised.value.faults) or not problem


def test_a_comma_too_many_is_forgiven(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps(entry(), indent=1).replace("\n}", ",\n}"))
    assert len(load_register(tmp_path, shipped=False).inspections) == 1


def test_no_folder_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="there is no such folder"):
        load_register(tmp_path / "none", shipped=False)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    one = PublishedInspection.model_validate(
        entry(note='a "note"', percentages={"2.2.1": 57}, fieldwork={"from": "2023-01"})
    )
    path = tmp_path / file_name(one.inspection)
    assert path == tmp_path / "pdu" / "northmoor-2023-03.json"
    path.parent.mkdir()
    path.write_text(written(one))
    assert read_entry(path, PublishedInspection)[0] == one
    assert written(one) == path.read_text()
    assert max(map(len, path.read_text().splitlines())) <= 110
    file = CorrectionsFile.model_validate({"corrections": [correction(published=None, value=None)]})
    assert '"published": null' in written(file), "the null of a correction says that nothing stands there"
