"""The inspections that come with the library: each has its sources, and the seven of the seeds are as printed."""

from urllib.parse import urlsplit

import pytest

from inspectorate.framework.catalogue import edition_folders
from inspectorate.framework.model import Edition, KeyQuestion
from inspectorate.organisation.directory import product_directory
from inspectorate.rating.overall import overall_rating
from inspectorate.rating.verification import Example, read_example
from inspectorate.register.file import file_name, inspection_files, read_entry, written
from inspectorate.register.inspection import CORRECTABLE, PublishedInspection
from inspectorate.register.loading import SHIPPED, load_register

REGISTER = load_register()
EXAMPLES = [
    read_example(path)[0]
    for folder in edition_folders().values()
    for path in sorted((folder / "examples").glob("*.yaml"))
]


def test_there_are_more_than_two_hundred() -> None:
    assert len(REGISTER.inspections) >= 200
    assert len(EXAMPLES) == 7


def inspection_of(example: Example) -> PublishedInspection:
    unit = product_directory().find(example.unit, region=example.region)
    assert unit, example.unit
    (found,) = (one for one in REGISTER.history(unit.id) if one.edition == example.edition)
    return found


def questions(edition: Edition, standard: str) -> tuple[KeyQuestion, ...]:
    return edition.standard_by_id[standard].key_questions


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.unit for example in EXAMPLES])
def test_the_seven_of_the_examples_say_the_same(example: Example) -> None:
    used, printed = inspection_of(example), example.ratings
    assert used.overall == printed.overall
    assert used.score
    assert (used.score.points, used.score.maximum) == (printed.score.points, printed.score.maximum)
    assert dict(used.standards) == {name: rating or "Not rated" for name, rating in printed.standards.items()}
    edition = REGISTER.edition(used)
    assert edition
    given = {
        question.id: int(percent)
        for name, finding in example.findings.items()
        for question, percent in zip(
            edition.standard_by_id[name].key_questions, finding.percentages or (), strict=False
        )
        if percent
    }
    assert {name: used.percentages[name] for name in given} == given


def test_what_is_beyond_the_examples_is_as_the_reports_print_it() -> None:
    llr = REGISTER.by_id["pdu/leicester-leicestershire-and-rutland/2023-02"]
    assert (llr.percentages["2.6.1"], llr.sample_size, llr.interviews) == (39, 102, 79)
    assert dict(llr.recommendations) == {"PDU": 8, "region": 3, "HMPPS": 2, "total": 13}
    cambridgeshire = REGISTER.by_id["pdu/cambridgeshire-and-peterborough/2024-07"]
    assert (cambridgeshire.sample_size, cambridgeshire.interviews) == (34 + 25, 47)
    totals = {"cheshire-west/2023-06": 11, "blackburn-with-darwen/2023-06": 9, "knowsley-and-st-helens/2023-04": 10}
    totals |= {"liverpool-north/2023-06": 9, "cumbria/2023-07": 13}
    assert {name: REGISTER.by_id[f"pdu/{name}"].total_recommendations for name in totals} == totals


def test_the_known_contradictions_are_corrections_and_the_facts_stay_as_printed() -> None:
    told = {(one.inspection.split("/")[1], one.field, one.kind) for one in REGISTER.corrections}
    assert told >= {
        ("cumbria", "fieldwork.from", "disputed"),
        ("knowsley-and-st-helens", "overall", "supplied"),
        ("knowsley-and-st-helens", "standards.2.1", "supplied"),
        ("liverpool-north", "standards.2.1", "supplied"),
    }
    knowsley = REGISTER.as_published["pdu/knowsley-and-st-helens/2023-04"]
    assert (knowsley.overall, "2.1" in knowsley.standards) == (None, False)


FILES = inspection_files(SHIPPED)
AS_PUBLISHED = list(REGISTER.as_published.values())


def test_every_file_is_written_as_the_program_writes_it_and_named_by_its_id() -> None:
    for path in FILES:
        inspection, document = read_entry(path, PublishedInspection)
        assert inspection, document.faults
        assert written(inspection) == path.read_text(encoding="utf-8"), path
        assert path == SHIPPED / file_name(inspection.inspection)


def untold(inspection: PublishedInspection) -> set[str]:
    """The facts of an inspection that no source gives and nothing derives."""
    facts = inspection.model_dump(include=set(CORRECTABLE), exclude_defaults=True)
    return set(facts) - {field for source in inspection.sources for field in source.gives} - set(inspection.derived)


def test_every_fact_was_read_in_a_source_or_is_said_to_be_derived() -> None:
    assert {one.inspection: fields for one in AS_PUBLISHED if (fields := untold(one))} == {}


def test_every_inspection_has_the_address_of_a_source_and_what_it_says() -> None:
    for one in AS_PUBLISHED:
        addressed = [source for source in one.sources if source.url]
        assert addressed, one.inspection
        assert all(urlsplit(source.url or "").scheme in ("http", "https") for source in addressed)
        assert any(source.says for source in one.sources), one.inspection


def test_a_rating_is_published_where_the_inspectorate_says_so_itself() -> None:
    for one in AS_PUBLISHED:
        rating = [source for source in one.sources if "overall" in source.gives or not one.overall]
        own = [source for source in rating if source.publisher == "HM Inspectorate of Probation"]
        if one.certainty == "published":
            assert any(source.certainty == "published" for source in own), one.inspection
        else:
            assert all(source.certainty == "derived" for source in rating), one.inspection


def test_the_overall_rating_is_the_band_of_the_score() -> None:
    scored = [one for one in REGISTER.inspections if one.score and one.score.maximum]
    assert len(scored) == 14
    for one in scored:
        edition, score = REGISTER.edition(one), one.score
        assert edition
        assert score
        derived, _ = overall_rating(edition, score.points, (score.maximum or 0) // 3)
        assert derived == one.overall, one.inspection


def test_nothing_stands_in_time_without_saying_how() -> None:
    for one in REGISTER.inspections:
        assert one.published or one.fieldwork or one.placed or one.inspection.endswith("/undated")
