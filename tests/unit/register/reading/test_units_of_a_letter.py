"""Units by the tables of a letter on several, which the directory need not know."""

from inspectorate.register.document import Document
from inspectorate.register.facts import UnitFacts
from inspectorate.register.reading.read import read

LETTER = """Dear Regional Probation Director

Review of the Probation Service - Eastvale region.

Northmoor PDU\tScore 2/21
Fieldwork started April 2024
Overall rating\tInadequate
P 1.1 Leadership\tRequires improvement
P 1.2 Staffing\tRequires improvement
P 1.3 Services\tInadequate
P 2.1 Assessment\tInadequate

Cumbria PDU\tScore 6/27
Fieldwork started May 2023
Overall rating\tRequires improvement
1.1 Leadership\tRequires improvement
1.2 Staff\tGood
1.3 Services\tRequires improvement
"""


def units() -> tuple[UnitFacts, ...]:
    return read(Document("letter.txt", "text", LETTER)).units


def test_a_unit_keeps_its_name_without_the_words_for_its_kind_known_or_not() -> None:
    assert [unit.unit and unit.unit.value for unit in units()] == ["Northmoor", "Cumbria"]


def test_the_words_for_its_kind_say_its_kind() -> None:
    assert [unit.unit_type and unit.unit_type.value for unit in units()] == ["PDU", "PDU"]


def test_it_is_found_under_the_name_as_written() -> None:
    assert [unit.names[0].value for unit in units()] == ["Northmoor PDU", "Cumbria PDU"]
