"""The editions that come with the product: sound, complete, honest about what is assumed."""

from pathlib import Path

import pytest

from inspectorate.framework.catalogue import edition_folders, find_edition
from inspectorate.framework.loader import content_hash
from inspectorate.framework.model import Certainty, Edition, printed_code
from inspectorate.rating.rule import rules_of

NAMES = list(edition_folders())
FILES = [path for folder in edition_folders().values() for path in folder.rglob("*.yaml")]

# edition: rated standards, maximum score, prompts, standards in all
EXPECTED = {
    "hmip-crc-nps-2018": (10, 30, 76, 13),
    "hmip-pdu-2021": (9, 27, 61, 13),
    "hmip-pdu-2023": (7, 21, 52, 11),
    "hmip-public-protection-2025": (0, 0, 25, 7),
    "hmip-region-2023": (8, 24, 57, 8),
    "hmip-region-review-2021": (0, 0, 15, 7),
    "hmip-sfo-review": (4, None, 0, 4),
    "hmip-yjs-2018": (12, 36, 0, 13),
}

#: How many prompts METHOD 3.7 has for engagement, desistance and keeping other people safe.
PROMPTS = {
    "Assessment": [3, 3, 3],
    "Planning": [5, 3, 4],
    "Implementation and delivery": [7, 6, 5],
    "Reviewing": [4, 5, 4],
}


def prompts(edition: Edition) -> int:
    return sum(len(question.prompts) for standard in edition.standards for question in standard.key_questions)


def test_every_edition_is_expected_here() -> None:
    assert set(NAMES) == set(EXPECTED)


@pytest.mark.parametrize("name", NAMES)
def test_an_edition_has_its_standards_and_prompts(name: str) -> None:
    edition = find_edition(name)
    found = (edition.rated_standards, edition.maximum_score, prompts(edition), len(edition.standards))
    assert found == EXPECTED[name]
    assert edition.id == name, "the folder is named after the edition"


@pytest.mark.parametrize("name", ["hmip-crc-nps-2018", "hmip-pdu-2021", "hmip-pdu-2023"])
def test_the_four_standards_of_casework_have_every_prompt(name: str) -> None:
    found = {
        standard.title: [len(question.prompts) for question in standard.key_questions]
        for standard in find_edition(name).standards
        if standard.title in PROMPTS
    }
    assert found == PROMPTS


@pytest.mark.parametrize("name", NAMES)
def test_every_edition_says_where_it_comes_from(name: str) -> None:
    edition = find_edition(name)
    assert edition.guidance["about"].startswith("# About this edition")
    for standard in edition.standards:
        for entry in (standard, *standard.key_questions, *(p for q in standard.key_questions for p in q.prompts)):
            assert entry.source, entry
            assert isinstance(entry.certainty, Certainty), entry


@pytest.mark.parametrize("name", NAMES)
def test_what_is_recalled_is_called_assumed(name: str) -> None:
    edition = find_edition(name)
    for standard in edition.standards:
        for entry in (standard, *standard.key_questions, *(p for q in standard.key_questions for p in q.prompts)):
            if "recalled" in entry.source.casefold():
                assert entry.certainty is Certainty.ASSUMED, entry.id


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.parent.name}/{path.parent.name}/{path.stem}")
def test_a_file_begins_with_its_schema_and_has_no_control_characters(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    first = text.splitlines()[0]
    assert first.startswith("# yaml-language-server: $schema=../../")
    assert text.endswith("\n")
    assert all(letter.isprintable() or letter == "\n" for letter in text)


@pytest.mark.parametrize("name", NAMES)
def test_folded_text_is_one_line(name: str) -> None:
    edition = find_edition(name)
    texts = [question.text for question in edition.question_by_id.values()]
    assert all(text.isprintable() for text in texts)
    assert all(text.endswith("?") for text in texts)


def test_the_leadership_rule_is_off_since_2023() -> None:
    rules = [rules_of(find_edition(name)).decision_rules[0] for name in ("hmip-pdu-2021", "hmip-pdu-2023")]
    assert [rule.enabled for rule in rules] == [True, False]
    assert rules[1].certainty is Certainty.ASSUMED
    assert "Essex North" in rules[1].because


def test_each_service_of_2018_is_rated_on_ten() -> None:
    edition = find_edition("hmip-crc-nps-2018")
    own = {standard.id: standard.service for standard in edition.standards if standard.service}
    assert own == {"3.1": "NPS", "3.2": "NPS", "4.1": "CRC", "4.2": "CRC"}


def test_resettlement_of_youth_justice_is_rated_and_not_scored() -> None:
    standard = find_edition("hmip-yjs-2018").standard_by_id["4.1"]
    assert (standard.rated, standard.scored, standard.may_be_not_rated) == (True, False, True)


def test_a_region_pools_questions_that_its_delivery_units_answer() -> None:
    asked = {q.series for q in find_edition("hmip-pdu-2023").case_questions}
    asked |= {q.series for standard in find_edition("hmip-pdu-2023").standards for q in standard.key_questions}
    for id_ in ("R 2.1", "R 2.2", "R 2.3", "R 2.5"):
        pooled = {q.series for q in find_edition("hmip-region-2023").standard_by_id[id_].key_questions}
        assert pooled <= asked, id_


def test_the_hash_is_of_the_text_and_not_of_line_ends_or_examples(tmp_path: Path) -> None:
    from tests.unit.framework.editing import change, sound_edition

    folder = sound_edition(tmp_path / "edition")
    before = content_hash(folder)
    path = folder / "rating.yaml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (folder / "examples").mkdir()
    (folder / "examples" / "one.yaml").write_text("a: b\n", encoding="utf-8")
    assert content_hash(folder) == before
    change(folder, "guidance/about.md", "About", "On")
    assert content_hash(folder) != before


@pytest.mark.parametrize(
    ("id_", "printed"),
    [
        ("2.1.1", "2.1.1"),
        ("P 2.1.1a", "P 2.1.1a"),
        ("C1b", "C1b"),
        ("home_visit", ""),
        ("outcomes.1", ""),
        ("victims.2a", ""),
    ],
)
def test_people_read_the_number_of_a_question_and_no_word_for_the_program(id_: str, printed: str) -> None:
    assert printed_code(id_) == printed


def test_what_is_read_of_a_question_never_begins_with_a_word_for_the_program() -> None:
    """Outcomes have no number in the reports of 2023 (S4), so their question is read by its text alone."""
    edition = find_edition("hmip-pdu-2023")
    assert edition.question_by_id["outcomes.1"].heading.startswith("Do early outcomes demonstrate")
    assert edition.question_by_id["P 2.1.1"].heading.startswith("P 2.1.1 ")
