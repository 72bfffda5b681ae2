"""Names of regions and units as documents write them, and faults in a file of a user's own."""

import time
from pathlib import Path

import pytest

from inspectorate.errors import BadInput
from inspectorate.organisation.directory import Directory, load_directory, product_directory
from inspectorate.organisation.model import Organisation

PRODUCT = product_directory()

#: As written, kind asked for, id. The spellings are those of the published documents (S0 to S4).
FOUND = [
    ("Leicester, Leicestershire, and Rutland PDU", None, "pdu/leicester-leicestershire-and-rutland"),
    ("LLR", "PDU", "pdu/leicester-leicestershire-and-rutland"),
    ("Probation service for Cumbria", None, "pdu/cumbria"),
    ("CUMBRIA Probation Delivery Unit (PDU*)", None, "pdu/cumbria"),
    ("Knowsley & St Helens PDU", None, "pdu/knowsley-and-st-helens"),
    ("Blackburn PDU", None, "pdu/blackburn-with-darwen"),
    ("Swansea Neath Port Talbot PDU", None, "pdu/swansea-neath-and-port-talbot"),
    ("Probation Service – North West region", None, "region/north-west"),
    ("North West NPS", None, "nps/north-west"),
    ("Kent, Surrey & Sussex CRC", None, "crc/kent-surrey-and-sussex"),
    ("Cambridgeshire Youth Justice Service", None, "yjs/cambridgeshire"),
    ("Stoke on Trent YOS", None, "yjs/stoke-on-trent"),
]


def id_of(name: str, kind: str | None = None, year: int | None = None) -> str | None:
    found = PRODUCT.find(name, kind, year=year)
    return found.id if found else None


@pytest.mark.parametrize(("written", "kind", "unit"), FOUND)
def test_a_name_is_found_however_it_is_written(written: str, kind: str | None, unit: str) -> None:
    assert id_of(written, kind) == unit


@pytest.mark.parametrize(
    "written", ["Cumbria", "Cambridgeshire", "North West", "Cheshire North", "Northmoor", "", "PDU"]
)
def test_a_name_that_several_bear_or_nobody_is_not_found(written: str) -> None:
    assert PRODUCT.find(written) is None


def test_a_kind_or_a_year_tells_those_of_one_name_apart() -> None:
    assert id_of("Cumbria", kind="PDU") == "pdu/cumbria"
    assert id_of("Cumbria", kind="youth justice service") == "yjs/cumbria"
    assert id_of("North West", year=2023) == "region/north-west"
    assert id_of("North West", year=2019) == "nps/north-west"


def test_a_name_given_up_finds_what_it_became_where_that_is_one() -> None:
    old = Organisation("pdu/old", "Oldmoor", "PDU", last=2022, became=("pdu/new",))
    split = Organisation("pdu/whole", "Wholeby", "PDU", last=2022, became=("pdu/new", "pdu/old"))
    directory = Directory([old, split, Organisation("pdu/new", "Newmoor", "PDU", first=2023)])
    assert directory.find("Oldmoor", year=2021) is old
    assert directory.find("Oldmoor", year=2024) is directory.by_id["pdu/new"]
    assert directory.find("Wholeby", year=2024) is None


def test_the_nearest_names_share_the_first_word() -> None:
    near = PRODUCT.nearest("Cheshire North", region="North West")
    assert [unit.name for unit in near] == ["Cheshire East", "Cheshire West"]
    assert PRODUCT.nearest("Cheshire North", region="London") == ()
    assert PRODUCT.nearest("Cumbria") == ()


def test_the_product_knows_the_regions_their_units_and_what_was_before() -> None:
    kinds = [organisation.kind for organisation in PRODUCT.organisations]
    assert kinds.count("region") == 12
    assert kinds.count("CRC") == 21  # S0, note 1, and the companies that unification ended
    assert kinds.count("NPS division") == 7
    assert all(organisation.source and organisation.certainty for organisation in PRODUCT.organisations)
    in_north_west = [o for o in PRODUCT.organisations if o.kind == "PDU" and o.region == "North West"]
    assert len(in_north_west) == 13  # S1: "There are 13 PDUs within the region"


def test_names_in_a_text_are_whole_words_and_the_longest() -> None:
    text = (
        "At Cheshire West, in Leicester,\n Leicestershire & Rutland, in Sheffielder or bury; see Hull and East Riding."
    )
    found = [(naming.as_written, text[naming.start : naming.end]) for naming in PRODUCT.mentions(text)]
    assert found == [
        ("Cheshire West", "Cheshire West"),
        ("Leicester, Leicestershire & Rutland", "Leicester,\n Leicestershire & Rutland"),
        ("Hull and East Riding", "Hull and East Riding"),
    ]


def test_a_megabyte_is_searched_in_a_moment() -> None:
    text = "The Head of Cumbria PDU said that North West Plans Were Good. " * 16_000
    PRODUCT.mentions("")
    started = time.perf_counter()
    assert len(PRODUCT.mentions(text)) == 32_000
    assert time.perf_counter() - started < 5


def test_faults_of_a_users_own_file_come_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "organisations.yaml"
    path.write_text(
        "groups:\n"
        "  - kind: region\n"
        "    organisations:\n"
        "      - {id: region/moors, name: Moors}\n"
        "  - kind: PDU\n"
        "    region: Mores\n"
        "    organisations:\n"
        "      - {id: pdu/eastvale, name: Eastvale, became: [pdu/nowhere]}\n"
        "      - {id: pdu/eastvale, name: Westvale}\n"
        "      - {id: pdu/other, name: West Vale, aliases: [eastvale]}\n",
        encoding="utf-8",
    )
    with pytest.raises(BadInput) as raised:
        load_directory(path)
    problems = [fault.problem for fault in raised.value.faults]
    assert problems.count("there is no region 'Mores'") == 3
    assert "there is no organisation 'pdu/nowhere'" in problems
    assert "the id 'pdu/eastvale' stands here a second time" in problems
    assert "'eastvale' already means 'pdu/eastvale', of the same kind and region" in problems


def test_a_misspelt_key_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "organisations.yaml"
    path.write_text("groups:\n  - kind: shire\n    organisations:\n      - {id: x, nane: Moors}\n", encoding="utf-8")
    with pytest.raises(BadInput) as raised:
        load_directory(path)
    assert {fault.field for fault in raised.value.faults} >= {"groups[1].kind"}
    assert all(fault.line for fault in raised.value.faults)
