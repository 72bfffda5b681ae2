"""Facts read in documents become an entry, with everything that a reviewer must look at."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest

from inspectorate.errors import BadInput
from inspectorate.organisation.directory import Directory
from inspectorate.organisation.model import Organisation
from inspectorate.register.adding import Proposal, proposals
from inspectorate.register.facts import (
    DocumentFacts,
    Evidence,
    Fact,
    KeyQuestionResult,
    Period,
    Recommendations,
    Score,
    UnitFacts,
)
from inspectorate.register.file import written
from inspectorate.register.inspection import Review
from inspectorate.register.loading import load_register
from inspectorate.register.new_unit import unit_called
from inspectorate.register.register import Register
from tests.unit.register.entries import GOOD, IMPROVE, INADEQUATE, correction, entry, folder

DIRECTORY = Directory(
    [
        Organisation("pdu/northmoor", "Northmoor", "PDU", "North West"),
        Organisation("pdu/eastvale", "Eastvale", "PDU", "North West"),
        Organisation("pdu/eastvale-south", "Eastvale South", "PDU", "North West"),
    ]
)
REVIEW = Review(by="a reviewer", on=datetime.date(2026, 1, 9))


def fact(value: Any, line: int = 1) -> Fact[Any]:
    return Fact(value, (Evidence(0, 1, line, None, "quoted", "read"),))


def unit(name: str = "Northmoor", **facts: Any) -> UnitFacts:
    standards = {name: fact(rating, 7) for name, rating in facts.pop("standards", {}).items()}
    given = {name: fact(value, 5) for name, value in facts.items() if not isinstance(value, Recommendations)}
    others = {name: value for name, value in facts.items() if isinstance(value, Recommendations)}
    return UnitFacts(unit=fact(name), unit_type=fact("PDU"), standards=standards, **given, **others)


def report(
    subject: UnitFacts, file: str = "report.txt", kind: str = "inspection report", **facts: Any
) -> DocumentFacts:
    return DocumentFacts(file, fact(kind), subject, **facts)


@pytest.fixture
def empty(tmp_path: Path) -> Register:
    return load_register(tmp_path, shipped=False)


def proposed(register: Register, *documents: DocumentFacts) -> tuple[Proposal, ...]:
    return proposals(documents, register, DIRECTORY, REVIEW)


WHOLE = unit(
    edition="hmip-pdu-2021",
    overall_rating=IMPROVE,
    fieldwork=Period("2023-01-09", None, "fieldwork began on 9 January 2023"),
    score=Score(6, 27),
    standards={"2.2": INADEQUATE, "2.1": "Not rated"},
    recommendations=Recommendations(fact(9), {"PDU": fact(6), "HMPPS": fact(3)}),
)
ENGAGING = "Does assessment focus sufficiently on engaging the person on probation?"


def test_everything_that_a_report_states_is_proposed_with_where_it_stands(empty: Register) -> None:
    results = (fact(KeyQuestionResult("2.2", ENGAGING, 57), 40), fact(KeyQuestionResult("2.2", "Is it kind?", 9)))
    document = report(WHOLE, "folder/report.txt", sample_size=fact(102), interviews=fact(79), key_questions=results)
    (one,) = proposed(empty, document)
    assert one.inspection
    assert one.inspection.inspection == "pdu/northmoor/2023-01", "by its fieldwork: no publication is stated"
    assert (one.inspection.overall, one.inspection.sample_size, one.inspection.interviews) == (IMPROVE, 102, 79)
    assert dict(one.inspection.standards) == {"2.2": INADEQUATE, "2.1": "Not rated"}
    assert dict(one.inspection.percentages) == {"2.2.1": 57}
    assert dict(one.inspection.recommendations) == {"PDU": 6, "HMPPS": 3, "total": 9}
    assert one.inspection.published is None, "not stated, not guessed"
    (source,) = one.inspection.sources
    assert source.place == "report.txt, lines 1 to 40"
    assert set(source.gives) >= {"overall", "standards", "percentages", "recommendations"}
    assert [(doubt.field, doubt.problem) for doubt in one.doubts] == [
        ("percentages", "no key question of 2.2 reads 'Is it kind?'")
    ]


def test_documents_on_one_inspection_are_put_together_and_disagreements_told(empty: Register) -> None:
    release = report(
        unit(overall_rating=GOOD, score=Score(6, 27), fieldwork=Period("2023-01", "2023-01", "January")),
        "release.txt", "press release", published=fact("2023-03-30"),
    )  # fmt: skip
    (one,) = proposed(empty, release, report(WHOLE))
    assert one.inspection
    assert (one.inspection.published, one.inspection.overall) == ("2023-03-30", IMPROVE), "the report is believed first"
    assert [doubt.field for doubt in one.doubts] == ["overall"], "2023-01 and 2023-01-09 agree"
    assert "report.txt says Requires improvement, release.txt says Good" in one.doubts[0].problem
    assert one.inspection.fieldwork
    assert (one.inspection.fieldwork.first, one.inspection.fieldwork.last) == ("2023-01-09", None)
    assert [source.document for source in one.inspection.sources] == ["report.txt", "release.txt"]


def test_a_document_on_several_units_gives_an_entry_for_each(empty: Register) -> None:
    units = (unit(overall_rating=GOOD), unit("Eastvale", overall_rating=IMPROVE))
    letter = report(UnitFacts(unit=fact("North West")), "letter.txt", "regional letter", units=units)
    found = proposed(empty, DocumentFacts(**{**vars(letter), "published": fact("2023-07-27")}))
    assert [one.inspection and one.inspection.inspection for one in found] == [
        "pdu/northmoor/undated", "pdu/eastvale/undated",
    ]  # fmt: skip
    assert all(one.inspection and one.inspection.published is None for one in found), "the letter's day is not theirs"


def test_what_cannot_be_told_is_not_saved(empty: Register) -> None:
    (unknown,) = proposed(empty, report(unit("Eastvale North", overall_rating=GOOD)))
    assert unknown.inspection is None
    assert unknown.doubts[0].problem == (
        "the directory does not know 'Eastvale North'; did you mean Eastvale or Eastvale South?"
    )
    (nameless,) = proposed(empty, report(UnitFacts(overall_rating=fact(GOOD))))
    assert (nameless.inspection, nameless.doubts[0].field) == (None, "unit")
    (odd,) = proposed(empty, report(unit(overall_rating="Splendid")))
    assert (odd.inspection, odd.doubts[0].problem) == (None, "'Splendid' is not a rating")
    assert proposed(empty, DocumentFacts("news.txt", fact("other"))) == ()


def test_standards_without_an_edition_are_left_out_and_told(empty: Register) -> None:
    (one,) = proposed(empty, report(unit(overall_rating=GOOD, standards={"2.2": GOOD})))
    assert one.inspection
    assert dict(one.inspection.standards) == {}
    assert [doubt.field for doubt in one.doubts] == ["standards"]


def test_what_the_register_has_is_compared_and_nothing_that_is_left_out_differs(tmp_path: Path) -> None:
    register = load_register(folder(tmp_path, entry(standards={"2.2": GOOD}, sample_size=60)), shipped=False)
    document = report(WHOLE, published=fact("2023-03-30"))
    (one,) = proposed(register, document)
    assert one.existing == "pdu/northmoor/2023-03"
    differences = {change.field: (change.register, change.documents) for change in one.differences}
    assert differences == {"standards.2.2": (GOOD, INADEQUATE)}
    assert one.held, "what contradicts the register is held back whole"
    additions = {change.field: change.documents for change in one.additions}
    assert (additions["score.points"], additions["fieldwork.from"]) == (6, "2023-01-09"), "no conflict, but more"
    assert "sample_size" not in differences | additions, "the report leaves it out"
    assert "published" not in differences | additions, "2023-03-30 is in 2023-03"
    (again,) = proposed(register, report(unit(overall_rating=IMPROVE), published=fact("2023-03-30")))
    assert (again.existing, again.differences) == ("pdu/northmoor/2023-03", ())


def test_an_inspection_years_later_is_another(tmp_path: Path) -> None:
    register = load_register(folder(tmp_path, entry()), shipped=False)
    (one,) = proposed(register, report(unit(overall_rating=GOOD), published=fact("2025-03")))
    assert one.existing is None
    assert one.inspection
    assert one.inspection.inspection == "pdu/northmoor/2025-03"


def test_what_is_not_dated_is_told_apart_by_its_rating(tmp_path: Path) -> None:
    both = entry(month="2020-03", overall=INADEQUATE), entry(month="2023-03", overall=IMPROVE)
    register = load_register(folder(tmp_path, *both), shipped=False)
    (known,) = proposed(register, report(unit(overall_rating=INADEQUATE)))
    assert (known.existing, known.differences) == ("pdu/northmoor/2020-03", ())
    (other,) = proposed(register, report(unit(overall_rating=GOOD)))
    assert (other.existing, other.inspection) == (None, None)
    assert other.doubts[-1].problem.endswith("inspections of 2020-03, 2023-03 with another rating")
    documents = report(unit(overall_rating=GOOD), "a.txt"), report(unit(overall_rating=IMPROVE), "b.txt")
    assert [one.files for one in proposed(register, *documents)] == [("a.txt",), ("b.txt",)]


def test_two_that_nothing_tells_apart_have_two_ids_and_a_doubt(empty: Register) -> None:
    documents = report(unit(overall_rating=GOOD), "a.txt"), report(unit(overall_rating=IMPROVE), "b.txt")
    first, second = proposed(empty, *documents)
    assert first.inspection
    assert second.inspection
    assert (first.inspection.inspection, first.doubts) == ("pdu/northmoor/undated", ())
    assert (second.inspection.inspection, second.doubts[0].field) == ("pdu/northmoor/undated-2", "inspection")


def test_news_is_at_second_hand(empty: Register) -> None:
    (one,) = proposed(empty, report(unit(overall_rating=GOOD), "news.txt", "news", published=fact("2025-03-01")))
    assert one.inspection
    assert (one.inspection.certainty, one.inspection.sources[0].certainty) == ("derived", "derived")
    assert one.inspection.published is None, "the day of the news is not that of the report"
    assert (one.inspection.when, one.inspection.inspection) == ("2025-03-01", "pdu/northmoor/2025-03")


@pytest.mark.parametrize(
    ("told", "read", "kind"),
    [
        ({"published": IMPROVE, "value": GOOD}, IMPROVE, "known"),
        ({"published": IMPROVE, "value": GOOD}, GOOD, "same"),
        ({"published": IMPROVE, "value": GOOD}, INADEQUATE, "conflict"),
        ({"published": IMPROVE, "value": IMPROVE, "kind": "disputed"}, INADEQUATE, "conflict"),
        ({"published": IMPROVE, "value": IMPROVE, "otherwise": INADEQUATE, "kind": "disputed"}, INADEQUATE, "known"),
        ({"published": IMPROVE, "value": None}, GOOD, "conflict"),
    ],
)
def test_what_a_correction_tells_of_is_known_and_no_conflict(
    tmp_path: Path, told: dict[str, Any], read: str, kind: str
) -> None:
    register = load_register(folder(tmp_path, entry(), corrections=[correction(**told)]), shipped=False)
    (one,) = proposed(register, report(unit(overall_rating=read), published=fact("2023-03-30")))
    found = {"known": one.known, "conflict": one.differences, "adds": one.additions}
    assert [name for name, several in found.items() if several] == ([] if kind == "same" else [kind])
    assert one.held == (kind == "conflict")


def test_a_name_spelt_a_little_otherwise_is_asked_after(empty: Register) -> None:
    (one,) = proposed(empty, report(unit("Northmor", overall_rating=GOOD)))
    assert one.doubts[0].problem == "the directory does not know 'Northmor'; did you mean Northmoor?"


def test_a_unit_that_a_person_names_is_described_in_the_entry(tmp_path: Path, empty: Register) -> None:
    named = unit_called("South Fen & Ynys Môn PDU", None, None, DIRECTORY)
    assert (named.id, named.name, named.kind) == ("pdu/south-fen-and-ynys-mon", "South Fen & Ynys Môn", "PDU")
    assert unit_called("Northmoor", "pdu", None, DIRECTORY).id == "pdu/northmoor", "one that the directory has"
    document = report(unit("South Fen & Ynys Môn", overall_rating=GOOD), published=fact("2023-03-30"))
    (one,) = proposals([document], empty, DIRECTORY, REVIEW, named)
    assert one.inspection
    assert (one.inspection.unit_name, one.inspection.unit_kind) == ("South Fen & Ynys Môn", "PDU")
    (tmp_path / "0.json").write_text(written(one.inspection), encoding="utf-8")
    (again,) = proposed(load_register(tmp_path, shipped=False), document)
    assert again.existing == "pdu/south-fen-and-ynys-mon/2023-03", "the register knows it from its own entry now"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("Westmere", None, None), "--unit: the directory does not know 'Westmere'. Give its --kind and --region"),
        (("Eastvael", None, None), "--unit: the directory does not know 'Eastvael'. Did you mean Eastvale? Otherwise"),
        (("Westmere", "prison", None), "--kind: 'prison' is no kind of unit. Give one of PDU"),
        (("Westmere", "PDU", "Nowhere"), "--region: there is no region 'Nowhere'."),
        (("...", "PDU", None), "--unit: the directory does not know '...'"),
    ],
)
def test_a_unit_that_cannot_be_told_is_refused(words: tuple[str, str | None, str | None], problem: str) -> None:
    with pytest.raises(BadInput, match=re.escape(problem)):
        unit_called(*words, DIRECTORY)
