"""The five published documents, read and held against the facts that a person read in them beforehand.

The files in ``expected`` were written by hand before the reader was; the head of cumbria-press-release.yaml says how
they are to be read. What is neither listed there nor optional is invented.
"""

from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
import yaml

from inspectorate.register.document import Document
from inspectorate.register.facts_json import as_json
from inspectorate.register.opening.open import open_document
from inspectorate.register.reading.read import read

SEEDS = Path(__file__).parents[3].parent / "shared" / "seeds"
EXPECTED = sorted(path for path in (Path(__file__).parent / "expected").glob("*.yaml") if path.stem != "disagreements")

pytestmark = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the published documents stand beside the project, not in it"
)

PLAIN = ("unit", "unit_type", "region", "edition", "overall_rating", "standards")
WHOLE = ("kind", *PLAIN, "published", "sample_size", "interviews", "survey_respondents", "cohort", "previous")


class Read:
    """What was expected of a document, the document, and what was read."""

    def __init__(self, path: Path) -> None:
        self.expected: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        self.document: Document = open_document(SEEDS / self.expected["file"])
        self.found: dict[str, Any] = as_json(read(self.document))

    def lines(self, path: str) -> list[int]:
        """The lines on which the fact at a path was found."""
        return [place["line"] for place in self.found["evidence"].get(path, [])]

    def line(self, path: str) -> int:
        """The line that decided."""
        return self.lines(path)[0]


@pytest.fixture(scope="module", params=EXPECTED, ids=lambda path: path.stem)
def one(request: pytest.FixtureRequest) -> Read:
    return Read(request.param)


@pytest.mark.parametrize("key", WHOLE)
def test_a_fact_is_what_the_document_states(one: Read, key: str) -> None:
    expected = one.expected[key]
    if key == "standards":
        optional = one.expected.get("optional", {}).get("standards", {})
        assert {name: rating for name, rating in one.found[key].items() if optional.get(name) != rating} == expected
    elif key == "cohort":
        assert [{"from": week["from"], "to": week["to"]} for week in one.found[key]] == expected
    else:
        assert one.found[key] == expected


def test_title(one: Read) -> None:
    title = one.expected["title"] or one.expected.get("optional", {}).get("title")
    if title is None:
        assert one.found["title"] is None
    elif one.found["title"] is not None or one.expected["title"]:
        assert one.found["title"].startswith(title["begins"])
        assert one.found["title"].endswith(title["ends"])


def test_score(one: Read) -> None:
    assert one.found["score"] == one.expected["score"]


def test_fieldwork(one: Read) -> None:
    expected = one.expected["fieldwork"]
    if expected["from"] is None:
        assert one.found["fieldwork"] is None
        return
    found = one.found["fieldwork"]
    assert (found["from"], found["to"]) == (expected["from"], expected["to"])
    assert expected["begins"] in found["text"]
    assert expected["ends"] in found["text"]


def test_facts_stand_where_a_person_found_them(one: Read) -> None:
    """Within two lines of one on which a person read the fact; what a document is shows in many places."""
    listed = {
        path: lines
        for path, lines in one.expected["lines"].items()
        if path not in ("kind", "edition", "unit", "unit_type")
    }
    far = {
        path: (one.lines(path), lines)
        for path, lines in listed.items()
        if not any(abs(found - line) <= 2 for found in one.lines(path) or one.lines(f"{path}[0]") for line in lines)
    }
    assert far == {}


def test_key_questions(one: Read) -> None:
    found = one.found["key_questions"]
    expected = one.expected["key_questions"]
    assert [(item["standard"], item["percent"]) for item in found] == [(item[0], item[3]) for item in expected]
    for place, (item, (_, begins, ends, _, line)) in enumerate(zip(found, expected, strict=True)):
        text = _plain(item["question"])
        assert text.startswith(_plain(begins))
        assert text.endswith(_plain(ends))
        assert line in range(one.line(f"key_questions[{place}]"), one.line(f"key_questions[{place}]") + 6)


def test_statements(one: Read) -> None:
    assert {
        name: one.found["statements"][name].startswith(text) for name, (text, _) in one.expected["statements"].items()
    } == (dict.fromkeys(one.expected["statements"], True))
    assert set(one.found["statements"]) == set(one.expected["statements"])


@pytest.mark.parametrize("kind", ["strengths", "areas_for_improvement", "findings"])
def test_findings(one: Read, kind: str) -> None:
    expected = {_plain(under): _number(number) for under, number in one.expected.get(kind, {}).items()}
    assert {_plain(under): len(items) for under, items in one.found[kind].items()} == expected


def test_recommendations(one: Read) -> None:
    found, expected = one.found["recommendations"], one.expected["recommendations"]
    assert found["total"] == expected["total"]
    assert found["by_addressee"] == expected["by_addressee"]
    _same_recommendations(found["items"], expected["items"] or _of_the_units(one))


def test_units_of_a_document_on_several(one: Read) -> None:
    found, expected = one.found["units"], one.expected["units"]
    assert [unit["unit"] for unit in found] == [unit["unit"] for unit in expected]
    for unit, wanted in zip(found, expected, strict=True):
        assert {key: unit[key] for key in (*PLAIN, "score")} == {key: wanted[key] for key in (*PLAIN, "score")}
        assert (unit["fieldwork"]["from"], unit["fieldwork"]["to"]) == (
            wanted["fieldwork"]["from"],
            wanted["fieldwork"]["to"],
        )
        assert unit["recommendations"]["by_addressee"] == wanted["recommendations"]["by_addressee"]
        _same_recommendations(unit["recommendations"]["items"], wanted["recommendations"].get("items", []))


def test_other_units(one: Read) -> None:
    optional = [tuple(item[:3]) for item in one.expected.get("optional", {}).get("other_units", [])]
    found = [(item["unit"], item["unit_type"], item["rating"]) for item in one.found["other_units"]]
    assert [item for item in found if item not in optional] == [tuple(item[:3]) for item in one.expected["other_units"]]


@pytest.mark.parametrize("kind", ["counts", "percentages", "fractions", "amounts"])
def test_every_number_in_the_prose(one: Read, kind: str) -> None:
    """Each number on its line, as often as it stands there, and none that does not."""
    width = 2 if kind == "counts" else 1
    found = Counter(
        (tuple(map(_figure, item[:width])), one.line(f"{kind}[{place}]")) for place, item in enumerate(one.found[kind])
    )
    expected = _expected_numbers(one, one.expected, kind, width)
    optional = _expected_numbers(one, one.expected.get("optional", {}), kind, width)
    pairs = [
        pair
        for pair in one.expected.get("paired_amounts", [])
        if pair[:2] in [item[:2] for item in one.found["counts"]]
    ]
    if kind == "counts":
        optional += Counter((tuple(map(_figure, pair[:2])), pair[2]) for pair in pairs)
    if kind == "amounts":
        found += Counter(((_figure(part),), line) for part, _, line in pairs)
    assert expected - found == Counter(), "not found"
    assert found - expected - optional == Counter(), "invented"


def _expected_numbers(one: Read, source: dict[str, Any], kind: str, width: int) -> Counter[Any]:
    return Counter((tuple(map(_figure, item[:width])), item[width]) for item in source.get(kind, []))


def _figure(value: object) -> Fraction:
    return Fraction(str(value))


def _of_the_units(one: Read) -> list[Any]:
    """A document on several units lists the recommendations of each; read, they stand in one list too."""
    return [item for unit in one.expected["units"] for item in unit["recommendations"]["items"]]


def _number(number: object) -> int:
    return number if isinstance(number, int) else number["items"]  # type: ignore[index,no-any-return]


def _plain(text: str) -> str:
    return text.replace("’", "'").replace("‘", "'").rstrip(":").casefold()


def _same_recommendations(found: list[dict[str, Any]], expected: list[Any]) -> None:
    assert [(item["number"], item["addressee"]) for item in found] == [(item[0], item[1]) for item in expected]
    for item, (_, _, begins, ends, *_) in zip(found, expected, strict=True):
        assert _plain(item["text"]).startswith(_plain(begins))
        assert _plain(item["text"]).endswith(_plain(ends))
